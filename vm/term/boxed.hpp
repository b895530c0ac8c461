// boxed.hpp - objects in a heap: the header word and the layout of each kind.
//
// Picture      63            40 39                8 7      3 2 1 0
//             +----------------+-------------------+--------+-------+
//             | aux (24 bits)  | words that follow | kind   | 1 1 1 |   header
//             +----------------+-------------------+--------+-------+
//             | fields: term_kinds.def says which are terms           |
//
// Invariants  B1  total size = 1 + header.words(), for every kind.
//             B2  a moved object's header is replaced by the boxed Term of its new place (low bits 10).
//             B3  SubBits and MatchContext point to a HeapBinary or RefcBinary, never to another view.
//             B4  integers that fit a small are never PosBig/NegBig; the top limb is never 0.
// Threads     [owner of the heap]; literals and shared bytes may be read by [any].
#pragma once

#include <atomic>
#include <cstddef>
#include <cstring>

#include "vm/term/term.hpp"

namespace beamlet {

enum class TermKind : uint8_t {
#define TERM_KIND(number, name, first_term, terms, doc) name = number,
#include "vm/tables/term_kinds.def"
#undef TERM_KIND
};

inline constexpr uint32_t kToEnd = ~0u;
struct TermKindInfo {
  const char* name;
  uint32_t first_term, terms;
};
inline constexpr TermKindInfo kTermKinds[] = {
#define TERM_KIND(number, name, first_term, terms, doc) {#name, first_term, terms},
#include "vm/tables/term_kinds.def"
#undef TERM_KIND
};

class Header {
 public:
  constexpr Header(TermKind kind, uint64_t words, uint32_t aux = 0)
      : raw_(Word{aux} << 40 | words << 8 | static_cast<Word>(kind) << 3 | 7) {}
  explicit Header(Term word) : raw_(word.raw()) {}
  [[nodiscard]] TermKind kind() const { return static_cast<TermKind>(raw_ >> 3 & 31); }
  [[nodiscard]] uint64_t words() const { return raw_ >> 8 & 0xFFFFFFFFu; }
  [[nodiscard]] uint32_t aux() const { return static_cast<uint32_t>(raw_ >> 40); }
  [[nodiscard]] Term term() const { return Term::from_raw(raw_); }

 private:
  Word raw_;
};

[[nodiscard]] inline Header header_of(Term boxed) { return Header(*boxed.boxed_ptr()); }
// True for a boxed term of this kind.
[[nodiscard]] inline bool is_kind(Term t, TermKind kind) {
  return t.is_boxed() && header_of(t).kind() == kind;
}
[[nodiscard]] inline bool is_tuple(Term t) { return is_kind(t, TermKind::Tuple); }
[[nodiscard]] inline bool is_float(Term t) { return is_kind(t, TermKind::Float); }
[[nodiscard]] inline bool is_big(Term t) {
  return t.is_boxed() && (header_of(t).kind() == TermKind::PosBig || header_of(t).kind() == TermKind::NegBig);
}
[[nodiscard]] inline bool is_integer(Term t) { return t.is_small() || is_big(t); }
[[nodiscard]] inline bool is_number(Term t) { return is_integer(t) || is_float(t); }
[[nodiscard]] inline bool is_map(Term t) {
  return t.is_boxed() &&
         (header_of(t).kind() == TermKind::FlatMap || header_of(t).kind() == TermKind::HashMap);
}
[[nodiscard]] inline bool is_bitstring(Term t) {
  if (!t.is_boxed()) return false;
  TermKind k = header_of(t).kind();
  return k == TermKind::HeapBinary || k == TermKind::RefcBinary || k == TermKind::SubBits;
}
[[nodiscard]] inline bool is_fun(Term t) {
  return t.is_boxed() && (header_of(t).kind() == TermKind::Fun || header_of(t).kind() == TermKind::ExportFun);
}
[[nodiscard]] inline bool is_ref(Term t) {
  if (!t.is_boxed()) return false;
  TermKind k = header_of(t).kind();
  return k == TermKind::Ref || k == TermKind::MagicRef || k == TermKind::ExternalRef;
}
[[nodiscard]] inline bool is_pid(Term t) { return t.is_local_pid() || is_kind(t, TermKind::ExternalPid); }

// -- tuples
[[nodiscard]] inline uint64_t tuple_size(Term t) { return header_of(t).words(); }
[[nodiscard]] inline Term* tuple_elements(Term t) { return t.boxed_ptr() + 1; }
// Writes a tuple header at `at`; the caller fills at[1..n]. Words: 1 + n.
inline Term make_tuple(Term* at, uint64_t n) {
  at[0] = Header(TermKind::Tuple, n).term();
  return Term::boxed(at);
}
// Writes the given elements as a tuple at `at`. Words: 1 + sizeof...(elements).
template <class... Elements>
Term tuple_at(Term* at, Elements... elements) {
  at[0] = Header(TermKind::Tuple, sizeof...(elements)).term();
  Term* p = at;
  ((*++p = elements), ...);
  return Term::boxed(at);
}
// -- lists: writes [head | tail] at `at`. Words: 2.
inline Term cons_at(Term* at, Term head, Term tail) {
  at[0] = head;
  at[1] = tail;
  return Term::cons(at);
}

// -- floats. Words: 2.
inline constexpr size_t kFloatWords = 2;
inline Term float_at(Term* at, double value) {
  at[0] = Header(TermKind::Float, 1).term();
  at[1] = Term::from_raw(std::bit_cast<Word>(value));
  return Term::boxed(at);
}
[[nodiscard]] inline double float_value(Term t) { return std::bit_cast<double>(t.boxed_ptr()[1].raw()); }

// -- references. Words: 3.
inline constexpr size_t kRefWords = 3;
inline Term ref_at(Term* at, uint64_t unique, uint64_t alias_of = 0) {
  at[0] = Header(TermKind::Ref, 2).term();
  at[1] = Term::from_raw(unique);
  at[2] = Term::from_raw(alias_of);
  return Term::boxed(at);
}

// -- bytes shared between processes: reference-counted, outside every heap.
struct SharedBytes {
  std::atomic<uint64_t> references;  // release on decrement pairs with acquire by the thread that frees
  size_t size;                       // bytes in use
  size_t capacity;                   // bytes allocated behind this struct
  [[nodiscard]] uint8_t* data() { return reinterpret_cast<uint8_t*>(this + 1); }
};

// -- bitstrings: where the bits of any bitstring or match context are.
struct BitView {
  const uint8_t* bytes;  // of the base object
  uint64_t offset;       // bits from there
  uint64_t size;         // bits
};

inline constexpr size_t kRefcBinaryWords = 4;
inline constexpr size_t kSubBitsWords = 5;
inline constexpr size_t kMatchContextWords = 5;
[[nodiscard]] inline size_t heap_binary_words(size_t bytes) { return 2 + (bytes + 7) / 8; }

[[nodiscard]] inline const uint8_t* base_bytes(Term base) {
  const Term* p = base.boxed_ptr();
  if (Header(p[0]).kind() == TermKind::HeapBinary) return reinterpret_cast<const uint8_t*>(p + 2);
  return reinterpret_cast<SharedBytes*>(p[2].raw())->data();
}
[[nodiscard]] inline BitView bit_view(Term bits) {
  const Term* p = bits.boxed_ptr();
  switch (Header(p[0]).kind()) {
    case TermKind::HeapBinary:
      return {reinterpret_cast<const uint8_t*>(p + 2), 0, p[1].raw()};
    case TermKind::RefcBinary:
      return {reinterpret_cast<SharedBytes*>(p[2].raw())->data(), 0, p[3].raw() * 8};
    default:
      return {base_bytes(p[1]), p[2].raw(), p[3].raw()};
  }
}
[[nodiscard]] inline uint64_t bit_size_of(Term bits) {
  const Term* p = bits.boxed_ptr();
  switch (Header(p[0]).kind()) {
    case TermKind::HeapBinary:
      return p[1].raw();
    case TermKind::RefcBinary:
      return p[3].raw() * 8;
    default:
      return p[3].raw();
  }
}
// is_binary/1: a bitstring of whole bytes.
[[nodiscard]] inline bool is_binary(Term t) { return is_bitstring(t) && bit_size_of(t) % 8 == 0; }

}  // namespace beamlet
