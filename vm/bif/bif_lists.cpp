// bif_lists.cpp - hot loops of module lists.
#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/code/export_table.hpp"
#include "vm/term/compare.hpp"

namespace beamlet {
namespace {

// keyfind and its kin. Comparing is ==, so that 1 finds 1.0.
Term find_tuple(Process& p, const Term* args, Term& found) {
  if (!args[1].is_small() || args[1].small_value() < 1) return p.badarg();
  uint64_t index = static_cast<uint64_t>(args[1].small_value()) - 1;
  Term key = args[0];
  // An atom or local pid is == only to itself: no need to look into boxed elements.
  bool word = key.is_atom() || key.is_local_pid();
  Slice slice(p);
  Term list = args[2];
  for (; list.is_cons(); list = list.tail()) {
    if (slice.over()) {
      p.x[2] = list;
      return slice.yield();
    }
    Term tuple = list.head();
    if (!is_tuple(tuple) || tuple_size(tuple) <= index) continue;
    Term element = tuple_elements(tuple)[index];
    if (element == key || (!word && equal(element, key))) {
      found = tuple;
      return atom::true_;
    }
  }
  return list.is_nil() ? atom::false_ : p.badarg();
}

}  // namespace

Term bif_lists_reverse_2(Process& p, const Term* args) {
  Slice slice(p);
  Term list = args[0];
  Term tail = args[1];
  for (; list.is_cons(); list = list.tail()) {
    if (slice.over()) {
      p.x[0] = list;
      p.x[1] = tail;
      return slice.yield();
    }
    tail = make_cons(p, list.head(), tail);
  }
  return list.is_nil() ? tail : p.badarg();
}

// A long list goes on as reverse/2.
Term bif_lists_reverse_1(Process& p, const Term* args) {
  Term tail = Term::nil();
  Slice slice(p);
  Term list = args[0];
  for (; list.is_cons(); list = list.tail()) {
    if (slice.over()) {
      p.x[0] = list;
      p.x[1] = tail;
      return p.trap(the_node.exports->get(atom::lists, atom::reverse, 2));
    }
    tail = make_cons(p, list.head(), tail);
  }
  if (list.is_nil()) return tail;
  // In OTP the first two elements are taken in the language, the rest by reverse/2: hence the two errors.
  bool two_or_more = tail.is_cons() && tail.tail().is_cons();
  return two_or_more ? p.badarg() : p.error(atom::function_clause);
}

Term bif_append_long_3(Process& p, const Term* args) {
  Term reversed = bif_lists_reverse_2(p, args);
  if (reversed.is_none()) return reversed;  // not done yet: it has kept its place in x0, x1
  p.x[0] = reversed;
  p.x[1] = args[2];
  return p.trap(the_node.exports->get(atom::lists, atom::reverse, 2));
}

Term bif_lists_member_2(Process& p, const Term* args) {
  Term element = args[0];
  bool word = element.is_immediate();
  Slice slice(p);
  Term list = args[1];
  for (; list.is_cons(); list = list.tail()) {
    if (slice.over()) {
      p.x[1] = list;
      return slice.yield();
    }
    if (list.head() == element || (!word && exact_equal(list.head(), element))) return atom::true_;
  }
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
