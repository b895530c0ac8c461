// doc_examples.hpp - the examples of -doc and -moduledoc texts, as code that runs.
//
// Purpose     `beamlet test --docs`. An example is a code block (between lines of three backquotes, or indented by four blanks) with prompts:
//
//                 1> X = 1 + 1.       "1> " or "> "; the expression goes on until a line ends with a full stop
//                 2
//                 2> X * 2.           variables stay bound until the end of the block
//                 4
//                 3> hd([]).          what it raises stands behind "** "
//                 ** exception error: bad argument
//
//             A block whose first line names another language than erlang (```text) is shown, not run: for what cannot be
//             (tests/tools/doc_examples.py types ```shell blocks of the library to the shell).
//             Each block becomes a module whose example/0 evaluates the steps in turn and has bltest_docs compare what comes. Without a
//             result below it, a step is evaluated and nothing compared.
// Threads     [any]; no state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/bytecode/module_image.hpp"

namespace beamlet {

struct DocText {
  std::string name;   // "append/2"; empty: the module's
  uint32_t line = 0;  // of the text's first line in the file; 0: not known
  std::string text;
};

struct DocumentedModule {
  std::string name;
  std::string file;  // empty: from the library
  std::string source;
  std::vector<DocText> docs;
  std::vector<std::string> missing;  // "append/2: no -spec", in the order of the source; only of sources
};

// What a source file says; none when it does not parse: told on stderr.
[[nodiscard]] std::optional<DocumentedModule> read_docs(const std::string& file);
// What a compiled module keeps of it: texts of the module and its functions.
[[nodiscard]] DocumentedModule docs_of(const ModuleImage& image);

struct DocStep {
  uint32_t line = 0;
  std::string expression;  // without the full stop
  std::string expected;    // lines below it; may be empty
};
struct DocExample {
  std::string name;   // of the DocText
  uint32_t line = 0;  // of its first step
  std::vector<DocStep> steps;
};
enum class Wanted : uint8_t { Runnable, All };
[[nodiscard]] std::vector<DocExample> examples_in(const DocText& doc, Wanted wanted = Wanted::Runnable);

// The module of an example: its file's bytes, and that it compiles, or why not.
struct CompiledExample {
  std::string bytes;
  std::string fault;  // diagnostics; empty: none
};
[[nodiscard]] CompiledExample compile_example(const DocExample& example, const std::string& documented_module,
                                              const std::string& module_name);

}  // namespace beamlet
