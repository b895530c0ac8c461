// semantics_maps.hpp - looking up keys of small maps without a call.
// Threads     pure functions over terms.
#pragma once

#include "vm/term/boxed.hpp"
#include "vm/term/map.hpp"

namespace beamlet::sem {

// The value of a key, or none(). Immediates are equal only as words, so a flat map's keys are scanned for the word.
[[nodiscard, gnu::always_inline]] inline Term map_value(Term map, Term key) {
  const Term* p = map.boxed_ptr();
  Header header(p[0]);
  if (header.kind() != TermKind::FlatMap || !key.is_immediate()) return map_get(map, key);
  uint64_t count = header.words() - 1;
  const Term* keys = p[1].boxed_ptr() + 1;
  for (uint64_t i = 0; i < count; ++i)
    if (keys[i] == key) return p[2 + i];
  return Term::none();
}

}  // namespace beamlet::sem
