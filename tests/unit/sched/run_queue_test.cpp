// The run queue: order, priorities, and stealing that loses nobody.
#include "vm/sched/run_queue.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace beamlet;

TEST_CASE("first in, first out; priorities first") {
  RunQueue queue;
  RunLink a, b, high, top;
  high.priority = Priority::High;
  top.priority = Priority::Max;
  CHECK(queue.push(&a) == 0);
  CHECK(queue.push(&b) == 1);
  queue.push(&high);
  queue.push(&top);
  CHECK(queue.length() == 4);
  CHECK(queue.pop() == &top);
  CHECK(queue.pop() == &high);
  CHECK(queue.pop() == &a);
  CHECK(queue.pop() == &b);
  CHECK(queue.pop() == nullptr);
}

TEST_CASE("low runs once for eight normals") {
  RunQueue queue;
  std::vector<RunLink> normal(20);
  RunLink low;
  low.priority = Priority::Low;
  queue.push(&low);
  for (RunLink& item : normal) queue.push(&item);
  for (uint32_t i = 0; i < RunQueue::kLowEvery; ++i) CHECK(queue.pop() == &normal[i]);
  CHECK(queue.pop() == &low);
  CHECK(queue.pop() == &normal[RunQueue::kLowEvery]);
}

TEST_CASE("a thief takes the older half") {
  RunQueue victim, thief;
  std::vector<RunLink> items(5);
  for (RunLink& item : items) victim.push(&item);
  CHECK(victim.steal_half(thief) == 3);
  CHECK(thief.length() == 3);
  CHECK(victim.length() == 2);
  CHECK(thief.pop() == &items[0]);
  CHECK(victim.pop() == &items[3]);
  CHECK(RunQueue().steal_half(thief) == 0);
}

TEST_CASE("any item can be taken by its number") {
  RunQueue queue;
  std::vector<RunLink> items(4);
  for (RunLink& item : items) queue.push(&item);
  CHECK(queue.pop_at(3) == &items[3]);
  CHECK(queue.pop_at(1) == &items[1]);
  CHECK(queue.pop() == &items[0]);
  CHECK(queue.pop() == &items[2]);
  CHECK(queue.pop_at(0) == nullptr);
}

TEST_CASE("owners and thieves together run each item exactly once a round") {
  constexpr size_t kItems = 2000;
  struct Item : RunLink {
    std::atomic<int> runs{0};
  };
  std::vector<Item> items(kItems);
  RunQueue queues[3];
  for (size_t i = 0; i < kItems; ++i) queues[i % 3].push(&items[i]);
  std::atomic<size_t> left{kItems * 10};
  std::vector<std::thread> threads;
  for (RunQueue& mine : queues)
    threads.emplace_back([&, own = &mine] {
      while (left.load() > 0) {
        auto* item = static_cast<Item*>(own->pop());
        if (item == nullptr) {
          for (RunQueue& victim : queues)
            if (&victim != own && victim.steal_half(*own) > 0) break;
          continue;
        }
        left.fetch_sub(1);
        if (item->runs.fetch_add(1) + 1 < 10) own->push(item);
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (Item& item : items) CHECK(item.runs == 10);
}
