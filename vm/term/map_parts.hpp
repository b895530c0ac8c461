// map_parts.hpp - the two representations behind map.hpp; only map*.cpp include it.
//
// Purpose     flat_map: sorted arrays. hash_map: a trie over 60 bits of the key's hash, 4 bits a level, the highest first, so that a walk
//             visits keys in the order of their hashes.
// Threads     as map.hpp.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/term/map.hpp"

namespace beamlet {

namespace flat_map {
// Sorts by key and keeps the last of equal ones; returns how many are left.
[[nodiscard]] size_t sort_pairs(MapPair* pairs, size_t count);
// From sorted, different keys; count <= kMaxFlatMapSize.
[[nodiscard]] Term make(Heap& heap, const MapPair* sorted, size_t count);
[[nodiscard]] Term get(Term map, Term key);
[[nodiscard]] Term put(Heap& heap, Term map, Term key, Term value);
[[nodiscard]] Term put_all(Heap& heap, Term map, const MapPair* pairs, size_t count);
[[nodiscard]] Term remove(Heap& heap, Term map, Term key);
}  // namespace flat_map

namespace hash_map {
inline constexpr int kLevels = 15;
[[nodiscard]] Term get(Term map, Term key);
[[nodiscard]] Term put(Heap& heap, Term map, Term key, Term value);
// The map has at least kMaxFlatMapSize + 2 keys.
[[nodiscard]] Term remove(Heap& heap, Term map, Term key);
// Any pairs (the last of equal keys wins); the result is flat when few keys remain.
[[nodiscard]] Term from_pairs(Heap& heap, MapPair* pairs, size_t count);
[[nodiscard]] size_t next(Heap& heap, Term map, Term& token, MapPair* out, size_t count);
}  // namespace hash_map

}  // namespace beamlet
