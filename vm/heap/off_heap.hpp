// off_heap.hpp - what lives outside the heaps, counted: shared bytes and native resources.
//
// Purpose     A RefcBinary or MagicRef object in a heap owns one reference. The objects of a heap (or detached fragment) are chained
//             through their second word, so that the collector can tell which of them died.
//
// Picture     heap.off_heap -> RefcBinary -> MagicRef -> RefcBinary -> none        newest first
//                               [2] |          [2] |
//                              SharedBytes     MagicRef (counted)
//
// Invariants  H3 of heap.hpp. Objects in the old block stand behind all younger ones (a minor collection stops at the first).
// Threads     counters: [any]; chains: the owner of the heap or fragment.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "vm/term/boxed.hpp"

namespace beamlet {

// A native resource a reference of the language owns. Derive from it; `destroy` runs in the thread that drops the last reference.
struct MagicRef {
  std::atomic<uint64_t> references{1};
  void (*destroy)(MagicRef*) = nullptr;
};

// One reference, `size` bytes in use (uninitialised), room for `capacity` >= size.
[[nodiscard]] SharedBytes* shared_bytes_create(size_t size, size_t capacity);
inline void shared_bytes_retain(SharedBytes* bytes) {
  bytes->references.fetch_add(1, std::memory_order_relaxed);  // the caller holds one already
}
// Another capacity, for the owner of the only reference.
[[nodiscard]] SharedBytes* shared_bytes_resize(SharedBytes* bytes, size_t capacity);
void shared_bytes_release(SharedBytes* bytes);
void magic_ref_release(MagicRef* resource);

// -- the objects. Words: kRefcBinaryWords / kMagicRefWords.
inline constexpr size_t kMagicRefWords = 4;
// Takes over one reference to `bytes`; pushes the object on the chain. Whole bytes: `size`.
inline Term refc_binary_at(Term* at, SharedBytes* bytes, size_t size, Term& chain) {
  at[0] = Header(TermKind::RefcBinary, kRefcBinaryWords - 1).term();
  at[1] = chain;
  at[2] = Term::from_raw(reinterpret_cast<Word>(bytes));
  at[3] = Term::from_raw(size);
  return chain = Term::boxed(at);
}
inline Term magic_ref_at(Term* at, MagicRef* resource, uint64_t unique, Term& chain) {
  at[0] = Header(TermKind::MagicRef, kMagicRefWords - 1).term();
  at[1] = chain;
  at[2] = Term::from_raw(reinterpret_cast<Word>(resource));
  at[3] = Term::from_raw(unique);
  return chain = Term::boxed(at);
}
[[nodiscard]] inline SharedBytes* shared_bytes_of(Term refc) {
  return reinterpret_cast<SharedBytes*>(refc.boxed_ptr()[2].raw());
}
[[nodiscard]] inline MagicRef* magic_ref_of(Term ref) {
  return reinterpret_cast<MagicRef*>(ref.boxed_ptr()[2].raw());
}
// Gives up the reference the object owns (not its memory).
void off_heap_release(Term object);
// Bytes the object keeps alive.
[[nodiscard]] size_t off_heap_size(Term object);
// Releases every object of a chain and empties it.
void off_heap_release_all(Term& chain);

}  // namespace beamlet
