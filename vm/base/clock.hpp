// clock.hpp - the machine's time.
//
// Purpose     Everything that waits or measures asks this clock, so that the deterministic scheduler can replace time: then it stands still while
//             processes run and jumps to the next timer when none can.
// Threads     [any] reads; set_virtual before threads start; jump_to: the one scheduler of deterministic mode.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace beamlet {

class Clock {
 public:
  // Nanoseconds since some fixed point, never backwards.
  [[nodiscard]] static uint64_t monotonic_ns() {
    if (virtual_.load(std::memory_order_relaxed)) return virtual_ns_.load(std::memory_order_relaxed);
    return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  }
  [[nodiscard]] static uint64_t monotonic_ms() { return monotonic_ns() / 1'000'000; }
  // The first tick of monotonic_ms at which at least `ms` milliseconds have passed from now on.
  [[nodiscard]] static uint64_t deadline_ms(uint64_t ms) { return (monotonic_ns() + ms * 1'000'000 + 999'999) / 1'000'000; }
  // Nanoseconds since 1970. In virtual time: since the start of 2025, so that runs are equal to the byte.
  [[nodiscard]] static uint64_t system_ns() {
    if (virtual_.load(std::memory_order_relaxed))
      return kVirtualEpochNs + virtual_ns_.load(std::memory_order_relaxed);
    return static_cast<uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  }

  static void set_virtual() { virtual_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] static bool is_virtual() { return virtual_.load(std::memory_order_relaxed); }
  static void jump_to_ms(uint64_t ms) {
    if (ms * 1'000'000 > virtual_ns_.load(std::memory_order_relaxed))
      virtual_ns_.store(ms * 1'000'000, std::memory_order_relaxed);
  }

 private:
  static constexpr uint64_t kVirtualEpochNs = 1'735'689'600'000'000'000;
  static inline std::atomic<bool> virtual_{false};
  static inline std::atomic<uint64_t> virtual_ns_{1'000'000'000};
};

}  // namespace beamlet
