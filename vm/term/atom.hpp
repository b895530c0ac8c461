// atom.hpp - interned symbols.
//
// Purpose     An atom is an index into the AtomTable; equal text means equal index. Rows of
// vm/tables/atoms.def come first, so
//             that the machine's own atoms are constants: atom::badarg.
// Picture     AtomTable: chunks of entries that never move (reads take no lock) + a hash index under a lock.
// Invariants  A1  an entry is complete before its index can be seen by another thread.
//             A2  atoms are never removed.
// Threads     text()/ordinal(): [any], lock-free. intern(): [any], takes a lock only for new atoms.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "vm/base/limits.hpp"
#include "vm/base/node.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

namespace atom {
namespace detail {
enum Index : uint32_t {
#define ATOM(name, text) name,
#include "vm/tables/atoms.def"
#undef ATOM
  kCount
};
}  // namespace detail
#define ATOM(name, text) inline constexpr Term name = Term::atom(detail::name);
#include "vm/tables/atoms.def"
#undef ATOM
}  // namespace atom

class AtomTable {
 public:
  AtomTable();
  ~AtomTable();
  AtomTable(const AtomTable&) = delete;
  AtomTable& operator=(const AtomTable&) = delete;

  // The atom of this UTF-8 text (at most 255 characters: the caller checks), or none when the table is full
  // (system_limit).
  [[nodiscard]] Term intern(std::string_view text);
  // As intern(), for the machine's own names: there is room for them when programs get no more.
  [[nodiscard]] Term intern_reserved(std::string_view text);
  // How many programs may have (at boot).
  void set_limit(uint32_t limit) { limit_ = limit; }
  [[nodiscard]] uint32_t limit() const { return limit_; }
  // The atom if it exists already, else none.
  [[nodiscard]] Term find(std::string_view text) const;
  // Its text; valid for ever.
  [[nodiscard]] std::string_view text(Term atom) const;
  // First 8 bytes of its text, big-endian: compares in most cases like the text (compare.cpp).
  [[nodiscard]] uint64_t ordinal(Term atom) const;
  // The hash of its text used by phash2 (OTP's atom hash), and the number of atoms.
  [[nodiscard]] uint32_t phash(Term atom) const;
  [[nodiscard]] uint32_t size() const;
  // Memory of the table, and how much of it is in use.
  [[nodiscard]] uint64_t bytes() const;
  [[nodiscard]] uint64_t bytes_used() const;

 private:
  [[nodiscard]] Term intern_up_to(std::string_view text, uint32_t most);

  uint32_t limit_ = limits::kMaxAtoms;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Short cuts through the installed table; make_atom: intern_reserved.
[[nodiscard]] Term make_atom(std::string_view text);
[[nodiscard]] std::string_view atom_text(Term atom);
[[nodiscard]] constexpr Term boolean(bool b) { return b ? atom::true_ : atom::false_; }

}  // namespace beamlet
