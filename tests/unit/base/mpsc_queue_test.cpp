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
