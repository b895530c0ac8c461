// bif_lists.cpp - hot loops of module lists.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/compare.hpp"

namespace beamlet {
namespace {

// Elements a search looks at, or a reversal moves, for one reduction.
constexpr uint64_t kElementsPerReduction = 16;

Term reverse(Process& p, Term list, Term tail) {
  uint64_t n = 0;
  for (; list.is_cons(); list = list.tail(), ++n) tail = make_cons(p, list.head(), tail);
  charge(p, n, kElementsPerReduction);
  return list.is_nil() ? tail : p.badarg();
}

// keyfind and its kin. Comparing is ==, so that 1 finds 1.0.
Term find_tuple(Process& p, const Term* args, Term& found) {
  if (!args[1].is_small() || args[1].small_value() < 1) return p.badarg();
  uint64_t index = static_cast<uint64_t>(args[1].small_value()) - 1;
  Term key = args[0];
  uint64_t n = 0;
  Term list = args[2];
  // An atom or local pid is == only to itself: no need to look into boxed elements.
  bool word = key.is_atom() || key.is_local_pid();
  for (; list.is_cons(); list = list.tail(), ++n) {
    Term tuple = list.head();
    if (!is_tuple(tuple) || tuple_size(tuple) <= index) continue;
    Term element = tuple_elements(tuple)[index];
    if (element == key || (!word && equal(element, key))) {
      found = tuple;
      charge(p, n, kElementsPerReduction);
      return atom::true_;
    }
  }
  charge(p, n, kElementsPerReduction);
  return list.is_nil() ? atom::false_ : p.badarg();
}

}  // namespace

Term bif_lists_reverse_1(Process& p, const Term* args) {
  Term result = reverse(p, args[0], Term::nil());
  return result.is_none() ? p.error(atom::function_clause) : result;
}
Term bif_lists_reverse_2(Process& p, const Term* args) { return reverse(p, args[0], args[1]); }

Term bif_lists_member_2(Process& p, const Term* args) {
  uint64_t n = 0;
  Term list = args[1];
  bool word = args[0].is_immediate();
  for (; list.is_cons(); list = list.tail(), ++n) {
    Term element = list.head();
    if (element != args[0] && (word || !exact_equal(element, args[0]))) continue;
    charge(p, n, kElementsPerReduction);
    return atom::true_;
  }
  charge(p, n, kElementsPerReduction);
  return list.is_nil() ? atom::false_ : p.badarg();
}

Term bif_lists_keyfind_3(Process& p, const Term* args) {
  Term tuple;
  Term result = find_tuple(p, args, tuple);
  return result == atom::true_ ? tuple : result;
}
Term bif_lists_keymember_3(Process& p, const Term* args) {
  Term tuple;
  return find_tuple(p, args, tuple);
}
Term bif_lists_keysearch_3(Process& p, const Term* args) {
  Term tuple;
  Term result = find_tuple(p, args, tuple);
  return result == atom::true_ ? new_tuple(p, atom::value, tuple) : result;
}

}  // namespace beamlet
