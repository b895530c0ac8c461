#include "compiler/source/source_encoding.hpp"

#include <algorithm>

namespace beamlet {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// What stands behind `coding:` or `coding=` in a comment line; empty: nothing.
std::string named_encoding(std::string_view line) {
  const size_t comment = line.find('%');
  if (comment == std::string_view::npos) return {};
  if (!std::ranges::all_of(line.substr(0, comment), is_space)) return {};
  constexpr std::string_view kWord = "coding";
  for (size_t at = line.find(kWord, comment); at != std::string_view::npos; at = line.find(kWord, at + 1)) {
    size_t i = at + kWord.size();
    while (i < line.size() && is_space(line[i])) ++i;
    if (i == line.size() || (line[i] != ':' && line[i] != '=')) continue;
    ++i;
    while (i < line.size() && is_space(line[i])) ++i;
    std::string name;
    for (; i < line.size() && ((lower(line[i]) >= 'a' && lower(line[i]) <= 'z') || line[i] == '-' ||
                               (line[i] >= '0' && line[i] <= '9'));
         ++i)
      name += lower(line[i]);
    if (!name.empty()) return name;
  }
  return {};
}

}  // namespace

bool is_latin1_source(std::string_view text) {
  constexpr int kLines = 2;
  for (int line = 0; line < kLines && !text.empty(); ++line) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string name = named_encoding(text.substr(0, end));
    if (!name.empty()) return name == "latin-1";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

std::string decode_source(std::string text) {
  if (!is_latin1_source(text)) return text;
  std::string utf8;
  utf8.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0 | byte >> 6);
      utf8 += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return utf8;
}

}  // namespace beamlet
