// preprocess.hpp - macros, conditionals and includes: from raw tokens to the tokens of one form after the other.
//
// Purpose     Hands the parser one form at a time with everything that begins with `?` expanded, and carries out the
//             directives (-define, -ifdef, -include, ...), which the parser never sees.
// Picture     Lexer (main file) \
//             Lexer (header)     }-> raw form -> directive?  done here
//             Lexer (header)    /            \-> macros expanded by a stack of frames -> form
//                 frame 2: body of ?B with its arguments put in
//                 frame 1: body of ?A                             a frame's macro is active: meeting it again
//                 frame 0: the raw form                           inside is a circular definition
// Invariants  I1  expanding never recurses; the macros of a form produce at most kMaxExpandedTokens.
//             I2  spans as source_span.hpp I3 says.
// Threads     one compilation, one thread at a time.
#pragma once

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "compiler/syntax/ast_builder.hpp"
#include "compiler/syntax/lexer.hpp"
#include "compiler/syntax/parse.hpp"

namespace beamlet {

class Preprocessor {
 public:
  Preprocessor(SourceManager& sources, FileId file, Interner& symbols, Arena& arena,
               const PreprocessOptions& options, AstBuilder& builder, DiagnosticSink& sink);
  ~Preprocessor();

  // The tokens of the next form, its full stop last (missing only at the end of the input). False: no more forms.
  [[nodiscard]] bool next_form(std::vector<Token>& form);

  // ?MODULE from here on. The parser driver calls it at -module.
  void set_module(Symbol name);
  // Whether the lexer found a fault in the form that next_form gave last.
  [[nodiscard]] bool form_has_lexical_error() const { return lexical_error_; }
  [[nodiscard]] bool ended_inside_token() const { return ended_inside_token_; }

 private:
  enum class Builtin : uint8_t {
    None,
    File,
    Line,
    Module,
    ModuleString,
    FunctionName,
    FunctionArity,
    FeatureAvailable,
    FeatureEnabled
  };
  struct Macro {
    Symbol name;
    int arity = -1;  // -1: written without parentheses
    std::vector<Symbol> parameters;
    std::span<const Token> body;
    SourceSpan definition;
    Builtin builtin = Builtin::None;
    bool predefined = false;
    uint32_t active = 0;  // frames that hold its body
  };
  using MacroSet = std::vector<std::unique_ptr<Macro>>;  // the overloads of one name
  struct Conditional {
    bool active;  // tokens pass
    bool taken;   // a branch has been (or may no longer be) taken
    bool else_seen;
    SourceSpan span;
  };
  struct Input {
    Lexer lexer;
    FileId file;
    std::vector<Conditional> conditionals;
  };
  struct Frame {
    std::span<const Token> tokens;
    size_t at;
    Macro* macro;
  };
  struct Cursor {  // a place further on in the frames
    size_t frame;
    size_t at;
  };
  using Argument = std::vector<Token>;

  [[nodiscard]] bool read_raw_form();
  [[nodiscard]] bool skipping() const;

  // Directives. True: the raw form was one and is done with.
  [[nodiscard]] bool directive();
  [[nodiscard]] std::span<const Token> directive_argument(std::string_view expected);
  void define();
  void undefine();
  void if_defined(bool wanted);
  void if_expression(bool is_elif);
  void else_branch();
  void end_if();
  void include(bool is_library);
  void user_message(bool is_error);
  void file_directive();
  void feature();
  [[nodiscard]] bool evaluate_condition(std::span<const Token> tokens);
  [[nodiscard]] const Token* single_name(std::span<const Token> tokens);

  // Macros
  [[nodiscard]] bool expand(std::span<const Token> raw, std::vector<Token>& out);
  [[nodiscard]] bool expand_call(const Token& question, std::vector<Token>& out);
  [[nodiscard]] bool reaches_itself(const Macro& start);
  [[nodiscard]] static int arguments_in(std::span<const Token> tokens);
  [[nodiscard]] bool collect_arguments(Cursor& cursor, std::vector<Argument>& arguments, SourceSpan& close);
  [[nodiscard]] const Token* peek(Cursor& cursor) const;
  void advance_to(Cursor cursor);
  void pop_frame();
  [[nodiscard]] std::span<const Token> substitute(const Macro& macro, std::span<const Argument> arguments,
                                                  SourceSpan call);
  [[nodiscard]] bool builtin_value(const Macro& macro, std::span<const Argument> arguments, SourceSpan call,
                                   const std::vector<Token>& before, Token& value);
  [[nodiscard]] Token stringified(const Argument& tokens, SourceSpan call);
  [[nodiscard]] Macro* find(Symbol name, int arity);
  void predefine(std::string_view name, TokenKind kind, std::string_view text, Builtin builtin,
                 int arity = -1);
  void define_from_option(const MacroDefinition& definition);
  void suggest_macro(Diagnostic& d, Symbol name) const;

  SourceManager& sources_;
  Interner& symbols_;
  Arena& arena_;
  const PreprocessOptions& options_;
  AstBuilder& builder_;
  DiagnosticSink& sink_;

  std::vector<std::unique_ptr<Input>> inputs_;
  std::unordered_map<Symbol, MacroSet> macros_;
  std::vector<Token> raw_;
  bool raw_has_macros_ = false;
  std::vector<Frame> frames_;
  size_t expanded_ = 0;  // tokens that the macros of this form have produced
  std::vector<Token> condition_;
  bool maybe_enabled_;
  bool forms_begun_ = false;  // beyond -module
  bool ended_inside_token_ = false;
  bool lexical_error_ = false;
};

// Value of a preprocessor condition: true, false, or none when it is not a constant expression.
[[nodiscard]] std::optional<bool> evaluate_constant(const Expr& e, const Interner& symbols);

}  // namespace beamlet
