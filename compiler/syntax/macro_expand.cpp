// Expanding macros.

#include <algorithm>
#include <charconv>

#include "compiler/diag/suggest.hpp"
#include "compiler/syntax/preprocess.hpp"

namespace beamlet {
namespace {

constexpr size_t kMaxExpandedTokens = 20'000'000;
constexpr size_t kMaxFrames = 10'000;

constexpr bool opens(TokenKind kind) {
  return kind == TokenKind::LParen || kind == TokenKind::LBrace || kind == TokenKind::LBracket ||
         kind == TokenKind::LBin || kind == TokenKind::KwBegin || kind == TokenKind::KwCase ||
         kind == TokenKind::KwIf || kind == TokenKind::KwReceive || kind == TokenKind::KwTry ||
         kind == TokenKind::KwMaybe;
}

constexpr bool closes(TokenKind kind) {
  return kind == TokenKind::RParen || kind == TokenKind::RBrace || kind == TokenKind::RBracket ||
         kind == TokenKind::RBin || kind == TokenKind::KwEnd;
}

// A token of a macro's body stands where the macro is called.
void set_span(Token& token, SourceSpan span) {
  token.span = span;
  token.line_start = false;
  token.from_macro = true;
}

}  // namespace

Preprocessor::Macro* Preprocessor::find(Symbol name, int arity) {
  const auto found = macros_.find(name);
  if (found == macros_.end()) return nullptr;
  for (const auto& macro : found->second) {
    if (macro->arity == arity) return macro.get();
  }
  return nullptr;
}

bool Preprocessor::expand(std::span<const Token> raw, std::vector<Token>& out) {
  frames_.clear();
  frames_.push_back({raw, 0, nullptr});
  expanded_ = 0;
  bool ok = true;
  while (!frames_.empty() && ok) {
    Frame& top = frames_.back();
    if (top.at == top.tokens.size()) {
      pop_frame();
      continue;
    }
    const Token& token = top.tokens[top.at++];
    if (token.kind == TokenKind::Question) {
      ok = expand_call(token, out);
    } else if (token.kind == TokenKind::DoubleQuestion) {
      sink_.report(DiagCode::StringifyOutsideMacro, token.span);
      ok = false;
    } else {
      out.push_back(token);
    }
  }
  while (!frames_.empty()) pop_frame();
  return ok;
}

void Preprocessor::pop_frame() {
  if (frames_.back().macro != nullptr) --frames_.back().macro->active;
  frames_.pop_back();
}

const Token* Preprocessor::peek(Cursor& cursor) const {
  while (cursor.at >= frames_[cursor.frame].tokens.size()) {
    if (cursor.frame == 0) return nullptr;
    --cursor.frame;
    cursor.at = frames_[cursor.frame].at;
  }
  return &frames_[cursor.frame].tokens[cursor.at];
}

void Preprocessor::advance_to(Cursor cursor) {
  while (frames_.size() > cursor.frame + 1) {
    pop_frame();
  }
  frames_.back().at = cursor.at;
}

// From behind the opening parenthesis to behind the closing one.
bool Preprocessor::collect_arguments(Cursor& cursor, std::vector<Argument>& arguments, SourceSpan& close) {
  uint32_t depth = 0;
  arguments.emplace_back();
  for (;;) {
    const Token* token = peek(cursor);
    if (token == nullptr || token->is(TokenKind::Dot)) return false;
    ++cursor.at;
    if (depth == 0 && token->is(TokenKind::RParen)) {
      close = token->span;
      if (arguments.size() == 1 && arguments[0].empty()) arguments.clear();
      return true;
    }
    if (depth == 0 && token->is(TokenKind::Comma)) {
      arguments.emplace_back();
      continue;
    }
    if (opens(token->kind)) ++depth;
    if (token->is(TokenKind::KwFun)) {  // `fun (` and `fun Name(` have an end, `fun f/1` has none
      Cursor ahead = cursor;
      const Token* next = peek(ahead);
      if (next != nullptr && next->is(TokenKind::Var)) {
        ++ahead.at;
        next = peek(ahead);
      }
      if (next != nullptr && next->is(TokenKind::LParen)) ++depth;
    }
    if (closes(token->kind) && depth > 0) --depth;
    arguments.back().push_back(*token);
  }
}

// Does the macro's definition lead back to it, by the calls written in the definitions?
bool Preprocessor::reaches_itself(const Macro& start) {
  std::vector<const Macro*> seen = {&start};
  for (size_t next = 0; next < seen.size(); ++next) {
    const std::span<const Token> body = seen[next]->body;
    for (size_t i = 0; i + 1 < body.size(); ++i) {
      const Token& name = body[i + 1];
      if (!body[i].is(TokenKind::Question)) continue;
      if (!(name.is(TokenKind::Atom) || name.is(TokenKind::Var) || is_keyword(name.kind))) continue;
      const Macro* called = find(name.name(), arguments_in(body.subspan(i + 2)));
      if (called == nullptr) called = find(name.name(), -1);
      if (called == &start) return true;
      if (called != nullptr && std::ranges::find(seen, called) == seen.end()) seen.push_back(called);
    }
  }
  return false;
}

// How many arguments stand in parentheses at the beginning; -1: there are no parentheses.
int Preprocessor::arguments_in(std::span<const Token> tokens) {
  if (tokens.empty() || !tokens[0].is(TokenKind::LParen)) return -1;
  int count = 0;
  uint32_t depth = 0;
  for (const Token& token : tokens.subspan(1)) {
    if (depth == 0 && token.is(TokenKind::RParen)) return count;
    if (count == 0) count = 1;
    if (depth == 0 && token.is(TokenKind::Comma)) ++count;
    if (opens(token.kind)) ++depth;
    if (closes(token.kind) && depth > 0) --depth;
  }
  return -1;
}

bool Preprocessor::expand_call(const Token& question, std::vector<Token>& out) {
  Cursor cursor{frames_.size() - 1, frames_.back().at};
  const Token* name_token = peek(cursor);
  if (name_token == nullptr ||
      !(name_token->is(TokenKind::Atom) || name_token->is(TokenKind::Var) || is_keyword(name_token->kind))) {
    sink_.report(DiagCode::MacroNameExpected, question.span);
    return false;
  }
  ++cursor.at;
  const Symbol name = name_token->name();
  SourceSpan call = join(question.span, name_token->span);
  const auto found = macros_.find(name);
  if (found == macros_.end()) {
    suggest_macro(sink_.report(DiagCode::UndefinedMacro, call, {symbols_.text(name)}), name);
    return false;
  }

  // With parentheses behind it and an overload that takes arguments, the arguments decide; else the plain one.
  Macro* macro = find(name, -1);
  const bool has_plain = macro != nullptr;
  const Cursor after_name = cursor;
  std::vector<Argument> arguments;
  if (found->second.size() > (has_plain ? 1u : 0u)) {
    const Token* next = peek(cursor);
    if (next != nullptr && next->is(TokenKind::LParen)) {
      ++cursor.at;
      SourceSpan close;
      if (collect_arguments(cursor, arguments, close)) {
        if (Macro* with_arguments = find(name, static_cast<int>(arguments.size()))) {
          macro = with_arguments;
          call = join(call, close);
        }
      } else if (!has_plain) {
        sink_.report(DiagCode::UnterminatedMacroCall, call, {symbols_.text(name)});
        return false;
      }
    }
    if (macro == nullptr) {
      std::string arities;
      for (const auto& other : found->second) {
        arities += (arities.empty() ? "" : ", ") + std::to_string(other->arity);
      }
      Diagnostic& d = sink_.report(DiagCode::MacroArgumentMismatch, call, {symbols_.text(name)});
      d.label = "?" + std::string(symbols_.text(name)) + " takes " + arities + " arguments";
      d.notes.push_back({found->second[0]->definition, "defined here"});
      return false;
    }
  }
  if (macro->arity < 0) {
    cursor = after_name;
    arguments.clear();
  }
  // A macro may be used in its own arguments, and by macros used there, but not in what it stands for.
  if (macro->active && question.from_macro && reaches_itself(*macro)) {
    sink_.report(DiagCode::CircularMacro, call, {symbols_.text(name)})
        .notes.push_back({macro->definition, "defined here"});
    return false;
  }
  advance_to(cursor);

  if (macro->builtin != Builtin::None) {
    Token value;
    if (!builtin_value(*macro, arguments, call, out, value)) return false;
    set_span(value, call);
    out.push_back(value);
    return true;
  }
  expanded_ += macro->body.size() + 1;
  for (const Argument& argument : arguments) expanded_ += argument.size();
  if (frames_.size() >= kMaxFrames || expanded_ > kMaxExpandedTokens) {
    sink_.report(DiagCode::ExpansionTooLarge, call);
    return false;
  }
  if (macro->definition.is_known()) sink_.add_expansion({call, macro->definition, symbols_.text(name)});
  const std::span<const Token> body = substitute(*macro, arguments, call);
  ++macro->active;
  frames_.push_back({body, 0, macro});
  return true;
}

// The macro's body with parameters replaced by arguments; ??Parameter becomes a string.
std::span<const Token> Preprocessor::substitute(const Macro& macro, std::span<const Argument> arguments,
                                                SourceSpan call) {
  std::vector<Token> body;
  body.reserve(macro.body.size());
  const auto parameter = [&](const Token& token) -> const Argument* {
    if (!token.is(TokenKind::Var)) return nullptr;
    const auto at = std::ranges::find(macro.parameters, token.name());
    return at == macro.parameters.end() ? nullptr
                                        : &arguments[static_cast<size_t>(at - macro.parameters.begin())];
  };
  for (size_t i = 0; i < macro.body.size(); ++i) {
    const Token& token = macro.body[i];
    if (token.is(TokenKind::DoubleQuestion) && i + 1 < macro.body.size()) {
      if (const Argument* argument = parameter(macro.body[i + 1])) {
        body.push_back(stringified(*argument, call));
        ++i;
        continue;
      }
    }
    if (const Argument* argument = parameter(token)) {
      body.insert(body.end(), argument->begin(), argument->end());
      continue;
    }
    body.push_back(token);
    set_span(body.back(), call);
  }
  return arena_.copy(body);
}

// The argument's tokens as text, blanks between them.
Token Preprocessor::stringified(const Argument& tokens, SourceSpan call) {
  std::string text;
  for (const Token& token : tokens) {
    if (!text.empty()) text += ' ';
    switch (token.kind) {
      case TokenKind::Integer:
        if (token.text_length > 0 && token.base == 10)
          text += token.text();
        else if (token.text_length > 0)
          text += std::to_string(token.base) + "#" + std::string(token.text());
        else
          text += std::to_string(token.integer);
        break;
      default: {
        const std::string_view source = sources_.text_of(token.span);
        const bool named = token.is(TokenKind::Atom) || token.is(TokenKind::Var);
        // Tokens out of a macro body carry the call's span; names and punctuation have a spelling of their own.
        if (token.is(TokenKind::Var))
          text += symbols_.text(token.name());
        else if (named && !source.starts_with('\''))
          text += symbols_.text(token.name());
        else if (token.kind >= TokenKind::LParen)
          text += spelling(token.kind);
        else
          text += source;
      }
    }
  }
  const std::string_view kept = arena_.copy_text(text);
  Token result;
  result.kind = TokenKind::String;
  result.text_data = kept.data();
  result.text_length = static_cast<uint32_t>(kept.size());
  set_span(result, call);
  return result;
}

bool Preprocessor::builtin_value(const Macro& macro, std::span<const Argument> arguments, SourceSpan call,
                                 const std::vector<Token>& before, Token& value) {
  const auto set_text = [&](std::string_view text) {
    const std::string_view kept = arena_.copy_text(text);
    value.kind = TokenKind::String;
    value.text_data = kept.data();
    value.text_length = static_cast<uint32_t>(kept.size());
  };
  switch (macro.builtin) {
    case Builtin::None:
      return false;
    case Builtin::Module:
    case Builtin::ModuleString:
      value = macro.body[0];
      return true;
    case Builtin::File:
      set_text(sources_.presumed(call.begin).file);
      return true;
    case Builtin::Line:
      value.kind = TokenKind::Integer;
      value.integer = sources_.presumed(call.begin).line;
      return true;
    case Builtin::FeatureAvailable:
    case Builtin::FeatureEnabled: {
      const bool known = arguments[0].size() == 1 && arguments[0][0].is(TokenKind::Atom) &&
                         arguments[0][0].name() == sym::kMaybeExpr;
      value.kind = TokenKind::Atom;
      value.name_id = known && (macro.builtin == Builtin::FeatureAvailable || maybe_enabled_) ? sym::kTrueId
                                                                                              : sym::kFalseId;
      return true;
    }
    case Builtin::FunctionName:
    case Builtin::FunctionArity:
      break;
  }
  // The function whose head the form begins with: its arguments are counted in the tokens so far.
  if (before.size() < 2 || !before[0].is(TokenKind::Atom) || !before[1].is(TokenKind::LParen)) {
    sink_.report(DiagCode::FunctionMacroOutsideFunction, call, {symbols_.text(macro.name)});
    return false;
  }
  if (macro.builtin == Builtin::FunctionName) {
    value = before[0];
    return true;
  }
  int64_t arity = 0;
  uint32_t depth = 0;
  for (size_t i = 2; i < before.size(); ++i) {
    const TokenKind kind = before[i].kind;
    if (depth == 0 && kind == TokenKind::RParen) break;
    if (arity == 0) arity = 1;
    if (depth == 0 && kind == TokenKind::Comma) ++arity;
    if (opens(kind)) ++depth;
    if (closes(kind) && depth > 0) --depth;
  }
  value.kind = TokenKind::Integer;
  value.integer = arity;
  return true;
}

void Preprocessor::suggest_macro(Diagnostic& d, Symbol name) const {
  NearestName nearest(symbols_.text(name));
  for (const auto& [other, set] : macros_) nearest.consider(symbols_.text(other));
  if (!nearest.best().empty()) d.suggestion = "did you mean `?" + std::string(nearest.best()) + "`?";
}

}  // namespace beamlet
