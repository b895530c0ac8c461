// bigint.hpp - magnitudes of any size as arrays of limbs: text in and out.
//
// Purpose     What both the compiler (integer literals) and the machine (vm/term/number.cpp) need of GMP's mpn layer. A magnitude is an
//             array of 64-bit limbs, least significant first. Subquadratic for long text.
// Invariants  G1  a normalised magnitude has no zero limb at the top; zero has no limbs.
// Threads     [any] pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace beamlet {

using Limb = uint64_t;

[[nodiscard]] inline size_t limbs_normal(const Limb* limbs, size_t n) {
  while (n > 0 && limbs[n - 1] == 0) --n;
  return n;
}
// Value of a digit character in bases up to 36 (both cases), or 255.
[[nodiscard]] uint8_t digit_value(char c);
// Reads digits of `base` (2..36), no sign, `_` not allowed. False when text is empty or holds another character.
[[nodiscard]] bool limbs_from_text(std::string_view digits, uint32_t base, std::vector<Limb>& out);
// Appends the magnitude in `base`, upper-case digits, no leading zeros ("0" for zero).
void append_limbs(std::string& out, std::span<const Limb> limbs, uint32_t base);

}  // namespace beamlet
