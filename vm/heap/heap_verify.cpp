#include "vm/heap/heap_verify.hpp"

#include <vector>

#include "vm/base/node.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/heap/off_heap.hpp"

namespace beamlet {

namespace {

// One densely filled block and where its objects start.
class Block {
 public:
  Block(Term* begin, Term* end) : begin_(begin), end_(end), starts_(static_cast<size_t>(end - begin)) {}
  [[nodiscard]] bool contains(const Term* p) const { return p >= begin_ && p < end_; }
  [[nodiscard]] bool starts_at(const Term* p) const { return starts_[static_cast<size_t>(p - begin_)]; }
  [[nodiscard]] Term* begin() const { return begin_; }
  [[nodiscard]] Term* end() const { return end_; }
  void mark(const Term* p) { starts_[static_cast<size_t>(p - begin_)] = true; }

 private:
  Term* begin_;
  Term* end_;
  std::vector<bool> starts_;  // objects with a header
};

class Verifier final : public RootVisitor {
 public:
  Verifier(Heap& heap, HeapFragment* pinned)
      : young_(heap.start, heap.top), old_(heap.old_start, heap.old_top), pinned_(pinned) {
    mark(young_);
    mark(old_);
  }
  void range(Term* begin, Term* end) override {
    for (Term* p = begin; p != end; ++p) check(*p, false);
  }
  void blocks() {
    walk(young_, false);
    walk(old_, true);
  }
  [[nodiscard]] size_t off_heap_objects() const { return off_heap_objects_; }

 private:
  void mark(Block& block) {
    for (Term* p = block.begin(); p < block.end();) {
      if (!p->is_header()) {
        ++p;  // half of a cons cell
        continue;
      }
      block.mark(p);
      Header header(*p);
      BEAMLET_CHECK(static_cast<size_t>(header.kind()) < std::size(kTermKinds));
      if (header.kind() == TermKind::RefcBinary || header.kind() == TermKind::MagicRef) ++off_heap_objects_;
      const TermKindInfo& info = kTermKinds[static_cast<size_t>(header.kind())];
      BEAMLET_CHECK(p + 1 + header.words() <= block.end());
      // Terms of an object are checked in walk(); here only raw data must be stepped over.
      p += info.terms == kToEnd ? info.first_term : 1 + header.words();
    }
  }
  void walk(Block& block, bool old) {
    for (Term* p = block.begin(); p < block.end();) {
      if (!p->is_header()) {
        check(*p++, old);
        continue;
      }
      Header header(*p);
      const TermKindInfo& info = kTermKinds[static_cast<size_t>(header.kind())];
      if (info.terms == kToEnd) {
        p += info.first_term;  // its terms follow as plain words
        continue;
      }
      for (uint32_t i = 0; i < info.terms; ++i) check(p[info.first_term + i], old);
      if (header.kind() == TermKind::SubBits || header.kind() == TermKind::MatchContext) {
        TermKind base = header_of(p[1]).kind();
        BEAMLET_CHECK(base == TermKind::HeapBinary || base == TermKind::RefcBinary);
      }
      if (header.kind() == TermKind::PosBig || header.kind() == TermKind::NegBig)
        BEAMLET_CHECK(p[header.words()].raw() != 0);
      p += 1 + header.words();
    }
  }
  void check(Term t, bool from_old) {
    if (!t.is_pointer()) return;
    Term* p = t.pointer();
    BEAMLET_CHECK((reinterpret_cast<uintptr_t>(p) & 7) == 0);
    if (the_node.literals != nullptr && the_node.literals->contains(p)) return;
    bool in_old = old_.contains(p);
    BEAMLET_CHECK(in_old || !from_old);  // H1
    if (in_old || young_.contains(p)) {
      BEAMLET_CHECK((in_old ? old_ : young_).starts_at(p) == t.is_boxed());
      return;
    }
    BEAMLET_CHECK(pinned_ != nullptr && p >= pinned_->words() && p < pinned_->words() + pinned_->used);  // H4
  }

  Block young_;
  Block old_;
  HeapFragment* pinned_;
  size_t off_heap_objects_ = 0;
};

}  // namespace

void heap_verify(Heap& heap, RootSource& roots) {
  BEAMLET_CHECK(heap.fragments == nullptr && heap.fragment_words == 0);
  BEAMLET_CHECK(heap.start <= heap.high_water && heap.high_water <= heap.top && heap.sp <= heap.end);
  BEAMLET_CHECK(heap.sp - heap.top >= static_cast<ptrdiff_t>(limits::kStackSlack));  // H2
  Verifier verifier(heap, roots.pinned);
  verifier.blocks();
  verifier.range(heap.sp, heap.end);
  roots.visit(verifier);
  size_t chained = 0;  // H3
  for (Term t = heap.off_heap; t.is_boxed(); t = t.boxed_ptr()[1]) ++chained;
  BEAMLET_CHECK(chained == verifier.off_heap_objects());
}

}  // namespace beamlet
