// commands.hpp - what the executable can do: one function a command; each returns the exit status.
#pragma once

#include <string>
#include <vector>

#include "tools/common/compile_file.hpp"
#include "vm/sched/schedulers.hpp"

namespace beamlet {

// How the machine is to run: options of `run` and `eval`.
struct MachineOptions {
  uint32_t schedulers = 0;  // 0: one a core
  int64_t reductions = limits::kReductions;
  std::optional<uint64_t> seed;  // --deterministic
  [[nodiscard]] SchedulerOptions schedulers_options() const { return {schedulers, reductions, seed}; }
};

struct RunCommand {
  MachineOptions machine;
  std::string file;
  std::vector<std::string> args;
  std::vector<std::string> folders;  // --path
};
[[nodiscard]] int command_run(const RunCommand& command);

struct EvalCommand {
  MachineOptions machine;
  std::string expression;
  std::vector<std::string> folders;
};
[[nodiscard]] int command_eval(const EvalCommand& command);

struct TestCommand {
  MachineOptions machine;
  std::vector<std::string> paths;    // files and folders; none: the current folder
  std::vector<std::string> folders;  // --path
  std::vector<std::string> filters;
  std::optional<uint64_t> seed;  // of the order; else any
  uint64_t seeds = 0;            // --seeds: run under deterministic schedulers 1..N
  uint64_t timeout = 10'000;     // of a test, in milliseconds
  std::optional<size_t> jobs;    // modules, or machines of --seeds, at a time
  bool verbose = false;
  bool times = true;
};
[[nodiscard]] int command_test(const TestCommand& command);

struct CompileCommand {
  std::vector<std::string> files;
  std::string output;   // file (one source) or folder; empty: beside the source
  bool verify = false;  // prove the module safe before it is written: for tests of the compiler
  CompileFileOptions options;
};
[[nodiscard]] int command_compile(const CompileCommand& command);

// Disassembles .blc files, or compiles sources and disassembles the result.
[[nodiscard]] int command_disasm(const std::vector<std::string>& files);

}  // namespace beamlet
