// bif_erlang_compare.cpp - comparison operators as functions.
#include "vm/bif/bif.hpp"
#include "vm/term/compare.hpp"

namespace beamlet {

Term bif_eq_2(Process&, const Term* args) { return boolean(equal(args[0], args[1])); }
Term bif_ne_2(Process&, const Term* args) { return boolean(!equal(args[0], args[1])); }
Term bif_eq_exact_2(Process&, const Term* args) { return boolean(exact_equal(args[0], args[1])); }
Term bif_ne_exact_2(Process&, const Term* args) { return boolean(!exact_equal(args[0], args[1])); }
Term bif_lt_2(Process&, const Term* args) { return boolean(compare(args[0], args[1]) < 0); }
Term bif_gt_2(Process&, const Term* args) { return boolean(compare(args[0], args[1]) > 0); }
Term bif_le_2(Process&, const Term* args) { return boolean(compare(args[0], args[1]) <= 0); }
Term bif_ge_2(Process&, const Term* args) { return boolean(compare(args[0], args[1]) >= 0); }
Term bif_min_2(Process&, const Term* args) { return compare(args[0], args[1]) <= 0 ? args[0] : args[1]; }
Term bif_max_2(Process&, const Term* args) { return compare(args[0], args[1]) >= 0 ? args[0] : args[1]; }

Term bif_erts_internal_cmp_term_2(Process&, const Term* args) {
  return Term::small(compare_exact(args[0], args[1]));
}

}  // namespace beamlet
