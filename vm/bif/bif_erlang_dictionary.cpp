// bif_erlang_dictionary.cpp - the process dictionary.
//
// It is an ordinary map term in the process's heap: terms stay immutable (heap.hpp, H1), nothing special is known to
// the collector, and a lookup costs what a lookup in a map costs. `nil` stands for the empty map.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/map.hpp"

namespace beamlet {
namespace {

Term lookup(Process& p, Term key) {
  if (p.dictionary.is_nil()) return atom::undefined;
  Term value = map_get(p.dictionary, key);
  return value.is_none() ? atom::undefined : value;
}

}  // namespace

Term bif_get_1(Process& p, const Term* args) { return lookup(p, args[0]); }

Term bif_put_2(Process& p, const Term* args) {
  Term old = lookup(p, args[0]);
  Term map = p.dictionary.is_nil() ? map_empty(p.heap) : p.dictionary;
  p.dictionary = map_put(p.heap, map, args[0], args[1]);
  return old;
}

Term bif_erase_1(Process& p, const Term* args) {
  Term old = lookup(p, args[0]);
  if (!p.dictionary.is_nil()) p.dictionary = map_remove(p.heap, p.dictionary, args[0]);
  return old;
}

Term bif_get_0(Process& p, const Term*) {
  if (p.dictionary.is_nil()) return Term::nil();
  charge(p, map_size(p.dictionary), 8);
  return map_to_list(p.heap, p.dictionary);
}

Term bif_erase_0(Process& p, const Term* args) {
  Term all = bif_get_0(p, args);
  p.dictionary = Term::nil();
  return all;
}

Term bif_get_keys_0(Process& p, const Term*) {
  if (p.dictionary.is_nil()) return Term::nil();
  charge(p, map_size(p.dictionary), 8);
  return map_keys(p.heap, p.dictionary);
}

Term bif_get_keys_1(Process& p, const Term* args) {
  if (p.dictionary.is_nil()) return Term::nil();
  charge(p, map_size(p.dictionary), 8);
  ListBuilder result(p);
  for (MapIterator it(p.dictionary); it.next();) {
    if (exact_equal(it.value(), args[0])) result.add(it.key());
  }
  return result.finish();
}

}  // namespace beamlet
