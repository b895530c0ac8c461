// bif_binary.cpp - module binary, without searching (bif_binary_match.cpp).
#include <algorithm>
#include <cstring>
#include <deque>
#include <string>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/number.hpp"

namespace beamlet {

Term bif_binary_at_2(Process& p, const Term* args) {
  std::optional<size_t> at = as_size(args[1]);
  if (!is_binary(args[0]) || !at || *at >= bit_size_of(args[0]) / 8) return p.badarg();
  BitView view = bit_view(args[0]);
  uint64_t bit = view.offset + *at * 8;
  unsigned shift = bit % 8;
  unsigned byte = view.bytes[bit / 8];
  if (shift != 0) byte = (byte << shift | view.bytes[bit / 8 + 1] >> (8 - shift)) & 0xFF;
  return Term::small(byte);
}
Term bif_binary_first_1(Process& p, const Term* args) {
  Term at[] = {args[0], Term::small(0)};
  return bif_binary_at_2(p, at);
}
Term bif_binary_last_1(Process& p, const Term* args) {
  if (!is_binary(args[0])) return p.badarg();
  Term at[] = {args[0], Term::small(static_cast<int64_t>(bit_size_of(args[0]) / 8) - 1)};
  return bif_binary_at_2(p, at);
}

// binary:part/2,3 are erlang:binary_part/2,3.

Term bif_binary_copy_1(Process& p, const Term* args) {
  if (!is_binary(args[0])) return p.badarg();
  if (!has_memory(bit_size_of(args[0]) / 8)) return p.system_limit();
  BinaryBytes bytes(args[0]);
  charge(p, bytes.size(), 1024);
  return make_binary(p, bytes.view());
}

Term bif_binary_copy_2(Process& p, const Term* args) {
  if (!is_binary(args[0])) return p.badarg();
  BinaryBytes bytes(args[0]);
  if (!is_integer(args[1]) || is_kind(args[1], TermKind::NegBig)) return p.badarg();
  std::optional<size_t> copies = as_size(args[1]);
  size_t total;
  if (!copies && args[1].is_small()) return p.badarg();
  if (!copies || __builtin_mul_overflow(*copies, bytes.size(), &total) || !has_memory(total)) {
    return bytes.size() == 0 && copies ? make_binary(p, std::string_view()) : p.system_limit();
  }
  charge(p, total, 1024);
  NewBinary result = binary_new(p.heap, total);
  if (bytes.size() == 1) {
    std::memset(result.bytes, bytes.data()[0], total);
  } else {
    for (size_t i = 0; bytes.size() > 0 && i < total; i += bytes.size()) {
      std::memcpy(result.bytes + i, bytes.data(), bytes.size());
    }
  }
  return result.term;
}

// -- lists of bytes

namespace {

Term byte_list(Process& p, Term binary, Term position, Term length) {
  if (!is_binary(binary) || !position.is_small() || !length.is_small()) return p.badarg();
  int64_t size = static_cast<int64_t>(bit_size_of(binary) / 8);
  int64_t from = position.small_value();
  int64_t count = length.small_value();
  if (from < 0 || from > size || count < -from || count > size - from) return p.badarg();
  if (count < 0) {
    from += count;
    count = -count;
  }
  charge(p, static_cast<uint64_t>(count), 16);
  if (!has_words(p, static_cast<uint64_t>(count) * 2)) return p.system_limit();
  BinaryBytes bytes(binary);
  return make_byte_list(p, bytes_of(bytes).subspan(static_cast<size_t>(from), static_cast<size_t>(count)));
}

}  // namespace

Term bif_binary_bin_to_list_1(Process& p, const Term* args) { return bif_binary_to_list_1(p, args); }
Term bif_binary_bin_to_list_2(Process& p, const Term* args) {
  const Term* range = tuple_of(args[1], 2);
  return range ? byte_list(p, args[0], range[0], range[1]) : p.badarg();
}
Term bif_binary_bin_to_list_3(Process& p, const Term* args) {
  return byte_list(p, args[0], args[1], args[2]);
}

// -- unsigned integers

namespace {

enum class ByteOrder : uint8_t { Big, Little };
std::optional<ByteOrder> byte_order(Term t) {
  if (t == atom::big) return ByteOrder::Big;
  if (t == atom::little) return ByteOrder::Little;
  return std::nullopt;
}

Term decode(Process& p, Term binary, ByteOrder order) {
  if (!is_binary(binary)) return p.badarg();
  BinaryBytes bytes(binary);
  charge(p, bytes.size(), 64);
  Term value = integer_from_bytes(p.heap, bytes.data(), bytes.size(), order == ByteOrder::Little, false);
  return number_result(p, value);
}

Term encode(Process& p, Term integer, ByteOrder order) {
  if (!is_integer(integer) || is_kind(integer, TermKind::NegBig) ||
      (integer.is_small() && integer.small_value() < 0)) {
    return p.badarg();
  }
  Limb one;
  Magnitude magnitude = integer_magnitude(integer, one);
  size_t size = magnitude.count * sizeof(Limb);
  auto byte_at = [&](size_t i) {
    return static_cast<uint8_t>(magnitude.limbs[i / sizeof(Limb)] >> (i % sizeof(Limb) * 8));
  };
  while (size > 1 && byte_at(size - 1) == 0) --size;
  if (size == 0) size = 1;
  charge(p, size, 64);
  NewBinary result = binary_new(p.heap, size);
  for (size_t i = 0; i < size; ++i) {
    uint8_t byte = i < magnitude.count * sizeof(Limb) ? byte_at(i) : 0;
    result.bytes[order == ByteOrder::Big ? size - 1 - i : i] = byte;
  }
  return result.term;
}

}  // namespace

Term bif_binary_decode_unsigned_1(Process& p, const Term* args) { return decode(p, args[0], ByteOrder::Big); }
Term bif_binary_decode_unsigned_2(Process& p, const Term* args) {
  std::optional<ByteOrder> order = byte_order(args[1]);
  return order ? decode(p, args[0], *order) : p.badarg();
}
Term bif_binary_encode_unsigned_1(Process& p, const Term* args) { return encode(p, args[0], ByteOrder::Big); }
Term bif_binary_encode_unsigned_2(Process& p, const Term* args) {
  std::optional<ByteOrder> order = byte_order(args[1]);
  return order ? encode(p, args[0], *order) : p.badarg();
}

// -- what binaries share

namespace {

enum class End : uint8_t { Front, Back };

Term longest_common(Process& p, Term list, End end) {
  std::deque<BinaryBytes> binaries;
  for (; list.is_cons(); list = list.tail()) {
    if (!is_binary(list.head())) return p.badarg();
    binaries.emplace_back(list.head());
  }
  if (!list.is_nil() || binaries.empty()) return p.badarg();
  std::span<const uint8_t> first = bytes_of(binaries.front());
  size_t common = first.size();
  for (const BinaryBytes& binary : binaries) {
    std::span<const uint8_t> other = bytes_of(binary);
    size_t n = std::min(common, other.size());
    size_t i = 0;
    if (end == End::Front)
      while (i < n && first[i] == other[i]) ++i;
    else
      while (i < n && first[first.size() - 1 - i] == other[other.size() - 1 - i]) ++i;
    common = i;
    charge(p, i, 256);
  }
  return Term::small(static_cast<int64_t>(common));
}

}  // namespace

Term bif_binary_longest_common_prefix_1(Process& p, const Term* args) {
  return longest_common(p, args[0], End::Front);
}
Term bif_binary_longest_common_suffix_1(Process& p, const Term* args) {
  return longest_common(p, args[0], End::Back);
}

Term bif_binary_referenced_byte_size_1(Process& p, const Term* args) {
  if (!is_bitstring(args[0])) return p.badarg();
  Term base = is_kind(args[0], TermKind::SubBits) ? args[0].boxed_ptr()[1] : args[0];
  if (is_kind(base, TermKind::RefcBinary)) {
    return make_uint(p, reinterpret_cast<const SharedBytes*>(base.boxed_ptr()[2].raw())->size);
  }
  return make_uint(p, (bit_size_of(base) + 7) / 8);
}

// -- hexadecimal

namespace {

Term to_hex(Process& p, Term binary, const char* digits) {
  if (!is_binary(binary)) return p.badarg();
  BinaryBytes bytes(binary);
  charge(p, bytes.size(), 128);
  if (!has_memory(bytes.size() * 2)) return p.system_limit();
  NewBinary result = binary_new(p.heap, bytes.size() * 2);
  uint8_t* to = result.bytes;
  for (uint8_t byte : bytes_of(bytes)) {
    *to++ = static_cast<uint8_t>(digits[byte >> 4]);
    *to++ = static_cast<uint8_t>(digits[byte & 15]);
  }
  return result.term;
}

int hex_digit(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

constexpr const char* kUpperDigits = "0123456789ABCDEF";
constexpr const char* kLowerDigits = "0123456789abcdef";

}  // namespace

Term bif_binary_encode_hex_1(Process& p, const Term* args) { return to_hex(p, args[0], kUpperDigits); }
Term bif_binary_encode_hex_2(Process& p, const Term* args) {
  if (args[1] == atom::uppercase) return to_hex(p, args[0], kUpperDigits);
  if (args[1] == atom::lowercase) return to_hex(p, args[0], kLowerDigits);
  return p.badarg();
}

Term bif_binary_decode_hex_1(Process& p, const Term* args) {
  if (!is_binary(args[0])) return p.badarg();
  BinaryBytes digits(args[0]);
  if (digits.size() % 2 != 0) return p.badarg();
  charge(p, digits.size(), 128);
  NewBinary result = binary_new(p.heap, digits.size() / 2);
  for (size_t i = 0; i < digits.size(); i += 2) {
    int high = hex_digit(digits.data()[i]);
    int low = hex_digit(digits.data()[i + 1]);
    if (high < 0 || low < 0) return p.badarg();
    result.bytes[i / 2] = static_cast<uint8_t>(high << 4 | low);
  }
  return result.term;
}

}  // namespace beamlet
