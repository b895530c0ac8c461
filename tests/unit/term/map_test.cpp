#include "vm/term/map.hpp"

#include <doctest/doctest.h>

#include <map>

#include "tests/unit/term/fixture.hpp"
#include "vm/heap/gc.hpp"
#include "vm/heap/heap_verify.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/hash.hpp"

namespace beamlet::testing {

namespace {

struct KeyLess {
  bool operator()(Term a, Term b) const { return compare_exact(a, b) < 0; }
};
using Model = std::map<Term, Term, KeyLess>;

void check_same(Heap& heap, Term map, const Model& model) {
  REQUIRE(map_size(map) == model.size());
  for (auto [key, value] : model) REQUIRE(exact_equal(map_get(map, key), value));
  std::vector<MapPair> pairs(model.size());
  map_pairs_sorted(map, pairs.data());
  size_t i = 0;
  for (auto [key, value] : model) {
    REQUIRE(exact_equal(pairs[i].key, key));
    REQUIRE(exact_equal(pairs[i++].value, value));
  }
  // The same map made in another way is equal and has the same hash: the shape depends on the keys only.
  Term other = map_from_pairs(heap, pairs.data(), pairs.size());
  REQUIRE(exact_equal(map, other));
  REQUIRE(compare(map, other) == 0);
  REQUIRE(term_hash(map) == term_hash(other));
  REQUIRE(is_kind(map, TermKind::FlatMap) == (model.size() <= 32));
}

}  // namespace

TEST_CASE_FIXTURE(TermFixture, "map: random operations against a model") {
  Rng rng(11);
  for (int round = 0; round < 60; ++round) {
    Term map = map_empty(heap);
    Model model;
    uint64_t keys = 1 + rng.below(round % 3 == 0 ? 20 : 300);
    for (int i = 0; i < 500; ++i) {
      Rng key_rng(rng.below(keys));
      Term key = random(key_rng, 1);
      Term value = Term::small(i);
      switch (rng.below(5)) {
        case 0:
        case 1:
          map = map_put(heap, map, key, value);
          model[key] = value;
          break;
        case 2: {
          Term updated = map_update(heap, map, key, value);
          REQUIRE(updated.is_none() == !model.contains(key));
          if (!updated.is_none()) {
            map = updated;
            model[key] = value;
          }
          break;
        }
        case 3:
          map = map_remove(heap, map, key);
          model.erase(key);
          break;
        default: {
          std::vector<MapPair> pairs;
          for (uint64_t n = rng.below(40); n > 0; --n) {
            Rng other(rng.below(keys));
            pairs.push_back({random(other, 1), Term::small(static_cast<int64_t>(n))});
          }
          for (MapPair& p : pairs) model[p.key] = p.value;
          if (rng.below(2) == 0)
            map = map_put_all(heap, map, pairs.data(), pairs.size());
          else
            map = map_merge(heap, map, map_from_pairs(heap, pairs.data(), pairs.size()));
        }
      }
      if (i % 50 == 0) check_same(heap, map, model);
    }
    check_same(heap, map, model);
    // Down to nothing again.
    while (!model.empty()) {
      map = map_remove(heap, map, model.begin()->first);
      model.erase(model.begin());
      if (model.size() % 16 == 0) check_same(heap, map, model);
    }
  }
}

TEST_CASE_FIXTURE(TermFixture, "map: iteration in pieces sees every pair once") {
  Rng rng(12);
  for (size_t n : {0u, 1u, 5u, 32u, 33u, 1000u, 5000u}) {
    std::vector<MapPair> pairs;
    for (size_t i = 0; i < n; ++i) pairs.push_back({Term::small(static_cast<int64_t>(i)), Term::small(1)});
    Term map = map_from_pairs(heap, pairs.data(), n);
    Term token = Term::small(0);
    std::vector<Term> seen;
    while (!token.is_none()) {
      MapPair out[7];
      size_t got = map_next(heap, map, token, out, 1 + rng.below(7));
      for (size_t i = 0; i < got; ++i) seen.push_back(out[i].key);
    }
    std::vector<Term> all;
    for (MapIterator it(map); it.next();) all.push_back(it.key());
    CHECK(seen == all);
    CHECK(all.size() == n);
  }
}

TEST_CASE_FIXTURE(TermFixture, "map: keys of different types stay apart") {
  Term map = this->map(
      {Term::small(1), atom("a"), number(1.0), atom("b"), number(0.0), atom("c"), number(-0.0), atom("d")});
  CHECK(map_size(map) == 4);
  CHECK(map_get(map, number(1.0)) == atom("b"));
  CHECK(map_get(map, Term::small(1)) == atom("a"));
  CHECK(map_get(map, number(-0.0)) == atom("d"));
  MapIterator it(map);
  CHECK(it.next());
  CHECK(it.key() == Term::small(1));  // integers before floats
}

TEST_CASE_FIXTURE(TermFixture, "map: a million keys") {
  std::vector<MapPair> pairs;
  for (int64_t i = 0; i < 1000000; ++i) pairs.push_back({Term::small(i * 7), Term::small(i)});
  Term map = map_from_pairs(heap, pairs.data(), pairs.size());
  CHECK(map_size(map) == 1000000);
  RangeRoots roots(&map, 1);
  (void)collect(heap, roots, 0);
  heap_verify(heap, roots);
  int64_t sum = 0;
  for (int64_t i = 0; i < 1000000; ++i) sum += map_get(map, Term::small(i * 7)).small_value();
  CHECK(sum == int64_t{999999} * 500000);
  Term other = map_put(heap, map, Term::small(70), Term::small(-1));
  CHECK(compare(other, map) < 0);
  CHECK_FALSE(equal(other, map));
  CHECK(exact_equal(map_put(heap, other, Term::small(70), Term::small(10)), map));
}

TEST_CASE_FIXTURE(TermFixture, "map: maps as keys, nested deeply, compare without recursion") {
  Term a = Term::small(-1), b = Term::small(-2);
  for (int i = 0; i < 800; ++i) {
    std::vector<Term> x, y;
    for (int k = 0; k < 33; ++k) {
      x.insert(x.end(), {Term::small(k), Term::nil()});
      y.insert(y.end(), {Term::small(k), Term::nil()});
    }
    x[0] = a;
    y[0] = b;
    a = map(x);
    b = map(y);
    if (i % 200 == 0) {
      CHECK(compare(a, b) > 0);
      CHECK(compare(b, a) < 0);
    }
  }
  CHECK_FALSE(exact_equal(a, b));
}

}  // namespace beamlet::testing
