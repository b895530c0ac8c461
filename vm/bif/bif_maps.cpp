// bif_maps.cpp - module maps.
#include <vector>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

Term bif_maps_get_2(Process& p, const Term* args) { return bif_map_get_2(p, args); }

Term bif_maps_find_2(Process& p, const Term* args) {
  if (!is_map(args[1])) return p.error2(atom::badmap, args[1]);
  Term value = map_get(args[1], args[0]);
  return value.is_none() ? atom::error : new_tuple(p, atom::ok, value);
}

Term bif_maps_is_key_2(Process& p, const Term* args) { return bif_is_map_key_2(p, args); }

Term bif_maps_put_3(Process& p, const Term* args) {
  if (!is_map(args[2])) return p.error2(atom::badmap, args[2]);
  return map_put(p.heap, args[2], args[0], args[1]);
}

Term bif_maps_update_3(Process& p, const Term* args) {
  if (!is_map(args[2])) return p.error2(atom::badmap, args[2]);
  Term map = map_update(p.heap, args[2], args[0], args[1]);
  return map.is_none() ? p.error2(atom::badkey, args[0]) : map;
}

Term bif_maps_remove_2(Process& p, const Term* args) {
  if (!is_map(args[1])) return p.error2(atom::badmap, args[1]);
  return map_remove(p.heap, args[1], args[0]);
}

Term bif_maps_take_2(Process& p, const Term* args) {
  if (!is_map(args[1])) return p.error2(atom::badmap, args[1]);
  Term value = map_get(args[1], args[0]);
  return value.is_none() ? atom::error : new_tuple(p, value, map_remove(p.heap, args[1], args[0]));
}

namespace {

template <Term (*Function)(Heap&, Term)>
Term of_whole_map(Process& p, const Term* args) {
  if (!is_map(args[0])) return p.error2(atom::badmap, args[0]);
  charge(p, map_size(args[0]), 8);
  return Function(p.heap, args[0]);
}

}  // namespace

Term bif_maps_keys_1(Process& p, const Term* args) { return of_whole_map<map_keys>(p, args); }
Term bif_maps_values_1(Process& p, const Term* args) { return of_whole_map<map_values>(p, args); }

Term bif_maps_from_list_1(Process& p, const Term* args) {
  std::vector<MapPair> pairs;
  Term list = args[0];
  for (; list.is_cons(); list = list.tail()) {
    const Term* pair = tuple_of(list.head(), 2);
    if (pair == nullptr) return p.badarg();
    pairs.push_back({pair[0], pair[1]});
  }
  if (!list.is_nil()) return p.badarg();
  charge(p, pairs.size(), 4);
  return map_from_pairs(p.heap, pairs.data(), pairs.size());
}

Term bif_maps_from_keys_2(Process& p, const Term* args) {
  std::vector<MapPair> pairs;
  Term list = args[0];
  for (; list.is_cons(); list = list.tail()) pairs.push_back({list.head(), args[1]});
  if (!list.is_nil()) return p.badarg();
  charge(p, pairs.size(), 4);
  return map_from_pairs(p.heap, pairs.data(), pairs.size());
}

Term bif_maps_merge_2(Process& p, const Term* args) {
  for (int i = 0; i < 2; ++i) {
    if (!is_map(args[i])) return p.error2(atom::badmap, args[i]);
  }
  charge(p, map_size(args[0]) + map_size(args[1]), 8);
  return map_merge(p.heap, args[0], args[1]);
}

// The primitive behind maps:iterator and next: a chain {Key, Value, Next} of one batch, ending in none or, where there
// are more, in [Position | Map].
Term bif_maps_iterate_2(Process& p, const Term* args) {
  constexpr size_t kBatch = 64;
  if (!is_map(args[1])) return p.error2(atom::badmap, args[1]);
  if (!map_token_valid(args[1], args[0])) return p.badarg();
  MapPair pairs[kBatch];
  Term position = args[0];
  size_t n = map_next(p.heap, args[1], position, pairs, kBatch);
  charge(p, n, 8);
  Term next = position.is_none() ? atom::none : make_cons(p, position, args[1]);
  while (n > 0) {
    --n;
    next = new_tuple(p, pairs[n].key, pairs[n].value, next);
  }
  return next;
}

}  // namespace beamlet
