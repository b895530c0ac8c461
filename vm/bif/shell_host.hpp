// shell_host.hpp - what the shell's library needs and the machine does not have: a terminal with line editing, and the compiler.
//
// Purpose     The shell is a program in the language (stdlib/shell.bl). Its natives (prim_shell) reach the executable's terminal and compiler through this
//             interface; vm/ knows neither. Requests that take time are answered by a message, so that no scheduler waits for a key press or a compilation.
// Picture     process --prim_shell:read_line(Id, ...)--> ShellHost --its own threads--> message {shell_reply, Id, Answer} to the process
// Invariants  H1  every request that was accepted gets one answer, unless the machine ends first.
//             H2  answers to one kind of request come in the order of the requests.
// Threads     submit and the questions: [any]. Answers are sent from the host's threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vm/term/term.hpp"

namespace beamlet {

// A function that a prompt's input may call without a module.
struct PromptFunction {
  std::string name;
  uint32_t arity = 0;
  std::string module;
};

struct ShellRequest {
  enum class Kind : uint8_t {
    ReadLine,         // text: the prompt; flag: the line goes into the history
    CompileInput,     // text: one item of input; module, records, bound, functions, first
    CompileFunctions  // text: function definitions; module, records
  };
  Kind kind = Kind::ReadLine;
  Term to;         // the process that gets the answer: a pid, so no heap is involved
  int64_t id = 0;  // a small integer
  std::string text;
  std::string module;
  std::string records;
  std::vector<std::string> bound;
  std::vector<PromptFunction> functions;
  uint32_t first = 0;  // of the input's expressions, the one to start with
  bool flag = false;
};

class ShellHost {
 public:
  virtual ~ShellHost() = default;
  virtual void submit(ShellRequest request) = 0;
  // Compiles a source file: {ok, Module, Bytes, Diagnostics} or {error, Diagnostics}, as a message.
  virtual void compile_file(Term to, int64_t id, std::string path) = 0;
  // Finds the records of a source file: {records, [{Name, [Field], Text}]} or {error, Diagnostics}, as a message.
  virtual void records_of_file(Term to, int64_t id, std::string path) = 0;
  // Gives up the ReadLine under way: it is answered by `interrupted`.
  virtual void cancel_read() = 0;
  // {shell_interrupt} and {shell_complete, Id, TextBeforeTheCursor} go to this process.
  virtual void set_owner(Term pid) = 0;
  // The answer to shell_complete: what to insert, and what to list (already laid out; may be empty).
  virtual void complete(std::string insert, std::string list) = 0;
  // How many bytes of `text` its first item takes, up to and with the full stop: 0 when it is not complete. `blank`: there are no tokens at all.
  struct Split {
    size_t size = 0;
    bool blank = false;
  };
  [[nodiscard]] virtual Split split(std::string_view text) = 0;
  // The names of the modules inside the executable.
  [[nodiscard]] virtual std::vector<std::string> library_modules() const = 0;
  // Before the program ends without its destructors: the terminal as it was found.
  virtual void restore_terminal() = 0;
  [[nodiscard]] virtual bool interactive() const = 0;
  [[nodiscard]] virtual bool colour() const = 0;
};

}  // namespace beamlet
