#include "compiler/syntax/parse.hpp"

#include "compiler/syntax/ast_builder.hpp"
#include "compiler/syntax/preprocess.hpp"

namespace beamlet {
namespace {

struct FormStart {
  StartKind kind;
  size_t first;            // token the parser begins with
  const Token* attribute;  // name of -name(...), or null
};

FormStart classify(std::span<const Token> tokens) {
  if (tokens.size() < 2 || !tokens[0].is(TokenKind::Minus) ||
      !(tokens[1].is(TokenKind::Atom) || is_keyword(tokens[1].kind))) {
    return {StartKind::Function, 0, nullptr};
  }
  const Token* name = &tokens[1];
  switch (name->name_id) {
    case sym::kRecordId:
      return {StartKind::Record, 2, name};
    case sym::kTypeId:
    case sym::kOpaqueId:
    case sym::kNominalId:
      return {StartKind::Type, 2, name};
    case sym::kSpecId:
    case sym::kCallbackId:
      return {StartKind::Spec, 2, name};
    default:
      return {StartKind::Attribute, 2, name};
  }
}

// Where a new form seems to begin behind a syntax error: at the left margin, `name(` or `-name(`. 0: nowhere.
size_t next_form_start(std::span<const Token> tokens, size_t from) {
  for (size_t i = std::max<size_t>(from, 1); i + 1 < tokens.size(); ++i) {
    if (!tokens[i].line_start) continue;
    const bool function = tokens[i].is(TokenKind::Atom) && tokens[i + 1].is(TokenKind::LParen);
    const bool attribute = tokens[i].is(TokenKind::Minus) && tokens[i + 1].is(TokenKind::Atom);
    if (attribute || (function && !tokens[i - 1].is(TokenKind::Semicolon))) return i;
  }
  return 0;
}

// The next clause of the function behind a syntax error: `; name(`. 0: none.
size_t next_clause_start(std::span<const Token> tokens, size_t from) {
  if (!tokens[0].is(TokenKind::Atom)) return 0;
  for (size_t i = std::max<size_t>(from, 1); i + 1 < tokens.size(); ++i) {
    if (tokens[i].is(TokenKind::Atom) && tokens[i].name() == tokens[0].name() &&
        tokens[i - 1].is(TokenKind::Semicolon) && tokens[i].line_start &&
        tokens[i + 1].is(TokenKind::LParen)) {
      return i;
    }
  }
  return 0;
}

class ModuleParser {
 public:
  ModuleParser(SourceManager& sources, FileId file, Interner& symbols, const PreprocessOptions& options,
               DiagnosticSink& sink)
      : ast_(std::make_unique<Ast>()),
        sink_(sink),
        builder_(ast_->arena, symbols, sources, sink),
        preprocessor_(sources, file, symbols, ast_->arena, options, builder_, sink) {
    ast_->sources = &sources;
    ast_->symbols = &symbols;
    ast_->file = file;
    ast_->end_offset = sources.base(file) + static_cast<uint32_t>(sources.text(file).size());
  }

  ParseResult run() {
    std::vector<Token> tokens;
    while (preprocessor_.next_form(tokens)) parse(tokens);
    ast_->is_script = !has_module_;
    ast_->max_height = builder_.max_height();
    ast_->forms = ast_->arena.copy(forms_);
    return {std::move(ast_), !sink_.has_errors()};
  }

 private:
  void parse(std::span<const Token> tokens) {
    const bool lexical = preprocessor_.form_has_lexical_error();
    builder_.set_quiet(lexical);
    while (!tokens.empty()) {
      const FormStart start = classify(tokens);
      const SourceSpan span = join(tokens.front().span, tokens.back().span);
      const size_t errors = sink_.error_count();
      const Form* form = builder_.parse_form(start.kind, tokens.subspan(start.first), span, start.attribute);
      // What is said about half a form beyond its syntax errors is noise: the checks do not see it.
      if (form == nullptr || sink_.error_count() > errors || lexical) {
        form = ast_->arena.make<ErrorForm>(Form{FormKind::Error, span});
      }
      forms_.push_back(form);
      if (const auto* module = as<ModuleForm>(form)) {
        has_module_ = true;
        preprocessor_.set_module(module->name);
      }
      builder_.set_quiet(false);
      if (builder_.error_index() < 0) return;
      tokens = behind_error(tokens, start.first + static_cast<size_t>(builder_.error_index()));
    }
  }

  // What can still be parsed of a form with a syntax error at `at`: forms that it swallowed because its full stop is
  // missing, or the function's further clauses.
  static std::span<const Token> behind_error(std::span<const Token> tokens, size_t at) {
    size_t start = next_form_start(tokens, at);
    if (start == 0) start = next_clause_start(tokens, at);
    return start == 0 ? std::span<const Token>{} : tokens.subspan(start);
  }

  std::unique_ptr<Ast> ast_;
  DiagnosticSink& sink_;
  AstBuilder builder_;
  Preprocessor preprocessor_;
  std::vector<const Form*> forms_;
  bool has_module_ = false;
};

bool text_is_valid(SourceManager& sources, FileId file, DiagnosticSink& sink) {
  const auto bad = check_utf8(sources.text(file));
  if (bad) sink.report(DiagCode::InvalidUtf8, {sources.base(file) + static_cast<uint32_t>(*bad), 1});
  return !bad;
}

}  // namespace

ParseResult parse_module(SourceManager& sources, FileId file, Interner& symbols,
                         const PreprocessOptions& options, DiagnosticSink& sink) {
  if (!text_is_valid(sources, file, sink)) {
    auto empty = std::make_unique<Ast>();
    empty->sources = &sources;
    empty->symbols = &symbols;
    empty->file = file;
    empty->end_offset = sources.base(file);
    return {std::move(empty), false};
  }
  return ModuleParser(sources, file, symbols, options, sink).run();
}

ParseExpressionsResult parse_expressions(SourceManager& sources, FileId file, Interner& symbols,
                                         const ExpressionOptions& options, DiagnosticSink& sink) {
  ParseExpressionsResult result;
  result.ast = std::make_unique<ExpressionsAst>();
  ExpressionsAst& ast = *result.ast;
  ast.sources = &sources;
  ast.symbols = &symbols;
  ast.file = file;
  if (!text_is_valid(sources, file, sink)) return result;
  AstBuilder builder(ast.arena, symbols, sources, sink);
  Preprocessor preprocessor(sources, file, symbols, ast.arena, options.preprocess, builder, sink);
  const size_t errors_before = sink.error_count();
  bool incomplete = false;
  std::vector<Token> tokens;
  while (preprocessor.next_form(tokens)) {
    if (!tokens.back().is(TokenKind::Dot)) {
      incomplete = !options.add_final_stop;
      if (incomplete) break;
      Token stop;
      stop.kind = TokenKind::Dot;
      stop.span = {tokens.back().span.end(), 0};
      tokens.push_back(stop);
    }
    if (tokens.size() == 1) continue;
    const FormStart start = classify(tokens);
    const SourceSpan span = join(tokens.front().span, tokens.back().span);
    // `f(X) -> ...` and `-record(...)` are forms; `f(X).` and `-1.` are expressions.
    bool is_form =
        start.kind != StartKind::Function &&
        (start.kind != StartKind::Attribute || (tokens.size() > 2 && tokens[2].is(TokenKind::LParen)));
    if (start.kind == StartKind::Function && tokens[0].is(TokenKind::Atom) &&
        tokens[1].is(TokenKind::LParen)) {
      uint32_t depth = 0;
      size_t i = 1;
      for (; i < tokens.size(); ++i) {
        if (tokens[i].is(TokenKind::LParen)) ++depth;
        if (tokens[i].is(TokenKind::RParen) && --depth == 0) break;
      }
      is_form = i + 1 < tokens.size() &&
                (tokens[i + 1].is(TokenKind::Arrow) || tokens[i + 1].is(TokenKind::KwWhen));
    }
    ExpressionsAst::Item item;
    if (is_form) {
      item.form = builder.parse_form(start.kind, std::span<const Token>(tokens).subspan(start.first), span,
                                     start.attribute);
      if (item.form == nullptr) continue;
    } else if (!builder.parse_expressions(tokens, item.expressions)) {
      continue;
    }
    ast.items.push_back(item);
  }
  ast.max_height = builder.max_height();
  if (preprocessor.ended_inside_token() && !options.add_final_stop) {
    result.state = InputState::Incomplete;
  } else if (sink.error_count() > errors_before) {
    result.state = InputState::Wrong;
  } else {
    result.state = incomplete ? InputState::Incomplete : InputState::Complete;
  }
  return result;
}

}  // namespace beamlet
