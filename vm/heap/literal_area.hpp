// literal_area.hpp - constants of modules: shared by all processes, immutable, never copied on send.
//
// Purpose     All literals lie in one reserved range of addresses, so "is it a literal?" is a subtraction and a comparison. Each module
//             owns a LiteralArea in it, freed when the module is purged (and no process holds its literals any more).
//
// Picture     LiteralSpace   | area | area | free | area | ... reserved, not yet backed by memory ...  |
//                            ^base                                                                     ^base + kLiteralSpaceBytes
//
// Invariants  L1  a literal points only to literals of its own area.
//             L2  an area starts and ends on a page boundary; pages of no area are not accessible.
// Threads     create/destroy: [locked: the space's mutex]; contains(): [any].
#pragma once

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
  LiteralSpace();
  ~LiteralSpace();
  LiteralSpace(const LiteralSpace&) = delete;
  LiteralSpace& operator=(const LiteralSpace&) = delete;

  [[nodiscard]] bool contains(const void* p) const {
    return reinterpret_cast<uintptr_t>(p) - base_ < limits::kLiteralSpaceBytes;
  }
  // Copies the terms (from any heap or scratch heap) into a new area; each element of `terms` becomes its literal. Terms that are
  // immediates or literals already stay as they are. nullptr when nothing had to be copied; BEAMLET_CHECKs when the space is full.
  [[nodiscard]] LiteralArea* create(std::span<Term> terms);
  void destroy(LiteralArea* area);

 private:
  struct Impl;
  uintptr_t base_ = 0;
  std::unique_ptr<Impl> impl_;
};

}  // namespace beamlet
