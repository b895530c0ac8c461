// spinlock.hpp - a lock of one byte for critical sections of a few instructions.
//
// Purpose     Run queues and timer wheels: mostly used by one scheduler, so the lock is nearly always free and stays in its core's cache.
// Invariants  L1  nothing that may block, allocate from the system or run user code happens under it.
// Threads     [any]. Meets the standard's BasicLockable, so std::lock_guard works.
#pragma once

#include <atomic>
#include <thread>

namespace beamlet {

class Spinlock {
 public:
  void lock() {
    // acquire: pairs with the release in unlock.
    while (locked_.exchange(true, std::memory_order_acquire)) {
      unsigned spins = 0;
      while (locked_.load(std::memory_order_relaxed)) {
        __builtin_ia32_pause();
        if (++spins == kSpinsBeforeYield) {
          std::this_thread::yield();  // its holder may have lost the core
          spins = 0;
        }
      }
    }
  }
  [[nodiscard]] bool try_lock() {
    return !locked_.load(std::memory_order_relaxed) &&
           !locked_.exchange(true, std::memory_order_acquire);  // pairs with unlock
  }
  void unlock() { locked_.store(false, std::memory_order_release); }  // pairs with lock

 private:
  static constexpr unsigned kSpinsBeforeYield = 200;
  std::atomic<bool> locked_{false};
};

}  // namespace beamlet
