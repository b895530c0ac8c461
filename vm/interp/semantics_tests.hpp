// semantics_tests.hpp - what the type tests and comparisons of opcodes.def mean.
// Threads     pure functions over terms.
#pragma once

#include "vm/bytecode/opcode.hpp"
#include "vm/interp/semantics_arith.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/boxed.hpp"
#include "vm/term/compare.hpp"

namespace beamlet::sem {

// Tests of one value without further operands.
template <Op op>
[[nodiscard, gnu::always_inline]] inline bool test(Term t) {
  if constexpr (op == Op::IsInteger) return t.is_small() || is_big(t);
  if constexpr (op == Op::IsFloat) return is_float(t);
  if constexpr (op == Op::IsNumber) return is_number(t);
  if constexpr (op == Op::IsAtom) return t.is_atom();
  if constexpr (op == Op::IsBoolean) return t == atom::true_ || t == atom::false_;
  if constexpr (op == Op::IsPid) return is_pid(t);
  if constexpr (op == Op::IsReference) return is_ref(t);
  if constexpr (op == Op::IsPort) return is_kind(t, TermKind::ExternalPort);
  if constexpr (op == Op::IsNil) return t.is_nil();
  if constexpr (op == Op::IsNonemptyList) return t.is_cons();
  if constexpr (op == Op::IsList) return t.is_list();
  if constexpr (op == Op::IsTuple) return is_tuple(t);
  if constexpr (op == Op::IsBinary) return is_binary(t);
  if constexpr (op == Op::IsBitstring) return is_bitstring(t);
  if constexpr (op == Op::IsMap) return is_map(t);
  if constexpr (op == Op::IsFunction) return is_fun(t);
}

[[nodiscard, gnu::always_inline]] inline Term tuple_header(uint64_t arity) {
  return Header(TermKind::Tuple, arity).term();
}
[[nodiscard, gnu::always_inline]] inline bool is_tuple_of_arity(Term t, uint64_t arity) {
  return t.is_boxed() && *t.boxed_ptr() == tuple_header(arity);
}
[[nodiscard, gnu::always_inline]] inline bool is_tagged_tuple(Term t, uint64_t arity, Term tag) {
  return is_tuple_of_arity(t, arity) && t.boxed_ptr()[1] == tag;
}

// The answer of a comparison when the words alone tell; false: ask compare_general.
template <Op op>
[[nodiscard, gnu::always_inline]] inline bool compare_fast(Term a, Term b, bool& answer) {
  if constexpr (op == Op::IsLt) {
    answer = bits(a) < bits(b);
    return both_small(a, b);
  } else if constexpr (op == Op::IsGe) {
    answer = bits(a) >= bits(b);
    return both_small(a, b);
  } else if constexpr (op == Op::IsEqExact) {
    answer = a == b;
    return answer || a.is_immediate() || b.is_immediate();
  } else if constexpr (op == Op::IsNeExact) {
    answer = a != b;
    return !answer || a.is_immediate() || b.is_immediate();
  } else if constexpr (op == Op::IsEq) {
    answer = a == b;
    return answer || (a.is_immediate() && b.is_immediate());
  } else {
    answer = a != b;
    return !answer || (a.is_immediate() && b.is_immediate());
  }
}
[[nodiscard]] inline bool compare_general(Op op, Term a, Term b) {
  switch (op) {
    case Op::IsLt:
      return compare(a, b) < 0;
    case Op::IsGe:
      return compare(a, b) >= 0;
    case Op::IsEq:
      return equal(a, b);
    case Op::IsNe:
      return !equal(a, b);
    case Op::IsEqExact:
      return exact_equal(a, b);
    default:
      return !exact_equal(a, b);
  }
}

}  // namespace beamlet::sem
