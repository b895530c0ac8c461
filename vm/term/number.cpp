// Layout of the work: each operator first handles two small integers, then floats, then magnitudes. Magnitudes are computed straight into the
// place on the heap where the result stays (IntegerResult, number_parts.hpp), whose unused end is given back.
#include "vm/term/number.hpp"

#include <bit>
#include <cmath>
#include <cstring>

#include "vm/base/memory.hpp"
#include "vm/term/number_parts.hpp"

namespace beamlet {

namespace {

// Limbs that live only during one operation.
class Scratch {
 public:
  explicit Scratch(size_t limbs)
      : limbs_(limbs <= kInline ? inline_ : static_cast<Limb*>(memory_alloc(limbs * sizeof(Limb)))) {}
  ~Scratch() {
    if (limbs_ != inline_) memory_free(limbs_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] Limb* get() { return limbs_; }

 private:
  static constexpr size_t kInline = 32;
  Limb inline_[kInline];
  Limb* limbs_;
};

Term from_int128(Heap& heap, __int128 v) {
  if (v >= Term::kMinSmall && v <= Term::kMaxSmall) return Term::small(static_cast<int64_t>(v));
  bool negative = v < 0;
  auto m = static_cast<unsigned __int128>(negative ? -v : v);
  Limb limbs[2] = {static_cast<Limb>(m), static_cast<Limb>(m >> 64)};
  return integer_from_limbs(heap, limbs, 2, negative);
}

int compare_magnitudes(const Magnitude& a, const Magnitude& b) {
  if (a.count != b.count) return a.count < b.count ? -1 : 1;
  return mpn_cmp(mp(a.limbs), mp(b.limbs), mp_n(a.count));
}

Term add_signed(Heap& heap, Magnitude a, Magnitude b) {
  if (a.negative == b.negative) {
    if (a.count < b.count) std::swap(a, b);
    IntegerResult r(heap, a.count + 1);
    r.limbs()[a.count] = b.count == 0
                             ? (std::memcpy(r.limbs(), a.limbs, a.count * sizeof(Limb)), 0)
                             : mpn_add(mp(r.limbs()), mp(a.limbs), mp_n(a.count), mp(b.limbs), mp_n(b.count));
    return r.finish(a.count + 1, a.negative);
  }
  if (compare_magnitudes(a, b) < 0) std::swap(a, b);
  IntegerResult r(heap, a.count + 1);
  if (b.count == 0)
    std::memcpy(r.limbs(), a.limbs, a.count * sizeof(Limb));
  else
    mpn_sub(mp(r.limbs()), mp(a.limbs), mp_n(a.count), mp(b.limbs), mp_n(b.count));
  return r.finish(a.count, a.negative);
}

Term multiply(Heap& heap, Magnitude a, Magnitude b) {
  if (a.count == 0 || b.count == 0) return Term::small(0);
  if (a.count < b.count) std::swap(a, b);
  if (a.count + b.count > limits::kMaxBignumLimbs + 1) return atom::system_limit;
  bool negative = a.negative != b.negative;
  IntegerResult r(heap, a.count + b.count);
  if (b.count == 1)
    r.limbs()[a.count] = mpn_mul_1(mp(r.limbs()), mp(a.limbs), mp_n(a.count), b.limbs[0]);
  else if (a.limbs == b.limbs)
    mpn_sqr(mp(r.limbs()), mp(a.limbs), mp_n(a.count));
  else
    mpn_mul(mp(r.limbs()), mp(a.limbs), mp_n(a.count), mp(b.limbs), mp_n(b.count));
  return r.finish(a.count + b.count, negative);
}

// Both operands integers; b not zero.
Term divide(Heap& heap, Term at, Term bt, bool want_remainder) {
  Limb a1, b1;
  Magnitude a = integer_magnitude(at, a1), b = integer_magnitude(bt, b1);
  if (a.count < b.count) return want_remainder ? at : Term::small(0);
  if (b.count == 1) {
    if (want_remainder) {
      Limb rest = mpn_mod_1(mp(a.limbs), mp_n(a.count), b.limbs[0]);
      return integer_from_limbs(heap, &rest, 1, a.negative);
    }
    IntegerResult q(heap, a.count);
    mpn_divrem_1(mp(q.limbs()), 0, mp(a.limbs), mp_n(a.count), b.limbs[0]);
    return q.finish(a.count, a.negative != b.negative);
  }
  size_t quotient_limbs = a.count - b.count + 1;
  Scratch other(want_remainder ? quotient_limbs : b.count);
  IntegerResult r(heap, want_remainder ? b.count : quotient_limbs);
  Limb* quotient = want_remainder ? other.get() : r.limbs();
  Limb* remainder = want_remainder ? r.limbs() : other.get();
  mpn_tdiv_qr(mp(quotient), mp(remainder), 0, mp(a.limbs), mp_n(a.count), mp(b.limbs), mp_n(b.count));
  return want_remainder ? r.finish(b.count, a.negative) : r.finish(quotient_limbs, a.negative != b.negative);
}

// Two's complement of n limbs.
void to_twos_complement(Limb* out, size_t n, const Magnitude& m) {
  std::memcpy(out, m.limbs, m.count * sizeof(Limb));
  std::memset(out + m.count, 0, (n - m.count) * sizeof(Limb));
  if (m.negative) mpn_neg(mp(out), mp(out), mp_n(n));
}

enum class BitOp : uint8_t { And, Or, Xor };

Term bitwise(Heap& heap, BitOp op, Term at, Term bt) {
  if (!is_integer(at) || !is_integer(bt)) return atom::badarith;
  Limb a1, b1;
  Magnitude a = integer_magnitude(at, a1), b = integer_magnitude(bt, b1);
  size_t n = std::max(a.count, b.count) + 1;
  Scratch other(n);
  IntegerResult r(heap, n);
  Limb* out = r.limbs();
  to_twos_complement(out, n, a);
  to_twos_complement(other.get(), n, b);
  const Limb* q = other.get();
  switch (op) {
    case BitOp::And:
      for (size_t i = 0; i < n; ++i) out[i] &= q[i];
      break;
    case BitOp::Or:
      for (size_t i = 0; i < n; ++i) out[i] |= q[i];
      break;
    case BitOp::Xor:
      for (size_t i = 0; i < n; ++i) out[i] ^= q[i];
      break;
  }
  bool negative = static_cast<int64_t>(out[n - 1]) < 0;
  if (negative) mpn_neg(mp(out), mp(out), mp_n(n));
  return r.finish(n, negative);
}

Term shift_left(Heap& heap, Term t, uint64_t count) {
  if (t.is_small()) {
    int64_t v = t.small_value();
    if (v == 0) return t;
    // Room for count more bits in front of the sign?
    int used = 64 - std::countl_zero(static_cast<uint64_t>(v < 0 ? ~v : v));
    if (count < 61 && static_cast<uint64_t>(used) + count <= 61)
      return Term::small(v * (int64_t{1} << count));
  }
  Limb one;
  Magnitude m = integer_magnitude(t, one);
  if (count / 64 + m.count > limits::kMaxBignumLimbs + 1) return atom::system_limit;
  size_t limbs = count / 64, bits = count % 64, n = limbs + m.count + 1;
  IntegerResult r(heap, n);
  std::memset(r.limbs(), 0, limbs * sizeof(Limb));
  if (bits == 0) {
    std::memcpy(r.limbs() + limbs, m.limbs, m.count * sizeof(Limb));
    r.limbs()[n - 1] = 0;
  } else {
    r.limbs()[n - 1] =
        mpn_lshift(mp(r.limbs() + limbs), mp(m.limbs), mp_n(m.count), static_cast<unsigned>(bits));
  }
  return r.finish(n, m.negative);
}

// Rounds towards minus infinity, as the operator on two's complement does.
Term shift_right(Heap& heap, Term t, uint64_t count) {
  if (t.is_small()) return Term::small(t.small_value() >> std::min<uint64_t>(count, 63));
  Limb one;
  Magnitude m = integer_magnitude(t, one);
  size_t limbs = count / 64, bits = count % 64;
  if (limbs >= m.count) return Term::small(m.negative ? -1 : 0);
  size_t n = m.count - limbs;
  bool lost = false;
  for (size_t i = 0; i < limbs && !lost; ++i) lost = m.limbs[i] != 0;
  IntegerResult r(heap, n + 1);
  if (bits == 0)
    std::memcpy(r.limbs(), m.limbs + limbs, n * sizeof(Limb));
  else
    lost |= mpn_rshift(mp(r.limbs()), mp(m.limbs + limbs), mp_n(n), static_cast<unsigned>(bits)) != 0;
  r.limbs()[n] = m.negative && lost ? mpn_add_1(mp(r.limbs()), mp(r.limbs()), mp_n(n), 1) : 0;
  return r.finish(n + 1, m.negative);
}

Term shift(Heap& heap, Term a, Term b, bool left) {
  if (!is_integer(a) || !is_integer(b)) return atom::badarith;
  Limb one;
  Magnitude count = integer_magnitude(b, one);
  if (count.negative) left = !left;
  if (count.count == 0) return a;
  uint64_t n = count.count > 1 ? UINT64_MAX : count.limbs[0];
  if (!left) return shift_right(heap, a, n);
  return a == Term::small(0) ? a : shift_left(heap, a, n);
}

int sign_of(int v) { return v < 0 ? -1 : v > 0 ? 1 : 0; }

int compare_int64_double(int64_t i, double d) {
  if (d >= 9223372036854775808.0) return -1;
  if (d < -9223372036854775808.0) return 1;
  double whole = std::trunc(d);
  auto w = static_cast<int64_t>(whole);
  if (i != w) return i < w ? -1 : 1;
  return d > whole ? -1 : d < whole ? 1 : 0;
}

int compare_big_double(Term big, double d) {
  Limb one;
  Magnitude m = integer_magnitude(big, one);
  int sign = m.negative ? -1 : 1;
  if (std::fabs(d) < 2305843009213693952.0 || (d < 0) != m.negative) return sign;
  int exponent;
  double mantissa = std::frexp(std::fabs(d), &exponent);
  auto bits = static_cast<Limb>(std::ldexp(mantissa, 53));
  size_t shift = static_cast<size_t>(exponent - 53);
  Limb limbs[18] = {};
  limbs[shift / 64] = bits << (shift % 64);
  if (shift % 64 != 0) limbs[shift / 64 + 1] = bits >> (64 - shift % 64);
  Magnitude other{limbs, limbs_normal(limbs, std::size(limbs)), false};
  return sign * sign_of(compare_magnitudes(m, other));
}

// Operands of a float operation; false when one is no number or too large.
bool two_doubles(Term a, Term b, double& x, double& y) {
  return number_to_double(a, x) && number_to_double(b, y);
}

}  // namespace

Magnitude integer_magnitude(Term t, Limb& one) {
  if (t.is_small()) {
    int64_t v = t.small_value();
    one = v < 0 ? Limb{0} - static_cast<Limb>(v) : static_cast<Limb>(v);
    return {&one, v == 0 ? size_t{0} : size_t{1}, v < 0};
  }
  Header header = header_of(t);
  return {reinterpret_cast<const Limb*>(t.boxed_ptr() + 1), header.words(),
          header.kind() == TermKind::NegBig};
}

Term number_add(Heap& heap, Term a, Term b) {
  if (a.is_small() && b.is_small()) return integer_from_int64(heap, a.small_value() + b.small_value());
  if (is_integer(a) && is_integer(b)) {
    Limb a1, b1;
    return add_signed(heap, integer_magnitude(a, a1), integer_magnitude(b, b1));
  }
  double x, y;
  return two_doubles(a, b, x, y) ? finite_float(heap, x + y) : atom::badarith;
}

Term number_sub(Heap& heap, Term a, Term b) {
  if (a.is_small() && b.is_small()) return integer_from_int64(heap, a.small_value() - b.small_value());
  if (is_integer(a) && is_integer(b)) {
    Limb a1, b1;
    Magnitude n = integer_magnitude(b, b1);
    n.negative = !n.negative;
    return add_signed(heap, integer_magnitude(a, a1), n);
  }
  double x, y;
  return two_doubles(a, b, x, y) ? finite_float(heap, x - y) : atom::badarith;
}

Term number_mul(Heap& heap, Term a, Term b) {
  if (a.is_small() && b.is_small())
    return from_int128(heap, static_cast<__int128>(a.small_value()) * b.small_value());
  if (is_integer(a) && is_integer(b)) {
    Limb a1, b1;
    return multiply(heap, integer_magnitude(a, a1), integer_magnitude(b, b1));
  }
  double x, y;
  return two_doubles(a, b, x, y) ? finite_float(heap, x * y) : atom::badarith;
}

Term number_div(Heap& heap, Term a, Term b) {
  double x, y;
  if (!two_doubles(a, b, x, y) || y == 0.0) return atom::badarith;
  return finite_float(heap, x / y);
}

Term integer_div(Heap& heap, Term a, Term b) {
  if (!is_integer(a) || !is_integer(b) || b == Term::small(0)) return atom::badarith;
  if (a.is_small() && b.is_small()) return integer_from_int64(heap, a.small_value() / b.small_value());
  return divide(heap, a, b, false);
}

Term integer_rem(Heap& heap, Term a, Term b) {
  if (!is_integer(a) || !is_integer(b) || b == Term::small(0)) return atom::badarith;
  if (a.is_small() && b.is_small()) return Term::small(a.small_value() % b.small_value());
  return divide(heap, a, b, true);
}

Term integer_band(Heap& heap, Term a, Term b) {
  if (a.is_small() && b.is_small()) return Term::small(a.small_value() & b.small_value());
  return bitwise(heap, BitOp::And, a, b);
}
Term integer_bor(Heap& heap, Term a, Term b) {
  if (a.is_small() && b.is_small()) return Term::small(a.small_value() | b.small_value());
  return bitwise(heap, BitOp::Or, a, b);
}
Term integer_bxor(Heap& heap, Term a, Term b) {
  if (a.is_small() && b.is_small()) return Term::small(a.small_value() ^ b.small_value());
  return bitwise(heap, BitOp::Xor, a, b);
}
Term integer_bsl(Heap& heap, Term a, Term b) { return shift(heap, a, b, true); }
Term integer_bsr(Heap& heap, Term a, Term b) { return shift(heap, a, b, false); }

Term integer_bnot(Heap& heap, Term a) {
  if (a.is_small()) return Term::small(~a.small_value());
  if (!is_big(a)) return atom::badarith;
  Limb a1, one = 1;
  Magnitude m = integer_magnitude(a, a1);
  m.negative = !m.negative;
  return add_signed(heap, m, {&one, 1, true});  // -a - 1
}

Term number_neg(Heap& heap, Term a) {
  if (a.is_small()) return integer_from_int64(heap, -a.small_value());
  if (is_float(a)) return make_float(heap, -float_value(a));
  if (!is_big(a)) return atom::badarith;
  Limb one;
  Magnitude m = integer_magnitude(a, one);
  return integer_from_limbs(heap, m.limbs, m.count, !m.negative);
}

Term number_abs(Heap& heap, Term a) {
  if (is_float(a)) return std::signbit(float_value(a)) ? make_float(heap, -float_value(a)) : a;
  if (!is_integer(a)) return atom::badarith;
  bool negative = a.is_small() ? a.small_value() < 0 : header_of(a).kind() == TermKind::NegBig;
  return negative ? number_neg(heap, a) : a;
}

int integer_compare(Term a, Term b) {
  if (a.is_small() && b.is_small())
    return a.small_value() < b.small_value() ? -1 : a.small_value() > b.small_value() ? 1 : 0;
  Limb a1, b1;
  Magnitude x = integer_magnitude(a, a1), y = integer_magnitude(b, b1);
  if (x.negative != y.negative) return x.negative ? -1 : 1;
  int order = sign_of(compare_magnitudes(x, y));
  return x.negative ? -order : order;
}

int number_compare(Term a, Term b) {
  if (is_float(a)) {
    double x = float_value(a);
    if (is_float(b)) {
      double y = float_value(b);
      return x < y ? -1 : x > y ? 1 : 0;
    }
    return b.is_small() ? -compare_int64_double(b.small_value(), x) : -compare_big_double(b, x);
  }
  if (is_float(b))
    return a.is_small() ? compare_int64_double(a.small_value(), float_value(b))
                        : compare_big_double(a, float_value(b));
  return integer_compare(a, b);
}

Term integer_from_int64(Heap& heap, int64_t v) {
  if (Term::fits_small(v)) return Term::small(v);
  Term* at = heap.alloc(2);
  at[0] = Header(v < 0 ? TermKind::NegBig : TermKind::PosBig, 1).term();
  at[1] = Term::from_raw(v < 0 ? Limb{0} - static_cast<Limb>(v) : static_cast<Limb>(v));
  return Term::boxed(at);
}

Term integer_from_uint64(Heap& heap, uint64_t v) {
  if (v <= static_cast<uint64_t>(Term::kMaxSmall)) return Term::small(static_cast<int64_t>(v));
  Term* at = heap.alloc(2);
  at[0] = Header(TermKind::PosBig, 1).term();
  at[1] = Term::from_raw(v);
  return Term::boxed(at);
}

Term integer_from_limbs(Heap& heap, const Limb* limbs, size_t count, bool negative) {
  count = limbs_normal(limbs, count);
  IntegerResult r(heap, std::max<size_t>(count, 1));
  if (count > 0) std::memcpy(r.limbs(), limbs, count * sizeof(Limb));
  return r.finish(count, negative);
}

Term make_float(Heap& heap, double value) { return float_at(heap.alloc(kFloatWords), value); }
Term finite_float(Heap& heap, double value) {
  return std::isfinite(value) ? make_float(heap, value) : atom::badarith;
}

// Sums limb by limb from the lowest, as OTP does: the same double in every case (a correctly rounded one would differ in rare ties).
bool number_to_double(Term t, double& out) {
  if (t.is_small()) {
    out = static_cast<double>(t.small_value());
    return true;
  }
  if (is_float(t)) {
    out = float_value(t);
    return true;
  }
  if (!is_big(t)) return false;
  Limb one;
  Magnitude m = integer_magnitude(t, one);
  if (m.count > 16) return false;  // beyond 2^1024
  double sum = 0.0;
  for (size_t i = 0; i < m.count; ++i)
    sum += std::ldexp(static_cast<double>(m.limbs[i]), static_cast<int>(i) * 64);
  out = m.negative ? -sum : sum;
  return std::isfinite(out);
}

}  // namespace beamlet
