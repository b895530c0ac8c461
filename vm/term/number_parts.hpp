// number_parts.hpp - what number.cpp and number_convert.cpp share: limbs as GMP takes them, and a result being made on the heap.
//
// Invariants  B4 of boxed.hpp: IntegerResult::finish() makes the smallest form.
// Threads     [owner] of the heap.
#pragma once

#include <gmp.h>

#include "vm/base/limits.hpp"
#include "vm/heap/heap.hpp"
#include "vm/term/number.hpp"

namespace beamlet {

inline mp_ptr mp(Limb* p) { return reinterpret_cast<mp_ptr>(p); }
inline mp_srcptr mp(const Limb* p) { return reinterpret_cast<mp_srcptr>(p); }
inline mp_size_t mp_n(size_t n) { return static_cast<mp_size_t>(n); }

// Room for an integer of up to `limbs` limbs; finish() makes it the smallest form.
class IntegerResult {
 public:
  IntegerResult(Heap& heap, size_t limbs) : heap_(heap), words_(limbs + 1), at_(heap.alloc(limbs + 1)) {}
  [[nodiscard]] Limb* limbs() { return reinterpret_cast<Limb*>(at_ + 1); }
  [[nodiscard]] Term finish(size_t count, bool negative) {
    size_t n = limbs_normal(limbs(), count);
    if (n <= 1) {
      Limb limb = n == 0 ? 0 : limbs()[0];
      if (limb <= static_cast<Limb>(Term::kMaxSmall) + (negative ? 1 : 0)) {
        heap_.shrink_last(at_, words_, 0);
        return Term::small(negative ? -static_cast<int64_t>(limb) : static_cast<int64_t>(limb));
      }
    }
    if (n > limits::kMaxBignumLimbs) {
      heap_.shrink_last(at_, words_, 0);
      return atom::system_limit;
    }
    heap_.shrink_last(at_, words_, n + 1);
    at_[0] = Header(negative ? TermKind::NegBig : TermKind::PosBig, n).term();
    return Term::boxed(at_);
  }

 private:
  Heap& heap_;
  size_t words_;
  Term* at_;
};

}  // namespace beamlet
