// The multi-producer queue: order per producer, nothing lost, nothing twice.
#include "vm/base/mpsc_queue.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace beamlet;

namespace {
struct Item : MpscNode {
  int producer = 0;
  int number = 0;
};
}  // namespace

TEST_CASE("one thread: first in, first out") {
  MpscQueue queue;
  CHECK(queue.empty());
  CHECK(queue.pop() == nullptr);
  Item items[3];
  for (int round = 0; round < 3; ++round) {
    for (Item& item : items) queue.push(&item);
    CHECK_FALSE(queue.empty());
    for (Item& item : items) CHECK(queue.pop() == &item);
    CHECK(queue.pop() == nullptr);
    CHECK(queue.empty());
  }
}

TEST_CASE("several producers: each one's order holds and everything arrives once") {
  constexpr int kProducers = 4;
  constexpr int kItems = 20000;
  MpscQueue queue;
  std::vector<std::vector<Item>> items(kProducers);
  std::vector<std::thread> threads;
  for (int p = 0; p < kProducers; ++p) {
    items[static_cast<size_t>(p)] = std::vector<Item>(kItems);
    threads.emplace_back([&, p] {
      for (int i = 0; i < kItems; ++i) {
        Item& item = items[static_cast<size_t>(p)][static_cast<size_t>(i)];
        item.producer = p;
        item.number = i;
        queue.push(&item);
      }
    });
  }
  std::vector<int> next(kProducers, 0);
  for (int received = 0; received < kProducers * kItems;) {
    auto* item = static_cast<Item*>(queue.pop());
    if (item == nullptr) continue;
    REQUIRE(item->number == next[static_cast<size_t>(item->producer)]++);
    ++received;
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(queue.empty());
}

TEST_CASE("the consumer finds what it pushed itself, behind others' half pushes too") {
  constexpr int kRounds = 200000;
  MpscQueue queue;
  std::atomic<bool> done{false};
  std::atomic<int> free{2};  // nodes of the other that it may push again
  Item others[2];
  std::thread other([&] {
    for (int i = 0; !done.load(); i ^= 1) {
      while (free.load() == 0 && !done.load()) std::this_thread::yield();
      if (done.load()) return;
      free.fetch_sub(1);
      queue.push(&others[i]);
    }
  });
  int missed = 0;
  Item own;
  own.number = 1;
  for (int round = 0; round < kRounds; ++round) {
    queue.push(&own);
    bool found = false;
    while (MpscNode* node = queue.pop_whole()) {
      if (static_cast<Item*>(node)->number == 1)
        found = true;
      else
        free.fetch_add(1);
    }
    if (!found) ++missed;
    if (!found) break;
  }
  done.store(true);
  other.join();
  CHECK(missed == 0);
}
