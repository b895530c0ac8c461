// park.hpp - where a scheduler thread sleeps, and the only place that blocks one.
//
// Picture     token_: 0 awake or about to look again, 1 asleep on the futex
//             idle set (Schedulers): bit i set while scheduler i is looking for work or asleep
//
// Invariants  K1  unpark() before or during park() makes it return at once: a wake-up is remembered until the next park().
// Threads     park: the scheduler's own thread. unpark: [any].
#pragma once

#include <atomic>
#include <cstdint>

namespace beamlet {

class Parker {
 public:
  // Sleeps until unpark() or until so many nanoseconds have passed (kForever: no limit).
  void park(uint64_t nanoseconds);
  void unpark();

  static constexpr uint64_t kForever = ~uint64_t{0};

 private:
  static constexpr uint32_t kAwake = 0, kAsleep = 1, kNotified = 2;
  std::atomic<uint32_t> state_{kAwake};
};

}  // namespace beamlet
