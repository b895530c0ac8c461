// term.hpp - one word that is any value of the language.
//
// Picture      63                                        5 4 3 2 1 0
//             +-------------------------------------------+-------+
//             | small integer, 62 bits signed               | 0 0 |   add, subtract and compare need no untagging
//             | address of a cons cell (2 words)            | 0 1 |
//             | address of a boxed object (header first)    | 1 0 |
//             | atom index                          | 0 0 0 . 1 1 |   00011
//             | local pid: process id               | 0 1 0 . 1 1 |   01011
//             | nil, none and other singletons      | 1 0 0 . 1 1 |   10011
//             | catch tag: handler address << 2     | 1 1 0 . 1 1 |   11011   only on a stack
//             | header of a boxed object            |     1 1 1   |   only as the first word of an object in a heap
//             | return address                      |     1 1 1   |   only on a stack
//             +-------------------------------------------+-------+
//
// Invariants  T1  a header, return address or catch tag never appears in a register, in another object or in a message.
//             T2  cons cells and boxed objects are 8-byte aligned.
//             T3  a term is immutable once another term, a register that outlives the builder, or another process can see it.
// Threads     [any] values.
#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

#include "vm/base/assert.hpp"

namespace beamlet {

using Word = uint64_t;

class Term {
 public:
  constexpr Term() = default;  // none
  static constexpr Term from_raw(Word raw) { return Term(raw); }
  [[nodiscard]] constexpr Word raw() const { return raw_; }

  // -- small integers
  static constexpr int kSmallBits = 62;
  static constexpr int64_t kMaxSmall = (int64_t{1} << 61) - 1;
  static constexpr int64_t kMinSmall = -(int64_t{1} << 61);
  static constexpr bool fits_small(int64_t v) { return v >= kMinSmall && v <= kMaxSmall; }
  static constexpr Term small(int64_t v) { return Term(static_cast<Word>(v) << 2); }
  [[nodiscard]] constexpr bool is_small() const { return (raw_ & 3) == 0; }
  [[nodiscard]] constexpr int64_t small_value() const { return static_cast<int64_t>(raw_) >> 2; }

  // -- cons cells: [0] head, [1] tail
  static Term cons(const Term* cell) { return Term(reinterpret_cast<Word>(cell) | 1); }
  [[nodiscard]] constexpr bool is_cons() const { return (raw_ & 3) == 1; }
  [[nodiscard]] Term* cons_ptr() const { return reinterpret_cast<Term*>(raw_ - 1); }
  [[nodiscard]] Term head() const { return cons_ptr()[0]; }
  [[nodiscard]] Term tail() const { return cons_ptr()[1]; }

  // -- boxed objects: [0] header (boxed.hpp)
  static Term boxed(const Term* object) { return Term(reinterpret_cast<Word>(object) | 2); }
  [[nodiscard]] constexpr bool is_boxed() const { return (raw_ & 3) == 2; }
  [[nodiscard]] Term* boxed_ptr() const { return reinterpret_cast<Term*>(raw_ - 2); }

  [[nodiscard]] constexpr bool is_pointer() const { return ((raw_ + 1) & 2) != 0; }  // cons or boxed
  [[nodiscard]] Term* pointer() const { return reinterpret_cast<Term*>(raw_ & ~Word{3}); }
  [[nodiscard]] constexpr bool is_immediate() const { return !is_pointer(); }

  // -- atoms
  static constexpr Term atom(uint32_t index) { return Term(Word{index} << 5 | kAtomTag); }
  [[nodiscard]] constexpr bool is_atom() const { return (raw_ & 31) == kAtomTag; }
  [[nodiscard]] constexpr uint32_t atom_index() const { return static_cast<uint32_t>(raw_ >> 5); }

  // -- local pids: the 59-bit id names a slot of the process table and its generation (process_table.hpp)
  static constexpr Term pid(uint64_t id) { return Term(id << 5 | kPidTag); }
  [[nodiscard]] constexpr bool is_local_pid() const { return (raw_ & 31) == kPidTag; }
  [[nodiscard]] constexpr uint64_t pid_id() const { return raw_ >> 5; }

  // -- singletons
  static constexpr Term nil() { return Term(Word{0} << 5 | kSpecialTag); }
  static constexpr Term none() {
    return Term(Word{1} << 5 | kSpecialTag);
  }  // "no value": failure of a builtin
  static constexpr Term moved() {
    return Term(Word{2} << 5 | kSpecialTag);
  }  // head of a cons cell the collector has moved
  [[nodiscard]] constexpr bool is_nil() const { return raw_ == nil().raw_; }
  [[nodiscard]] constexpr bool is_none() const { return raw_ == none().raw_; }
  [[nodiscard]] constexpr bool is_list() const { return is_cons() || is_nil(); }

  // -- words that only a stack or an object's first word holds
  [[nodiscard]] constexpr bool is_header() const { return (raw_ & 7) == 7; }
  static Term return_address(const Word* ip) { return Term(reinterpret_cast<Word>(ip) | 7); }
  [[nodiscard]] constexpr bool is_return_address() const { return (raw_ & 7) == 7; }
  [[nodiscard]] const Word* return_ip() const { return reinterpret_cast<const Word*>(raw_ - 7); }
  static Term catch_tag(const Word* ip) { return Term(reinterpret_cast<Word>(ip) << 2 | kCatchTag); }
  [[nodiscard]] constexpr bool is_catch_tag() const { return (raw_ & 31) == kCatchTag; }
  [[nodiscard]] const Word* catch_ip() const {
    return reinterpret_cast<const Word*>((raw_ & ~Word{31}) >> 2);
  }

  // Identity of words; the language's =:= is exact_equal() of compare.hpp.
  friend constexpr bool operator==(Term, Term) = default;

 private:
  static constexpr Word kAtomTag = 0b00011;
  static constexpr Word kPidTag = 0b01011;
  static constexpr Word kSpecialTag = 0b10011;
  static constexpr Word kCatchTag = 0b11011;

  constexpr explicit Term(Word raw) : raw_(raw) {}
  Word raw_ = Word{1} << 5 | kSpecialTag;
};

static_assert(sizeof(Term) == 8 && std::is_trivially_copyable_v<Term>);

}  // namespace beamlet
