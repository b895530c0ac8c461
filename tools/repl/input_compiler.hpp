// input_compiler.hpp - what is typed at a prompt, as modules.
//
// Purpose     Each sequence of expressions becomes a module with one function, eval/1, from the tuple of the values of the variables bound before
//             to {Value, Values of the variables bound now}. Functions defined at the prompt become a module of their own.
// Picture     "Y = X + double(1)."  bound: [X]      ->  -module(shell_1).  eval({X}) -> ... {Value, {Y}}
//             Calls without a module: `functions` (the prompt's own and the shell's commands), then those of `erlang`, then default_module, where
//             nothing is, so that the call fails when it is made.
// Threads     [any]; one compilation per call.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vm/bif/shell_host.hpp"

namespace beamlet {

struct CompiledInput {
  enum class Kind : uint8_t {
    Failed,       // diagnostics
    Expressions,  // bytes; names: variables that are bound now, in the order of the tuple
    Forget,       // names: variables to forget; none: all
    Function,     // name, arity: to be kept and compiled with CompileFunctions
    Record,       // name
    Other         // -spec, -type and the like: nothing to do
  };
  Kind kind = Kind::Failed;
  std::string diagnostics;
  std::string bytes;        // a module file
  bool makes_funs = false;  // which may outlive the evaluation: the code has to stay
  std::vector<std::string> names;
  std::string name;
  uint32_t arity = 0;
  std::optional<uint32_t> next;  // the expression to go on with: those before it are done
};

// Where calls of unknown functions go; stack traces of them name it.
inline constexpr std::string_view kDefaultModule = "shell_default";

[[nodiscard]] CompiledInput compile_input(const ShellRequest& request, bool colour);
[[nodiscard]] CompiledInput compile_functions(const ShellRequest& request, bool colour);
// The records that a source file and its headers declare, as the prompt can take them: those that stand without the file's macros. No file, no records.
struct FoundRecords {
  struct Record {
    std::string name;
    std::vector<std::string> fields;
    std::string text;
  };
  std::vector<Record> records;
  std::string diagnostics;
};
[[nodiscard]] FoundRecords records_of(const std::string& path, bool colour);
[[nodiscard]] ShellHost::Split split_input(std::string_view text);

}  // namespace beamlet
