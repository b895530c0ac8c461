// Entry points: each looks at the representation and goes to the flat or the hashed half (map_parts.hpp), or converts between them at
// limits::kMaxFlatMapSize keys.
#include "vm/term/map.hpp"

#include <algorithm>

#include "vm/base/limits.hpp"
#include "vm/base/memory.hpp"
#include "vm/heap/heap.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/map_parts.hpp"

namespace beamlet {

namespace {

[[nodiscard]] bool is_flat(Term map) { return header_of(map).kind() == TermKind::FlatMap; }

// Pairs of a map while it is taken apart.
class PairBuffer {
 public:
  explicit PairBuffer(size_t count)
      : pairs_(static_cast<MapPair*>(memory_alloc(std::max<size_t>(count, 1) * sizeof(MapPair)))) {}
  ~PairBuffer() { memory_free(pairs_); }
  PairBuffer(const PairBuffer&) = delete;
  PairBuffer& operator=(const PairBuffer&) = delete;
  [[nodiscard]] MapPair* get() { return pairs_; }

 private:
  MapPair* pairs_;
};

}  // namespace

Term map_empty(Heap& heap) { return flat_map::make(heap, nullptr, 0); }

Term map_get(Term map, Term key) { return is_flat(map) ? flat_map::get(map, key) : hash_map::get(map, key); }

Term map_put(Heap& heap, Term map, Term key, Term value) {
  if (!is_flat(map)) return hash_map::put(heap, map, key, value);
  return flat_map::put(heap, map, key, value);
}

Term map_update(Heap& heap, Term map, Term key, Term value) {
  if (!map_has(map, key)) return Term::none();
  return map_put(heap, map, key, value);
}

Term map_put_all(Heap& heap, Term map, const MapPair* pairs, size_t count) {
  if (count == 1 || !is_flat(map)) {
    for (size_t i = 0; i < count; ++i) map = map_put(heap, map, pairs[i].key, pairs[i].value);
    return map;
  }
  return flat_map::put_all(heap, map, pairs, count);
}

Term map_update_all(Heap& heap, Term map, const MapPair* pairs, size_t count, Term& missing) {
  for (size_t i = 0; i < count; ++i) {
    if (map_has(map, pairs[i].key)) continue;
    missing = pairs[i].key;
    return Term::none();
  }
  return map_put_all(heap, map, pairs, count);
}

Term map_remove(Heap& heap, Term map, Term key) {
  if (is_flat(map)) return flat_map::remove(heap, map, key);
  if (map_size(map) > limits::kMaxFlatMapSize + 1) return hash_map::remove(heap, map, key);
  if (!map_has(map, key)) return map;
  MapPair pairs[limits::kMaxFlatMapSize + 1];
  size_t count = 0;
  for (MapIterator it(map); it.next();)
    if (!exact_equal(it.key(), key)) pairs[count++] = {it.key(), it.value()};
  return map_from_pairs(heap, pairs, count);
}

Term map_from_pairs(Heap& heap, MapPair* pairs, size_t count) {
  if (count > limits::kMaxFlatMapSize) return hash_map::from_pairs(heap, pairs, count);
  return flat_map::make(heap, pairs, flat_map::sort_pairs(pairs, count));
}

Term map_merge(Heap& heap, Term a, Term b) {
  uint64_t n = map_size(a), m = map_size(b);
  if (n == 0) return b;
  if (m == 0) return a;
  if (m * 4 <= n) {  // few into many
    PairBuffer buffer(m);
    map_pairs(b, buffer.get());
    return map_put_all(heap, a, buffer.get(), m);
  }
  PairBuffer buffer(n + m);
  map_pairs(a, buffer.get());
  map_pairs(b, buffer.get() + n);
  if (m <= limits::kMaxFlatMapSize && n + m > limits::kMaxFlatMapSize && is_flat(a)) {
    // The union may still be flat: count before building a trie.
    uint64_t both = 0;
    for (uint64_t i = 0; i < m; ++i) both += map_has(a, buffer.get()[n + i].key) ? 1 : 0;
    if (n + m - both <= limits::kMaxFlatMapSize) return flat_map::put_all(heap, a, buffer.get() + n, m);
  }
  return map_from_pairs(heap, buffer.get(), n + m);
}

Term map_keys(Heap& heap, Term map) {
  uint64_t n = map_size(map);
  if (n == 0) return Term::nil();
  Term* at = heap.alloc(2 * n);
  Term list = Term::cons(at);
  for (MapIterator it(map); it.next(); at += 2) cons_at(at, it.key(), Term::cons(at + 2));
  at[-1] = Term::nil();
  return list;
}

Term map_values(Heap& heap, Term map) {
  uint64_t n = map_size(map);
  if (n == 0) return Term::nil();
  Term* at = heap.alloc(2 * n);
  Term list = Term::cons(at);
  for (MapIterator it(map); it.next(); at += 2) cons_at(at, it.value(), Term::cons(at + 2));
  at[-1] = Term::nil();
  return list;
}

Term map_to_list(Heap& heap, Term map) {
  uint64_t n = map_size(map);
  if (n == 0) return Term::nil();
  Term* at = heap.alloc(5 * n);
  Term list = Term::cons(at);
  for (MapIterator it(map); it.next(); at += 5)
    cons_at(at, tuple_at(at + 2, it.key(), it.value()), Term::cons(at + 5));
  at[-4] = Term::nil();
  return list;
}

void map_pairs(Term map, MapPair* out) {
  for (MapIterator it(map); it.next();) *out++ = {it.key(), it.value()};
}

void map_pairs_sorted(Term map, MapPair* out) {
  map_pairs(map, out);
  if (is_flat(map)) return;
  std::sort(out, out + map_size(map),
            [](const MapPair& a, const MapPair& b) { return compare_exact(a.key, b.key) < 0; });
}

MapIterator::MapIterator(Term map) {
  const Term* p = map.boxed_ptr();
  Header header(p[0]);
  if (header.kind() == TermKind::FlatMap) {
    const Term* keys = tuple_elements(p[1]);
    levels_[0] = {keys, keys + header.words() - 1};
    values_ = p + 2;
  } else {
    levels_[0] = {p + 2, p + 1 + header.words()};
  }
}

bool MapIterator::next() {
  for (;;) {
    Level& level = levels_[depth_];
    if (level.child == level.end) {
      if (depth_ == 0) return false;
      --depth_;
      continue;
    }
    Term child = *level.child++;
    if (values_ != nullptr) {
      key_ = child;
      value_ = *values_++;
      return true;
    }
    if (child.is_cons()) {
      key_ = child.head();
      value_ = child.tail();
      return true;
    }
    const Term* p = child.boxed_ptr();
    levels_[++depth_] = {p + 1, p + 1 + Header(p[0]).words()};
  }
}

size_t map_next(Heap& heap, Term map, Term& token, MapPair* out, size_t count) {
  if (!is_flat(map)) return hash_map::next(heap, map, token, out, count);
  const Term* p = map.boxed_ptr();
  const Term* keys = tuple_elements(p[1]);
  uint64_t n = map_size(map);
  auto at = static_cast<uint64_t>(token.small_value());
  size_t stored = 0;
  for (; at < n && stored < count; ++at) out[stored++] = {keys[at], p[2 + at]};
  token = at < n ? Term::small(static_cast<int64_t>(at)) : Term::none();
  return stored;
}

bool map_token_valid(Term map, Term token) {
  if (!token.is_small() && !token.is_cons()) return false;
  if (token.is_cons())
    return !is_flat(map) && token.head().is_small() && token.tail().is_small() &&
           token.tail().small_value() >= 0;
  return token.small_value() >= 0;
}

}  // namespace beamlet
