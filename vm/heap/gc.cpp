// gc.cpp - generational copying collection: what is collected when, and how large the blocks are. The copying itself: gc_copy.hpp.
//
// Each process collects its own heap, alone. Live objects are copied out of the areas being evacuated; what is left behind is garbage and
// goes back to the allocator in one piece. A copied object's first word becomes a forward mark: a boxed term for boxed objects
// (B2), Term::moved() in a cons cell's head with the new cell in its tail.
//
//   minor   evacuates the young block and the fragments. Objects below high_water have survived one collection already: they
//           go to the old block. The others go to a new young block. By H1 nothing old can point to them, so the old block is
//           neither scanned nor touched. Due when the young block is full.
//   major   evacuates the old block as well. Small heaps end in one young block again (all of it mature); in large ones everything
//           mature goes straight to a new old block, so that a full collection does not cost a second copy later.
//           Due when the old block has no room for what may be promoted, when fullsweep_after minor ones have passed, or when old objects
//           keep too many bytes alive outside.
//
// The stack moves to the end of the new block as it is (it holds no pointers to itself). The new block is as large as the
// current one (which bounds what can survive), or larger when the last collection left it half full, when fragments
// must fit, or when the caller needs more. When the survivors leave too little room after all, a second copy into a larger block follows;
// `grow_next` makes that rare.
//
// Not promised: collections are not incremental (one process pauses for its own live data), and the old block's garbage is found late.
#include "vm/heap/gc.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "vm/heap/gc_copy.hpp"
#include "vm/heap/heap_verify.hpp"
#include "vm/heap/literal_area.hpp"

namespace beamlet {

namespace {

// Live data up to this many words stays in one block after a full collection.
constexpr size_t kSmallHeapWords = limits::kTiny ? 64 : 2048;
// A process that collects often gets a larger block even when little survives: each collection has a fixed cost.
constexpr size_t kBusyWords = 1024;
constexpr uint32_t kBusyCollections = 8;
constexpr size_t kVeryBusyWords = 8192;
constexpr uint32_t kVeryBusyCollections = 512;

constexpr size_t next_in_series(size_t size) {
  return size + (size < (size_t{1} << 20) ? size / 2 : size / 5);
}
constexpr size_t series_length() {
  size_t n = 1;
  for (size_t size = limits::kInitialHeapWords; size < size_t{1} << 46; size = next_in_series(size)) ++n;
  return n;
}
constexpr auto kHeapSizes = [] {
  std::array<size_t, series_length()> sizes{};
  size_t size = limits::kInitialHeapWords;
  for (size_t& s : sizes) {
    s = size;
    size = next_in_series(size);
  }
  return sizes;
}();

}  // namespace

size_t next_heap_size(size_t words) {
  const size_t* it = std::ranges::lower_bound(kHeapSizes, words);
  return it == kHeapSizes.end() ? words : *it;
}

namespace {

uint64_t relocate(Heap& heap, RootSource& roots, size_t young_words) {
  Term* high_water = heap.high_water;
  ptrdiff_t mature = high_water - heap.start;
  uint64_t work = gc::copy_live<false, false>(heap, roots, {gc::Scope::Relocate, young_words, 0});
  // A relocation right after a collection: all that is there has just survived it (or nothing counts, when a message is pinned).
  heap.high_water = mature == 0 ? heap.start : heap.top;
  return work;
}

// The young block's size after a minor collection, if what survives leaves room in it.
size_t intended_size(const Heap& heap) {
  size_t size = static_cast<size_t>(heap.end - heap.start);
  if (heap.grow_next) size = next_heap_size(size * 2);
  if (heap.minor_collections >= kBusyCollections) size = std::max(size, next_heap_size(kBusyWords));
  if (heap.minor_collections >= kVeryBusyCollections) size = std::max(size, next_heap_size(kVeryBusyWords));
  return size;
}

// What must be allocated for it, because everything may survive.
size_t young_size(const Heap& heap, size_t intended, size_t needed, size_t fresh) {
  size_t stack = heap.stack_words() + limits::kStackSlack;
  size_t wanted = std::max({stack + fresh, stack + needed + fresh / 2, size_t{heap.min_heap_words}});
  return wanted > intended ? next_heap_size(wanted) : intended;
}

// Fragments made the young block larger than intended, and little survived: use its beginning only. Otherwise a loop whose builtins
// fill fragments would make the block grow with every collection. Pages behind the new end are never touched.
void trim(Heap& heap, size_t intended, size_t needed) {
  size_t size = static_cast<size_t>(heap.end - heap.start);
  size_t stack = heap.stack_words();
  size_t used = static_cast<size_t>(heap.top - heap.start) + stack + needed + limits::kStackSlack;
  if (size <= intended || used > intended / 2) return;
  Term* sp = heap.start + intended - stack;
  std::memmove(static_cast<void*>(sp), heap.sp, stack * sizeof(Term));
  heap.sp = sp;
  heap.end = heap.start + intended;
}

// After a copy: room for `needed`, and the signs for the next time.
uint64_t settle(Heap& heap, RootSource& roots, size_t needed) {
  uint64_t work = 0;
  size_t used = static_cast<size_t>(heap.top - heap.start) + heap.stack_words();
  size_t size = static_cast<size_t>(heap.end - heap.start);
  size_t required = used + needed + limits::kStackSlack;
  if (required > size) {
    work += relocate(heap, roots, next_heap_size(required + required / 2));
    size = static_cast<size_t>(heap.end - heap.start);
  }
  heap.grow_next = used + needed > size / 3;
  while (heap.off_heap_limit < heap.off_heap_bytes * 2) heap.off_heap_limit *= 2;
  return work;
}

uint64_t minor(Heap& heap, RootSource& roots, size_t needed) {
  size_t mature = static_cast<size_t>(heap.high_water - heap.start);
  if (mature > 0 && heap.old_start == nullptr) {
    size_t words = next_heap_size(mature * 2);
    heap.old_start = heap.old_top = Heap::alloc_block(words);
    heap.old_end = heap.old_start + words;
  }
  size_t fresh = static_cast<size_t>(heap.top - heap.high_water) + heap.fragment_words;
  size_t intended = intended_size(heap);
  gc::Plan plan{gc::Scope::Minor, young_size(heap, intended, needed, fresh), 0};
  uint64_t work = heap.fragments != nullptr ? gc::copy_live<false, true>(heap, roots, plan)
                                            : gc::copy_live<false, false>(heap, roots, plan);
  ++heap.minor_collections;
  trim(heap, intended, needed);
  return work;
}

// area: its literals come into the heap, too.
uint64_t major(Heap& heap, RootSource& roots, size_t needed, const LiteralArea* area = nullptr) {
  const auto run_major = [&](const gc::Plan& plan) {
    return area == nullptr ? gc::copy_live<true, true>(heap, roots, plan)
                           : gc::copy_live<true, true, true>(heap, roots, plan, area);
  };
  size_t old_used = static_cast<size_t>(heap.old_top - heap.old_start);
  size_t mature =
      static_cast<size_t>(heap.high_water - heap.start) + old_used + (area == nullptr ? 0 : area->words);
  size_t fresh = static_cast<size_t>(heap.top - heap.high_water) + heap.fragment_words;
  size_t stack = heap.stack_words() + limits::kStackSlack;
  uint64_t work;
  if (mature + fresh <= kSmallHeapWords) {
    size_t words = next_heap_size(std::max<size_t>(stack + needed + mature + fresh, heap.min_heap_words));
    work = run_major({gc::Scope::FullToYoung, words, 0});
    // The bound was generous: give back what turned out to be too much.
    size_t used = static_cast<size_t>(heap.top - heap.start) + stack + needed;
    size_t enough = next_heap_size(std::max<size_t>(used * 2, heap.min_heap_words));
    if (enough < words / 2) work += relocate(heap, roots, enough);
  } else {
    // A new old block with room for later promotions; pages never touched cost nothing.
    gc::Plan plan{gc::Scope::Full, 0, next_heap_size(mature + mature / 2)};
    size_t wanted = std::max({stack + fresh, stack + needed + fresh / 2, size_t{heap.min_heap_words}});
    plan.young_words = next_heap_size(wanted);
    work = run_major(plan);
    // The next full collection is due when the old data has doubled, not when the (bounded by what was there) block is full.
    size_t live = static_cast<size_t>(heap.old_top - heap.old_start);
    heap.old_end = std::min(heap.old_end, heap.old_start + next_heap_size(live * 2 + kSmallHeapWords));
    size_t used = static_cast<size_t>(heap.top - heap.start) + stack + needed;
    size_t enough = next_heap_size(std::max<size_t>(used * 3, heap.min_heap_words));
    if (enough < plan.young_words / 2) work += relocate(heap, roots, enough);
  }
  if (heap.old_top == heap.old_start) {
    Heap::free_block(heap.old_start);
    heap.old_start = heap.old_top = heap.old_end = nullptr;
  }
  heap.minor_collections = 0;
  heap.old_off_heap_limit = std::max(limits::kFirstOffHeapBytes * 4, heap.old_off_heap_bytes * 2);
  return work;
}

uint64_t finish(Heap& heap, RootSource& roots, size_t needed, uint64_t work) {
  if (roots.pinned != nullptr) heap.high_water = heap.start;  // nothing that may point into it is promoted
  work += settle(heap, roots, needed);
  heap.block_full = false;
#if BEAMLET_DEBUG
  heap_verify(heap, roots);
#endif
  return work;
}

}  // namespace

bool collection_is_major(const Heap& heap) {
  if (heap.minor_collections >= heap.fullsweep_after) return true;
  if (heap.old_off_heap_bytes > heap.old_off_heap_limit) return true;
  return heap.old_start != nullptr && heap.old_end - heap.old_top < heap.high_water - heap.start;
}

uint64_t collect(Heap& heap, RootSource& roots, size_t needed_words) {
  uint64_t work =
      collection_is_major(heap) ? major(heap, roots, needed_words) : minor(heap, roots, needed_words);
  return finish(heap, roots, needed_words, work);
}

uint64_t collection_words(const Heap& heap, size_t needed_words) {
  uint64_t old = collection_is_major(heap) ? static_cast<uint64_t>(heap.old_top - heap.old_start) : 0;
  return heap.used_words() - static_cast<uint64_t>(heap.old_top - heap.old_start) + old + needed_words;
}

uint64_t collect_major(Heap& heap, RootSource& roots, size_t needed_words) {
  return finish(heap, roots, needed_words, major(heap, roots, needed_words));
}

uint64_t collect_leaving(Heap& heap, RootSource& roots, const LiteralArea& area) {
  return finish(heap, roots, 0, major(heap, roots, 0, &area));
}

bool may_lead_into(const Term* begin, const Term* end, const LiteralArea& area) {
  // Areas begin on page boundaries: the tag in a pointer's low bits does not lead across.
  Word start = reinterpret_cast<Word>(area.start);
  Word bytes = area.words * sizeof(Term);
  bool found = false;
  for (const Term* p = begin; p < end; ++p) found |= p->raw() - start < bytes;
  return found;
}

bool may_lead_into(const Heap& heap, RootSource& roots, const LiteralArea& area) {
  struct Look final : RootVisitor {
    const LiteralArea& area;
    bool found = false;
    explicit Look(const LiteralArea& a) : area(a) {}
    void range(Term* begin, Term* end) override { found = found || may_lead_into(begin, end, area); }
  } look(area);
  look.range(heap.start, heap.top);
  look.range(heap.sp, heap.end);
  look.range(heap.old_start, heap.old_top);
  for (HeapFragment* f = heap.fragments; f != nullptr && !look.found; f = f->next)
    look.range(f->words(), f->words() + f->used);
  roots.visit(look);
  return look.found;
}

uint64_t collect_minor(Heap& heap, RootSource& roots, size_t needed_words) {
  bool fits = heap.old_start == nullptr || heap.old_end - heap.old_top >= heap.high_water - heap.start;
  uint64_t work = fits ? minor(heap, roots, needed_words) : major(heap, roots, needed_words);
  return finish(heap, roots, needed_words, work);
}

uint64_t collect_and_shrink(Heap& heap, RootSource& roots) {
  uint64_t work = collect_major(heap, roots, 0);
  size_t exact = static_cast<size_t>(heap.top - heap.start) + heap.stack_words() + limits::kStackSlack;
  if (exact < static_cast<size_t>(heap.end - heap.start)) work += relocate(heap, roots, exact);
  if (roots.pinned != nullptr) heap.high_water = heap.start;
  return work;
}

}  // namespace beamlet
