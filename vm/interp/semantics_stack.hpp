// semantics_stack.hpp - frames, calls and returns (frame_layout.hpp) as operations on sp.
// Threads     [owner]
#pragma once

#include "vm/interp/machine.hpp"

namespace beamlet::sem {

[[nodiscard, gnu::always_inline]] inline bool has_room(const Term* sp, const Term* hp, size_t words) {
  return sp - hp >= static_cast<ptrdiff_t>(words + limits::kStackSlack);
}
// A frame of `slots` y registers; there is room for it.
[[gnu::always_inline]] inline void push_frame(Term*& sp, uint32_t slots) {
  for (uint32_t i = 0; i < slots; ++i) *--sp = Term::nil();
}
[[gnu::always_inline]] inline void push_return(Term*& sp, const Word* ip) {
  *--sp = Term::return_address(ip);
}
[[nodiscard, gnu::always_inline]] inline const Word* pop_return(Term*& sp) { return (sp++)->return_ip(); }

}  // namespace beamlet::sem
