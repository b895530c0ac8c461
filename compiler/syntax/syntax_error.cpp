// The builder as the parser's token stream: feeding it, and what happens at a syntax error.

#include <cstdlib>

#include "compiler/syntax/ast_builder.hpp"
#include "compiler/syntax/parser.hpp"

namespace beamlet {
namespace {

using BisonToken = syntax::Parser::token;

constexpr int kBisonTokens[] = {
#define BEAMLET_TOKEN(Name, spelling) BisonToken::T_##Name,
#include "compiler/syntax/tokens.def"
#undef BEAMLET_TOKEN
};

constexpr int kStartTokens[] = {BisonToken::T_StartFunction, BisonToken::T_StartAttribute,
                                BisonToken::T_StartRecord,   BisonToken::T_StartType,
                                BisonToken::T_StartSpec,     BisonToken::T_StartExpressions};

constexpr bool is_closer(TokenKind kind) {
  return kind == TokenKind::RParen || kind == TokenKind::RBrace || kind == TokenKind::RBracket ||
         kind == TokenKind::RBin || kind == TokenKind::KwEnd;
}

// What the parser may go on at after an error.
constexpr bool is_sync_point(TokenKind kind) {
  switch (kind) {
    case TokenKind::Comma:
    case TokenKind::Semicolon:
    case TokenKind::Bar:
    case TokenKind::DoubleBar:
    case TokenKind::KwOf:
    case TokenKind::KwCatch:
    case TokenKind::KwAfter:
    case TokenKind::KwElse:
      return true;
    default:
      return is_closer(kind);
  }
}

constexpr TokenKind closer_of(TokenKind opener) {
  switch (opener) {
    case TokenKind::LParen:
      return TokenKind::RParen;
    case TokenKind::LBrace:
      return TokenKind::RBrace;
    case TokenKind::LBracket:
      return TokenKind::RBracket;
    case TokenKind::LBin:
      return TokenKind::RBin;
    default:
      return TokenKind::KwEnd;
  }
}

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

// "`,`, `;` or `end`"
std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// The words for a set of tokens: whole classes by their name, operators left out when anything else is possible.
std::string expectation(std::vector<std::string> names) {
  static constexpr std::string_view kStarters[] = {
      "atom",  "variable", "integer", "float", "character", "string", "binary string", "(",
      "{",     "[",        "<<",      "begin", "case",      "if",     "receive",       "try",
      "maybe", "fun",      "#",       "+",     "-",         "not",    "bnot",          "catch"};
  static constexpr std::string_view kOperators[] = {"=",   "!",  "orelse", "andalso", "==",     "/=",   "=<",
                                                    "<",   ">=", ">",      "=:=",     "=/=",    "++",   "--",
                                                    "+",   "-",  "bor",    "bxor",    "bsl",    "bsr",  "or",
                                                    "xor", "*",  "/",      "div",     "rem",    "band", "and",
                                                    "#",   ":",  "(",      "?=",      "string", "..",   "&&"};
  std::vector<std::string> words;
  const auto drop = [&](std::span<const std::string_view> dropped) {
    std::erase_if(names,
                  [&](const std::string& name) { return std::ranges::find(dropped, name) != dropped.end(); });
  };
  if (contains(names, "variable") && contains(names, "integer") && contains(names, "{")) {
    words.push_back(contains(names, "begin") || contains(names, "<<") ? "an expression" : "a type");
    drop(kStarters);
  } else {
    std::vector<std::string> before = names;
    drop(kOperators);
    if (names.empty()) names = std::move(before);
  }
  for (const std::string& name : names) {
    if (name == "full stop")
      words.push_back("a full stop");
    else if (name == "atom" || name == "integer")
      words.push_back("an " + name);
    else if (name == "variable" || name == "string")
      words.push_back("a " + name);
    else
      words.push_back(quoted(name));
  }
  return words.empty() || words.size() > 6 ? std::string() : listed(words);
}

}  // namespace

const Form* AstBuilder::parse_form(StartKind start, std::span<const Token> tokens, SourceSpan span,
                                   const Token* attribute) {
  attribute_ = attribute;
  form_span_ = span;
  result_ = nullptr;
  (void)run(start, tokens);
  return result_;
}

bool AstBuilder::parse_expressions(std::span<const Token> tokens, ExprList& out) {
  attribute_ = nullptr;
  result_exprs_ = {};
  const bool ok = run(StartKind::Expressions, tokens);
  out = result_exprs_;
  return ok && first_error_ < 0;
}

bool AstBuilder::run(StartKind start, std::span<const Token> tokens) {
  tokens_ = tokens;
  next_ = 0;
  start_kind_ = start;
  start_given_ = false;
  first_error_ = -1;
  skipping_ = false;
  give_up_ = false;
  nesting_reported_ = false;
  scratch_.clear();
  syntax::Parser parser(*this);
  return parser.parse() == 0;
}

int AstBuilder::next_token(ParserValue& value, SourceSpan& span) {
  if (!start_given_) {
    start_given_ = true;
    span = {tokens_.empty() ? 0 : tokens_[0].span.begin, 0};
    return kStartTokens[static_cast<size_t>(start_kind_)];
  }
  if (skipping_ && !give_up_) {
    for (; next_ < tokens_.size(); ++next_) {
      const TokenKind kind = tokens_[next_].kind;
      const uint32_t depth = depths_[next_];
      if (kind == TokenKind::Dot) break;
      if (!is_sync_point(kind)) continue;
      if (is_closer(kind) ? depth < skip_depth_ : depth <= skip_depth_) {
        skip_depth_ = depth;
        break;
      }
    }
  }
  if (next_ >= tokens_.size() || give_up_) {
    span = {tokens_.empty() ? 0 : tokens_.back().span.end(), 0};
    return BisonToken::T_End;
  }
  const Token& token = tokens_[next_++];
  value.token = &token;
  span = token.span;
  return kBisonTokens[static_cast<size_t>(token.kind)];
}

// Depth of a token: how many brackets (also begin ... end and the like) are open before it; a closing bracket has the
// depth of its opening one.
ptrdiff_t AstBuilder::measure_depths() {
  depths_.assign(tokens_.size(), 0);
  std::vector<uint32_t> open;
  ptrdiff_t unmatched = -1;
  const bool in_type = start_kind_ == StartKind::Type || start_kind_ == StartKind::Spec;
  for (size_t i = 0; i < tokens_.size(); ++i) {
    const TokenKind kind = tokens_[i].kind;
    if (is_closer(kind)) {
      if (open.empty() || closer_of(tokens_[open.back()].kind) != kind) {
        if (unmatched < 0)
          unmatched = open.empty() ? static_cast<ptrdiff_t>(i) : static_cast<ptrdiff_t>(open.back());
      } else {
        open.pop_back();
      }
    }
    depths_[i] = static_cast<uint32_t>(open.size());
    const auto next_is = [&](size_t ahead, TokenKind k) {
      return i + ahead < tokens_.size() && tokens_[i + ahead].kind == k;
    };
    switch (kind) {
      case TokenKind::KwFun:
        if (in_type || !(next_is(1, TokenKind::LParen) ||
                         (next_is(1, TokenKind::Var) && next_is(2, TokenKind::LParen)))) {
          break;
        }
        [[fallthrough]];
      case TokenKind::LParen:
      case TokenKind::LBrace:
      case TokenKind::LBracket:
      case TokenKind::LBin:
      case TokenKind::KwBegin:
      case TokenKind::KwCase:
      case TokenKind::KwIf:
      case TokenKind::KwReceive:
      case TokenKind::KwTry:
      case TokenKind::KwMaybe:
        open.push_back(static_cast<uint32_t>(i));
        break;
      default:
        break;
    }
  }
  if (unmatched < 0 && !open.empty()) unmatched = open.back();
  return unmatched;
}

void AstBuilder::syntax_error(SourceSpan span, const std::vector<std::string>& expected) {
  const size_t at = next_ > 0 ? next_ - 1 : 0;
  const Token* found = at < tokens_.size() ? &tokens_[at] : nullptr;
  ptrdiff_t unmatched = -1;
  if (first_error_ < 0) {
    first_error_ = static_cast<ptrdiff_t>(at);
    unmatched = measure_depths();
    give_up_ = unmatched >= 0;
  }
  skipping_ = true;
  skip_depth_ = at < depths_.size() ? depths_[at] : 0;
  if (found != nullptr && is_closer(found->kind)) ++skip_depth_;

  if (quiet_) return;

  std::string what = "end of input";
  if (found != nullptr && found->kind == TokenKind::Dot) {
    what = "the full stop";
  } else if (found != nullptr && found->kind != TokenKind::End) {
    std::string_view text = sources_.text_of(found->span);
    if (found->kind == TokenKind::String || found->kind == TokenKind::BinaryString ||
        text.find('\n') != text.npos) {
      what = "this " + std::string(spelling(found->kind));
    } else {
      what = quoted(text.substr(0, 40));
    }
  }
  Diagnostic& d = sink_.report(DiagCode::SyntaxError, span, {what});
  if (const std::string words = expectation(expected); !words.empty()) d.label = "expected " + words;

  if (found != nullptr && found->line_start && at > 0 && found->kind != TokenKind::Dot &&
      contains(expected, "full stop")) {
    d.suggestion = "is the full stop missing that ends the form before?";
    d.notes.push_back({{tokens_[at - 1].span.end(), 1}, "it would stand here"});
  } else if (found != nullptr && is_keyword(found->kind) && contains(expected, "atom") &&
             !contains(expected, "begin")) {
    d.suggestion = quoted(spelling(found->kind)) + " is a reserved word; the atom is written `'" +
                   std::string(spelling(found->kind)) + "'`";
  } else if (unmatched >= 0 && !is_closer(tokens_[static_cast<size_t>(unmatched)].kind)) {
    const Token& opener = tokens_[static_cast<size_t>(unmatched)];
    d.notes.push_back(
        {opener.span, quoted(spelling(opener.kind)) + " has no " + quoted(spelling(closer_of(opener.kind)))});
  } else if (found != nullptr && found->kind == TokenKind::EqLess && contains(expected, "=") == false) {
    d.suggestion = "`=<` is one operator; put a blank between `=` and `<<`";
  }
}

}  // namespace beamlet
