// gc.hpp - the collector of one process's heap.
//
// Purpose     Generational copying collection (Cheney: no recursion, so deep terms cost no C++ stack). Essay in gc.cpp; policy and
//             costs in DESIGN.md.
// Roots       The collector scans the heap's own stack (sp .. end). Everything else comes from the RootSource: live X registers, the
//             process dictionary, the group leader, an exception in flight, ... as ranges of terms that it may overwrite.
// Pinned      A message that a receive is looking at (between LoopRec and RemoveMessage) stays in the mailbox, in its fragment, which is no
//             part of the heap: pointers into it are left as they are. RootSource::pinned names it: objects that may point into
//             it must not reach the old block before it is attached. (Nothing but registers and fresh objects may point there, and after
//             LoopRecEnd no register may be used any more that does.)
// Threads     [owner]
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/heap/heap.hpp"

namespace beamlet {

struct LiteralArea;

class RootVisitor {
 public:
  // Words that are no pointers are skipped, so a range may hold any mix of terms.
  virtual void range(Term* begin, Term* end) = 0;
  void one(Term& term) { range(&term, &term + 1); }

 protected:
  ~RootVisitor() = default;
};

class RootSource {
 public:
  virtual void visit(RootVisitor& visitor) = 0;
  HeapFragment* pinned = nullptr;

 protected:
  ~RootSource() = default;
};

// Live X registers and a few single words: what most callers need.
class RangeRoots final : public RootSource {
 public:
  RangeRoots(Term* begin, size_t count) : begin_(begin), count_(count) {}
  void visit(RootVisitor& visitor) override { visitor.range(begin_, begin_ + count_); }

 private:
  Term* begin_;
  size_t count_;
};

// Makes at least `needed_words` words free (plus kStackSlack), collecting the young objects, or all when that is due. All pointers of the
// roots, the stack and the heap are updated; heap.top and heap.sp must be stored before. Returns the words it copied or scanned: charge
// reductions for them (gc_reductions).
uint64_t collect(Heap& heap, RootSource& roots, size_t needed_words);
// Whether the next collect() takes everything.
[[nodiscard]] bool collection_is_major(const Heap& heap);
// The same, always everything (erlang:garbage_collect/0, hibernate, fullsweep_after).
uint64_t collect_major(Heap& heap, RootSource& roots, size_t needed_words);
// A full collection that takes the literals of `area` into the heap: nothing of this heap leads there afterwards (vm/code/purge.hpp).
uint64_t collect_leaving(Heap& heap, RootSource& roots, const LiteralArea& area);
// Whether something of the heap, its stack or the roots may lead into `area`. False is certain; true may be a mistake (words are not told apart).
[[nodiscard]] bool may_lead_into(const Heap& heap, RootSource& roots, const LiteralArea& area);
[[nodiscard]] bool may_lead_into(const Term* begin, const Term* end, const LiteralArea& area);
// erlang:garbage_collect/1 with {type, minor}.
uint64_t collect_minor(Heap& heap, RootSource& roots, size_t needed_words);
// hibernate: a full collection into a block with no room to spare.
uint64_t collect_and_shrink(Heap& heap, RootSource& roots);

// Words that collect() writes at most before it gives back what it had.
[[nodiscard]] uint64_t collection_words(const Heap& heap, size_t needed_words);

[[nodiscard]] inline int64_t gc_reductions(uint64_t words) { return static_cast<int64_t>(words / 16) + 1; }

// The next block size of the growth series that holds `words`.
[[nodiscard]] size_t next_heap_size(size_t words);

}  // namespace beamlet
