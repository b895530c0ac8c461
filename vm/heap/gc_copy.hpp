// gc_copy.hpp - the copying of a collection: from the areas being evacuated to new blocks, as a plan says.
//
// Purpose     What gc.cpp decides to do is done here. Templates by what must be looked at, so that a minor collection pays for nothing else.
//
// Cheney's scan: copied objects that have not been looked at lie between a scan pointer and the allocation pointer, in both target
// blocks, so the copy is its own work list: no recursion, no mark stack. A block is walked word by word: a header says how much raw data to
// skip; everything else is a slot of a cons cell or tuple.
//
// What is evacuated is decided by address, positively: young block, attached fragments, (major) old block. Every other pointer is left alone:
// literals, and the pinned message. Literals cost one comparison.
//
// Threads     [owner] of the heap.
#pragma once

#include <cstring>
#include <unordered_map>
#include <vector>

#include "vm/base/memory.hpp"
#include "vm/base/memory_tally.hpp"
#include "vm/base/node.hpp"
#include "vm/heap/gc.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/heap/off_heap.hpp"

namespace beamlet::gc {

struct Area {
  uintptr_t begin = 0;
  size_t bytes = 0;
  Area() = default;
  Area(const Term* from, const Term* to)
      : begin(reinterpret_cast<uintptr_t>(from)), bytes(static_cast<size_t>(to - from) * sizeof(Term)) {}
  [[nodiscard]] bool contains(const Term* p) const { return reinterpret_cast<uintptr_t>(p) - begin < bytes; }
};

enum class Scope : uint8_t {
  Minor,        // young and fragments
  Full,         // everything; mature objects to a new old block
  FullToYoung,  // everything to the new young block
  Relocate,     // young only, all of it to the new young block (growing or shrinking)
};

// Tells objects in attached fragments from the rest. Fragments may be very many (one a message), so they are not looked up: by H4 of heap.hpp a pointer
// that leads to no block of the heap, no literal and not into the pinned message leads into a fragment.
class FragmentAreas {
 public:
  FragmentAreas(const Heap& heap, const RootSource& roots)
      : old_(heap.old_start, heap.old_end), literals_(the_node.literals) {
    if (roots.pinned != nullptr)
      pinned_ = Area(roots.pinned->words(), roots.pinned->words() + roots.pinned->capacity);
  }
  // `p` leads to no object of the young block.
  [[nodiscard]] bool contains(const Term* p) const {
    return !old_.contains(p) && !pinned_.contains(p) && (literals_ == nullptr || !literals_->contains(p));
  }

 private:
  Area old_, pinned_;
  const LiteralSpace* literals_;
};

// Literals of a module that is purged, on their way into the heap. They belong to all processes, so forward marks cannot stand in them.
class LeavingLiterals {
 public:
  explicit LeavingLiterals(const LiteralArea* area)
      : area_(area == nullptr ? Area() : Area(area->start, area->start + area->words)) {}
  [[nodiscard]] bool contains(const Term* p) const { return area_.contains(p); }
  // The copy's first words are made at `to` at the first call for an object.
  Term move(Term t, Term*& to) {
    auto [found, is_new] = moved_.try_emplace(t.pointer());
    if (!is_new) return found->second;
    const Term* p = t.pointer();
    Term* at = to;
    size_t words = t.is_cons() ? 2 : 1 + Header(p[0]).words();
    std::memcpy(static_cast<void*>(at), p, words * sizeof(Term));
    to = at + words;
    found->second = t.is_cons() ? Term::cons(at) : Term::boxed(at);
    if (!t.is_cons() &&
        (Header(p[0]).kind() == TermKind::RefcBinary || Header(p[0]).kind() == TermKind::MagicRef))
      off_heap_.push_back(found->second);
    return found->second;
  }
  // The heap gets its own references to what the new objects hold outside. is_old: they lie in the old block.
  void own(Heap& heap, bool is_old) {
    Term* link = &heap.off_heap;
    while (is_old && link->is_boxed()) link = link->boxed_ptr() + 1;
    uint64_t& bytes = is_old ? heap.old_off_heap_bytes : heap.off_heap_bytes;
    for (Term object : off_heap_) {
      if (header_of(object).kind() == TermKind::RefcBinary)
        shared_bytes_retain(shared_bytes_of(object));
      else
        magic_ref_of(object)->references.fetch_add(1, std::memory_order_relaxed);  // the literal holds one
      object.boxed_ptr()[1] = *link;
      *link = object;
      bytes += off_heap_size(object);
    }
  }

 private:
  const Area area_;
  std::unordered_map<const Term*, Term> moved_;
  std::vector<Term> off_heap_;
};

template <bool kOld, bool kFragments, bool kLiterals>
class Collector final : public RootVisitor {
 public:
  // young_to and old_to: where survivors and promoted objects go.
  // one_block: everything goes to the young block.
  Collector(Heap& heap, FragmentAreas& fragments, LeavingLiterals& leaving, bool one_block, Term* young_to,
            Term* old_to)
      : young_(heap.start, heap.top),
        old_(heap.old_start, heap.old_top),
        fragments_(fragments),
        leaving_(leaving),
        mature_bytes_(one_block ? 0 : static_cast<size_t>(heap.high_water - heap.start) * sizeof(Term)),
        from_old_to_(one_block ? young_top_ : old_top_),
        young_top_(young_to),
        old_top_(old_to),
        young_scan_(young_to),
        old_scan_(old_to) {}

  void range(Term* begin, Term* end) override {
    for (Term* p = begin; p != end; ++p) evacuate(*p);
  }
  void drain() {
    do {
      while (old_scan_ < old_top_) old_scan_ = scan(old_scan_);
      while (young_scan_ < young_top_) young_scan_ = scan(young_scan_);
    } while (old_scan_ < old_top_);
  }
  [[nodiscard]] Term* young_top() const { return young_top_; }
  [[nodiscard]] Term* old_top() const { return old_top_; }
  [[nodiscard]] bool evacuates(const Term* p) {
    return young_.contains(p) || (kOld && old_.contains(p)) || (kFragments && fragments_.contains(p));
  }

 private:
  [[gnu::always_inline]] void evacuate(Term& slot) {
    Term t = slot;
    if (!t.is_pointer()) return;
    Term* p = t.pointer();
    size_t offset = reinterpret_cast<uintptr_t>(p) - young_.begin;
    if (offset < young_.bytes) {
      slot = move(t, p, offset < mature_bytes_ ? old_top_ : young_top_);
    } else if (kOld && old_.contains(p)) {
      slot = move(t, p, from_old_to_);
    } else if (kFragments && fragments_.contains(p)) {
      slot = move(t, p, young_top_);
    } else if (kLiterals && leaving_.contains(p)) {
      // old objects may lead to it (H1); it leads to other literals only
      slot = leaving_.move(t, from_old_to_);
    }
  }
  [[gnu::always_inline]] static Term move(Term t, Term* p, Term*& to) {
    Term* at = to;
    if (t.is_cons()) {
      if (p[0] == Term::moved()) return p[1];
      at[0] = p[0];
      at[1] = p[1];
      to = at + 2;
      p[0] = Term::moved();
      return p[1] = Term::cons(at);
    }
    Term first = p[0];
    if (!first.is_header()) return first;
    size_t words = Header(first).words();
    at[0] = first;
    if (words <= 8) {
      for (size_t i = 1; i <= words; ++i) at[i] = p[i];
    } else {
      std::memcpy(static_cast<void*>(at + 1), p + 1, words * sizeof(Term));
    }
    to = at + 1 + words;
    return p[0] = Term::boxed(at);
  }
  // Handles the word at p; returns where to go on.
  [[gnu::always_inline]] Term* scan(Term* p) {
    Term word = *p;
    if (!word.is_header()) {
      evacuate(*p);
      return p + 1;
    }
    Header header(word);
    switch (header.kind()) {
      case TermKind::Tuple:
      case TermKind::FlatMap:
      case TermKind::HashMap:
      case TermKind::HashNode:
      case TermKind::HashCollision:
        return p + 1;  // slots follow
      case TermKind::Fun:
        return p + 2;
      case TermKind::SubBits:
      case TermKind::MatchContext:
      case TermKind::ExternalPid:
      case TermKind::ExternalRef:
      case TermKind::ExternalPort:
        evacuate(p[1]);
        [[fallthrough]];
      default:
        return p + 1 + header.words();
    }
  }

  const Area young_;
  const Area old_;
  FragmentAreas& fragments_;
  LeavingLiterals& leaving_;
  const size_t mature_bytes_;
  Term*& from_old_to_;
  Term* young_top_;
  Term* old_top_;
  Term* young_scan_;
  Term* old_scan_;
};

// A binary that was appended to has room behind its bytes. Once it is old it has probably reached its size: give most of the room back.
inline void trim_shared_bytes(Term* refc) {
  auto* shared = reinterpret_cast<SharedBytes*>(refc[2].raw());
  size_t size = refc[3].raw();
  if (shared->capacity <= size + size / 4 + 64) return;
  // Ours is the only reference and nobody can take another meanwhile: see bit_build.cpp, extend().
  if (shared->references.load(std::memory_order_acquire) != 1) return;  // pairs with shared_bytes_release()
  size_t capacity = size + size / 8;
  shared = shared_bytes_resize(shared, capacity);
  refc[2] = Term::from_raw(reinterpret_cast<Word>(shared));
}

// Drops dead off-heap objects from the chain and follows moved ones.
template <class C>
void sweep_off_heap(Heap& heap, C& collector, const Area& new_old, bool old_stays) {
  Area old(heap.old_start, heap.old_top);
  Term rest = heap.off_heap;
  Term* link = &heap.off_heap;
  heap.off_heap_bytes = 0;
  if (!old_stays) heap.old_off_heap_bytes = 0;
  while (rest.is_boxed()) {
    Term* p = rest.boxed_ptr();
    if (old_stays && old.contains(p) && p[0].is_header()) break;  // the rest is older still
    Term next = p[1];
    Term object = rest;
    if (!p[0].is_header()) {
      object = p[0];  // moved
    } else if (collector.evacuates(p)) {
      off_heap_release(object);
      rest = next;
      continue;
    }
    bool now_old = new_old.contains(object.boxed_ptr());
    if (now_old && header_of(object).kind() == TermKind::RefcBinary) trim_shared_bytes(object.boxed_ptr());
    uint64_t& bytes = now_old ? heap.old_off_heap_bytes : heap.off_heap_bytes;
    bytes += off_heap_size(object);
    *link = object;
    link = object.boxed_ptr() + 1;
    rest = next;
  }
  *link = rest;
}

inline void free_block(Term* begin, const Term* end) {
  if (begin == nullptr) return;
#if BEAMLET_DEBUG
  std::memset(static_cast<void*>(begin), 0xDB, static_cast<size_t>(end - begin) * sizeof(Term));
#else
  (void)end;
#endif
  Heap::free_block(begin);
}

inline void free_fragment(HeapFragment* f) {
  MemoryTally::subtract(MemoryKind::Process, f->bytes());
#if BEAMLET_DEBUG
  std::memset(static_cast<void*>(f), 0xDB, f->bytes());
#endif
  memory_free(f);
}

inline void free_fragments(Heap& heap) {
  for (HeapFragment* f = heap.fragments; f != nullptr;) {
    HeapFragment* next = f->next;
    free_fragment(f);
    f = next;
  }
  heap.fragments = nullptr;
  heap.fragment_words = 0;
}

struct Plan {
  Scope scope;
  size_t young_words;  // size of the new young block
  size_t old_words;    // size of a new old block (Full), else 0
};

// Copies according to the plan and installs the new blocks. Returns the words it worked on.
template <bool kOld, bool kFragments, bool kLiterals = false>
uint64_t copy_live(Heap& heap, RootSource& roots, const Plan& plan, const LiteralArea* area = nullptr) {
  size_t stack = heap.stack_words();
  Term* young = Heap::alloc_block(plan.young_words);
  Term* new_sp = young + plan.young_words - stack;
  std::memcpy(static_cast<void*>(new_sp), heap.sp, stack * sizeof(Term));

  bool new_old = plan.scope == Scope::Full;
  bool one_block = plan.scope == Scope::FullToYoung || plan.scope == Scope::Relocate;
  Term* old_begin = heap.old_start;
  Term* old_from = heap.old_top;
  Term* old_limit = heap.old_end;
  if (kOld) {
    old_begin = old_from = new_old ? Heap::alloc_block(plan.old_words) : nullptr;
    old_limit = new_old ? old_begin + plan.old_words : nullptr;
  }

  FragmentAreas fragments(heap, roots);
  LeavingLiterals leaving(area);
  Collector<kOld, kFragments, kLiterals> collector(heap, fragments, leaving, one_block, young, old_from);
  collector.range(new_sp, new_sp + stack);
  roots.visit(collector);
  collector.drain();

  sweep_off_heap(heap, collector, Area(old_from, collector.old_top()),
                 plan.scope == Scope::Minor || plan.scope == Scope::Relocate);
  if (kLiterals) leaving.own(heap, new_old);
  uint64_t copied = static_cast<uint64_t>((collector.young_top() - young) + (collector.old_top() - old_from));
  BEAMLET_DCHECK(collector.young_top() <= new_sp && collector.old_top() <= old_limit);

  free_block(heap.start, heap.end);
  if (kOld) free_block(heap.old_start, heap.old_end);
  if (kFragments) free_fragments(heap);
  heap.start = young;
  heap.top = collector.young_top();
  heap.sp = new_sp;
  heap.end = young + plan.young_words;
  heap.high_water = heap.top;
  heap.old_start = old_begin;
  heap.old_top = collector.old_top();
  heap.old_end = old_limit;
  return copied + stack;
}

}  // namespace beamlet::gc
