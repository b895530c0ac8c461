// parse.hpp - source text to AST: the entry points of compiler/syntax.
//
// Purpose     One call runs lexer, preprocessor and parser. All errors go to the sink; parsing always returns
// a tree. Invariants  I1  no I/O: include files come from the IncludeResolver.
//             I2  no globals: any number of compilations may run at once on different threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/source/symbols.hpp"
#include "compiler/syntax/ast.hpp"

namespace beamlet {

struct IncludedText {
  std::string path;  // the name diagnostics and ?FILE show
  std::string text;
};

// Finds headers. Implemented by the driver (files) and by tests (a map).
class IncludeResolver {
 public:
  virtual ~IncludeResolver() = default;
  // `is_library`: -include_lib ("app/include/x.hrl"). `from`: path of the including file.
  [[nodiscard]] virtual std::optional<IncludedText> resolve(std::string_view name, std::string_view from,
                                                            bool is_library) = 0;
};

struct MacroDefinition {
  std::string name;
  std::string value = "true";  // source text
};

struct PreprocessOptions {
  IncludeResolver* includes = nullptr;   // or null: every include is an error
  std::vector<MacroDefinition> defines;  // -D on the command line
  bool maybe_expr = true;                // `maybe` and `else` are reserved words (the default since OTP 27)
};

struct ParseResult {
  std::unique_ptr<Ast> ast;  // never null
  bool ok = false;           // no errors so far
};
[[nodiscard]] ParseResult parse_module(SourceManager& sources, FileId file, Interner& symbols,
                                       const PreprocessOptions& options, DiagnosticSink& sink);

enum class InputState : uint8_t {
  Complete,    // every item ended by its full stop (or `add_final_stop`)
  Incomplete,  // the text ends in the middle of an item: the shell asks for another line
  Wrong,       // errors in the sink
};
struct ParseExpressionsResult {
  std::unique_ptr<ExpressionsAst> ast;  // never null
  InputState state = InputState::Wrong;
};
struct ExpressionOptions {
  PreprocessOptions preprocess;
  bool add_final_stop = true;  // `beamlet eval "1 + 2"`: the last full stop may be missing
};
[[nodiscard]] ParseExpressionsResult parse_expressions(SourceManager& sources, FileId file, Interner& symbols,
                                                       const ExpressionOptions& options,
                                                       DiagnosticSink& sink);

}  // namespace beamlet
