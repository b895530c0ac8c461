// Pass 1 walks the term with a stack of its own and adds up words. Pass 2 copies the root object and then scans the copy like the
// collector does: each slot that still holds a source term gets the copy of what it points to, at the end of the target. The target is
// its own work list, and lists come out in order.
//
// Views shrink on the way: a view of at most kMaxHeapBinaryBytes becomes a heap binary of its own, which is never larger than
// the view plus its base, and does not keep a large binary alive at the receiver.
#include "vm/heap/copy_term.hpp"

#include <unordered_set>

#include "vm/base/memory.hpp"
#include "vm/base/node.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/heap/off_heap.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/term_stack.hpp"

namespace beamlet {

namespace {

// Tells what is left as it is.
template <bool kLiteralsToo>
class Keep {
 public:
  [[nodiscard]] bool operator()(Term t) const {
    if (!t.is_pointer()) return true;
    if constexpr (kLiteralsToo) return false;
    return space_ != nullptr && space_->stays(t.pointer());
  }

 private:
  const LiteralSpace* space_ = the_node.literals;
};

constexpr uint64_t kMaxHeapBits = limits::kMaxHeapBinaryBytes * 8;
[[nodiscard]] size_t bits_words(uint64_t bits) { return heap_binary_words((bits + 7) / 8); }

// A view that is copied as a heap binary.
[[nodiscard]] bool is_small_view(const Term* p) { return p[3].raw() <= kMaxHeapBits; }

template <bool kLiteralsToo>
size_t measure(Term term) {
  const size_t most = memory_of_machine() / 6 / sizeof(Term);
  Keep<kLiteralsToo> keep;
  if (keep(term)) return 0;
  size_t words = 0;
  TermStack stack;
  for (;;) {
    if (term.is_cons()) {
      const Term* p = term.cons_ptr();
      words += 2;
      bool head = !keep(p[0]);
      if (!keep(p[1])) {
        if (head) stack.push(p[0]);
        term = p[1];
        continue;
      }
      if (head) {
        term = p[0];
        continue;
      }
    } else {
      const Term* p = term.boxed_ptr();
      Header header(p[0]);
      size_t first = 1, last = 0;
      size_t own = 1 + header.words();
      switch (header.kind()) {
        case TermKind::SubBits:
          if (is_small_view(p))
            own = bits_words(p[3].raw());
          else
            own += kRefcBinaryWords;
          break;
        case TermKind::Fun:
          first = 2;
          last = header.words();
          break;
        case TermKind::Tuple:
        case TermKind::FlatMap:
        case TermKind::HashMap:
        case TermKind::HashNode:
        case TermKind::HashCollision:
          last = header.words();
          break;
        default:
          break;
      }
      words += own;
      for (size_t i = first; i <= last; ++i)
        if (!keep(p[i])) stack.push(p[i]);
    }
    if (stack.empty()) return words;
    if (words > most) return kTooManyWords;
    term = stack.pop();
  }
}

template <bool kLiteralsToo>
class Copier {
 public:
  Copier(Term* at, Term& off_heap) : scan_(at), top_(at), off_heap_(off_heap) {}

  Term copy(Term term) {
    if (keep_(term)) return term;
    Term result = one(term);
    while (scan_ < top_) step();
    return result;
  }
  [[nodiscard]] Term* top() const { return top_; }

 private:
  // Copies one object; its fields still lead to the source.
  Term one(Term t) {
    Term* at = top_;
    if (t.is_cons()) {
      const Term* p = t.cons_ptr();
      at[0] = p[0];
      at[1] = p[1];
      top_ = at + 2;
      return Term::cons(at);
    }
    const Term* p = t.boxed_ptr();
    Header header(p[0]);
    switch (header.kind()) {
      case TermKind::SubBits:
        return view(t);
      case TermKind::RefcBinary:
        top_ = at + kRefcBinaryWords;
        shared_bytes_retain(shared_bytes_of(t));
        return refc_binary_at(at, shared_bytes_of(t), p[3].raw(), off_heap_);
      case TermKind::MagicRef:
        top_ = at + kMagicRefWords;
        magic_ref_of(t)->references.fetch_add(1, std::memory_order_relaxed);  // the source holds one
        return magic_ref_at(at, magic_ref_of(t), p[3].raw(), off_heap_);
      default:
        std::memcpy(static_cast<void*>(at), p, (1 + header.words()) * sizeof(Term));
        top_ = at + 1 + header.words();
        return Term::boxed(at);
    }
  }
  Term view(Term t) {
    Term* at = top_;
    const Term* p = t.boxed_ptr();
    if (is_small_view(p)) {
      uint64_t bits = p[3].raw();
      size_t words = bits_words(bits);
      at[0] = Header(TermKind::HeapBinary, words - 1).term();
      at[1] = Term::from_raw(bits);
      if (words > 2) at[words - 1] = Term::from_raw(0);
      copy_bits(reinterpret_cast<uint8_t*>(at + 2), 0, base_bytes(p[1]), p[2].raw(), bits);
      top_ = at + words;
      return Term::boxed(at);
    }
    Term* base = at + kSubBitsWords;
    top_ = base + kRefcBinaryWords;
    shared_bytes_retain(shared_bytes_of(p[1]));
    at[0] = p[0];
    at[1] = refc_binary_at(base, shared_bytes_of(p[1]), p[1].boxed_ptr()[3].raw(), off_heap_);
    at[2] = p[2];
    at[3] = p[3];
    at[4] = Term::from_raw(0);  // N2: only the source may be the writable view
    return Term::boxed(at);
  }
  void step() {
    Term word = *scan_;
    if (!word.is_header()) {
      if (!keep_(word)) *scan_ = one(word);
      ++scan_;
      return;
    }
    Header header(word);
    const TermKindInfo& info = kTermKinds[static_cast<size_t>(header.kind())];
    // Views were finished by view(); the one term of external identifiers is an atom.
    scan_ += info.terms == kToEnd ? info.first_term : 1 + header.words();
  }

  Keep<kLiteralsToo> keep_;
  Term* scan_;
  Term* top_;
  Term& off_heap_;
};

}  // namespace

size_t copy_size(Term term) { return measure<false>(term); }
size_t copy_size_all(Term term) { return measure<true>(term); }

Term copy_to(Term term, Term*& at, Term& off_heap) {
  Copier<false> copier(at, off_heap);
  Term copy = copier.copy(term);
  at = copier.top();
  return copy;
}

Term copy_to_all(Term term, Term*& at, Term& off_heap) {
  Copier<true> copier(at, off_heap);
  Term copy = copier.copy(term);
  at = copier.top();
  return copy;
}

size_t shared_size(Term term) {
  Keep<false> keep;
  std::unordered_set<Word> seen;
  TermStack stack;
  size_t words = 0;
  auto visit = [&](Term t) {
    if (!keep(t) && seen.insert(t.raw()).second) stack.push(t);
  };
  visit(term);
  while (!stack.empty()) {
    Term t = stack.pop();
    if (t.is_cons()) {
      words += 2;
      visit(t.head());
      visit(t.tail());
      continue;
    }
    const Term* p = t.boxed_ptr();
    Header header(p[0]);
    words += 1 + header.words();
    const TermKindInfo& info = kTermKinds[static_cast<size_t>(header.kind())];
    size_t last = info.terms == kToEnd ? header.words() : info.first_term + info.terms - 1;
    if (info.terms == 0) continue;
    for (size_t i = info.first_term; i <= last; ++i) visit(p[i]);
  }
  return words;
}

namespace {
template <bool kLiteralsToo>
CopiedTerm to_fragment(Term term) {
  size_t words = measure<kLiteralsToo>(term);
  if (words == 0) return {term, nullptr};
  HeapFragment* fragment = HeapFragment::create(words);
  Copier<kLiteralsToo> copier(fragment->words(), fragment->off_heap);
  Term copy = copier.copy(term);
  fragment->used = static_cast<uint32_t>(copier.top() - fragment->words());
  BEAMLET_DCHECK(fragment->used == words);
  return {copy, fragment};
}
}  // namespace

CopiedTerm copy_to_fragment(Term term) { return to_fragment<false>(term); }
CopiedTerm copy_all_to_fragment(Term term) { return to_fragment<true>(term); }

Term copy_to_heap(Heap& heap, Term term) {
  size_t words = copy_size(term);
  if (words == 0) return term;
  Term* at = heap.alloc(words);
  Term before = heap.off_heap;
  Term copy = copy_to(term, at, heap.off_heap);
  for (Term t = heap.off_heap; t != before; t = t.boxed_ptr()[1]) heap.off_heap_bytes += off_heap_size(t);
  return copy;
}

}  // namespace beamlet
