// bit_match.hpp - reading bitstrings: the operations behind the Bs* matching instructions.
//
// Picture     MatchContext  [header][HeapBinary or RefcBinary][position][end][start]     bits of the base
//
// Purpose     A context is made once per match; each operation takes bits at its position and moves it. An operation that does not match
//             leaves the context as it is and returns none() (or false).
// Flags       bs_flag of vm/bytecode/module_image.hpp; kNative is resolved by the loader.
// Allocation  never collects.
// Threads     [owner] of the heap.
#pragma once

#include <cstdint>

#include "vm/term/binary.hpp"
#include "vm/term/boxed.hpp"

namespace beamlet {

struct Heap;

[[nodiscard]] inline bool is_match_context(Term t) { return is_kind(t, TermKind::MatchContext); }

// Plain words of a context; a struct over the object in the heap.
struct MatchContext {
  Term header;
  Term base;
  uint64_t position, end, start;
  [[nodiscard]] uint64_t left() const { return end - position; }
  [[nodiscard]] const uint8_t* bytes() const { return base_bytes(base); }
};
static_assert(sizeof(MatchContext) == kMatchContextWords * sizeof(Word));
[[nodiscard]] inline MatchContext& match_context(Term context) {
  return *reinterpret_cast<MatchContext*>(context.boxed_ptr());
}

// BsStartMatch: a new context, the same one when `source` is a context, none() when it is no bitstring.
[[nodiscard]] Term bs_start_match(Heap& heap, Term source);
// A size operand times the unit: false when it is negative, no small integer, or more than is left. `all`: everything left, which must
// be a multiple of the unit.
[[nodiscard]] bool bs_field_bits(const MatchContext& context, Term size, uint32_t unit, uint64_t& bits);
namespace detail {
[[nodiscard]] Term bs_get_integer_slow(Heap& heap, Term context, uint64_t bits, uint8_t flags);
[[nodiscard]] Term bs_get_utf8_slow(Term context);
}  // namespace detail
[[nodiscard]] inline Term bs_get_integer(Heap& heap, Term context, uint64_t bits, uint8_t flags) {
  MatchContext& c = match_context(context);
  // Unsigned, big-endian, certainly a small integer: most fields.
  if (bits <= 61 && flags == 0 && bits <= c.left()) [[likely]] {
    uint64_t v = read_bits(c.bytes(), c.position, static_cast<uint32_t>(bits));
    c.position += bits;
    return Term::small(static_cast<int64_t>(v));
  }
  return detail::bs_get_integer_slow(heap, context, bits, flags);
}
// 16, 32 or 64 bits; other sizes, and values that are not finite, do not match. 0 bits reads 0.0.
[[nodiscard]] Term bs_get_float(Heap& heap, Term context, uint64_t bits, uint8_t flags);
// The next bits as a bitstring of their own.
[[nodiscard]] Term bs_get_binary(Heap& heap, Term context, uint64_t bits);
[[nodiscard]] inline bool bs_skip(Term context, uint64_t bits) {
  MatchContext& c = match_context(context);
  if (bits > c.left()) return false;
  c.position += bits;
  return true;
}
// Small integer, or none(). Surrogates, overlong forms and values above 16#10FFFF do not match.
[[nodiscard]] inline Term bs_get_utf8(Term context) {
  MatchContext& c = match_context(context);
  if (c.left() >= 8) {
    uint64_t byte = read_bits(c.bytes(), c.position, 8);
    if (byte < 0x80) {
      c.position += 8;
      return Term::small(static_cast<int64_t>(byte));
    }
  }
  return detail::bs_get_utf8_slow(context);
}
[[nodiscard]] Term bs_get_utf16(Term context, uint8_t flags);
[[nodiscard]] Term bs_get_utf32(Term context, uint8_t flags);
[[nodiscard]] inline bool bs_test_tail(Term context, uint64_t bits) {
  return match_context(context).left() == bits;
}
[[nodiscard]] inline bool bs_test_unit(Term context, uint32_t unit) {
  return match_context(context).left() % unit == 0;
}
// The next bits equal the first `bits` bits of the literal.
[[nodiscard]] bool bs_match_string(Term context, uint64_t bits, Term literal);
// The rest, as a bitstring; the position stays.
[[nodiscard]] Term bs_get_tail(Heap& heap, Term context);

}  // namespace beamlet
