#include <algorithm>
#include <cstring>

#include "vm/base/limits.hpp"
#include "vm/base/memory.hpp"
#include "vm/heap/heap.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/map_parts.hpp"

namespace beamlet::flat_map {

namespace {

constexpr size_t kNotFound = SIZE_MAX;

size_t find(const Term* keys, size_t count, Term key) {
  if (key.is_immediate()) {
    for (size_t i = 0; i < count; ++i)
      if (keys[i] == key) return i;
    return kNotFound;
  }
  for (size_t i = 0; i < count; ++i)
    if (exact_equal(keys[i], key)) return i;
  return kNotFound;
}

// Where a key that is not there belongs.
size_t place(const Term* keys, size_t count, Term key) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (compare_exact(keys[middle], key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

Term* new_map(Heap& heap, Term keys, size_t count) {
  Term* at = heap.alloc(2 + count);
  at[0] = Header(TermKind::FlatMap, 1 + count).term();
  at[1] = keys;
  return at;
}

// A copy of `count` words with one more at `index`.
void copy_insert(Term* to, const Term* from, size_t count, size_t index, Term inserted) {
  std::copy(from, from + index, to);
  to[index] = inserted;
  std::copy(from + index, from + count, to + index + 1);
}

}  // namespace

// Insertion: few pairs, often sorted already.
size_t sort_pairs(MapPair* pairs, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    MapPair pair = pairs[i];
    size_t at = kept;
    int c = 1;
    while (at > 0 && (c = compare_exact(pairs[at - 1].key, pair.key)) > 0) --at;
    if (at > 0 && c == 0) {
      pairs[at - 1] = pair;
      continue;
    }
    std::copy_backward(pairs + at, pairs + kept, pairs + kept + 1);
    pairs[at] = pair;
    ++kept;
  }
  return kept;
}

Term make(Heap& heap, const MapPair* sorted, size_t count) {
  Term* keys = heap.alloc(1 + count);
  Term tuple = make_tuple(keys, count);
  Term* at = new_map(heap, tuple, count);
  for (size_t i = 0; i < count; ++i) {
    keys[1 + i] = sorted[i].key;
    at[2 + i] = sorted[i].value;
  }
  return Term::boxed(at);
}

Term get(Term map, Term key) {
  const Term* p = map.boxed_ptr();
  size_t i = find(tuple_elements(p[1]), Header(p[0]).words() - 1, key);
  return i == kNotFound ? Term::none() : p[2 + i];
}

Term put(Heap& heap, Term map, Term key, Term value) {
  const Term* p = map.boxed_ptr();
  size_t n = Header(p[0]).words() - 1;
  const Term* keys = tuple_elements(p[1]);
  size_t i = find(keys, n, key);
  if (i != kNotFound) {
    if (p[2 + i] == value) return map;
    Term* at = new_map(heap, p[1], n);
    std::copy(p + 2, p + 2 + n, at + 2);
    at[2 + i] = value;
    return Term::boxed(at);
  }
  if (n == limits::kMaxFlatMapSize) {
    MapPair pair{key, value};
    return put_all(heap, map, &pair, 1);
  }
  i = place(keys, n, key);
  Term* new_keys = heap.alloc(2 + n);
  Term tuple = make_tuple(new_keys, n + 1);
  copy_insert(new_keys + 1, keys, n, i, key);
  Term* at = new_map(heap, tuple, n + 1);
  copy_insert(at + 2, p + 2, n, i, value);
  return Term::boxed(at);
}

Term put_all(Heap& heap, Term map, const MapPair* pairs, size_t count) {
  const Term* p = map.boxed_ptr();
  size_t n = Header(p[0]).words() - 1;
  const Term* keys = tuple_elements(p[1]);
  bool only_known = true;
  for (size_t i = 0; i < count && only_known; ++i) only_known = find(keys, n, pairs[i].key) != kNotFound;
  if (only_known) {
    Term* at = new_map(heap, p[1], n);
    std::copy(p + 2, p + 2 + n, at + 2);
    for (size_t i = 0; i < count; ++i) at[2 + find(keys, n, pairs[i].key)] = pairs[i].value;
    return Term::boxed(at);
  }
  MapPair few[2 * limits::kMaxFlatMapSize];
  MapPair* all = few;
  if (n + count > std::size(few)) all = static_cast<MapPair*>(memory_alloc((n + count) * sizeof(MapPair)));
  for (size_t i = 0; i < n; ++i) all[i] = {keys[i], p[2 + i]};
  std::copy(pairs, pairs + count, all + n);
  Term result = map_from_pairs(heap, all, n + count);
  if (all != few) memory_free(all);
  return result;
}

Term remove(Heap& heap, Term map, Term key) {
  const Term* p = map.boxed_ptr();
  size_t n = Header(p[0]).words() - 1;
  const Term* keys = tuple_elements(p[1]);
  size_t gone = find(keys, n, key);
  if (gone == kNotFound) return map;
  Term* new_keys = heap.alloc(n);
  Term tuple = make_tuple(new_keys, n - 1);
  Term* at = new_map(heap, tuple, n - 1);
  for (size_t i = 0, to = 0; i < n; ++i) {
    if (i == gone) continue;
    new_keys[1 + to] = keys[i];
    at[2 + to++] = p[2 + i];
  }
  return Term::boxed(at);
}

}  // namespace beamlet::flat_map
