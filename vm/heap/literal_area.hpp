// literal_area.hpp - constants of modules: shared by all processes, immutable, never copied on send.
//
// Purpose     All literals lie in one reserved range of addresses, so "is it a literal?" is a subtraction and a comparison. Each module
//             owns a LiteralArea in it, freed when the module is purged (and no process holds its literals any more).
//
// Leaving     While a module is purged its area is marked as leaving: copies made from then on take its literals along, as if they lay in a
//             heap. Each thread works with a snapshot of the mark, taken between two slices (see_leaving): the two passes of one
//             copy must agree. When every thread has passed a quiescent point since begin_leaving(), nobody sends such a literal any more.
//             The whole protocol stands in vm/code/purge.hpp.
//
// Picture     LiteralSpace   | area | area | free | area | ... reserved, not yet backed by memory ...  |
//                            ^base                                                                     ^base + kLiteralSpaceBytes
//
// Invariants  L1  a literal points only to literals of its own area.
//             L2  an area starts and ends on a page boundary; pages of no area are not accessible.
//             L3  what outlives the slice it was made in and is scanned by nobody (ETS objects, timers, options of monitors) holds no literals of
//                 modules: it is made with the copies that take all literals along.
// Threads     create/destroy: [locked: the space's mutex]; contains(), begin_leaving(), end_leaving(), see_leaving(): [any].
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "vm/base/limits.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct LiteralArea {
  Term* start = nullptr;
  size_t words = 0;
  Term off_heap = Term::none();  // shared bytes that literals hold
  [[nodiscard]] bool contains(const void* p) const {
    return static_cast<size_t>(static_cast<const Term*>(p) - start) < words;
  }
};

class LiteralSpace {
 public:
  // room: how much of the range may be used.
  explicit LiteralSpace(size_t room = limits::kLiteralSpaceBytes);
  ~LiteralSpace();
  LiteralSpace(const LiteralSpace&) = delete;
  LiteralSpace& operator=(const LiteralSpace&) = delete;

  [[nodiscard]] bool contains(const void* p) const {
    return reinterpret_cast<uintptr_t>(p) - base_ < limits::kLiteralSpaceBytes;
  }
  // Copies the terms (from any heap or scratch heap) into a new area; each element of `terms` becomes its literal. Terms that are
  // immediates or literals already stay as they are. `area` is nullptr when nothing had to be copied. False when the space is full: nothing has changed.
  [[nodiscard]] bool create(std::span<Term> terms, LiteralArea*& area);
  void destroy(LiteralArea* area);

  // At most one area leaves at a time.
  void begin_leaving(const LiteralArea& area);
  void end_leaving();
  // The calling thread's copies go by the mark as it is now.
  void see_leaving() const {
    // acquire: pairs with mark(). A mixture of two marks, seen while they change, only makes some copies larger.
    uint64_t change = changes_.load(std::memory_order_acquire);
    if (change == seen_change_) [[likely]]
      return;
    seen_change_ = change;
    seen_start_ = leaving_start_.load(std::memory_order_relaxed);
    seen_bytes_ = leaving_bytes_.load(std::memory_order_relaxed);
  }
  // A literal that copies leave where it is.
  [[nodiscard]] bool stays(const void* p) const {
    return contains(p) && reinterpret_cast<uintptr_t>(p) - seen_start_ >= seen_bytes_;
  }

 private:
  struct Impl;
  uintptr_t base_ = 0;
  std::unique_ptr<Impl> impl_;
  void mark(uintptr_t start, size_t bytes);
  std::atomic<uint64_t> changes_{0};  // of the mark
  std::atomic<uintptr_t> leaving_start_{0}, leaving_bytes_{0};
  // The snapshot of this thread.
  static thread_local inline constinit uint64_t seen_change_ = 0;
  static thread_local inline constinit uintptr_t seen_start_ = 0, seen_bytes_ = 0;
};

}  // namespace beamlet
