#include "tests/unit/bif/term_reader.hpp"

#include <cctype>
#include <string>

#include "vm/base/assert.hpp"
#include "vm/base/float_text.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/map.hpp"

namespace beamlet::test {

namespace {
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
}  // namespace

void TermReader::skip_space() {
  while (!text_.empty() && text_.front() == ' ') text_.remove_prefix(1);
}

bool TermReader::take(std::string_view token) {
  skip_space();
  if (!text_.starts_with(token)) return false;
  text_.remove_prefix(token.size());
  return true;
}

void TermReader::expect(std::string_view token) { BEAMLET_CHECK(take(token)); }

bool TermReader::at_end() {
  skip_space();
  return text_.empty();
}

std::string TermReader::read_quoted(char quote) {
  std::string out;
  while (text_.front() != quote) {
    if (text_.front() == '\\') text_.remove_prefix(1);
    out.push_back(text_.front());
    text_.remove_prefix(1);
  }
  text_.remove_prefix(1);
  return out;
}

std::vector<Term> TermReader::read_sequence(std::string_view end) {
  std::vector<Term> elements;
  if (take(end)) return elements;
  do elements.push_back(read_term());
  while (take(","));
  expect(end);
  return elements;
}

Term TermReader::read_number() {
  size_t n = text_.front() == '-' ? 1 : 0;
  while (n < text_.size() && is_digit(text_[n])) ++n;
  bool fraction = n + 1 < text_.size() && text_[n] == '.' && is_digit(text_[n + 1]);
  if (!fraction) {
    Term integer = integer_from_text(process_.heap, text_.substr(0, n), 10);
    text_.remove_prefix(n);
    return integer;
  }
  ++n;
  auto digit = [&](size_t i) { return i < text_.size() && is_digit(text_[i]); };
  while (digit(n)) ++n;
  if (n < text_.size() && text_[n] == 'e') {
    ++n;
    if (text_[n] == '-' || text_[n] == '+') ++n;
    while (digit(n)) ++n;
  }
  std::optional<double> value = parse_float(text_.substr(0, n));
  BEAMLET_CHECK(value.has_value());
  text_.remove_prefix(n);
  return make_float(process_.heap, *value);
}

Term TermReader::read_list() {
  std::vector<Term> elements;
  if (take("]")) return Term::nil();
  do elements.push_back(read_term());
  while (take(","));
  Term tail = take("|") ? read_term() : Term::nil();
  expect("]");
  return make_list(process_, elements, tail);
}

Term TermReader::read_map() {
  Term map = map_empty(process_.heap);
  if (take("}")) return map;
  do {
    Term key = read_term();
    expect("=>");
    map = map_put(process_.heap, map, key, read_term());
  } while (take(","));
  expect("}");
  return map;
}

Term TermReader::read_binary() {
  std::string bytes;
  uint64_t bits = 0;
  while (!take(">>")) {
    if (take("\"")) {
      bytes += read_quoted('"');
      bits += (bytes.size() - bits / 8) * 8;
    } else {
      int64_t value = read_number().small_value();
      int64_t size = take(":") ? read_number().small_value() : 8;
      // Written high bits first; only the last segment is no whole number of bytes.
      for (int64_t left = size; left > 0; left -= 8) {
        int64_t byte = left >= 8 ? value >> (left - 8) : value << (8 - left);
        bytes.push_back(static_cast<char>(byte));
      }
      bits += static_cast<uint64_t>(size);
    }
    static_cast<void>(take(","));
  }
  return bits_part(process_.heap, binary_from(process_.heap, bytes), 0, bits);
}

Term TermReader::read_term() {
  skip_space();
  if (take("<<")) return read_binary();
  if (take("#{")) return read_map();
  if (take("[")) return read_list();
  if (take("\"")) return make_string(process_, read_quoted('"'));
  if (take("'")) return make_atom(read_quoted('\''));
  if (take("{")) {
    std::vector<Term> elements = read_sequence("}");
    Term* at = process_.alloc(1 + elements.size());
    for (size_t i = 0; i < elements.size(); ++i) at[i + 1] = elements[i];
    return make_tuple(at, elements.size());
  }
  if (text_.front() == '-' || is_digit(text_.front())) return read_number();
  size_t n = 0;
  while (n < text_.size() && (is_alphanumeric(text_[n]) || text_[n] == '_' || text_[n] == '@')) ++n;
  BEAMLET_CHECK(n > 0);
  Term atom = make_atom(text_.substr(0, n));
  text_.remove_prefix(n);
  return atom;
}

TermReader::Call TermReader::read_call() {
  Call call;
  call.module = read_term();
  expect(":");
  call.function = read_term();
  expect("(");
  call.arguments = read_sequence(")");
  return call;
}

}  // namespace beamlet::test
