// commands.hpp - what the executable can do: one function a command; each returns the exit status.
#pragma once

#include <string>
#include <vector>

#include "tools/common/compile_file.hpp"
#include "vm/boot/runtime.hpp"

namespace beamlet {

// How the machine is to run: options of `run` and `eval`.
struct MachineOptions {
  uint32_t schedulers = 0;  // 0: one a core
  int64_t reductions = limits::kReductions;
  std::optional<uint64_t> seed;             // --deterministic
  std::string max_heap_size, max_messages;  // a number or none; empty: the default
  uint32_t max_processes = RuntimeOptions{}.max_processes;
  uint32_t max_atoms = RuntimeOptions{}.max_atoms;
  uint32_t max_tables = RuntimeOptions{}.max_tables;
  [[nodiscard]] RuntimeOptions runtime_options(ModuleFinder& finder) const;
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

struct ReplCommand {
  MachineOptions machine;
  std::vector<std::string> folders;
};
[[nodiscard]] int command_repl(const ReplCommand& command);
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
  bool docs = false;     // --docs: the paths are modules and sources whose examples are run
  bool missing = false;  // --missing: and what their functions lack is listed
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
