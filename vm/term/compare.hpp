// compare.hpp - equality and the total order of terms.
//
// Purpose     number < atom < reference < fun < port < pid < tuple < map < nil < list < bitstring. Iterative: a stack of our own, so depth
//             costs no C++ stack.
//             Maps: fewer keys first; then keys in ascending order, compared as in compare_exact; then values by key.
// Threads     [any] that may read the terms.
#pragma once

#include "vm/term/boxed.hpp"

namespace beamlet {

namespace detail {
[[nodiscard]] int compare_slow(Term a, Term b, bool exact);
[[nodiscard]] bool equal_slow(Term a, Term b, bool exact);
}  // namespace detail

// Order of `<` and friends: 1 == 1.0. Negative, 0, positive.
[[nodiscard]] inline int compare(Term a, Term b) {
  if (a == b) return 0;
  if (a.is_small() && b.is_small()) return a.small_value() < b.small_value() ? -1 : 1;
  return detail::compare_slow(a, b, false);
}
// Order of map keys: an integer comes before any float; 0 only if exact_equal.
[[nodiscard]] inline int compare_exact(Term a, Term b) {
  if (a == b) return 0;
  if (a.is_small() && b.is_small()) return a.small_value() < b.small_value() ? -1 : 1;
  return detail::compare_slow(a, b, true);
}
// `=:=`. Two immediates, or an immediate and a pointer, are equal only as words.
[[nodiscard]] inline bool exact_equal(Term a, Term b) {
  if (a == b) return true;
  if (a.is_immediate() || b.is_immediate() || a.is_cons() != b.is_cons()) return false;
  return detail::equal_slow(a, b, true);
}
// `==`
[[nodiscard]] inline bool equal(Term a, Term b) {
  if (a == b) return true;
  if (a.is_immediate() && b.is_immediate()) return false;
  if (a.is_cons() != b.is_cons()) return false;
  return detail::equal_slow(a, b, false);
}

}  // namespace beamlet
