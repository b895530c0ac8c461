#include "vm/bif/ets/ets_lock.hpp"

namespace beamlet::ets {

namespace {

void spin_once() { __builtin_ia32_pause(); }

// A number of the calling thread: threads of the machine get different ones as long as there are slots.
size_t thread_number() {
  static std::atomic<uint32_t> threads{0};
  // relaxed: only the number counts
  thread_local const uint32_t number = threads.fetch_add(1, std::memory_order_relaxed);
  return number;
}

}  // namespace

void RwLock::pause_or_wait(uint32_t seen, int& spins) {
  if (++spins < kSpins) return spin_once();
  uint32_t waiting = seen | kWaiting;
  // relaxed: nothing is read on the strength of it
  if (seen != waiting && !word_.compare_exchange_strong(seen, waiting, std::memory_order_relaxed)) return;
  word_.wait(waiting, std::memory_order_relaxed);
}

void RwLock::lock_slowly() {
  for (int spins = 0;;) {
    uint32_t now = word_.load(std::memory_order_relaxed);
    if ((now & ~kWaiting) != 0) {
      pause_or_wait(now, spins);
    } else if (word_.compare_exchange_weak(now, now | kWriter,
                                           std::memory_order_seq_cst)) {  // pairs with enter_slot
      return;
    }
  }
}

void RwLock::lock_shared_slowly() {
  for (int spins = 0;;) {
    uint32_t now = word_.load(std::memory_order_relaxed);
    bool free = (now & kWriter) == 0 && ((now & kWaiting) == 0 || now == kWaiting);
    if (!free) {
      pause_or_wait(now, spins);
    } else if (word_.compare_exchange_weak(now, now + 1, std::memory_order_acquire)) {  // pairs with unlock
      return;
    }
  }
}

// The last reader has gone. Who takes the lock in between keeps Waiting, and wakes.
void RwLock::wake_waiting() {
  uint32_t waiting = kWaiting;
  if (word_.compare_exchange_strong(waiting, 0, std::memory_order_relaxed)) word_.notify_all();
}

StripeLock::Slot* StripeLock::enter_slot() {
  Slot& slot = (*slots_)[thread_number() % kSlots];
  slot.readers.fetch_add(1, std::memory_order_seq_cst);  // L3: pairs with wait_for_slots
  if (!word_.has_writer()) return &slot;
  leave_slot(slot);
  return nullptr;
}

void StripeLock::leave_slot(Slot& slot) {
  // seq_cst: L3, pairs with wait_for_slots: a writer that has seen this reader is woken
  if (slot.readers.fetch_sub(1, std::memory_order_seq_cst) == 1 && word_.has_writer())
    slot.readers.notify_all();
}

void StripeLock::wait_for_slots() {
  for (Slot& slot : *slots_) {
    int spins = 0;
    // seq_cst: L3, pairs with enter_slot and leave_slot
    while (uint32_t readers = slot.readers.load(std::memory_order_seq_cst)) {
      if (++spins < 100)
        spin_once();
      else
        slot.readers.wait(readers, std::memory_order_seq_cst);  // L3
    }
  }
}

}  // namespace beamlet::ets
