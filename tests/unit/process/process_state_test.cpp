// The state word: the transition table, and no lost or doubled wake-up under contention.
#include "vm/process/process_state.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "vm/base/mpsc_queue.hpp"

using namespace beamlet;
using S = ProcessState;

TEST_CASE("every transition of the table") {
  S idle;
  MpscQueue none;
  CHECK(idle.notify() == S::Notify::Enqueue);
  CHECK(idle.bits() == S::kQueued);
  CHECK(idle.notify() == S::Notify::Nothing);
  idle.begin_run();
  CHECK(idle.bits() == S::kRunning);
  CHECK(idle.notify() == S::Notify::Nothing);
  CHECK(idle.bits() == (S::kRunning | S::kNotified));
  CHECK(idle.notify() == S::Notify::Nothing);
  CHECK(idle.end_run_waiting(none) == S::EndRun::Enqueue);
  CHECK(idle.bits() == S::kQueued);
  idle.begin_run();
  CHECK(idle.end_run_waiting(none) == S::EndRun::Forget);
  CHECK(idle.bits() == 0);
  CHECK(idle.notify() == S::Notify::Enqueue);
  idle.begin_run();
  CHECK(idle.notify() == S::Notify::Nothing);
  idle.end_run_yielding();
  CHECK(idle.bits() == S::kQueued);
  idle.begin_run();
  MpscQueue queue;
  MpscNode node;
  queue.push(&node);
  CHECK(idle.end_run_waiting(queue) == S::EndRun::Enqueue);
  CHECK(idle.bits() == S::kQueued);
}

// Several threads push and notify; whoever is told to enqueue hands the "process" to the one consumer, which takes all it finds and ends its run.
TEST_CASE("no wake-up is lost or doubled") {
  constexpr int kSenders = 3;
  constexpr int kEach = 30000;
  S state;
  MpscQueue queue;
  std::atomic<int> enqueued{0};
  std::vector<std::vector<MpscNode>> nodes;
  for (int i = 0; i < kSenders; ++i) nodes.emplace_back(kEach);
  std::vector<std::thread> senders;
  for (auto& mine : nodes)
    senders.emplace_back([&] {
      for (MpscNode& node : mine) {
        queue.push(&node);
        if (state.notify() == S::Notify::Enqueue) enqueued.fetch_add(1);
      }
    });
  int received = 0;
  while (received < kSenders * kEach) {
    int queued = enqueued.load();
    if (queued == 0) {
      std::this_thread::yield();
      continue;
    }
    REQUIRE(queued == 1);  // P4
    enqueued.fetch_sub(1);
    state.begin_run();
    while (queue.pop() != nullptr) ++received;
    if (state.end_run_waiting(queue) == S::EndRun::Enqueue) enqueued.fetch_add(1);
  }
  for (std::thread& sender : senders) sender.join();
  CHECK(received == kSenders * kEach);
}

// The hardest moment: two senders push at once, the woken owner runs on the thread of one of them and finds the other's push half done.
TEST_CASE("two at once: both are seen in the same round") {
  constexpr int kRounds = 400000;
  S state;
  MpscQueue queue;
  std::atomic<int> received{0};
  std::atomic<int> arrived{0}, left{0}, judged{0};
  // As a scheduler: runs the process until it sleeps.
  auto run = [&] {
    do {
      state.begin_run();
      while (queue.pop() != nullptr) received.fetch_add(1, std::memory_order_relaxed);
    } while (state.end_run_waiting(queue) == S::EndRun::Enqueue);
  };
  auto meet = [](std::atomic<int>& counter, int wanted) {
    counter.fetch_add(1);
    for (int spins = 0; counter.load() < wanted; ++spins)
      if (spins > 1000) std::this_thread::yield();
  };
  std::vector<MpscNode> nodes(2);
  std::atomic<int> lost{0};
  auto sender = [&](int me) {
    for (int round = 1; round <= kRounds && lost.load() == 0; ++round) {
      meet(arrived, 2 * round);
      queue.push(&nodes[static_cast<size_t>(me)]);
      if (state.notify() == S::Notify::Enqueue) run();
      meet(left, 2 * round);
      // Both are done with this round and the owner sleeps.
      if (me == 0 && received.load() != 2 * round) lost = round;
      meet(judged, 2 * round);
    }
  };
  std::thread other(sender, 1);
  sender(0);
  other.join();
  CHECK(lost.load() == 0);
}
