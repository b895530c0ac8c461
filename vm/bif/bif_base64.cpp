// bif_base64.cpp - the loops of module base64: whole groups of three bytes and four characters. What is odd at the end of a text is for the language.
#include <array>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/binary.hpp"

namespace beamlet {
namespace {

constexpr uint64_t kBytesPerReduction = 128;

using Alphabet = std::array<char, 64>;
constexpr Alphabet alphabet_ending_in(char c62, char c63) {
  Alphabet alphabet{};
  for (int i = 0; i < 26; ++i) {
    alphabet[static_cast<size_t>(i)] = static_cast<char>('A' + i);
    alphabet[static_cast<size_t>(26 + i)] = static_cast<char>('a' + i);
  }
  for (int i = 0; i < 10; ++i) alphabet[static_cast<size_t>(52 + i)] = static_cast<char>('0' + i);
  alphabet[62] = c62;
  alphabet[63] = c63;
  return alphabet;
}

// What a character stands for: six bits, or one of these.
constexpr uint8_t kBlank = 64, kOther = 65;
using Values = std::array<uint8_t, 256>;
constexpr Values values_of(const Alphabet& alphabet) {
  Values values{};
  values.fill(kOther);
  for (char blank : {' ', '\t', '\n', '\r'}) values[static_cast<uint8_t>(blank)] = kBlank;
  for (size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<uint8_t>(alphabet[i])] = static_cast<uint8_t>(i);
  return values;
}

constexpr Alphabet kStandard = alphabet_ending_in('+', '/'), kUrlSafe = alphabet_ending_in('-', '_');
constexpr Values kStandardValues = values_of(kStandard), kUrlSafeValues = values_of(kUrlSafe);

enum class Mode : uint8_t { Standard, UrlSafe };
bool read_mode(Term term, Mode& mode) {
  bool url_safe = term == make_atom("urlsafe");
  mode = url_safe ? Mode::UrlSafe : Mode::Standard;
  return url_safe || term == make_atom("standard");
}

uint8_t* put_group(const Alphabet& alphabet, uint32_t bits, size_t characters, uint8_t* to) {
  for (size_t i = 0; i < characters; ++i) *to++ = static_cast<uint8_t>(alphabet[bits >> (18 - 6 * i) & 63]);
  return to;
}

}  // namespace

// encode_binary(Binary, Mode, Padded): the text.
Term bif_base64_encode_binary_3(Process& p, const Term* args) {
  Mode mode;
  bool padded = args[2] == atom::true_;
  if (!is_binary(args[0]) || !read_mode(args[1], mode) || (!padded && args[2] != atom::false_))
    return p.badarg();
  const Alphabet& alphabet = mode == Mode::Standard ? kStandard : kUrlSafe;
  BinaryBytes bytes(args[0]);
  size_t whole = bytes.size() / 3 * 3, odd = bytes.size() - whole;
  size_t length = whole / 3 * 4 + (odd == 0 ? 0 : padded ? 4 : odd + 1);
  if (!has_memory(length)) return p.system_limit();
  charge(p, length, kBytesPerReduction);
  NewBinary text = binary_new(p.heap, length);
  uint8_t* to = text.bytes;
  const uint8_t* from = bytes.data();
  for (size_t i = 0; i < whole; i += 3) {
    uint32_t bits = uint32_t{from[i]} << 16 | uint32_t{from[i + 1]} << 8 | from[i + 2];
    to = put_group(alphabet, bits, 4, to);
  }
  if (odd > 0) {
    uint32_t bits = uint32_t{from[whole]} << 16 | (odd == 2 ? uint32_t{from[whole + 1]} << 8 : 0);
    to = put_group(alphabet, bits, odd + 1, to);
    for (; to < text.bytes + length; ++to) *to = '=';
  }
  return text.term;
}

// decode_groups(Text, Mode, Skip): {Bytes of the whole groups, Text from the group on that is not whole}. Skip is `blanks`, and then any other odd character
// ends the groups, or `all`.
Term bif_base64_decode_groups_3(Process& p, const Term* args) {
  Mode mode;
  bool all = args[2] == make_atom("all");
  if (!is_binary(args[0]) || !read_mode(args[1], mode) || (!all && args[2] != make_atom("blanks")))
    return p.badarg();
  const Values& values = mode == Mode::Standard ? kStandardValues : kUrlSafeValues;
  BinaryBytes text(args[0]);
  if (!has_memory(text.size())) return p.system_limit();
  charge(p, text.size(), kBytesPerReduction);
  NewBinary data = binary_new(p.heap, text.size() / 4 * 3);
  uint8_t* to = data.bytes;
  size_t group = 0;  // where the group begins that is being read
  uint32_t bits = 0;
  unsigned have = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    uint8_t value = values[text.data()[i]];
    if (value >= kBlank) {
      if (value == kOther && !all) break;
      continue;
    }
    if (have == 0) group = i;
    bits = bits << 6 | value;
    if (++have < 4) continue;
    *to++ = static_cast<uint8_t>(bits >> 16);
    *to++ = static_cast<uint8_t>(bits >> 8);
    *to++ = static_cast<uint8_t>(bits);
    have = 0;
    group = i + 1;
  }
  Term rest = bits_part(p.heap, args[0], group * 8, (text.size() - group) * 8);
  Term bytes = bits_part(p.heap, data.term, 0, static_cast<size_t>(to - data.bytes) * 8);
  return new_tuple(p, bytes, rest);
}

}  // namespace beamlet
