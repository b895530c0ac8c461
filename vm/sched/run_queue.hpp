// run_queue.hpp - the processes that want to run on one scheduler.
//
// Purpose     Strict FIFO per priority, so that fairness can be reasoned about and tested. One small lock of its own guards it; enqueue by the owner, by wakers on
//             other schedulers, and stealing all take it.
//
// Picture     max     head -> p -> p -> .        always first
//             high    head -> .                  then these
//             normal  head -> p -> p -> p -> .   normal and low share the rest: one low after kLowEvery normal ones
//             low     head -> p -> .
//             length  all of them (read by thieves and by `statistics` without the lock)
//
// Invariants  Q1  an item is in at most one queue (process_state.hpp P4 guarantees it for processes).
//             Q2  length is exact under the lock, and a recent value without it.
// Threads     [any]
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "vm/base/spinlock.hpp"
#include "vm/process/run_link.hpp"

namespace beamlet {

class alignas(64) RunQueue {
 public:
  // A low-priority process runs once for so many normal ones (OTP's ratio).
  static constexpr uint32_t kLowEvery = 8;

  RunQueue() = default;
  ~RunQueue() = default;
  RunQueue(const RunQueue&) = delete;
  RunQueue& operator=(const RunQueue&) = delete;

  // Appends at the end of its priority. Returns the length before: the caller wakes an idle scheduler when it was not empty.
  size_t push(RunLink* item) {
    std::lock_guard lock(lock_);
    append(list(item->priority), item);
    // seq_cst: pairs with empty(); in the queue before the look at the idle set (Schedulers::wake_one).
    return length_.fetch_add(1, std::memory_order_seq_cst);
  }

  // The next to run, or null.
  [[nodiscard]] RunLink* pop() {
    if (empty()) return nullptr;
    std::lock_guard lock(lock_);
    RunLink* item = take_next();
    if (item != nullptr) length_.fetch_sub(1, std::memory_order_relaxed);
    return item;
  }

  // At most so many are stolen at once: the victim's lock is held while they are taken out one by one.
  static constexpr size_t kMaxSteal = 256;
  // Moves half of this queue's normal and low processes (at least one), oldest first, to `thief`; returns how many. Max and high ones move too when
  // there is nothing else.
  size_t steal_half(RunQueue& thief) { return steal(thief, (length() + 1) / 2); }
  // The same for at most so many.
  size_t steal(RunQueue& thief, size_t wanted);

  // The n-th item (0 = oldest) over all priorities: for the deterministic scheduler, which chooses by number.
  [[nodiscard]] RunLink* pop_at(size_t n);

  [[nodiscard]] size_t length() const { return length_.load(std::memory_order_relaxed); }
  [[nodiscard]] bool empty() const {
    // seq_cst: pairs with push; a scheduler that parks looks again (vm/process/DESIGN.md 5).
    return length_.load(std::memory_order_seq_cst) == 0;
  }

 private:
  struct List {
    RunLink* head = nullptr;
    RunLink* tail = nullptr;
  };

  [[nodiscard]] List& list(Priority p) { return lists_[static_cast<size_t>(p)]; }
  static void append(List& list, RunLink* item) {
    item->next_in_queue = nullptr;
    (list.tail != nullptr ? list.tail->next_in_queue : list.head) = item;
    list.tail = item;
  }
  [[nodiscard]] static RunLink* take(List& list) {
    RunLink* item = list.head;
    if (item == nullptr) return nullptr;
    list.head = item->next_in_queue;
    if (list.head == nullptr) list.tail = nullptr;
    return item;
  }
  [[nodiscard]] RunLink* take_next();

  Spinlock lock_;
  uint32_t normals_in_a_row_ = 0;
  std::array<List, kPriorities> lists_;
  std::atomic<size_t> length_{0};
};

}  // namespace beamlet
