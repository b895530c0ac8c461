// commands.hpp - what the executable can do: one function a command; each returns the exit status.
#pragma once

#include <string>
#include <vector>

#include "tools/common/compile_file.hpp"

namespace beamlet {

struct RunCommand {
  std::string file;
  std::vector<std::string> args;
  std::vector<std::string> folders;  // --path
};
[[nodiscard]] int command_run(const RunCommand& command);

struct EvalCommand {
  std::string expression;
  std::vector<std::string> folders;
};
[[nodiscard]] int command_eval(const EvalCommand& command);

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
