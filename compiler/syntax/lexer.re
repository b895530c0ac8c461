// lexer.re - the scanner. What a token looks like stands in the rules; what it is worth, in the functions below.

#include "compiler/syntax/lexer.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string>

#include "vm/base/limits.hpp"

namespace beamlet {
namespace {

constexpr std::array<std::string_view, 256> kSpellings = {
#define BEAMLET_TOKEN(Name, spelling) spelling,
#include "compiler/syntax/tokens.def"
#undef BEAMLET_TOKEN
};

// Reserved words are the symbols 1, 2, ... in the order of their token kinds.
constexpr uint32_t kFirstKeywordId = sym::kAfterId;
constexpr uint32_t kLastKeywordId = sym::kRemId;
static_assert(kLastKeywordId - kFirstKeywordId ==
              static_cast<uint32_t>(TokenKind::KwRem) - static_cast<uint32_t>(TokenKind::KwAfter));

constexpr int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

constexpr bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '@';
}

// Whether a `.` before this place is a full stop.
constexpr bool ends_form(const char* next) {
  return (*next >= 0 && *next <= ' ') || *next == '%' ||
         (*next == '\xC2' && static_cast<unsigned char>(next[1]) <= 0xA0);
}

constexpr char closing_delimiter(char open) {
  switch (open) {
    case '(': return ')';
    case '[': return ']';
    case '{': return '}';
    case '<': return '>';
    case '/':
    case '|':
    case '\'':
    case '"':
    case '`':
    case '#': return open;
    default: return '\0';
  }
}

}  // namespace

std::string_view spelling(TokenKind kind) { return kSpellings[static_cast<size_t>(kind)]; }

Lexer::Lexer(const SourceManager& sources, FileId file, Interner& symbols, Arena& texts, DiagnosticSink& sink)
    : symbols_(symbols),
      texts_(texts),
      sink_(sink),
      start_(sources.text(file).data()),
      limit_(start_ + sources.text(file).size()),
      cursor_(start_),
      base_(sources.base(file)) {
  if (sources.text(file).starts_with("\xEF\xBB\xBF")) cursor_ += 3;  // a byte order mark
  if (limit_ - cursor_ >= 2 && cursor_[0] == '#' && cursor_[1] == '!') {
    while (cursor_ < limit_ && *cursor_ != '\n') ++cursor_;
  }
}

void Lexer::report(DiagCode code, const char* from, const char* to,
                   std::initializer_list<std::string_view> arguments) {
  if (silent_) return;
  sink_.report(code, {offset(from), static_cast<uint32_t>(to - from)}, arguments);
}

void Lexer::finish(Token& token, TokenKind kind, const char* end) {
  token.kind = kind;
  token.span = {offset(token_start_), static_cast<uint32_t>(end - token_start_)};
  token.line_start = token_start_ == start_ || token_start_[-1] == '\n';
  cursor_ = end;
}

void Lexer::check_atom_length(std::string_view text) {
  if (text.size() <= limits::kMaxAtomCharacters) return;
  size_t characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  if (characters > limits::kMaxAtomCharacters) report(DiagCode::AtomTooLong, token_start_, cursor_);
}

void Lexer::finish_word(Token& token, const char* end) {
  const Symbol name = symbols_.intern({token_start_, static_cast<size_t>(end - token_start_)});
  TokenKind kind = TokenKind::Atom;
  if (name.id >= kFirstKeywordId && name.id <= kLastKeywordId &&
      (maybe_reserved_ || (name != sym::kMaybe && name != sym::kElse))) {
    kind = static_cast<TokenKind>(static_cast<uint32_t>(TokenKind::KwAfter) + (name.id - kFirstKeywordId));
  }
  token.text_length = 0;
  token.name_id = name.id;
  finish(token, kind, end);
  if (kind == TokenKind::Atom) check_atom_length(symbols_.text(name));
}

// clang-format off
void Lexer::next(Token& token) {
  const char* marker = nullptr;
  const char* at = cursor_;
  token.after_space = false;
  for (;;) {
    token_start_ = at;
    /*!re2c
      re2c:define:YYCTYPE = "unsigned char";
      re2c:define:YYCURSOR = at;
      re2c:define:YYMARKER = marker;
      re2c:define:YYPEEK = "static_cast<unsigned char>(*at)";
      re2c:yyfill:enable = 0;
      re2c:indent:string = "  ";
      re2c:encoding:utf8 = 0;

      digit    = [0-9];
      // Latin-1 letters as UTF-8: U+00DF..U+00FF without U+00F7 are lower case, U+00C0..U+00DE without U+00D7 upper.
      lower_l1 = "\xC3" [\x9F-\xB6\xB8-\xBF];
      upper_l1 = "\xC3" [\x80-\x96\x98-\x9E];
      name     = [a-zA-Z0-9_@] | lower_l1 | upper_l1;
      decimal  = digit+ ("_" digit+)*;
      based    = [0-9a-zA-Z]+ ("_" [0-9a-zA-Z]+)*;
      space    = [\x01-\x20] | "\xC2" [\x80-\xA0];

      space+             { token.after_space = true; continue; }
      "%" [^\n\x00]*     { token.after_space = true; continue; }
      "\x00"             { if (at > limit_) { finish(token, TokenKind::End, limit_); token.span.length = 0; return; }
                           token.after_space = true; continue; }

      ([a-z] | lower_l1) name*         { return finish_word(token, at); }
      ([A-Z_] | upper_l1) name*        { token.text_length = 0;
                                         token.name_id = symbols_.intern({token_start_, static_cast<size_t>(at - token_start_)}).id;
                                         return finish(token, TokenKind::Var, at); }

      decimal                          { return scan_integer(token, at); }
      decimal "." decimal ([eE] [+-]? decimal)?  { return scan_float(token, at); }
      decimal "#" based                { return scan_based(token, nullptr, at); }
      decimal "#" based "." based ("#e" [+-]? decimal | "#E" [+-]? decimal)?  { return scan_based_float(token, at); }

      "$"   { return scan_char(token); }
      "'"   { return scan_quoted_atom(token); }
      "\""  { return scan_string(token); }
      "~"   { return scan_sigil(token); }

      "."     { return finish(token, ends_form(at) ? TokenKind::Dot : TokenKind::Period, at); }
      ".."    { return finish(token, TokenKind::DotDot, at); }
      "..."   { return finish(token, TokenKind::Ellipsis, at); }
      "("     { return finish(token, TokenKind::LParen, at); }
      ")"     { return finish(token, TokenKind::RParen, at); }
      "{"     { return finish(token, TokenKind::LBrace, at); }
      "}"     { return finish(token, TokenKind::RBrace, at); }
      "["     { return finish(token, TokenKind::LBracket, at); }
      "]"     { return finish(token, TokenKind::RBracket, at); }
      "<<"    { return finish(token, TokenKind::LBin, at); }
      ">>"    { return finish(token, TokenKind::RBin, at); }
      ","     { return finish(token, TokenKind::Comma, at); }
      ";"     { return finish(token, TokenKind::Semicolon, at); }
      ":"     { return finish(token, TokenKind::Colon, at); }
      "::"    { return finish(token, TokenKind::DoubleColon, at); }
      "#"     { return finish(token, TokenKind::Hash, at); }
      "|"     { return finish(token, TokenKind::Bar, at); }
      "||"    { return finish(token, TokenKind::DoubleBar, at); }
      "&&"    { return finish(token, TokenKind::DoubleAmp, at); }
      "->"    { return finish(token, TokenKind::Arrow, at); }
      "=>"    { return finish(token, TokenKind::Assoc, at); }
      ":="    { return finish(token, TokenKind::Exact, at); }
      "<-"    { return finish(token, TokenKind::LArrow, at); }
      "<="    { return finish(token, TokenKind::LDoubleArrow, at); }
      "<:-"   { return finish(token, TokenKind::StrictLArrow, at); }
      "<:="   { return finish(token, TokenKind::StrictLDoubleArrow, at); }
      "="     { return finish(token, TokenKind::Match, at); }
      "?="    { return finish(token, TokenKind::MaybeMatch, at); }
      "!"     { return finish(token, TokenKind::Bang, at); }
      "=="    { return finish(token, TokenKind::EqEq, at); }
      "/="    { return finish(token, TokenKind::SlashEq, at); }
      "=<"    { return finish(token, TokenKind::EqLess, at); }
      "<"     { return finish(token, TokenKind::Less, at); }
      ">="    { return finish(token, TokenKind::GreaterEq, at); }
      ">"     { return finish(token, TokenKind::Greater, at); }
      "=:="   { return finish(token, TokenKind::ExactEq, at); }
      "=/="   { return finish(token, TokenKind::ExactNe, at); }
      "++"    { return finish(token, TokenKind::PlusPlus, at); }
      "--"    { return finish(token, TokenKind::MinusMinus, at); }
      "+"     { return finish(token, TokenKind::Plus, at); }
      "-"     { return finish(token, TokenKind::Minus, at); }
      "*"     { return finish(token, TokenKind::Star, at); }
      "/"     { return finish(token, TokenKind::Slash, at); }
      "?"     { return finish(token, TokenKind::Question, at); }
      "??"    { return finish(token, TokenKind::DoubleQuestion, at); }

      [\x80-\xFF]  { at = token_start_;
                     (void)decode_utf8(at);
                     report(DiagCode::IllegalCharacter, token_start_, at, {{token_start_, static_cast<size_t>(at - token_start_)}});
                     continue; }
      *            { report(DiagCode::IllegalCharacter, token_start_, at, {{token_start_, static_cast<size_t>(at - token_start_)}});
                     continue; }
    */
  }
}
// clang-format on

// ---------------------------------------------------------------------------------------------------------------
// Numbers

std::string_view Lexer::without_underscores(const char* from, const char* to) {
  char* out = static_cast<char*>(texts_.allocate(static_cast<size_t>(to - from) + 1, 1));
  char* end = out;
  for (; from < to; ++from) {
    if (*from != '_') *end++ = *from;
  }
  *end = '\0';
  return {out, static_cast<size_t>(end - out)};
}

void Lexer::scan_integer(Token& token, const char* end) {
  token.base = 10;
  scan_based(token, token_start_, end);
}

// `digits` null: a base is written before them.
void Lexer::scan_based(Token& token, const char* digits, const char* end) {
  uint32_t base = 10;
  if (digits == nullptr) {
    base = 0;
    const char* at = token_start_;
    for (; *at != '#'; ++at) {
      if (*at != '_' && base < 1000) base = base * 10 + static_cast<uint32_t>(*at - '0');
    }
    digits = at + 1;
    if (base < 2 || base > 36) {
      report(DiagCode::IllegalBase, token_start_, at, {{token_start_, static_cast<size_t>(at - token_start_)}});
      base = 36;
    }
    // The number ends before the first digit that its base does not have, as Erlang reads it.
    const char* stop = digits;
    while (stop < end && (*stop == '_' || digit_value(*stop) < static_cast<int>(base))) ++stop;
    if (stop > digits && stop[-1] == '_') --stop;
    if (stop < end) {
      report(DiagCode::IllegalDigit, stop, stop + 1, {{stop, 1}, {token_start_, static_cast<size_t>(digits - 1 - token_start_)}});
    }
  }
  token.base = static_cast<uint8_t>(base);
  uint64_t value = 0;
  bool large = false;
  for (const char* at = digits; at < end; ++at) {
    if (*at == '_') continue;
    large = large || __builtin_mul_overflow(value, uint64_t{base}, &value) ||
            __builtin_add_overflow(value, static_cast<uint64_t>(digit_value(*at)), &value);
  }
  if (large || value > static_cast<uint64_t>(INT64_MAX)) {
    std::string_view text = without_underscores(digits, end);
    text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
    token.text_length = static_cast<uint32_t>(text.size());
    token.text_data = text.data();
    if (static_cast<double>(text.size()) * std::log2(base) > static_cast<double>(limits::kMaxBignumLimbs * 64)) {
      report(DiagCode::IntegerTooLarge, token_start_, end);
      token.text_length = 0;
      token.integer = 0;
    }
  } else {
    token.text_length = 0;
    token.integer = static_cast<int64_t>(value);
  }
  finish(token, TokenKind::Integer, end);
}

void Lexer::scan_float(Token& token, const char* end) {
  std::string_view text{token_start_, static_cast<size_t>(end - token_start_)};
  if (text.find('_') != std::string_view::npos) text = without_underscores(token_start_, end);
  double value = 0;
  // from_chars takes no '+' in front of an exponent? It does: the exponent is strtod's. Only a leading sign is not.
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range && (std::isinf(value) || value != 0 || text.find("e-") == text.npos)) {
    // Too small is zero (or the nearest denormal), as in Erlang; too large has no value.
    const size_t exponent = text.find_first_of("eE");
    if (exponent == std::string_view::npos || text[exponent + 1] != '-') {
      report(DiagCode::IllegalFloat, token_start_, end, {{token_start_, static_cast<size_t>(end - token_start_)}});
    }
    value = 0;
  }
  (void)stop;
  token.text_length = 0;
  token.real = value;
  finish(token, TokenKind::Float, end);
}

// Base#Mantissa.Fraction[#eExponent], the exponent decimal and of the same base: 2#0.101#e8.
void Lexer::scan_based_float(Token& token, const char* end) {
  uint32_t base = 0;
  const char* at = token_start_;
  for (; *at != '#'; ++at) {
    if (*at != '_' && base < 1000) base = base * 10 + static_cast<uint32_t>(*at - '0');
  }
  const char* const base_end = at++;
  token.text_length = 0;
  token.real = 0;
  if (base < 2 || base > 36) {
    report(DiagCode::IllegalBase, token_start_, base_end, {{token_start_, static_cast<size_t>(base_end - token_start_)}});
    return finish(token, TokenKind::Float, end);
  }
  // 64 bits of mantissa, then powers of the base: long double keeps them exact far beyond what programs write.
  long double value = 0;
  int64_t scale = 0;
  bool fraction = false;
  for (; at < end && *at != '#'; ++at) {
    if (*at == '_') continue;
    if (*at == '.') {
      fraction = true;
      continue;
    }
    const int digit = digit_value(*at);
    if (digit >= static_cast<int>(base)) {
      if (!fraction) break;
      report(DiagCode::IllegalDigit, at, at + 1, {{at, 1}, {token_start_, static_cast<size_t>(base_end - token_start_)}});
      break;
    }
    value = value * base + static_cast<long double>(digit);
    if (fraction) --scale;
  }
  if (!fraction) {  // `16#ff.foo`: the part before the dot is not even a number
    report(DiagCode::IllegalDigit, at, at + 1, {{at, 1}, {token_start_, static_cast<size_t>(base_end - token_start_)}});
  }
  const char* exponent = std::strchr(at, '#');
  if (exponent != nullptr && exponent < end) {
    const bool negative = exponent[2] == '-';
    int64_t written = 0;
    for (const char* d = exponent + 2; d < end; ++d) {
      if (*d >= '0' && *d <= '9' && written < 1'000'000) written = written * 10 + (*d - '0');
    }
    scale += negative ? -written : written;
  }
  value = scale < 0 && scale > -1000 ? value / std::pow(static_cast<long double>(base), static_cast<long double>(-scale))
                                     : value * std::pow(static_cast<long double>(base), static_cast<long double>(scale));
  token.real = static_cast<double>(value);
  if (!std::isfinite(token.real)) {
    report(DiagCode::IllegalFloat, token_start_, end, {{token_start_, static_cast<size_t>(end - token_start_)}});
    token.real = 0;
  }
  finish(token, TokenKind::Float, end);
}

// ---------------------------------------------------------------------------------------------------------------
// Characters, strings, quoted atoms, sigils

char32_t Lexer::scan_escape(const char*& at) {
  const char* const from = at - 1;  // the backslash
  if (at >= limit_) return U' ';
  const char c = *at;
  switch (c) {
    case 'b': ++at; return U'\b';
    case 'd': ++at; return 127;
    case 'e': ++at; return 27;
    case 'f': ++at; return U'\f';
    case 'n': ++at; return U'\n';
    case 'r': ++at; return U'\r';
    case 's': ++at; return U' ';
    case 't': ++at; return U'\t';
    case 'v': ++at; return U'\v';
    case '^': {
      const char control = at + 1 < limit_ ? at[1] : '\0';
      if ((control >= '@' && control <= '_') || (control >= 'a' && control <= 'z')) {
        at += 2;
        return static_cast<char32_t>(control & 31);
      }
      if (control == '?') {
        at += 2;
        return 127;
      }
      ++at;
      report(DiagCode::IllegalEscape, from, at, {{from, static_cast<size_t>(at - from)}});
      return U' ';
    }
    case 'x': {
      ++at;
      uint64_t value = 0;
      if (at < limit_ && *at == '{') {
        const char* digits = ++at;
        while (at < limit_ && digit_value(*at) < 16) {
          if (value <= 0x10FFFF) value = value * 16 + static_cast<uint64_t>(digit_value(*at));
          ++at;
        }
        const bool closed = at < limit_ && *at == '}' && at > digits;
        if (closed) ++at;
        if (!closed || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
          report(DiagCode::IllegalEscape, from, at, {{from, static_cast<size_t>(at - from)}});
          return U' ';
        }
        return static_cast<char32_t>(value);
      }
      if (at + 1 < limit_ && digit_value(at[0]) < 16 && digit_value(at[1]) < 16) {
        value = static_cast<uint64_t>(digit_value(at[0]) * 16 + digit_value(at[1]));
        at += 2;
        return static_cast<char32_t>(value);
      }
      report(DiagCode::IllegalEscape, from, at, {{from, static_cast<size_t>(at - from)}});
      return U' ';
    }
    default: break;
  }
  if (c >= '0' && c <= '7') {
    char32_t value = 0;
    for (int i = 0; i < 3 && at < limit_ && *at >= '0' && *at <= '7'; ++i) {
      value = value * 8 + static_cast<char32_t>(*at++ - '0');
    }
    return value;
  }
  return decode_utf8(at);  // any other character stands for itself
}

void Lexer::scan_char(Token& token) {
  const char* at = token_start_ + 1;
  token.text_length = 0;
  if (at >= limit_) {
    report(DiagCode::UnterminatedCharacter, token_start_, at);
    token.character = U' ';
    return finish(token, TokenKind::Char, at);
  }
  if (*at == '\\') {
    ++at;
    token.character = scan_escape(at);
  } else {
    token.character = decode_utf8(at);
  }
  finish(token, TokenKind::Char, at);
}

// From behind the opening delimiter to `close`; the text becomes the token's value.
void Lexer::scan_delimited(Token& token, const char* from, char close, bool verbatim, TokenKind kind) {
  const char* at = from;
  while (at < limit_ && *at != close && (verbatim || *at != '\\')) ++at;
  if (at < limit_ && *at == close) {  // no escapes: the value is the source text itself
    token.text_data = from;
    token.text_length = static_cast<uint32_t>(at - from);
    return finish(token, kind, at + 1);
  }
  std::string value(from, at);
  while (at < limit_ && *at != close) {
    if (*at == '\\' && !verbatim) {
      ++at;
      char encoded[4];
      const char32_t c = scan_escape(at);
      value.append(encoded, encode_utf8(c, encoded));
    } else {
      value.push_back(*at++);
    }
  }
  if (at >= limit_) {
    // Going on behind the line the delimiter stands on loses least of what follows.
    ended_inside_token_ = true;
    const char* line_end = from;
    while (line_end < limit_ && *line_end != '\n') ++line_end;
    // A full stop at the end of the line is more likely the form's than the string's.
    const char* last = line_end;
    while (last > from && (last[-1] == ' ' || last[-1] == '\t' || last[-1] == '\r')) --last;
    if (last > from && last[-1] == '.') line_end = last - 1;
    const std::string_view what = close == '\'' && kind == TokenKind::Atom ? "quoted atom" : "string";
    report(DiagCode::UnterminatedString, token_start_, from, {what, {&close, 1}});
    value.resize(std::min(value.size(), static_cast<size_t>(line_end - from)));
    while (!value.empty() && check_utf8(value)) value.pop_back();
    at = line_end - 1;
  }
  const std::string_view kept = texts_.copy_text(value);
  token.text_data = kept.data();
  token.text_length = static_cast<uint32_t>(kept.size());
  finish(token, kind, at + 1);
}

void Lexer::scan_quoted_atom(Token& token) {
  scan_delimited(token, token_start_ + 1, '\'', false, TokenKind::Atom);
  std::string_view text = token.text();
  check_atom_length(text);
  token.name_id = symbols_.intern(text).id;
  token.text_length = 0;
}

void Lexer::scan_string(Token& token) {
  if (token_start_[1] == '"' && token_start_ + 2 < limit_ && token_start_[2] == '"') {
    return scan_triple_quoted(token, token_start_, true, TokenKind::String);
  }
  scan_delimited(token, token_start_ + 1, '"', false, TokenKind::String);
  if (cursor_ < limit_ && *cursor_ == '"' && cursor_[-1] == '"' && token.span.length > 1) {
    report(DiagCode::StringsWithoutSpace, cursor_, cursor_ + 1);
  }
}

// ~  ~b  ~s  (escapes)   ~B  ~S  (verbatim); ~ alone is ~b, before triple quotes ~B.
void Lexer::scan_sigil(Token& token) {
  const char* at = token_start_ + 1;
  while (at < limit_ && is_name_char(*at)) ++at;
  const std::string_view name{token_start_ + 1, static_cast<size_t>(at - token_start_ - 1)};
  const char close = at < limit_ ? closing_delimiter(*at) : '\0';
  if (close == '\0') {
    report(DiagCode::IllegalSigil, token_start_, at, {{token_start_, static_cast<size_t>(at - token_start_)}});
    token.text_length = 0;
    token.text_data = "";
    return finish(token, TokenKind::BinaryString, at);
  }
  if (!name.empty() && name != "b" && name != "B" && name != "s" && name != "S") {
    report(DiagCode::UnknownSigil, token_start_, at, {name});
  }
  const bool triple = *at == '"' && at + 2 < limit_ && at[1] == '"' && at[2] == '"';
  const bool verbatim = name == "B" || name == "S" || (name.empty() && triple);
  const TokenKind kind = name == "s" || name == "S" ? TokenKind::String : TokenKind::BinaryString;
  if (triple) {
    scan_triple_quoted(token, at, verbatim, kind);
  } else {
    scan_delimited(token, at + 1, close, verbatim, kind);
  }
  const char* suffix = cursor_;
  while (cursor_ < limit_ && is_name_char(*cursor_)) ++cursor_;
  if (cursor_ > suffix) {
    report(DiagCode::SigilSuffix, suffix, cursor_, {{suffix, static_cast<size_t>(cursor_ - suffix)}});
  }
}

// """            three or more quotes, nothing but white space behind them
//   text         the white space before the closing quotes is taken away from every line
//   """          as many quotes; the line end before them does not belong to the text
void Lexer::scan_triple_quoted(Token& token, const char* quotes, bool verbatim, TokenKind kind) {
  const char* at = quotes;
  while (at < limit_ && *at == '"') ++at;
  const size_t count = static_cast<size_t>(at - quotes);
  while (at < limit_ && (*at == ' ' || *at == '\t' || *at == '\r')) ++at;
  if (at >= limit_ || *at != '\n') {
    const char* line_end = at;
    while (line_end < limit_ && *line_end != '\n') ++line_end;
    // "" "" written without the blank, or text on the opening line.
    if (at >= limit_) ended_inside_token_ = true;
    report(DiagCode::TripleQuotedOpening, token_start_, at >= limit_ ? limit_ : at + 1);
    token.text_data = "";
    token.text_length = 0;
    return finish(token, kind, line_end);
  }
  const char* const body = at + 1;

  // The closing line: white space, then at least `count` quotes.
  const char* closing = nullptr;
  const char* indent_end = nullptr;
  for (const char* line = body; line < limit_ && closing == nullptr;) {
    const char* p = line;
    while (p < limit_ && (*p == ' ' || *p == '\t')) ++p;
    const char* q = p;
    while (q < limit_ && *q == '"' && static_cast<size_t>(q - p) < count) ++q;
    if (static_cast<size_t>(q - p) == count) {
      closing = line;
      indent_end = p;
      break;
    }
    const void* newline = std::memchr(line, '\n', static_cast<size_t>(limit_ - line));
    if (newline == nullptr) break;
    line = static_cast<const char*>(newline) + 1;
  }
  if (closing == nullptr) {
    ended_inside_token_ = true;
    report(DiagCode::UnterminatedString, token_start_, quotes + count, {"triple-quoted string", {quotes, count}});
    token.text_data = "";
    token.text_length = 0;
    return finish(token, kind, limit_);
  }

  const std::string_view indent{closing, static_cast<size_t>(indent_end - closing)};
  std::string value;
  for (const char* line = body; line < closing;) {
    const char* newline = static_cast<const char*>(std::memchr(line, '\n', static_cast<size_t>(limit_ - line)));
    std::string_view content{line, static_cast<size_t>(newline - line)};
    const bool last = newline + 1 == closing;
    if (content.starts_with(indent)) {
      content.remove_prefix(indent.size());
    } else if (content.find_first_not_of(" \t\r") == std::string_view::npos) {
      content = content.ends_with('\r') ? "\r" : "";  // a blank line needs no indentation
    } else {
      report(DiagCode::BadIndentation, line, newline);
    }
    if (last && content.ends_with('\r')) content.remove_suffix(1);
    for (const char* p = content.data(); p < content.data() + content.size();) {
      if (*p == '\\' && !verbatim && p + 1 < content.data() + content.size()) {
        ++p;
        char encoded[4];
        const char32_t c = scan_escape(p);
        value.append(encoded, encode_utf8(c, encoded));
      } else {
        value.push_back(*p++);
      }
    }
    if (!last) value.push_back('\n');
    line = newline + 1;
  }
  const std::string_view kept = texts_.copy_text(value);
  token.text_data = kept.data();
  token.text_length = static_cast<uint32_t>(kept.size());
  finish(token, kind, indent_end + count);
  if (kind == TokenKind::String && cursor_ < limit_ && *cursor_ == '"') {
    report(DiagCode::StringsWithoutSpace, cursor_, cursor_ + 1);
    while (cursor_ < limit_ && *cursor_ == '"') ++cursor_;
  }
}

// ---------------------------------------------------------------------------------------------------------------
// UTF-8

std::optional<size_t> check_utf8(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const size_t size = text.size();
  for (size_t i = 0; i < size;) {
    if (i + 8 <= size) {
      uint64_t word = 0;
      std::memcpy(&word, p + i, 8);
      if ((word & 0x8080808080808080ull) == 0) {
        i += 8;
        continue;
      }
    }
    const unsigned char c = p[i];
    if (c < 0x80) {
      ++i;
      continue;
    }
    const size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4 || i + length > size) return i;
    for (size_t k = 1; k < length; ++k) {
      if ((p[i + k] & 0xC0) != 0x80) return i;
    }
    if ((c == 0xE0 && p[i + 1] < 0xA0) || (c == 0xED && p[i + 1] > 0x9F) || (c == 0xF0 && p[i + 1] < 0x90) ||
        (c == 0xF4 && p[i + 1] > 0x8F)) {
      return i;
    }
    i += length;
  }
  return std::nullopt;
}

char* encode_utf8(char32_t c, char* out) {
  if (c < 0x80) {
    *out++ = static_cast<char>(c);
  } else if (c < 0x800) {
    *out++ = static_cast<char>(0xC0 | (c >> 6));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out++ = static_cast<char>(0xE0 | (c >> 12));
    *out++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  } else {
    *out++ = static_cast<char>(0xF0 | (c >> 18));
    *out++ = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    *out++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    *out++ = static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

char32_t decode_utf8(const char*& at) {
  const auto byte = [&](int i) { return static_cast<char32_t>(static_cast<unsigned char>(at[i])); };
  const char32_t c = byte(0);
  if (c < 0x80) {
    ++at;
    return c;
  }
  if (c < 0xE0) {
    const char32_t value = ((c & 0x1F) << 6) | (byte(1) & 0x3F);
    at += 2;
    return value;
  }
  if (c < 0xF0) {
    const char32_t value = ((c & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
    at += 3;
    return value;
  }
  const char32_t value = ((c & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F);
  at += 4;
  return value;
}

}  // namespace beamlet
