// lexer.hpp - source text to tokens.
//
// Purpose     One re2c scanner (lexer.re) for everything language.md calls lexical. Tokens are 24 bytes, hold no
//             memory of their own and are made one at a time; comments and white space leave no trace.
// Picture     Token   kind | base/flags | span | length of text | name, number, character or text
// Invariants  I1  at a fault the lexer reports and goes on behind it: every call of next() makes progress, and after
//                 End only End follows.
//             I2  `.` is Dot (full stop) when white space, a comment or the end follows, else Period.
//             I3  the source is valid UTF-8 (check_utf8 comes first), so text values are, too.
// Threads     one compilation, one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "compiler/diag/diagnostic.hpp"
#include "compiler/source/arena.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/source/symbols.hpp"

namespace beamlet {

enum class TokenKind : uint8_t {
#define BEAMLET_TOKEN(Name, spelling) Name,
#include "compiler/syntax/tokens.def"
#undef BEAMLET_TOKEN
};
[[nodiscard]] std::string_view spelling(TokenKind kind);
[[nodiscard]] constexpr bool is_keyword(TokenKind kind) { return kind >= TokenKind::KwAfter; }

struct Token {
  TokenKind kind = TokenKind::End;
  uint8_t base = 10;         // Integer
  bool line_start = false;   // first token of its line, in the first column
  bool after_space = false;  // white space or a comment before it
  bool from_macro = false;   // out of a macro's body (not out of its arguments)
  SourceSpan span;
  uint32_t text_length = 0;  // String, BinaryString; Integer: digits when it is large
  union {
    uint32_t name_id;  // Atom, Var, keywords
    int64_t integer;   // Integer with text_length == 0
    double real;       // Float
    char32_t character;
    const char* text_data;  // text_length bytes
  };

  constexpr Token() : integer(0) {}
  [[nodiscard]] Symbol name() const { return Symbol{name_id}; }
  [[nodiscard]] std::string_view text() const { return {text_data, text_length}; }
  [[nodiscard]] bool is(TokenKind k) const { return kind == k; }
};
static_assert(sizeof(Token) == 32 || sizeof(Token) == 24);

class Lexer {
 public:
  // `texts` keeps the values of strings; it has to outlive the tokens.
  Lexer(const SourceManager& sources, FileId file, Interner& symbols, Arena& texts, DiagnosticSink& sink);

  void next(Token& token);

  // Whether `maybe` and `else` are reserved words from the next token on.
  void set_maybe_reserved(bool on) { maybe_reserved_ = on; }
  // While skipping (a false -ifdef), faults are not reported.
  void set_silent(bool on) { silent_ = on; }
  // The input ended inside a string, quoted atom or sigil (the shell waits for more).
  [[nodiscard]] bool ended_inside_token() const { return ended_inside_token_; }

 private:
  friend class QuotedScanner;
  [[nodiscard]] uint32_t offset(const char* at) const { return base_ + static_cast<uint32_t>(at - start_); }
  void finish(Token& token, TokenKind kind, const char* end);
  void finish_word(Token& token, const char* end);
  void check_atom_length(std::string_view text);
  void scan_integer(Token& token, const char* end);
  void scan_based(Token& token, const char* digits, const char* end);
  void scan_float(Token& token, const char* end);
  void scan_based_float(Token& token, const char* end);
  void scan_char(Token& token);
  void scan_quoted_atom(Token& token);
  void scan_string(Token& token);
  void scan_sigil(Token& token);
  void scan_triple_quoted(Token& token, const char* quotes, bool verbatim, TokenKind kind);
  void scan_delimited(Token& token, const char* from, char close, bool verbatim, TokenKind kind);
  void report(DiagCode code, const char* from, const char* to,
              std::initializer_list<std::string_view> arguments = {});
  // The character of the escape sequence at `at` (behind the backslash); moves `at` past it.
  char32_t scan_escape(const char*& at);
  [[nodiscard]] std::string_view without_underscores(const char* from, const char* to);

  Interner& symbols_;
  Arena& texts_;
  DiagnosticSink& sink_;
  const char* start_;
  const char* limit_;
  const char* cursor_;
  const char* token_start_ = nullptr;
  uint32_t base_;
  bool maybe_reserved_ = true;
  bool silent_ = false;
  bool ended_inside_token_ = false;
};

// The first byte that is not part of valid UTF-8 text, or none.
[[nodiscard]] std::optional<size_t> check_utf8(std::string_view text);
// Appends the code point (below 0x110000, no surrogate) to `out`, which has room for four bytes; returns the new end.
char* encode_utf8(char32_t c, char* out);
// Decodes one code point of valid UTF-8 and moves `at` past it.
char32_t decode_utf8(const char*& at);

}  // namespace beamlet
