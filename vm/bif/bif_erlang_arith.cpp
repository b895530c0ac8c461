// bif_erlang_arith.cpp - arithmetic, bit and boolean operators as functions.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"

namespace beamlet {
namespace {

template <Term (*Operation)(Heap&, Term, Term)>
Term binary_operator(Process& p, const Term* args) {
  return number_result(p, Operation(p.heap, args[0], args[1]));
}

Term rounded(Process& p, Term number, Rounding rounding) {
  return number_result(p, number_to_integer(p.heap, number, rounding));
}

bool is_boolean(Term t) { return t == atom::true_ || t == atom::false_; }

template <class Operation>
Term logical(Process& p, const Term* args, Operation operation) {
  if (!is_boolean(args[0]) || !is_boolean(args[1])) return p.badarg();
  return boolean(operation(args[0] == atom::true_, args[1] == atom::true_));
}

}  // namespace

Term bif_plus_1(Process& p, const Term* args) { return is_number(args[0]) ? args[0] : p.badarith(); }
Term bif_minus_1(Process& p, const Term* args) { return number_result(p, number_neg(p.heap, args[0])); }
Term bif_plus_2(Process& p, const Term* args) { return binary_operator<number_add>(p, args); }
Term bif_minus_2(Process& p, const Term* args) { return binary_operator<number_sub>(p, args); }
Term bif_times_2(Process& p, const Term* args) { return binary_operator<number_mul>(p, args); }
Term bif_divide_2(Process& p, const Term* args) { return binary_operator<number_div>(p, args); }
Term bif_div_2(Process& p, const Term* args) { return binary_operator<integer_div>(p, args); }
Term bif_rem_2(Process& p, const Term* args) { return binary_operator<integer_rem>(p, args); }
Term bif_band_2(Process& p, const Term* args) { return binary_operator<integer_band>(p, args); }
Term bif_bor_2(Process& p, const Term* args) { return binary_operator<integer_bor>(p, args); }
Term bif_bxor_2(Process& p, const Term* args) { return binary_operator<integer_bxor>(p, args); }
Term bif_bsl_2(Process& p, const Term* args) { return binary_operator<integer_bsl>(p, args); }
Term bif_bsr_2(Process& p, const Term* args) { return binary_operator<integer_bsr>(p, args); }
Term bif_bnot_1(Process& p, const Term* args) { return number_result(p, integer_bnot(p.heap, args[0])); }

Term bif_abs_1(Process& p, const Term* args) {
  return is_number(args[0]) ? number_result(p, number_abs(p.heap, args[0])) : p.badarg();
}
Term bif_ceil_1(Process& p, const Term* args) { return rounded(p, args[0], Rounding::Ceil); }
Term bif_floor_1(Process& p, const Term* args) { return rounded(p, args[0], Rounding::Floor); }
Term bif_round_1(Process& p, const Term* args) { return rounded(p, args[0], Rounding::Round); }
Term bif_trunc_1(Process& p, const Term* args) { return rounded(p, args[0], Rounding::Trunc); }

Term bif_float_1(Process& p, const Term* args) {
  if (is_float(args[0])) return args[0];
  double value;
  return number_to_double(args[0], value) ? make_float(p.heap, value) : p.badarg();
}

Term bif_and_2(Process& p, const Term* args) {
  return logical(p, args, [](bool a, bool b) { return a && b; });
}
Term bif_or_2(Process& p, const Term* args) {
  return logical(p, args, [](bool a, bool b) { return a || b; });
}
Term bif_xor_2(Process& p, const Term* args) {
  return logical(p, args, [](bool a, bool b) { return a != b; });
}
Term bif_not_1(Process& p, const Term* args) {
  return is_boolean(args[0]) ? boolean(args[0] == atom::false_) : p.badarg();
}

}  // namespace beamlet
