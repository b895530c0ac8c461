// Forms and directives.

#include "compiler/syntax/preprocess.hpp"

#include <algorithm>

#include "compiler/diag/suggest.hpp"

namespace beamlet {
namespace {

constexpr size_t kMaxIncludeDepth = 100;

std::string_view base_name(std::string_view path) {
  path.remove_prefix(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

}  // namespace

Preprocessor::Preprocessor(SourceManager& sources, FileId file, Interner& symbols, Arena& arena,
                           const PreprocessOptions& options, AstBuilder& builder, DiagnosticSink& sink)
    : sources_(sources),
      symbols_(symbols),
      arena_(arena),
      options_(options),
      builder_(builder),
      sink_(sink),
      maybe_enabled_(options.maybe_expr) {
  predefine("FILE", TokenKind::String, "", Builtin::File);
  predefine("LINE", TokenKind::Integer, "", Builtin::Line);
  predefine("MODULE", TokenKind::Atom, base_name(sources.name(file)), Builtin::Module);
  predefine("MODULE_STRING", TokenKind::String, base_name(sources.name(file)), Builtin::ModuleString);
  predefine("FUNCTION_NAME", TokenKind::Atom, "", Builtin::FunctionName);
  predefine("FUNCTION_ARITY", TokenKind::Integer, "", Builtin::FunctionArity);
  predefine("FEATURE_AVAILABLE", TokenKind::Atom, "", Builtin::FeatureAvailable, 1);
  predefine("FEATURE_ENABLED", TokenKind::Atom, "", Builtin::FeatureEnabled, 1);
  predefine("MACHINE", TokenKind::Atom, "BEAMLET", Builtin::None);
  predefine("BEAMLET", TokenKind::Atom, "true", Builtin::None);
  predefine("OTP_RELEASE", TokenKind::Integer, "27", Builtin::None);
  for (const MacroDefinition& definition : options.defines) define_from_option(definition);
  inputs_.push_back(std::make_unique<Input>(Lexer(sources, file, symbols, arena, sink), file));
  inputs_.back()->lexer.set_maybe_reserved(maybe_enabled_);
}

Preprocessor::~Preprocessor() = default;

void Preprocessor::predefine(std::string_view name, TokenKind kind, std::string_view text, Builtin builtin,
                             int arity) {
  Token token;
  token.kind = kind;
  if (kind == TokenKind::Integer) {
    token.integer = 0;
    for (const char c : text) token.integer = token.integer * 10 + (c - '0');
  } else if (kind == TokenKind::Atom) {
    token.name_id = symbols_.intern(text).id;
  } else {
    const std::string_view kept = arena_.copy_text(text);
    token.text_data = kept.data();
    token.text_length = static_cast<uint32_t>(kept.size());
  }
  auto macro = std::make_unique<Macro>();
  macro->name = symbols_.intern(name);
  macro->arity = arity;
  macro->body = arena_.copy(std::span<const Token>{&token, 1});
  macro->builtin = builtin;
  macro->predefined = true;
  MacroSet& set = macros_[macro->name];
  set.clear();
  set.push_back(std::move(macro));
}

void Preprocessor::set_module(Symbol name) {
  const std::string_view text = symbols_.text(name);
  predefine("MODULE", TokenKind::Atom, text, Builtin::Module);
  predefine("MODULE_STRING", TokenKind::String, text, Builtin::ModuleString);
}

// -D NAME=VALUE on the command line.
void Preprocessor::define_from_option(const MacroDefinition& definition) {
  const auto file = sources_.add("-D" + definition.name, definition.value);
  if (!file || check_utf8(definition.value)) return;
  Lexer lexer(sources_, *file, symbols_, arena_, sink_);
  std::vector<Token> body;
  for (Token token;;) {
    lexer.next(token);
    if (token.is(TokenKind::End)) break;
    body.push_back(token);
  }
  auto macro = std::make_unique<Macro>();
  macro->name = symbols_.intern(definition.name);
  macro->body = arena_.copy(body);
  MacroSet& set = macros_[macro->name];
  set.clear();
  set.push_back(std::move(macro));
}

bool Preprocessor::skipping() const {
  return std::ranges::any_of(inputs_.back()->conditionals, [](const Conditional& c) { return !c.active; });
}

// Raw tokens up to the full stop of the current input, or its end. False: there are none left.
bool Preprocessor::read_raw_form() {
  raw_.clear();
  raw_has_macros_ = false;
  Lexer& lexer = inputs_.back()->lexer;
  lexer.set_silent(skipping());
  const size_t errors = sink_.error_count();
  for (;;) {
    Token& token = raw_.emplace_back();
    lexer.next(token);
    lexical_error_ = sink_.error_count() > errors;
    if (token.kind == TokenKind::Dot) return true;
    if (token.kind == TokenKind::Question || token.kind == TokenKind::DoubleQuestion) raw_has_macros_ = true;
    if (token.kind == TokenKind::End) {
      raw_.pop_back();
      ended_inside_token_ = ended_inside_token_ || lexer.ended_inside_token();
      return !raw_.empty();
    }
  }
}

bool Preprocessor::next_form(std::vector<Token>& form) {
  for (;;) {
    if (!read_raw_form()) {
      for (const Conditional& open : inputs_.back()->conditionals) {
        sink_.report(DiagCode::UnterminatedConditional, open.span);
      }
      if (inputs_.size() == 1) {
        inputs_.back()->conditionals.clear();
        return false;
      }
      inputs_.pop_back();
      continue;
    }
    if (raw_.size() >= 2 && raw_[0].is(TokenKind::Minus) && directive()) continue;
    if (skipping()) continue;
    const bool names_module = raw_.size() >= 2 && raw_[0].is(TokenKind::Minus) &&
                              raw_[1].is(TokenKind::Atom) &&
                              (raw_[1].name() == sym::kModule || raw_[1].name() == sym::kFile);
    forms_begun_ = forms_begun_ || !names_module;
    if (!raw_has_macros_) {
      form.swap(raw_);
      return true;
    }
    form.clear();
    if (!expand(raw_, form)) continue;  // reported; the form cannot be trusted
    if (!raw_.empty() && raw_.back().is(TokenKind::Dot) && form.size() == 1) continue;  // `?EMPTY.`
    return true;
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Directives

bool Preprocessor::directive() {
  const Token& name = raw_[1];
  if (!name.is(TokenKind::Atom) && !is_keyword(name.kind)) return false;
  const bool off = skipping();
  switch (name.name_id) {
    case sym::kIfdefId:
      if_defined(true);
      return true;
    case sym::kIfndefId:
      if_defined(false);
      return true;
    case sym::kIfId:
      if_expression(false);
      return true;
    case sym::kElifId:
      if_expression(true);
      return true;
    case sym::kElseId:
      else_branch();
      return true;
    case sym::kEndifId:
      end_if();
      return true;
    case sym::kDefineId:
      if (!off) define();
      return true;
    case sym::kUndefId:
      if (!off) undefine();
      return true;
    case sym::kIncludeId:
      if (!off) include(false);
      return true;
    case sym::kIncludeLibId:
      if (!off) include(true);
      return true;
    case sym::kErrorId:
      if (!off) user_message(true);
      return true;
    case sym::kWarningId:
      if (!off) user_message(false);
      return true;
    case sym::kFeatureId:
      if (!off) feature();
      return true;
    case sym::kFileId:
      if (!off) file_directive();
      return off;
    default:
      return false;
  }
}

// What stands between the parentheses of -name( ... ).
std::span<const Token> Preprocessor::directive_argument(std::string_view expected) {
  const size_t size = raw_.size();
  if (size >= 6 && raw_[2].is(TokenKind::LParen) && raw_[size - 2].is(TokenKind::RParen) &&
      raw_[size - 1].is(TokenKind::Dot)) {
    return {raw_.data() + 3, size - 5};
  }
  Diagnostic& d =
      sink_.report(DiagCode::BadDirective, join(raw_[0].span, raw_[1].span), {symbols_.text(raw_[1].name())});
  d.label = "expected " + std::string(expected);
  return {};
}

const Token* Preprocessor::single_name(std::span<const Token> tokens) {
  if (tokens.size() == 1 &&
      (tokens[0].is(TokenKind::Atom) || tokens[0].is(TokenKind::Var) || is_keyword(tokens[0].kind))) {
    return &tokens[0];
  }
  if (!tokens.empty()) {
    sink_.report(DiagCode::BadDirective, tokens[0].span, {symbols_.text(raw_[1].name())}).label =
        "expected a macro name";
  }
  return nullptr;
}

void Preprocessor::define() {
  const auto argument = directive_argument("-define(Name, Replacement).");
  if (argument.empty()) return;
  const auto wrong = [&](const Token& at, std::string_view expected) {
    sink_.report(DiagCode::BadDirective, at.span, {"define"}).label = "expected " + std::string(expected);
  };
  const Token& name = argument[0];
  if (!name.is(TokenKind::Atom) && !name.is(TokenKind::Var)) return wrong(name, "a macro name");
  auto macro = std::make_unique<Macro>();
  macro->name = name.name();
  macro->definition = name.span;
  size_t at = 1;
  if (at < argument.size() && argument[at].is(TokenKind::LParen) && !argument[at].after_space) {
    macro->arity = 0;
    ++at;
    while (at < argument.size() && !argument[at].is(TokenKind::RParen)) {
      if (macro->arity > 0 && argument[at].is(TokenKind::Comma)) ++at;
      if (at >= argument.size() || !argument[at].is(TokenKind::Var))
        return wrong(argument[std::min(at, argument.size() - 1)], "a variable");
      if (std::ranges::find(macro->parameters, argument[at].name()) != macro->parameters.end()) {
        return wrong(argument[at], "parameters of different names");
      }
      macro->parameters.push_back(argument[at].name());
      ++macro->arity;
      ++at;
    }
    ++at;
  }
  if (at >= argument.size() || !argument[at].is(TokenKind::Comma)) {
    return wrong(argument[std::min(at, argument.size() - 1)], "`,` and the replacement");
  }
  macro->body = arena_.copy(argument.subspan(at + 1));
  MacroSet& set = macros_[macro->name];
  for (const auto& other : set) {
    if (other->predefined) {
      sink_.report(DiagCode::RedefiningPredefinedMacro, name.span, {symbols_.text(name.name())});
      return;
    }
    if (other->arity == macro->arity) {
      Diagnostic& d = sink_.report(DiagCode::RedefiningMacro, name.span, {symbols_.text(name.name())});
      d.notes.push_back({other->definition, "defined here before"});
      return;
    }
  }
  set.push_back(std::move(macro));
}

void Preprocessor::undefine() {
  const Token* name = single_name(directive_argument("-undef(Name)."));
  if (name == nullptr) return;
  macros_.erase(name->name());
}

void Preprocessor::if_defined(bool wanted) {
  const SourceSpan span = join(raw_[0].span, raw_[1].span);
  bool active = false;
  if (!skipping()) {
    const Token* name = single_name(directive_argument("a macro name in parentheses"));
    active = name != nullptr && macros_.contains(name->name()) == wanted;
  }
  inputs_.back()->conditionals.push_back({active, active || skipping(), false, span});
}

void Preprocessor::if_expression(bool is_elif) {
  const SourceSpan span = join(raw_[0].span, raw_[1].span);
  auto& conditionals = inputs_.back()->conditionals;
  if (!is_elif) {
    const bool outer_off = skipping();
    const bool active = !outer_off && evaluate_condition(directive_argument("a condition in parentheses"));
    conditionals.push_back({active, active || outer_off, false, span});
    return;
  }
  if (conditionals.empty() || conditionals.back().else_seen) {
    sink_.report(DiagCode::UnbalancedConditional, span, {"elif"});
    return;
  }
  Conditional& current = conditionals.back();
  current.active = false;
  if (!current.taken) {
    current.active = evaluate_condition(directive_argument("a condition in parentheses"));
    current.taken = current.active;
  }
}

void Preprocessor::else_branch() {
  const SourceSpan span = join(raw_[0].span, raw_[1].span);
  auto& conditionals = inputs_.back()->conditionals;
  if (conditionals.empty() || conditionals.back().else_seen) {
    sink_.report(DiagCode::UnbalancedConditional, span, {"else"});
    return;
  }
  Conditional& current = conditionals.back();
  current.active = !current.taken;
  current.taken = true;
  current.else_seen = true;
}

void Preprocessor::end_if() {
  auto& conditionals = inputs_.back()->conditionals;
  if (conditionals.empty()) {
    sink_.report(DiagCode::UnbalancedConditional, join(raw_[0].span, raw_[1].span), {"endif"});
    return;
  }
  conditionals.pop_back();
}

// `defined(Name)` is answered here, macros are expanded, and the rest is evaluated like a guard.
bool Preprocessor::evaluate_condition(std::span<const Token> tokens) {
  if (tokens.empty()) return false;
  std::vector<Token> prepared;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.is(TokenKind::Atom) && token.name() == sym::kDefined && i + 3 < tokens.size() + 0 &&
        tokens[i + 1].is(TokenKind::LParen) && tokens[i + 3].is(TokenKind::RParen) &&
        (tokens[i + 2].is(TokenKind::Atom) || tokens[i + 2].is(TokenKind::Var) ||
         is_keyword(tokens[i + 2].kind))) {
      Token answer = token;
      answer.name_id = macros_.contains(tokens[i + 2].name()) ? sym::kTrueId : sym::kFalseId;
      prepared.push_back(answer);
      i += 3;
    } else {
      prepared.push_back(token);
    }
  }
  prepared.push_back(raw_.back());  // the full stop
  const SourceSpan span = join(tokens.front().span, tokens.back().span);
  condition_.clear();
  if (!expand(prepared, condition_)) return false;
  ExprList exprs;
  if (!builder_.parse_expressions(condition_, exprs)) return false;
  if (exprs.size() != 1) {
    sink_.report(DiagCode::BadCondition, span);
    return false;
  }
  return evaluate_constant(*exprs[0], symbols_).value_or(false);  // like a guard: what fails is false
}

void Preprocessor::include(bool is_library) {
  const auto argument = directive_argument("a file name: -include(\"name.hrl\").");
  if (argument.empty()) return;
  if (argument.size() != 1 || !argument[0].is(TokenKind::String)) {
    sink_.report(DiagCode::BadDirective, argument[0].span, {symbols_.text(raw_[1].name())}).label =
        "expected a string";
    return;
  }
  const Token& name = argument[0];
  if (inputs_.size() > kMaxIncludeDepth) {
    sink_.report(DiagCode::IncludeDepth, name.span);
    return;
  }
  std::optional<IncludedText> found;
  if (options_.includes != nullptr) {
    found = options_.includes->resolve(name.text(), sources_.name(inputs_.back()->file), is_library);
  }
  if (!found) {
    sink_.report(DiagCode::IncludeNotFound, name.span, {name.text()});
    return;
  }
  const auto file = sources_.add(std::move(found->path), found->text);
  if (!file) {
    sink_.report(DiagCode::SourceTooLarge, name.span);
    return;
  }
  if (const auto bad = check_utf8(found->text)) {
    sink_.report(DiagCode::InvalidUtf8, {sources_.base(*file) + static_cast<uint32_t>(*bad), 1});
    return;
  }
  inputs_.push_back(std::make_unique<Input>(Lexer(sources_, *file, symbols_, arena_, sink_), *file));
  inputs_.back()->lexer.set_maybe_reserved(maybe_enabled_);
}

void Preprocessor::user_message(bool is_error) {
  const auto argument = directive_argument("one term in parentheses");
  if (argument.empty()) return;
  const SourceSpan span = join(argument.front().span, argument.back().span);
  const std::string_view text =
      argument.size() == 1 && argument[0].is(TokenKind::String) ? argument[0].text() : sources_.text_of(span);
  sink_.report(is_error ? DiagCode::ErrorDirective : DiagCode::WarningDirective, span, {text});
}

// -file("name", Line). stays a form as well.
void Preprocessor::file_directive() {
  const size_t size = raw_.size();
  if (size == 8 && raw_[3].is(TokenKind::String) && raw_[5].is(TokenKind::Integer) &&
      raw_[5].text_length == 0) {
    sources_.override_line(raw_[7].span.begin, std::string(raw_[3].text()),
                           static_cast<uint32_t>(std::min<int64_t>(raw_[5].integer, INT32_MAX)));
  }
}

// What follows may be scanned differently: so a feature comes before anything has been read but the module's name.
void Preprocessor::feature() {
  if (forms_begun_) {
    sink_.report(DiagCode::FeatureTooLate, join(raw_[0].span, raw_[1].span));
    return;
  }
  const auto argument = directive_argument("-feature(Name, enable).");
  if (argument.empty()) return;
  if (argument.size() != 3 || !argument[0].is(TokenKind::Atom) || !argument[1].is(TokenKind::Comma) ||
      !argument[2].is(TokenKind::Atom) ||
      (argument[2].name() != sym::kEnable && argument[2].name() != sym::kDisable)) {
    sink_.report(DiagCode::BadDirective, argument[0].span, {"feature"}).label =
        "expected a feature and `enable` or `disable`";
    return;
  }
  const bool enable = argument[2].name() == sym::kEnable;
  if (argument[0].name() != sym::kMaybeExpr) {
    if (argument[0].name() != sym::kAll) {
      sink_.report(DiagCode::UnknownFeature, argument[0].span, {symbols_.text(argument[0].name())});
      return;
    }
  }
  maybe_enabled_ = enable;
  for (const auto& input : inputs_) input->lexer.set_maybe_reserved(enable);
}

}  // namespace beamlet
