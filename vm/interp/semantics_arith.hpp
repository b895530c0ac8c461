// semantics_arith.hpp - arithmetic on small integers and floats: the part of each operator that needs no call.
//
// Purpose     Each function returns false when its case does not apply; the caller then takes the general path (number.hpp).
//             Small integers are value << 2, so sums, differences and comparisons work on the words, and overflow is the CPU's flag.
// Threads     pure functions.
#pragma once

#include "vm/bytecode/opcode.hpp"
#include "vm/term/boxed.hpp"

namespace beamlet::sem {

[[nodiscard, gnu::always_inline]] inline int64_t bits(Term t) { return static_cast<int64_t>(t.raw()); }
[[nodiscard, gnu::always_inline]] inline bool both_small(Term a, Term b) {
  return ((a.raw() | b.raw()) & 3) == 0;
}

// `a op b` when both are small and so is the result.
template <Op op>
[[nodiscard, gnu::always_inline]] inline bool small_arith(Term a, Term b, Term& result) {
  if (!both_small(a, b)) [[unlikely]]
    return false;
  int64_t r = 0;
  if constexpr (op == Op::Add) {
    if (__builtin_add_overflow(bits(a), bits(b), &r)) return false;
  } else if constexpr (op == Op::Sub) {
    if (__builtin_sub_overflow(bits(a), bits(b), &r)) return false;
  } else if constexpr (op == Op::Mul) {
    if (__builtin_mul_overflow(a.small_value(), bits(b), &r)) return false;
  } else if constexpr (op == Op::IntDiv) {
    if (b.raw() == 0) return false;
    int64_t q = bits(a) / bits(b);
    if (!Term::fits_small(q)) return false;
    r = q * 4;
  } else if constexpr (op == Op::Rem) {
    if (b.raw() == 0) return false;
    r = bits(a) % bits(b);  // the tag bits are 0 in both, so in the remainder
  } else if constexpr (op == Op::Band) {
    r = bits(a) & bits(b);
  } else if constexpr (op == Op::Bor) {
    r = bits(a) | bits(b);
  } else if constexpr (op == Op::Bxor) {
    r = bits(a) ^ bits(b);
  } else if constexpr (op == Op::Bsl) {
    auto count = static_cast<uint64_t>(b.small_value());
    if (count >= 62) return false;
    r = static_cast<int64_t>(static_cast<uint64_t>(bits(a)) << count);
    if (r >> count != bits(a)) return false;
  } else if constexpr (op == Op::Bsr) {
    int64_t count = b.small_value();
    if (count < 0) return false;
    r = (bits(a) >> (count > 63 ? 63 : count)) & ~int64_t{3};
  } else {
    return false;
  }
  result = Term::from_raw(static_cast<Word>(r));
  return true;
}

// `a op b` as doubles when at least one is a float and the other a float or small; false also when the result is not finite.
template <Op op>
[[nodiscard, gnu::always_inline]] inline bool float_arith(Term a, Term b, double& result) {
  static_assert(op == Op::Add || op == Op::Sub || op == Op::Mul || op == Op::Div);
  double left, right;
  if (is_float(a))
    left = float_value(a);
  else if (a.is_small())
    left = static_cast<double>(a.small_value());
  else
    return false;
  if (is_float(b))
    right = float_value(b);
  else if (b.is_small())
    right = static_cast<double>(b.small_value());
  else
    return false;
  if constexpr (op == Op::Add) result = left + right;
  if constexpr (op == Op::Sub) result = left - right;
  if constexpr (op == Op::Mul) result = left * right;
  if constexpr (op == Op::Div) {
    if (right == 0) return false;
    result = left / right;
  }
  return __builtin_isfinite(result);
}

}  // namespace beamlet::sem
