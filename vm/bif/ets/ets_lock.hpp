// ets_lock.hpp - the locks of tables.
//
// Purpose     RwLock is a readers-writer lock in one word: one atomic operation to take it, one to give it back, when nobody else wants it.
//             StripeLock adds, for tables that many read at once, a line of its own for the readers of each thread, so that readers write nothing that
//             other readers write; the writer then looks at all these lines.
//
// Picture     RwLock      | Writer 1 | Waiting 1 | readers 30 |
//             StripeLock  RwLock, and perhaps  readers[0] | readers[1] | ...   a thread counts itself in the slot of its number
//
// Invariants  L1  Waiting is set only while somebody holds the lock: who lets go last takes it away and wakes all.
//             L2  while Waiting is set no new reader joins those that hold it: a writer comes to its turn.
//             L3  a reader in a slot first counts itself, then looks for a writer; a writer first shows itself, then looks at the slots: one of the
//                 two sees the other.
// Threads     [any]. Not recursive.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>

namespace beamlet::ets {

class RwLock {
 public:
  RwLock() = default;
  RwLock(const RwLock&) = delete;
  RwLock& operator=(const RwLock&) = delete;

  void lock() {
    uint32_t free = 0;
    // seq_cst: pairs with lock_shared of StripeLock (L3)
    if (!word_.compare_exchange_strong(free, kWriter, std::memory_order_seq_cst)) lock_slowly();
  }
  void unlock() {
    // seq_cst: also what makes an insertion visible before its thread reads another object without a lock (ets_table.hpp, E5)
    if ((word_.exchange(0, std::memory_order_seq_cst) & kWaiting) != 0) word_.notify_all();
  }
  void lock_shared() {
    uint32_t now = word_.load(std::memory_order_relaxed);
    // acquire: pairs with unlock
    if ((now & (kWriter | kWaiting)) != 0 ||
        !word_.compare_exchange_strong(now, now + 1, std::memory_order_acquire))
      lock_shared_slowly();
  }
  void unlock_shared() {
    // release: pairs with lock; what was read is read
    uint32_t before = word_.fetch_sub(1, std::memory_order_release);
    if (before == (kWaiting | 1)) wake_waiting();
  }
  // seq_cst: L3, pairs with lock
  [[nodiscard]] bool has_writer() const { return (word_.load(std::memory_order_seq_cst) & kWriter) != 0; }

 private:
  static constexpr uint32_t kWriter = 1u << 31, kWaiting = 1u << 30;
  static constexpr int kSpins = 100;

  void lock_slowly();
  void lock_shared_slowly();
  void wake_waiting();
  // The word has changed, or was worth a look.
  void pause_or_wait(uint32_t seen, int& spins);

  std::atomic<uint32_t> word_{0};
};

class StripeLock {
 public:
  struct alignas(64) Slot {
    std::atomic<uint32_t> readers{0};
  };

  // Before others know the lock.
  void spread_readers() { slots_ = std::make_unique<std::array<Slot, kSlots>>(); }

  void lock() {
    word_.lock();
    if (slots_ != nullptr) wait_for_slots();
  }
  void unlock() { word_.unlock(); }
  // The slot the reader stands in, or nullptr; unlock_shared wants it back.
  [[nodiscard]] Slot* lock_shared() {
    if (slots_ != nullptr) {
      if (Slot* slot = enter_slot()) return slot;
    }
    word_.lock_shared();
    return nullptr;
  }
  void unlock_shared(Slot* slot) { slot != nullptr ? leave_slot(*slot) : word_.unlock_shared(); }

 private:
  static constexpr size_t kSlots = 16;
  [[nodiscard]] Slot* enter_slot();
  void leave_slot(Slot& slot);
  void wait_for_slots();

  RwLock word_;
  std::unique_ptr<std::array<Slot, kSlots>> slots_;
};

// Hold the lock for as long as they live; `held`: or not at all.
class SharedGuard {
 public:
  explicit SharedGuard(StripeLock& lock, bool held = true) : lock_(held ? &lock : nullptr) {
    if (held) slot_ = lock.lock_shared();
  }
  ~SharedGuard() {
    if (lock_ != nullptr) lock_->unlock_shared(slot_);
  }
  SharedGuard(const SharedGuard&) = delete;
  SharedGuard& operator=(const SharedGuard&) = delete;

 private:
  StripeLock* lock_;
  StripeLock::Slot* slot_ = nullptr;
};

class ExclusiveGuard {
 public:
  explicit ExclusiveGuard(StripeLock& lock, bool held = true) : lock_(held ? &lock : nullptr) {
    if (held) lock.lock();
  }
  ~ExclusiveGuard() {
    if (lock_ != nullptr) lock_->unlock();
  }
  ExclusiveGuard(const ExclusiveGuard&) = delete;
  ExclusiveGuard& operator=(const ExclusiveGuard&) = delete;

 private:
  StripeLock* lock_;
};

}  // namespace beamlet::ets
