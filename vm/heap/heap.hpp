// heap.hpp - the memory of one process: young block with the stack at its end, old block, fragments.
//
// Picture     young block   | survivors | new objects ->      free       <- stack |
//                           ^start      ^high_water  ^top            ^sp          ^end
//             old block     | objects that survived twice ->            free      |
//                           ^old_start                ^old_top                    ^old_end
//             fragments     HeapFragment -> HeapFragment -> .      room builtins took when the block was
//             full; messages received off-heap      RefcBinary/MagicRef objects of all of the above, chained
//             through their second word
//
// Allocation  Builtins, arithmetic and every other C++ code call alloc(): it never collects, so C++ code may
// hold terms in local
//             variables without any rooting. It takes from the free room, else from a fragment. Collections
//             happen only in the instructions that name `live` and at calls (the interpreter asks
//             wants_collection() there). OTP does the same; a rooted handle scheme would make every builtin
//             slower and every mistake a memory error.
// Invariants  H1  no pointer from the old block into the young block or a fragment: terms are immutable, so
// new objects point only backwards.
//             H2  top + kStackSlack <= sp at every safepoint.
//             H3  every off-heap object of the process stands exactly once in the list `off_heap`.
//             H4  a pointer in the heap leads to: this young or old block, a fragment of `fragments`, or a
//             literal.
// Threads     [owner] the scheduler that runs the process; nobody else.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/base/limits.hpp"
#include "vm/term/boxed.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

// Memory that belongs to a process (or travels in a message) but not to its blocks. Words follow the struct.
struct HeapFragment {
  HeapFragment* next;
  uint32_t capacity;  // words
  uint32_t used;
  Term off_heap;  // chain of off-heap objects in this fragment while it is not attached to a heap; none =
                  // empty
  [[nodiscard]] Term* words() { return reinterpret_cast<Term*>(this + 1); }
  [[nodiscard]] size_t bytes() const { return sizeof(HeapFragment) + capacity * sizeof(Term); }

  [[nodiscard]] static HeapFragment* create(size_t words);
  // Releases the off-heap objects of the chain, then the memory. Any thread that owns the fragment.
  static void destroy(HeapFragment* fragment);
};

struct Heap {
  Term* start = nullptr;
  Term* top = nullptr;
  Term* sp = nullptr;  // stack top; the interpreter keeps top and sp in registers while it runs and stores
                       // them around C++ calls
  Term* end = nullptr;
  Term* high_water = nullptr;
  Term* old_start = nullptr;
  Term* old_top = nullptr;
  Term* old_end = nullptr;
  HeapFragment* fragments = nullptr;
  uint64_t fragment_words = 0;      // words in attached fragments
  Term off_heap = Term::none();     // chain of RefcBinary/MagicRef objects, newest first
  uint64_t off_heap_bytes = 0;      // bytes that objects outside the old block keep alive
  uint64_t old_off_heap_bytes = 0;  // bytes that objects in the old block keep alive
  uint64_t off_heap_limit = limits::kFirstOffHeapBytes;          // collect when off_heap_bytes exceeds this
  uint64_t old_off_heap_limit = limits::kFirstOffHeapBytes * 4;  // a full collection is due when
                                                                 // old_off_heap_bytes exceeds this
  uint32_t minor_collections = 0;                                // since the last full one
  uint32_t min_heap_words = limits::kInitialHeapWords;
  uint32_t fullsweep_after = 65535;
  bool block_full = false;  // something went to a fragment because the block had no room
  bool grow_next = false;   // the last collection left little room, the next block shall be larger

  // The first block: `words` words, empty heap, empty stack.
  void create(size_t words = limits::kInitialHeapWords);
  // The memory of blocks, counted as processes'.
  [[nodiscard]] static Term* alloc_block(size_t words);
  static void free_block(Term* block);
  // Frees all blocks and fragments and gives up all off-heap references. A default-constructed Heap without create() is a valid
  // scratch heap (everything goes to fragments): decode or compute into it, copy the result, destroy() it.
  void destroy();

  // Room for `words` words. Never collects, never fails (memory exhaustion ends the process at the next
  // safepoint through max_heap_size). The words must be filled before the next safepoint.
  [[nodiscard]] Term* alloc(size_t words) {
    if (sp - top >= static_cast<ptrdiff_t>(words + limits::kStackSlack)) [[likely]] {
      Term* p = top;
      top += words;
      return p;
    }
    return alloc_fragment(words);
  }
  // Gives back the unused end of the newest alloc(): `at` was its result, `used` <= words of it are kept.
  void shrink_last(Term* at, size_t words, size_t used);
  // Takes over a message's fragment (its off-heap chain joins this heap's). May be nullptr.
  void attach(HeapFragment* fragment);
  // True when the block is full, or fragments or off-heap bytes are so many that the next safepoint should collect.
  [[nodiscard]] bool wants_collection() const {
    return block_full || (fragments != nullptr && fragment_words > static_cast<uint64_t>(end - start) / 2) ||
           off_heap_bytes > off_heap_limit;
  }
  [[nodiscard]] Term* alloc_fragment(size_t words);

  // Words in use (young, old, fragments, stack), and words the blocks have: what max_heap_size and process_info look at.
  [[nodiscard]] uint64_t used_words() const {
    return static_cast<uint64_t>((top - start) + (end - sp) + (old_top - old_start)) + fragment_words;
  }
  [[nodiscard]] uint64_t block_words() const {
    return static_cast<uint64_t>((end - start) + (old_end - old_start)) + fragment_words;
  }
  [[nodiscard]] uint64_t stack_words() const { return static_cast<uint64_t>(end - sp); }
};

}  // namespace beamlet
