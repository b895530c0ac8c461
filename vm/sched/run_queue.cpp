#include "vm/sched/run_queue.hpp"

#include <algorithm>

namespace beamlet {

RunLink* RunQueue::take_next() {
  if (RunLink* item = take(list(Priority::Max))) return item;
  if (RunLink* item = take(list(Priority::High))) return item;
  List& normal = list(Priority::Normal);
  List& low = list(Priority::Low);
  bool turn_of_low = low.head != nullptr && (normal.head == nullptr || normals_in_a_row_ >= kLowEvery);
  normals_in_a_row_ = turn_of_low ? 0 : normals_in_a_row_ + 1;
  return take(turn_of_low ? low : normal);
}

size_t RunQueue::steal(RunQueue& thief, size_t wanted) {
  // Two locks, never nested: take the items out first, then hand them over.
  std::array<List, kPriorities> loot;
  size_t taken = 0;
  {
    if (!lock_.try_lock()) return 0;  // its owner or another thief is at it: try the next victim
    std::lock_guard lock(lock_, std::adopt_lock);
    wanted = std::min(wanted, kMaxSteal);
    for (Priority p : {Priority::Normal, Priority::Low, Priority::High, Priority::Max}) {
      if (taken > 0 && (p == Priority::High || p == Priority::Max)) break;
      while (taken < wanted) {
        RunLink* item = take(list(p));
        if (item == nullptr) break;
        append(loot[static_cast<size_t>(p)], item);
        ++taken;
      }
    }
    length_.fetch_sub(taken, std::memory_order_relaxed);
  }
  if (taken == 0) return 0;
  std::lock_guard lock(thief.lock_);
  for (size_t p = 0; p < kPriorities; ++p) {
    if (loot[p].head == nullptr) continue;
    List& to = thief.lists_[p];
    (to.tail != nullptr ? to.tail->next_in_queue : to.head) = loot[p].head;
    to.tail = loot[p].tail;
  }
  thief.length_.fetch_add(taken, std::memory_order_seq_cst);  // pairs with empty(), as in push
  return taken;
}

RunLink* RunQueue::pop_at(size_t n) {
  std::lock_guard lock(lock_);
  for (List& list : lists_) {
    RunLink* before = nullptr;
    for (RunLink* item = list.head; item != nullptr; before = item, item = item->next_in_queue) {
      if (n-- != 0) continue;
      (before != nullptr ? before->next_in_queue : list.head) = item->next_in_queue;
      if (list.tail == item) list.tail = before;
      length_.fetch_sub(1, std::memory_order_relaxed);
      return item;
    }
  }
  return nullptr;
}

}  // namespace beamlet
