// ETS tables: what is deleted while others fix the table and let it go.
#include "vm/bif/ets/ets_table.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/unit/bif/bif_fixture.hpp"

using namespace beamlet;
using ets::Object;
using ets::Table;

namespace {

constexpr uint32_t kTableId = 1'000'000;
// Two threads that must meet take long on a machine that has other things to do.
constexpr std::chrono::seconds kMostTime{2};

void insert(Table& table, Term key) {
  Term tuple[2];
  Object* object = table.make(tuple_at(tuple, key));
  ets::ExclusiveGuard guard(table.stripe_of(object->hash).lock);
  table.replace_or_add(object);
}

void erase(Table& table, Term key) {
  uint64_t hash = table.hash_of(key);
  ets::ExclusiveGuard guard(table.stripe_of(hash).lock);
  table.remove_key(key, hash);
}

size_t objects_left(Table& table) {
  size_t left = 0;
  for (size_t s = 0; s < table.stripe_count(); ++s) {
    ets::Buckets* buckets = table.stripe(s).buckets();
    for (size_t i = 0; i < table.stripe(s).bucket_count(); ++i)
      for (Object* o = buckets->bucket(i).load(); o != nullptr; o = o->following()) ++left;
  }
  return left;
}

// The two threads are to go on at the same time: no yielding at first.
void wait_for(const std::atomic<int>& counter, int value) {
  for (int spins = 0; counter.load() < value; ++spins)
    if (spins > 2000) std::this_thread::yield();
}

}  // namespace

TEST_CASE("what is deleted while the last one lets the table go is freed") {
  test::BifFixture machine;
  constexpr int kRounds = 100'000;
  const auto until = std::chrono::steady_clock::now() + kMostTime;
  const Term key = Term::small(7), fixer = Term::small(1);
  Table table(atom::undefined, kTableId, Term::small(0), {});
  std::atomic<int> round{0}, done{0};
  std::atomic<bool> ended{false};
  std::thread other([&] {
    for (int i = 1;; ++i) {
      wait_for(round, i);
      if (ended.load()) return;
      table.unfix(fixer);
      done.store(i);
    }
  });
  size_t left = 0;
  int i = 0;
  while (++i <= kRounds && std::chrono::steady_clock::now() < until) {
    insert(table, key);
    table.fix(fixer);
    round.store(i);
    for (volatile int wait = i % 256; wait > 0;) wait = wait - 1;
    erase(table, key);
    wait_for(done, i);
    left += objects_left(table);
    table.fix(fixer);
    table.unfix(fixer);
  }
  ended.store(true);
  round.store(i);
  other.join();
  CHECK(left == 0);
}

TEST_CASE("who fixes the table anew keeps what is deleted from then on") {
  test::BifFixture machine;
  constexpr int kRounds = 20'000;
  const auto until = std::chrono::steady_clock::now() + kMostTime;
  const Term mine = Term::small(1), others = Term::small(2);
  Table table(atom::undefined, kTableId, Term::small(0), {});
  std::atomic<bool> ended{false};
  std::thread other([&] {
    const Term key = Term::small(8);
    while (!ended.load()) {
      insert(table, key);
      table.fix(others);
      erase(table, key);
      table.unfix(others);
    }
  });
  int lost = 0;
  for (int i = 0; i < kRounds && std::chrono::steady_clock::now() < until; ++i) {
    const Term key = Term::small(9);
    insert(table, key);
    table.fix(mine);
    erase(table, key);
    // The place of the deleted one can still be found: ets:next/2 goes on from there.
    if (!table.each_after(key, [](Object*) { return true; })) ++lost;
    table.unfix(mine);
  }
  ended.store(true);
  other.join();
  CHECK(lost == 0);
  CHECK(table.size() == 0);
}
