// bif_erlang_types.cpp - type tests of module erlang.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/fun.hpp"

namespace beamlet {

Term bif_is_atom_1(Process&, const Term* args) { return boolean(args[0].is_atom()); }
Term bif_is_binary_1(Process&, const Term* args) { return boolean(is_binary(args[0])); }
Term bif_is_bitstring_1(Process&, const Term* args) { return boolean(is_bitstring(args[0])); }
Term bif_is_boolean_1(Process&, const Term* args) {
  return boolean(args[0] == atom::true_ || args[0] == atom::false_);
}
Term bif_is_float_1(Process&, const Term* args) { return boolean(is_float(args[0])); }
Term bif_is_function_1(Process&, const Term* args) { return boolean(is_fun(args[0])); }
Term bif_is_integer_1(Process&, const Term* args) { return boolean(is_integer(args[0])); }
Term bif_is_list_1(Process&, const Term* args) { return boolean(args[0].is_list()); }
Term bif_is_map_1(Process&, const Term* args) { return boolean(is_map(args[0])); }
Term bif_is_number_1(Process&, const Term* args) { return boolean(is_number(args[0])); }
Term bif_is_pid_1(Process&, const Term* args) { return boolean(is_pid(args[0])); }
Term bif_is_port_1(Process&, const Term* args) { return boolean(is_kind(args[0], TermKind::ExternalPort)); }
Term bif_is_reference_1(Process&, const Term* args) { return boolean(is_ref(args[0])); }
Term bif_is_tuple_1(Process&, const Term* args) { return boolean(is_tuple(args[0])); }

Term bif_is_function_2(Process& p, const Term* args) {
  // A big arity is a valid question with the answer no; a negative one is no question.
  if (args[1].is_small()) {
    if (args[1].small_value() < 0) return p.badarg();
    return boolean(is_fun(args[0]) && fun_arity(args[0]) == static_cast<uint64_t>(args[1].small_value()));
  }
  return is_kind(args[1], TermKind::PosBig) ? atom::false_ : p.badarg();
}

Term bif_is_record_2(Process& p, const Term* args) {
  if (!args[1].is_atom()) return p.badarg();
  return boolean(is_tuple(args[0]) && tuple_size(args[0]) >= 1 && tuple_elements(args[0])[0] == args[1]);
}
Term bif_is_record_3(Process& p, const Term* args) {
  if (!args[1].is_atom() || !args[2].is_small()) return p.badarg();
  return boolean(is_tuple(args[0]) && tuple_size(args[0]) >= 1 &&
                 static_cast<int64_t>(tuple_size(args[0])) == args[2].small_value() &&
                 tuple_elements(args[0])[0] == args[1]);
}

}  // namespace beamlet
