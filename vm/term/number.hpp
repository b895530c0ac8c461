// number.hpp - arithmetic on integers of any size and floats.
//
// Purpose     The general case behind the interpreter's small-integer and float fast paths. Limbs are computed by GMP's mpn layer straight in
//             the heap.
// Failure     Arithmetic never yields an atom, so an atom result is the reason of the failure: atom::badarith (an operand is no number, or
//             no integer where one is needed; division by zero; a float result that is not finite) or atom::system_limit (an integer
//             beyond limits::kMaxBignumLimbs).  `if (r.is_atom()) return p.error(r);`
// Invariants  B4 of boxed.hpp. Nothing here collects (heap.hpp: Allocation).
// Threads     [owner] of the heap.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "vm/base/bigint.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/boxed.hpp"

namespace beamlet {

struct Heap;

// -- operators of the language, on any terms
[[nodiscard]] Term number_add(Heap& heap, Term a, Term b);
[[nodiscard]] Term number_sub(Heap& heap, Term a, Term b);
[[nodiscard]] Term number_mul(Heap& heap, Term a, Term b);
[[nodiscard]] Term number_div(Heap& heap, Term a, Term b);  // `/`: always a float
[[nodiscard]] Term integer_div(Heap& heap, Term a, Term b);
[[nodiscard]] Term integer_rem(Heap& heap, Term a, Term b);
[[nodiscard]] Term integer_band(Heap& heap, Term a, Term b);
[[nodiscard]] Term integer_bor(Heap& heap, Term a, Term b);
[[nodiscard]] Term integer_bxor(Heap& heap, Term a, Term b);
[[nodiscard]] Term integer_bsl(Heap& heap, Term a, Term b);  // negative counts shift the other way
[[nodiscard]] Term integer_bsr(Heap& heap, Term a, Term b);
[[nodiscard]] Term integer_bnot(Heap& heap, Term a);
[[nodiscard]] Term number_neg(Heap& heap, Term a);
[[nodiscard]] Term number_abs(Heap& heap, Term a);

// -- comparison of two numbers, exact also between a big integer and a float: <0, 0, >0. 1 and 1.0 are equal.
[[nodiscard]] int number_compare(Term a, Term b);
// Two integers of any size.
[[nodiscard]] int integer_compare(Term a, Term b);
// Small integer of `v`, or a big one.
[[nodiscard]] Term integer_from_int64(Heap& heap, int64_t v);
[[nodiscard]] Term integer_from_uint64(Heap& heap, uint64_t v);
// From a magnitude; leading zero limbs are allowed. Words: at most 1 + limbs.
[[nodiscard]] Term integer_from_limbs(Heap& heap, const Limb* limbs, size_t count, bool negative);
// From `count` bytes in either order, as two's complement when `is_signed`.
[[nodiscard]] Term integer_from_bytes(Heap& heap, const uint8_t* bytes, size_t count, bool little,
                                      bool is_signed);
// False when the integer does not fit (or is no integer).
[[nodiscard]] bool integer_to_int64(Term t, int64_t& out);
[[nodiscard]] bool integer_to_uint64(Term t, uint64_t& out);
// The magnitude of an integer; `one` is where a small one's limb is put.
struct Magnitude {
  const Limb* limbs;
  size_t count;
  bool negative;
};
[[nodiscard]] Magnitude integer_magnitude(Term t, Limb& one);

// -- floats
[[nodiscard]] Term make_float(Heap& heap, double value);
// A float, or atom::badarith when it is not finite.
[[nodiscard]] Term finite_float(Heap& heap, double value);
// The value of any number as a double, rounded to nearest; false when t is no number or too large for a double.
[[nodiscard]] bool number_to_double(Term t, double& out);
enum class Rounding : uint8_t { Trunc, Round, Floor, Ceil };
// trunc/1, round/1, floor/1, ceil/1: integers stay; atom::badarg for other terms.
[[nodiscard]] Term number_to_integer(Heap& heap, Term t, Rounding rounding);

// -- text
// Optional sign and digits in base 2..36; none() when malformed; atom::system_limit when too large.
[[nodiscard]] Term integer_from_text(Heap& heap, std::string_view text, uint32_t base);
void append_integer(std::string& out, Term t, uint32_t base);
[[nodiscard]] std::string integer_to_text(Term t, uint32_t base);

}  // namespace beamlet
