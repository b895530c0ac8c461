// bit_build.hpp - building bitstrings: the operation behind BsCreate.
//
// Purpose     <<...>> in two phases: the size of every segment with all error conditions; then one allocation and the filling.
//             Append: when the first segment is Append (or PrivateAppend) and its value is the newest view of shared bytes with room behind
//             it, the bits are added in place: building a binary bit by bit costs amortised O(1) a piece.
// Failure     an atom: badarg, or system_limit when the size is beyond all memory. `failed` tells which segment, for the error's details.
// Allocation  never collects.
// Threads     [owner] of the heap.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/bytecode/module_image.hpp"
#include "vm/term/boxed.hpp"

namespace beamlet {

struct Heap;

struct BsSegment {
  BsType type;
  uint8_t flags;  // bs_flag
  uint32_t unit;
  Term value;
  Term size;  // counts units; atom all: the whole bitstring; atom undefined for utf types
};

[[nodiscard]] Term bs_create(Heap& heap, const BsSegment* segments, size_t count, size_t* failed = nullptr);
// One integer's low `bits` bits at a bit position (little or big endian). The target bytes may hold anything beside them.
void put_integer_bits(uint8_t* to, uint64_t to_bit, Term integer, uint64_t bits, uint8_t flags);

// A float as an IEEE half; false when the value is too large for one.
[[nodiscard]] bool double_to_half(double value, uint16_t& out);
[[nodiscard]] double half_to_double(uint16_t half);

// -- UTF-8
[[nodiscard]] constexpr bool is_scalar_value(uint64_t c) {
  return c <= 0x10FFFF && (c & ~uint64_t{0x7FF}) != 0xD800;
}
// Writes 1 to 4 bytes, returns how many.
size_t put_utf8(uint8_t* to, uint32_t c);
// Reads one character; returns its bytes, 0 when malformed or cut off.
[[nodiscard]] size_t get_utf8(const uint8_t* from, size_t left, uint32_t& c);

}  // namespace beamlet
