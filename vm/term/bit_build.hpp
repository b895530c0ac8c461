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

}  // namespace beamlet
