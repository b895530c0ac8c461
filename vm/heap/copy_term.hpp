// copy_term.hpp - deep copies of terms between heaps.
//
// Purpose     Sending a message, spawning, ETS, literals: the receiver gets its own copy. Sharing inside the term is not preserved
//             (as in OTP's send); shared bytes get one more reference; literals are not copied. Two passes (size, copy), both iterative.
// Invariants  C1  the copy holds no match context and no writable view.
// Threads     [owner] of the source; the target belongs to the caller.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/base/memory.hpp"
#include "vm/heap/heap.hpp"

namespace beamlet {

// Words a copy of the term takes; 0 for immediates and literals. erts_debug:flat_size/1 + sharing counted each time. Terms that share much may have more
// words than there is memory, or than can be counted: the walk stops when they are more than a process may have by default, with kTooManyWords.
inline constexpr size_t kTooManyWords = size_t{1} << 56;
[[nodiscard]] size_t copy_size(Term term);
// Whether a copy can be had. Asked before copies of what a program hands over: it gets the error system_limit.
[[nodiscard]] inline bool copy_fits(size_t words) {
  return memory_grants(words * sizeof(Term)) && words < UINT32_MAX;
}
// Words of the term with shared parts counted once (erts_debug:size/1).
[[nodiscard]] size_t shared_size(Term term);
// Copies into `at`, which has room for copy_size(term) words; off-heap objects are chained in front of `off_heap`. `at` moves past
// the copy.
[[nodiscard]] Term copy_to(Term term, Term*& at, Term& off_heap);
// As copy_to, but literals are copied too (for LiteralSpace and for purging). Size: copy_size_all.
[[nodiscard]] size_t copy_size_all(Term term);
[[nodiscard]] Term copy_to_all(Term term, Term*& at, Term& off_heap);

// A message: the copy, and the fragment that holds it (nullptr when the term needs no memory).
struct CopiedTerm {
  Term term;
  HeapFragment* fragment;
};
[[nodiscard]] CopiedTerm copy_to_fragment(Term term);
// The same with the literals too: for what is kept where nobody scans for literals (literal_area.hpp, L3).
[[nodiscard]] CopiedTerm copy_all_to_fragment(Term term);
// Copies into a heap (never collects).
[[nodiscard]] Term copy_to_heap(Heap& heap, Term term);

}  // namespace beamlet
