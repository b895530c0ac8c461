// Numbers from and to other forms: bytes, machine integers, floats, text.
#include <charconv>
#include <cmath>
#include <cstring>

#include "vm/term/number_parts.hpp"

namespace beamlet {

namespace {

// The magnitude and exponent of a finite double: value = limbs (53 bits) * 2^shift.
Term integer_from_double(Heap& heap, double d) {
  if (std::fabs(d) < 2305843009213693952.0) return Term::small(static_cast<int64_t>(d));
  int exponent;
  double mantissa = std::frexp(std::fabs(d), &exponent);
  auto bits = static_cast<Limb>(std::ldexp(mantissa, 53));
  int shift = exponent - 53;  // > 0: |d| >= 2^61
  size_t limbs = static_cast<size_t>(shift) / 64, left = static_cast<size_t>(shift) % 64;
  IntegerResult r(heap, limbs + 2);
  std::memset(r.limbs(), 0, limbs * sizeof(Limb));
  r.limbs()[limbs] = bits << left;
  r.limbs()[limbs + 1] = left == 0 ? 0 : bits >> (64 - left);
  return r.finish(limbs + 2, d < 0);
}

}  // namespace

Term integer_from_bytes(Heap& heap, const uint8_t* bytes, size_t count, bool little, bool is_signed) {
  if (count == 0) return Term::small(0);
  size_t n = (count + 7) / 8;
  if (n > limits::kMaxBignumLimbs + 1) return atom::system_limit;
  IntegerResult r(heap, n);
  auto* out = reinterpret_cast<uint8_t*>(r.limbs());
  bool negative = is_signed && (bytes[little ? count - 1 : 0] & 0x80) != 0;
  std::memset(out + count, negative ? 0xFF : 0, n * 8 - count);
  if (little)
    std::memcpy(out, bytes, count);
  else
    for (size_t i = 0; i < count; ++i) out[i] = bytes[count - 1 - i];
  if (negative) mpn_neg(mp(r.limbs()), mp(r.limbs()), mp_n(n));
  return r.finish(n, negative);
}

bool integer_to_int64(Term t, int64_t& out) {
  if (t.is_small()) {
    out = t.small_value();
    return true;
  }
  if (!is_big(t) || header_of(t).words() != 1) return false;
  Limb limb = t.boxed_ptr()[1].raw();
  bool negative = header_of(t).kind() == TermKind::NegBig;
  if (limb > static_cast<Limb>(INT64_MAX) + (negative ? 1 : 0)) return false;
  out = static_cast<int64_t>(negative ? Limb{0} - limb : limb);
  return true;
}

bool integer_to_uint64(Term t, uint64_t& out) {
  if (t.is_small()) {
    out = static_cast<uint64_t>(t.small_value());
    return t.small_value() >= 0;
  }
  if (!is_kind(t, TermKind::PosBig) || header_of(t).words() != 1) return false;
  out = t.boxed_ptr()[1].raw();
  return true;
}

Term number_to_integer(Heap& heap, Term t, Rounding rounding) {
  if (is_integer(t)) return t;
  if (!is_float(t)) return atom::badarg;
  double d = float_value(t);
  switch (rounding) {
    case Rounding::Trunc:
      return integer_from_double(heap, std::trunc(d));
    case Rounding::Round:
      return integer_from_double(heap, std::round(d));
    case Rounding::Floor:
      return integer_from_double(heap, std::floor(d));
    case Rounding::Ceil:
      return integer_from_double(heap, std::ceil(d));
  }
  return atom::badarg;
}

Term integer_from_text(Heap& heap, std::string_view text, uint32_t base) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty()) return Term::none();
  // 12 digits of base 36 and 18 of base 10 fit in 63 bits.
  if (text.size() <= (base <= 10 ? 18u : 12u)) {
    int64_t v = 0;
    for (char c : text) {
      uint8_t digit = digit_value(c);
      if (digit >= base) return Term::none();
      v = v * base + digit;
    }
    return integer_from_int64(heap, negative ? -v : v);
  }
  std::vector<Limb> limbs;
  if (!limbs_from_text(text, base, limbs)) return Term::none();
  return integer_from_limbs(heap, limbs.data(), limbs.size(), negative);
}

void append_integer(std::string& out, Term t, uint32_t base) {
  if (t.is_small() && base == 10) {
    char buffer[24];
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, t.small_value()).ptr);
    return;
  }
  Limb one;
  Magnitude m = integer_magnitude(t, one);
  if (m.negative) out.push_back('-');
  if (m.count > 1) return append_limbs(out, {m.limbs, m.count}, base);
  char buffer[72];
  char* p = buffer + sizeof buffer;
  Limb limb = m.count == 0 ? 0 : m.limbs[0];
  do {
    *--p = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[limb % base];
    limb /= base;
  } while (limb != 0);
  out.append(p, buffer + sizeof buffer);
}

std::string integer_to_text(Term t, uint32_t base) {
  std::string out;
  append_integer(out, t, base);
  return out;
}

}  // namespace beamlet
