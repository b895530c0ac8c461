// pid.hpp - the numbers that local pids and references show to the outside: in text and in the external format.
//
// Picture     pid      <0.Number.Serial>            id of the term: | serial 31 bits | number 28 bits |
//             ref      #Ref<0.C.B.A>                unique number: | C 14 bits | B 32 bits | A 18 bits |; an alias' pid follows as two more words
// Threads     [any] pure functions.
#pragma once

#include <cstdint>

#include "vm/term/boxed.hpp"

namespace beamlet {

inline constexpr int kPidNumberBits = 28;
[[nodiscard]] inline uint32_t pid_number(Term pid) {
  return static_cast<uint32_t>(pid.pid_id() & ((uint64_t{1} << kPidNumberBits) - 1));
}
[[nodiscard]] inline uint32_t pid_serial(Term pid) {
  return static_cast<uint32_t>(pid.pid_id() >> kPidNumberBits);
}
[[nodiscard]] inline bool valid_local_pid(uint32_t number, uint32_t serial) {
  return number < (1u << kPidNumberBits) && serial < (1u << 31);
}
[[nodiscard]] inline Term local_pid(uint32_t number, uint32_t serial) {
  return Term::pid(uint64_t{serial} << kPidNumberBits | number);
}

inline constexpr uint32_t kRefWordCount = 3;
struct RefNumbers {
  uint32_t a, b, c;
};
[[nodiscard]] inline uint64_t ref_unique(Term ref) {  // Ref or MagicRef
  return ref.boxed_ptr()[header_of(ref).kind() == TermKind::MagicRef ? 3 : 1].raw();
}
[[nodiscard]] inline uint64_t ref_alias_of(Term ref) {
  return header_of(ref).kind() == TermKind::MagicRef ? 0 : ref.boxed_ptr()[2].raw();
}
[[nodiscard]] inline RefNumbers ref_numbers(Term ref) {
  uint64_t u = ref_unique(ref);
  return {static_cast<uint32_t>(u & 0x3FFFF), static_cast<uint32_t>(u >> 18), static_cast<uint32_t>(u >> 50)};
}
[[nodiscard]] inline bool valid_ref_numbers(const RefNumbers& n) { return n.a <= 0x3FFFF && n.c <= 0x3FFF; }
[[nodiscard]] inline uint64_t unique_of(const RefNumbers& n) {
  return uint64_t{n.c} << 50 | uint64_t{n.b} << 18 | n.a;
}

// External references: 32-bit words packed in pairs from word 3 of the object on.
inline constexpr uint32_t kMaxExternalRefWords = 5;
[[nodiscard]] inline uint32_t external_ref_word(Term ref, uint32_t i) {
  return static_cast<uint32_t>(ref.boxed_ptr()[3 + i / 2].raw() >> (32 * (i % 2)));
}

}  // namespace beamlet
