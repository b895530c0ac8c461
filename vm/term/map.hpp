// map.hpp - maps: flat up to 32 keys, hash array mapped tries beyond.
//
// Picture     FlatMap   [header][keys: tuple, in term order][value ...]          looked up by scanning (few) or bisection
//             HashMap   [header | bitmap][number of keys][child ...]           16-way; 4 bits of the key's hash a level,
//                       the highest first
//             HashNode  [header | bitmap][child ...]
//                       child: HashNode, cons [Key|Value], or HashCollision [cons ...] when all 60 bits of two hashes are equal
//
// Invariants  P1  a map of at most limits::kMaxFlatMapSize keys is flat, a larger one is a trie: so =:= maps have the same shape.
//             P2  keys of flat maps stand in compare_exact order and are all different.
//             P3  a HashNode below the root has at least two leaves below it (no chain ends in a single leaf).
//             P4  the order of iteration of a trie depends on its keys only.
// Allocation  never collects.
// Threads     [owner] of the heap; reading: [any] that may read the term.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/term/boxed.hpp"

namespace beamlet {

struct Heap;

struct MapPair {
  Term key, value;
};

[[nodiscard]] Term map_empty(Heap& heap);
[[nodiscard]] inline uint64_t map_size(Term map) {
  const Term* p = map.boxed_ptr();
  Header header(p[0]);
  return header.kind() == TermKind::FlatMap ? header.words() - 1 : static_cast<uint64_t>(p[1].small_value());
}
// The value, or none().
[[nodiscard]] Term map_get(Term map, Term key);
[[nodiscard]] inline bool map_has(Term map, Term key) { return !map_get(map, key).is_none(); }
// A map with the key set.
[[nodiscard]] Term map_put(Heap& heap, Term map, Term key, Term value);
// The same for a key that must be there; none() when it is not.
[[nodiscard]] Term map_update(Heap& heap, Term map, Term key, Term value);
// Several keys at once, later ones win: PutMapAssoc.
[[nodiscard]] Term map_put_all(Heap& heap, Term map, const MapPair* pairs, size_t count);
// PutMapExact: none() when a key is missing; `missing` then names the first such.
[[nodiscard]] Term map_update_all(Heap& heap, Term map, const MapPair* pairs, size_t count, Term& missing);
// A map without the key; the same map when it is not there.
[[nodiscard]] Term map_remove(Heap& heap, Term map, Term key);
// From pairs in any order; of equal keys the last wins. The array is reordered.
[[nodiscard]] Term map_from_pairs(Heap& heap, MapPair* pairs, size_t count);
// maps:merge/2: values of `b` win.
[[nodiscard]] Term map_merge(Heap& heap, Term a, Term b);
[[nodiscard]] Term map_keys(Heap& heap, Term map);
[[nodiscard]] Term map_values(Heap& heap, Term map);
[[nodiscard]] Term map_to_list(Heap& heap, Term map);  // [{Key, Value}]
// All pairs into out[0..map_size), in iteration order (flat maps: term order).
void map_pairs(Term map, MapPair* out);
// All pairs in the term order of their keys.
void map_pairs_sorted(Term map, MapPair* out);

// Walks a map in iteration order without allocating; keep the map unmoved meanwhile.
//   for (MapIterator it(map); it.next();) use(it.key(), it.value());
class MapIterator {
 public:
  explicit MapIterator(Term map);
  [[nodiscard]] bool next();
  [[nodiscard]] Term key() const { return key_; }
  [[nodiscard]] Term value() const { return value_; }

 private:
  static constexpr int kMaxDepth = 18;  // 16 levels of 4 bits, a collision node, and the root
  struct Level {
    const Term* child;
    const Term* end;
  };
  Level levels_[kMaxDepth];
  int depth_ = 0;
  const Term* values_ = nullptr;  // flat map only
  Term key_, value_;
};

// A place in the iteration as a small term, so that maps:next/1 can go on later; an iteration starts at Term::small(0). Stores at most
// `count` (> 0) pairs from there and returns how many. `token` becomes the next place, or none() after the last pair. O(depth) to find the
// place. A token made elsewhere must be checked with map_token_valid.
[[nodiscard]] size_t map_next(Heap& heap, Term map, Term& token, MapPair* out, size_t count);
[[nodiscard]] bool map_token_valid(Term map, Term token);

}  // namespace beamlet
