// hash.hpp - hashes of terms.
//
// Purpose     term_hash: the machine's own, for maps and tables: terms that are =:= have equal hashes; no promise about values between
//             versions. phash2/phash: the documented portable hashes, OTP's values bit for bit.
// Threads     [any] that may read the term.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/term/term.hpp"

namespace beamlet {

namespace detail {
[[nodiscard]] uint64_t term_hash_slow(Term t, uint64_t salt);
}

[[nodiscard]] constexpr uint64_t hash_word(uint64_t w) {
  w ^= w >> 32;
  w *= 0xD6E8FEB86659FD93u;
  w ^= w >> 32;
  w *= 0xD6E8FEB86659FD93u;
  return w ^ w >> 32;
}
// Different salts give unrelated hashes.
[[nodiscard]] inline uint64_t term_hash(Term t, uint64_t salt = 0) {
  if (t.is_immediate()) return hash_word(t.raw() + salt);
  return detail::term_hash_slow(t, salt);
}

// erlang:phash2/1 before reduction to a range: 0 .. 2^32-1. phash2(T) of the language is phash2_hash(T) mod 2^27.
[[nodiscard]] uint32_t phash2_hash(Term t);
// erlang:phash/2; range 1..2^32.
[[nodiscard]] uint64_t phash(Term t, uint64_t range);
// The atom hash both use (of the text in Latin-1 where it fits, as OTP).
[[nodiscard]] uint32_t phash_atom_text(const char* utf8, size_t size);

}  // namespace beamlet
