// semantics_binary.hpp - the parts of bit matching that need no call: contexts and views made in room that is there.
// Threads     [owner] of the heap the words lie in.
#pragma once

#include "vm/term/bit_match.hpp"
#include "vm/term/boxed.hpp"

namespace beamlet::sem {

// A context over a bitstring in kMatchContextWords words at `at`; false when it is no bitstring.
[[nodiscard, gnu::always_inline]] inline bool context_at(Term* at, Term source) {
  if (!source.is_boxed()) return false;
  const Term* p = source.boxed_ptr();
  Term base = source;
  uint64_t offset = 0, size = 0;
  switch (Header(p[0]).kind()) {
    case TermKind::SubBits:
      base = p[1];
      offset = p[2].raw();
      size = p[3].raw();
      break;
    case TermKind::RefcBinary:
      size = p[3].raw() * 8;
      break;
    case TermKind::HeapBinary:
      size = p[1].raw();
      break;
    default:
      return false;
  }
  at[0] = Header(TermKind::MatchContext, kMatchContextWords - 1).term();
  at[1] = base;
  at[2] = Term::from_raw(offset);
  at[3] = Term::from_raw(offset + size);
  at[4] = Term::from_raw(offset);
  return true;
}

// The rest of a context as a view in kSubBitsWords words at `at`; false when it is so small that a copy is better.
[[nodiscard, gnu::always_inline]] inline bool rest_at(Term* at, const MatchContext& c) {
  uint64_t left = c.left();
  if (heap_binary_words((left + 7) / 8) <= kSubBitsWords) return false;
  at[0] = Header(TermKind::SubBits, kSubBitsWords - 1).term();
  at[1] = c.base;
  at[2] = Term::from_raw(c.position);
  at[3] = Term::from_raw(left);
  at[4] = Term::from_raw(0);
  return true;
}

// Whole bytes of a context, at a byte boundary, as a binary in kSubBitsWords words at most; returns the end of it.
[[nodiscard, gnu::always_inline]] inline Term* bytes_at(Term* at, const MatchContext& c, uint64_t bits) {
  size_t words = heap_binary_words(bits / 8);
  if (words > kSubBitsWords) {
    at[0] = Header(TermKind::SubBits, kSubBitsWords - 1).term();
    at[1] = c.base;
    at[2] = Term::from_raw(c.position);
    at[3] = Term::from_raw(bits);
    at[4] = Term::from_raw(0);
    return at + kSubBitsWords;
  }
  at[0] = Header(TermKind::HeapBinary, words - 1).term();
  at[1] = Term::from_raw(bits);
  const uint8_t* from = c.bytes() + c.position / 8;
  auto* to = reinterpret_cast<uint8_t*>(at + 2);
  size_t size = bits / 8, whole = size / 8;
  for (size_t i = 0; i < whole; ++i) std::memcpy(to + 8 * i, from + 8 * i, 8);
  if (uint32_t rest = size % 8 * 8; rest != 0) {
    // N1: the padding is zero.
    uint64_t last = __builtin_bswap64(read_bits(from, 64 * whole, rest)) >> (64 - rest);
    std::memcpy(to + 8 * whole, &last, 8);
  }
  return at + words;
}

// The newest view of shared bytes, ending on a byte boundary.
[[nodiscard, gnu::always_inline]] inline bool grows_by_bytes(Term t) {
  if (!t.is_boxed()) return false;
  const Term* p = t.boxed_ptr();
  return Header(p[0]).kind() == TermKind::SubBits && p[4].raw() == 1 && p[3].raw() % 8 == 0;
}
// The low bits (8 to 64, whole bytes) of a value; returns the end of what was written.
[[nodiscard, gnu::always_inline]] inline uint8_t* put_bytes(uint8_t* to, uint64_t value, uint32_t bits,
                                                            bool little) {
  if (bits == 8) {
    *to = static_cast<uint8_t>(value);
    return to + 1;
  }
  if (!little) value = __builtin_bswap64(value << (64 - bits));
  for (uint32_t i = 0; i < bits / 8; ++i) to[i] = static_cast<uint8_t>(value >> (8 * i));
  return to + bits / 8;
}
// The view of `total` bytes, in kSubBitsWords words at `at`, that takes the place of `old` as the newest.
[[gnu::always_inline]] inline void grown_view_at(Term* at, Term* old, SharedBytes& shared, uint64_t total) {
  // The size of bytes that others hold too stays what they know. Pairs with shared_bytes_release().
  if (shared.references.load(std::memory_order_acquire) == 1) shared.size = total;
  old[1].boxed_ptr()[3] = Term::from_raw(total);
  old[4] = Term::from_raw(0);
  at[0] = Header(TermKind::SubBits, kSubBitsWords - 1).term();
  at[1] = old[1];
  at[2] = Term::from_raw(0);
  at[3] = Term::from_raw(total * 8);
  at[4] = Term::from_raw(1);
}

}  // namespace beamlet::sem
