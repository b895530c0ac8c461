#include "compiler/syntax/text_print.hpp"

#include <array>
#include <charconv>

#include "compiler/syntax/ast_print.hpp"

namespace beamlet {
namespace {

constexpr bool is_reserved(std::string_view text) {
  constexpr std::string_view kReserved[] = {
#define BEAMLET_SYMBOL(Name, text)
#define BEAMLET_KEYWORD(Name, text) text,
#include "compiler/source/known_symbols.def"
#undef BEAMLET_SYMBOL
  };
  for (const std::string_view word : kReserved) {
    if (word == text) return true;
  }
  return false;
}

}  // namespace

void append_escaped(std::string& out, char32_t c, char quote) {
  switch (c) {
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    case U'\v':
      out += "\\v";
      return;
    case U'\b':
      out += "\\b";
      return;
    case U'\f':
      out += "\\f";
      return;
    case 27:
      out += "\\e";
      return;
    case 127:
      out += "\\d";
      return;
    case U'\\':
      out += "\\\\";
      return;
    default:
      break;
  }
  if (c == static_cast<char32_t>(quote)) {
    out += '\\';
    out += quote;
  } else if (c < 0x20 || (c >= 0x80 && c < 0xA0)) {
    std::array<char, 8> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<uint32_t>(c), 16).ptr;
    out += "\\x{" + std::string(digits.data(), end) + "}";
  } else {
    std::array<char, 4> utf8{};
    out.append(utf8.data(), encode_utf8(c, utf8.data()));
  }
}

std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char* at = text.data(); at < text.data() + text.size();)
    append_escaped(out, decode_utf8(at), quote);
  return out + quote;
}

std::string float_text(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  std::string text(digits.data(), end);
  const size_t exponent = text.find('e');
  if (text.find('.') == std::string::npos)
    text.insert(exponent == std::string::npos ? text.size() : exponent, ".0");
  return text;
}

std::string print_atom(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  bool plain = !text.empty() && !is_reserved(text);
  if (plain && byte(0) == 0xC3) {
    plain = text.size() > 1 && byte(1) >= 0x9F && byte(1) != 0xB7;
  } else if (plain) {
    plain = text[0] >= 'a' && text[0] <= 'z';
  }
  for (size_t i = 0; plain && i < text.size(); ++i) {
    const char c = text[i];
    if (byte(i) == 0xC3 && i + 1 < text.size() && byte(i + 1) != 0x97 && byte(i + 1) != 0xB7) {
      ++i;
      continue;
    }
    plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '@';
  }
  return plain ? std::string(text) : quoted(text, '\'');
}

std::string print_tokens(const SourceManager& sources, FileId file, Interner& symbols) {
  Arena texts;
  DiagnosticSink faults;
  Lexer lexer(sources, file, symbols, texts, faults);
  std::string out;
  for (Token token;;) {
    lexer.next(token);
    const LineColumn place = sources.locate(token.span.begin);
    out += std::to_string(place.line) + ":" + std::to_string(place.column) + " ";
    out += spelling(token.kind);
    switch (token.kind) {
      case TokenKind::Atom:
        out += " " + print_atom(symbols.text(token.name()));
        break;
      case TokenKind::Var:
        out += " " + std::string(symbols.text(token.name()));
        break;
      case TokenKind::Integer:
        out += " " + (token.text_length > 0 ? std::to_string(token.base) + "#" + std::string(token.text())
                                            : std::to_string(token.integer));
        break;
      case TokenKind::Float:
        out += " " + float_text(token.real);
        break;
      case TokenKind::Char:
        out += " " + std::to_string(static_cast<uint32_t>(token.character));
        break;
      case TokenKind::String:
      case TokenKind::BinaryString:
        out += " " + quoted(token.text(), '"');
        break;
      default:
        break;
    }
    out += '\n';
    if (token.is(TokenKind::End)) break;
  }
  faults.finish();
  if (!faults.diagnostics().empty()) out += "\n" + render_text(faults, sources);
  return out;
}

}  // namespace beamlet
