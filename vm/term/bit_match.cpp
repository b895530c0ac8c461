#include "vm/term/bit_match.hpp"

#include <cmath>
#include <cstring>

#include "vm/base/limits.hpp"
#include "vm/base/memory.hpp"
#include "vm/bytecode/module_image.hpp"
#include "vm/heap/heap.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/bit_build.hpp"
#include "vm/term/number.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {

namespace {

// Up to 64 bits in little-endian order: whole bytes from the lowest up, then the odd bits as the highest.
uint64_t read_little(const uint8_t* bytes, uint64_t at, uint32_t bits) {
  uint32_t whole = bits / 8 * 8, odd = bits % 8;
  uint64_t v = whole == 0 ? 0 : __builtin_bswap64(read_bits(bytes, at, whole)) >> (64 - whole);
  // NOLINTNEXTLINE(clang-analyzer-core.BitwiseShift): whole + odd <= 64
  if (odd > 0) v |= read_bits(bytes, at + whole, odd) << whole;
  return v;
}

Term big_integer(Heap& heap, const MatchContext& c, uint64_t bits, uint8_t flags) {
  size_t n = (bits + 63) / 64;
  if (n > limits::kMaxBignumLimbs + 1) return Term::none();
  auto* limbs = static_cast<Limb*>(memory_alloc(n * sizeof(Limb)));
  const uint8_t* bytes = c.bytes();
  for (size_t i = 0; i < n; ++i) {
    auto count = static_cast<uint32_t>(std::min<uint64_t>(64, bits - 64 * i));
    limbs[i] = (flags & bs_flag::kLittle) != 0 ? read_little(bytes, c.position + 64 * i, count)
                                               : read_bits(bytes, c.position + bits - 64 * i - count, count);
  }
  bool negative = (flags & bs_flag::kSigned) != 0 && (limbs[n - 1] >> ((bits - 1) % 64) & 1) != 0;
  if (negative) {
    if (bits % 64 != 0) limbs[n - 1] |= ~Limb{0} << (bits % 64);
    Limb carry = 1;
    for (size_t i = 0; i < n; ++i) {
      limbs[i] = ~limbs[i] + carry;
      carry = carry != 0 && limbs[i] == 0 ? 1 : 0;
    }
  }
  Term t = integer_from_limbs(heap, limbs, n, negative);
  memory_free(limbs);
  return t.is_atom() ? Term::none() : t;
}

}  // namespace

Term bs_start_match(Heap& heap, Term source) {
  if (!source.is_boxed()) return Term::none();
  const Term* p = source.boxed_ptr();
  Term base = source;
  uint64_t offset = 0, size;
  switch (Header(p[0]).kind()) {
    case TermKind::MatchContext:
      return source;
    case TermKind::HeapBinary:
      size = p[1].raw();
      break;
    case TermKind::RefcBinary:
      size = p[3].raw() * 8;
      break;
    case TermKind::SubBits:
      base = p[1];
      offset = p[2].raw();
      size = p[3].raw();
      break;
    default:
      return Term::none();
  }
  Term* at = heap.alloc(kMatchContextWords);
  at[0] = Header(TermKind::MatchContext, kMatchContextWords - 1).term();
  at[1] = base;
  at[2] = Term::from_raw(offset);
  at[3] = Term::from_raw(offset + size);
  at[4] = Term::from_raw(offset);
  return Term::boxed(at);
}

bool bs_field_bits(const MatchContext& context, Term size, uint32_t unit, uint64_t& bits) {
  uint64_t left = context.left();
  if (size.is_small()) {
    int64_t n = size.small_value();
    if (n < 0 || __builtin_mul_overflow(static_cast<uint64_t>(n), uint64_t{unit}, &bits)) return false;
    return bits <= left;
  }
  bits = left;
  return size == atom::all && left % unit == 0;
}

Term detail::bs_get_integer_slow(Heap& heap, Term context, uint64_t bits, uint8_t flags) {
  MatchContext& c = match_context(context);
  if (bits > c.left()) return Term::none();
  Term result;
  if (bits <= 64) {
    auto n = static_cast<uint32_t>(bits);
    uint64_t v = (flags & bs_flag::kLittle) != 0 ? read_little(c.bytes(), c.position, n)
                                                 : read_bits(c.bytes(), c.position, n);
    if ((flags & bs_flag::kSigned) != 0 && n > 0)
      result = integer_from_int64(heap, static_cast<int64_t>(v << (64 - n)) >> (64 - n));
    else
      result = integer_from_uint64(heap, v);
  } else {
    result = big_integer(heap, c, bits, flags);
    if (result.is_none()) return result;
  }
  c.position += bits;
  return result;
}

Term bs_get_float(Heap& heap, Term context, uint64_t bits, uint8_t flags) {
  MatchContext& c = match_context(context);
  if (bits > c.left()) return Term::none();
  double value = 0.0;
  if (bits != 0) {
    if (bits != 16 && bits != 32 && bits != 64) return Term::none();
    auto n = static_cast<uint32_t>(bits);
    uint64_t v = (flags & bs_flag::kLittle) != 0 ? read_little(c.bytes(), c.position, n)
                                                 : read_bits(c.bytes(), c.position, n);
    value = n == 64   ? std::bit_cast<double>(v)
            : n == 32 ? static_cast<double>(std::bit_cast<float>(static_cast<uint32_t>(v)))
                      : half_to_double(static_cast<uint16_t>(v));
    if (!std::isfinite(value)) return Term::none();
  }
  c.position += bits;
  return make_float(heap, value);
}

Term bs_get_binary(Heap& heap, Term context, uint64_t bits) {
  MatchContext& c = match_context(context);
  if (bits > c.left()) return Term::none();
  Term result = bits_part(heap, c.base, c.position, bits);
  c.position += bits;
  return result;
}

Term detail::bs_get_utf8_slow(Term context) {
  MatchContext& c = match_context(context);
  auto count = static_cast<uint32_t>(std::min<uint64_t>(c.left() / 8, 4));
  if (count == 0) return Term::none();
  // NOLINTNEXTLINE(clang-analyzer-core.BitwiseShift): 1 <= count <= 4
  uint64_t first = __builtin_bswap64(read_bits(c.bytes(), c.position, count * 8) << (64 - count * 8));
  uint8_t bytes[8];
  std::memcpy(bytes, &first, 8);
  uint32_t character;
  size_t size = get_utf8(bytes, count, character);
  if (size == 0) return Term::none();
  c.position += size * 8;
  return Term::small(character);
}

Term bs_get_utf16(Term context, uint8_t flags) {
  MatchContext& c = match_context(context);
  bool little = (flags & bs_flag::kLittle) != 0;
  auto unit = [&](uint64_t at) {
    return static_cast<uint32_t>(little ? read_little(c.bytes(), at, 16) : read_bits(c.bytes(), at, 16));
  };
  if (c.left() < 16) return Term::none();
  uint32_t first = unit(c.position);
  if (first < 0xD800 || first > 0xDFFF) {
    c.position += 16;
    return Term::small(first);
  }
  if (first > 0xDBFF || c.left() < 32) return Term::none();
  uint32_t second = unit(c.position + 16);
  if (second < 0xDC00 || second > 0xDFFF) return Term::none();
  c.position += 32;
  return Term::small(0x10000 + ((first & 0x3FF) << 10 | (second & 0x3FF)));
}

Term bs_get_utf32(Term context, uint8_t flags) {
  MatchContext& c = match_context(context);
  if (c.left() < 32) return Term::none();
  uint64_t v = (flags & bs_flag::kLittle) != 0 ? read_little(c.bytes(), c.position, 32)
                                               : read_bits(c.bytes(), c.position, 32);
  if (!is_scalar_value(v)) return Term::none();
  c.position += 32;
  return Term::small(static_cast<int64_t>(v));
}

bool bs_match_string(Term context, uint64_t bits, Term literal) {
  MatchContext& c = match_context(context);
  if (bits > c.left()) return false;
  BitView v = bit_view(literal);
  if (!equal_bits(c.bytes(), c.position, v.bytes, v.offset, bits)) return false;
  c.position += bits;
  return true;
}

Term bs_get_tail(Heap& heap, Term context) {
  MatchContext& c = match_context(context);
  return bits_part(heap, c.base, c.position, c.left());
}

}  // namespace beamlet
