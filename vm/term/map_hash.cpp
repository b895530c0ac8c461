// A trie is changed by copying the path from the root to the place of the change. All loops are bounded by the number of levels; the two
// functions that recurse (build, and walking in `next`) do so at most kLevels deep, whatever the data.
#include <algorithm>
#include <bit>
#include <cstring>

#include "vm/base/limits.hpp"
#include "vm/base/memory.hpp"
#include "vm/heap/heap.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/hash.hpp"
#include "vm/term/map_parts.hpp"

namespace beamlet::hash_map {

namespace {

// 60 bits, so that a hash fits a small integer.
uint64_t key_hash(Term key) { return term_hash(key) >> 4; }
uint32_t nibble(uint64_t hash, int level) { return static_cast<uint32_t>(hash >> (56 - 4 * level)) & 15; }

// A node taken apart: where its children are and which of the 16 it has.
struct Node {
  const Term* children;
  uint32_t bitmap;
  [[nodiscard]] bool has(uint32_t bit) const { return (bitmap >> bit & 1) != 0; }
  [[nodiscard]] uint32_t index(uint32_t bit) const {
    return static_cast<uint32_t>(std::popcount(bitmap & ((1u << bit) - 1)));
  }
  [[nodiscard]] uint32_t count() const { return static_cast<uint32_t>(std::popcount(bitmap)); }
};
Node root_of(Term map) { return {map.boxed_ptr() + 2, header_of(map).aux()}; }
Node node_of(Term node) { return {node.boxed_ptr() + 1, header_of(node).aux()}; }
bool is_collision(Term child) { return header_of(child).kind() == TermKind::HashCollision; }

// Writes header (and key count) of a node with this bitmap; returns where the children go.
Term* node_at(Term* at, uint32_t bitmap) {
  at[0] = Header(TermKind::HashNode, static_cast<uint64_t>(std::popcount(bitmap)), bitmap).term();
  return at + 1;
}
Term* new_root(Heap& heap, uint32_t bitmap, uint64_t keys, Term& map) {
  auto n = static_cast<uint64_t>(std::popcount(bitmap));
  Term* at = heap.alloc(2 + n);
  at[0] = Header(TermKind::HashMap, 1 + n, bitmap).term();
  at[1] = Term::small(static_cast<int64_t>(keys));
  map = Term::boxed(at);
  return at + 2;
}
Term* new_node(Heap& heap, uint32_t bitmap, Term& node) {
  Term* at = heap.alloc(1 + static_cast<size_t>(std::popcount(bitmap)));
  node = Term::boxed(at);
  return node_at(at, bitmap);
}
Term new_leaf(Heap& heap, Term key, Term value) { return cons_at(heap.alloc(2), key, value); }

Term collision_of(Heap& heap, Term* leaves, size_t count) {
  std::sort(leaves, leaves + count, [](Term a, Term b) { return compare_exact(a.head(), b.head()) < 0; });
  Term* at = heap.alloc(1 + count);
  at[0] = Header(TermKind::HashCollision, count).term();
  std::copy(leaves, leaves + count, at + 1);
  return Term::boxed(at);
}

// The way from the root to where a key is or belongs.
struct Path {
  Node nodes[kLevels];
  int depth = 0;  // of the last node
};

// Builds the path's nodes anew with `child` (or without one: none()) at the end.
Term rebuild(Heap& heap, const Path& path, uint64_t hash, Term child, uint64_t keys) {
  for (int level = path.depth;; --level) {
    const Node& node = path.nodes[level];
    uint32_t bit = nibble(hash, level), index = node.index(bit), n = node.count();
    bool had = node.has(bit);
    uint32_t bitmap = child.is_none() ? node.bitmap & ~(1u << bit) : node.bitmap | 1u << bit;
    if (child.is_none() && level > 0 && n == 2) {
      // One child is left: a leaf moves up in place of the node (P3).
      Term other = node.children[1 - index];
      if (other.is_cons()) {
        child = other;
        continue;
      }
    }
    if (!child.is_none() && child.is_cons() && level > 0 && had && n == 1) continue;  // the leaf moves on up
    Term result;
    Term* to = level == 0 ? new_root(heap, bitmap, keys, result) : new_node(heap, bitmap, result);
    to = std::copy(node.children, node.children + index, to);
    if (!child.is_none()) *to++ = child;
    std::copy(node.children + index + (had ? 1 : 0), node.children + n, to);
    if (level == 0) return result;
    child = result;
  }
}

// Two leaves whose hashes are equal in all levels before `level`.
Term join_leaves(Heap& heap, int level, Term a, uint64_t a_hash, Term b, uint64_t b_hash) {
  int apart = level;
  while (apart < kLevels && nibble(a_hash, apart) == nibble(b_hash, apart)) ++apart;
  Term node;
  if (apart == kLevels) {
    Term both[2] = {a, b};
    node = collision_of(heap, both, 2);
  } else {
    uint32_t x = nibble(a_hash, apart), y = nibble(b_hash, apart);
    Term* to = new_node(heap, 1u << x | 1u << y, node);
    to[0] = x < y ? a : b;
    to[1] = x < y ? b : a;
  }
  for (int l = apart - 1; l >= level; --l) {
    Term above;
    *new_node(heap, 1u << nibble(a_hash, l), above) = node;
    node = above;
  }
  return node;
}

// The collision node with the key set.
Term put_in_collision(Heap& heap, Term collision, Term key, Term value, bool& is_new) {
  const Term* p = collision.boxed_ptr() + 1;
  size_t n = header_of(collision).words();
  auto* leaves = static_cast<Term*>(memory_alloc((n + 1) * sizeof(Term)));
  std::copy(p, p + n, leaves);
  size_t at = 0;
  while (at < n && !exact_equal(p[at].head(), key)) ++at;
  is_new = at == n;
  leaves[at] = new_leaf(heap, key, value);
  Term result = collision_of(heap, leaves, n + (is_new ? 1 : 0));
  memory_free(leaves);
  return result;
}

// Without the key; a leaf when one other is left.
Term remove_from_collision(Heap& heap, Term collision, Term key) {
  const Term* p = collision.boxed_ptr() + 1;
  size_t n = header_of(collision).words();
  size_t gone = 0;
  while (gone < n && !exact_equal(p[gone].head(), key)) ++gone;
  if (gone == n) return collision;
  if (n == 2) return p[1 - gone];
  Term* at = heap.alloc(n);
  at[0] = Header(TermKind::HashCollision, n - 1).term();
  std::copy(p + gone + 1, p + n, std::copy(p, p + gone, at + 1));
  return Term::boxed(at);
}

}  // namespace

Term get(Term map, Term key) {
  uint64_t hash = key_hash(key);
  Node node = root_of(map);
  for (int level = 0; level < kLevels; ++level) {
    uint32_t bit = nibble(hash, level);
    if (!node.has(bit)) return Term::none();
    Term child = node.children[node.index(bit)];
    if (child.is_cons()) return exact_equal(child.head(), key) ? child.tail() : Term::none();
    if (is_collision(child)) {
      const Term* p = child.boxed_ptr();
      for (size_t i = 1; i <= Header(p[0]).words(); ++i)
        if (exact_equal(p[i].head(), key)) return p[i].tail();
      return Term::none();
    }
    node = node_of(child);
  }
  return Term::none();
}

Term put(Heap& heap, Term map, Term key, Term value) {
  uint64_t hash = key_hash(key);
  uint64_t keys = map_size(map);
  Path path;
  path.nodes[0] = root_of(map);
  for (;; ++path.depth) {
    const Node& node = path.nodes[path.depth];
    uint32_t bit = nibble(hash, path.depth);
    if (!node.has(bit)) return rebuild(heap, path, hash, new_leaf(heap, key, value), keys + 1);
    Term child = node.children[node.index(bit)];
    if (child.is_cons()) {
      Term other = child.head();
      if (exact_equal(other, key)) {
        if (child.tail() == value) return map;
        return rebuild(heap, path, hash, new_leaf(heap, other, value), keys);
      }
      Term joined =
          join_leaves(heap, path.depth + 1, child, key_hash(other), new_leaf(heap, key, value), hash);
      return rebuild(heap, path, hash, joined, keys + 1);
    }
    if (is_collision(child)) {
      bool is_new;
      Term changed = put_in_collision(heap, child, key, value, is_new);
      return rebuild(heap, path, hash, changed, keys + (is_new ? 1 : 0));
    }
    path.nodes[path.depth + 1] = node_of(child);
  }
}

Term remove(Heap& heap, Term map, Term key) {
  uint64_t hash = key_hash(key);
  uint64_t keys = map_size(map);
  Path path;
  path.nodes[0] = root_of(map);
  for (;; ++path.depth) {
    const Node& node = path.nodes[path.depth];
    uint32_t bit = nibble(hash, path.depth);
    if (!node.has(bit)) return map;
    Term child = node.children[node.index(bit)];
    if (child.is_cons())
      return exact_equal(child.head(), key) ? rebuild(heap, path, hash, Term::none(), keys - 1) : map;
    if (is_collision(child)) {
      Term changed = remove_from_collision(heap, child, key);
      return changed == child ? map : rebuild(heap, path, hash, changed, keys - 1);
    }
    path.nodes[path.depth + 1] = node_of(child);
  }
}

// -- building from many pairs

namespace {

struct Entry {
  uint64_t hash;
  Term key, value;
  uint64_t order;  // place in the input: later ones win
};

constexpr int kScatterBits = 12;

// Sorts by (hash, order): one scatter by the leading bits, then small sorts that stay in the cache.
void sort_entries(Entry* entries, Entry* scratch, size_t count) {
  auto less = [](const Entry& a, const Entry& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.order < b.order;
  };
  if (count < 4096) {
    std::sort(entries, entries + count, less);
    return;
  }
  constexpr size_t kBuckets = size_t{1} << kScatterBits;
  constexpr int kShift = 60 - kScatterBits;
  auto* starts = static_cast<size_t*>(memory_alloc((kBuckets + 1) * sizeof(size_t)));
  std::fill(starts, starts + kBuckets + 1, 0);
  for (size_t i = 0; i < count; ++i) ++starts[(entries[i].hash >> kShift) + 1];
  for (size_t b = 1; b <= kBuckets; ++b) starts[b] += starts[b - 1];
  for (size_t i = 0; i < count; ++i) scratch[starts[entries[i].hash >> kShift]++] = entries[i];
  for (size_t b = 0, from = 0; b < kBuckets; from = starts[b++])
    std::sort(scratch + from, scratch + starts[b], less);
  std::copy(scratch, scratch + count, entries);
  memory_free(starts);
}

// Of equal keys keeps the last; returns how many are left.
size_t drop_repeated(Entry* entries, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count;) {
    size_t end = i + 1;
    while (end < count && entries[end].hash == entries[i].hash) ++end;
    size_t run = kept;
    for (; i < end; ++i) {
      size_t same = run;
      while (same < kept && !exact_equal(entries[same].key, entries[i].key)) ++same;
      entries[same] = entries[i];
      if (same == kept) ++kept;
    }
  }
  return kept;
}

// NOLINTNEXTLINE(misc-no-recursion): once a level, of which there are kLevels
Term build(Heap& heap, const Entry* entries, size_t count, int level, uint64_t keys) {
  if (count == 1 && level > 0) return new_leaf(heap, entries[0].key, entries[0].value);
  if (level == kLevels) {
    auto* leaves = static_cast<Term*>(memory_alloc(count * sizeof(Term)));
    for (size_t i = 0; i < count; ++i) leaves[i] = new_leaf(heap, entries[i].key, entries[i].value);
    Term node = collision_of(heap, leaves, count);
    memory_free(leaves);
    return node;
  }
  size_t starts[17];
  uint32_t bitmap = 0;
  size_t at = 0;
  for (uint32_t bit = 0; bit < 16; ++bit) {
    starts[bit] = at;
    while (at < count && nibble(entries[at].hash, level) == bit) ++at;
    if (at > starts[bit]) bitmap |= 1u << bit;
  }
  starts[16] = count;
  Term node;
  Term* to = level == 0 ? new_root(heap, bitmap, keys, node) : new_node(heap, bitmap, node);
  for (uint32_t bit = 0; bit < 16; ++bit) {
    size_t n = starts[bit + 1] - starts[bit];
    if (n > 0) *to++ = build(heap, entries + starts[bit], n, level + 1, keys);
  }
  return node;
}

}  // namespace

Term from_pairs(Heap& heap, MapPair* pairs, size_t count) {
  auto* entries = static_cast<Entry*>(memory_alloc(2 * count * sizeof(Entry)));
  for (size_t i = 0; i < count; ++i) entries[i] = {key_hash(pairs[i].key), pairs[i].key, pairs[i].value, i};
  sort_entries(entries, entries + count, count);
  size_t kept = drop_repeated(entries, count);
  Term result;
  if (kept <= limits::kMaxFlatMapSize) {
    for (size_t i = 0; i < kept; ++i) pairs[i] = {entries[i].key, entries[i].value};
    result = flat_map::make(heap, pairs, flat_map::sort_pairs(pairs, kept));
  } else {
    result = build(heap, entries, kept, 0, kept);
  }
  memory_free(entries);
  return result;
}

// -- going on with an iteration

namespace {

// Visits pairs in hash order from the first whose hash is at least `from`, until the output is full.
class Walk {
 public:
  Walk(uint64_t from, uint64_t skip, MapPair* out, size_t room)
      : from_(from), skip_(skip), out_(out), room_(room) {}
  // False when the output was full before the end: (stop_hash, stop_index) is where to go on.
  // NOLINTNEXTLINE(misc-no-recursion): once a level, of which there are kLevels
  bool node(const Node& node, int level, bool on_edge) {
    uint32_t first = on_edge ? nibble(from_, level) : 0;
    for (uint32_t bit = first; bit < 16; ++bit) {
      if (!node.has(bit)) continue;
      if (!child(node.children[node.index(bit)], level + 1, on_edge && bit == first)) return false;
    }
    return true;
  }
  [[nodiscard]] size_t stored() const { return stored_; }
  [[nodiscard]] uint64_t stop_hash() const { return stop_hash_; }
  [[nodiscard]] uint64_t stop_index() const { return stop_index_; }

 private:
  bool child(Term child, int level, bool on_edge) {  // NOLINT(misc-no-recursion): as node()
    if (child.is_cons()) {
      if (!on_edge && stored_ < room_) {  // no need to know its hash
        out_[stored_++] = {child.head(), child.tail()};
        return true;
      }
      uint64_t hash = key_hash(child.head());
      if (hash < from_) return true;
      return store(child, hash, 0);
    }
    if (!is_collision(child)) return node(node_of(child), level, on_edge);
    const Term* p = child.boxed_ptr();
    uint64_t hash = key_hash(p[1].head());
    if (hash < from_) return true;
    uint64_t first = hash == from_ ? skip_ : 0;
    for (uint64_t i = first; i < Header(p[0]).words(); ++i)
      if (!store(p[1 + i], hash, i)) return false;
    return true;
  }
  bool store(Term leaf, uint64_t hash, uint64_t index) {
    if (stored_ == room_) {
      stop_hash_ = hash;
      stop_index_ = index;
      return false;
    }
    out_[stored_++] = {leaf.head(), leaf.tail()};
    return true;
  }

  const uint64_t from_, skip_;
  MapPair* out_;
  const size_t room_;
  size_t stored_ = 0;
  uint64_t stop_hash_ = 0, stop_index_ = 0;
};

}  // namespace

size_t next(Heap& heap, Term map, Term& token, MapPair* out, size_t count) {
  Term hash = token.is_cons() ? token.head() : token;
  uint64_t skip = token.is_cons() ? static_cast<uint64_t>(token.tail().small_value()) : 0;
  Walk walk(static_cast<uint64_t>(hash.small_value()), skip, out, count);
  if (walk.node(root_of(map), 0, true)) {
    token = Term::none();
  } else {
    Term stop = Term::small(static_cast<int64_t>(walk.stop_hash()));
    token = walk.stop_index() == 0
                ? stop
                : cons_at(heap.alloc(2), stop, Term::small(static_cast<int64_t>(walk.stop_index())));
  }
  return walk.stored();
}

}  // namespace beamlet::hash_map
