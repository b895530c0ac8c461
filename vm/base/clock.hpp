// clock.hpp - the machine's two clocks.
//
// Purpose     Monotonic time counts from the start of the operating system and never jumps; system time is monotonic time
//             plus an offset taken once at start, so that the two never drift apart (OTP's no_time_warp).
//             In virtual time (the deterministic scheduler) both stand still during a slice, go on by the reductions it took, and jump to the next timer when nothing can run.
// Threads     [any] reads; set_virtual before other threads start; jump_to_ms, pass_ns: the one scheduler of deterministic mode.
#pragma once

#include <cstdint>

namespace beamlet::clock {

inline constexpr int64_t kNanosecondsPerSecond = 1'000'000'000;
inline constexpr int64_t kNanosecondsPerMillisecond = 1'000'000;

[[nodiscard]] int64_t monotonic_ns();
[[nodiscard]] inline uint64_t monotonic_ms() {
  return static_cast<uint64_t>(monotonic_ns() / kNanosecondsPerMillisecond);
}
// The first tick of monotonic_ms at which at least `ms` milliseconds have passed from now on.
[[nodiscard]] inline uint64_t deadline_ms(uint64_t ms) {
  return (static_cast<uint64_t>(monotonic_ns()) + kNanosecondsPerMillisecond - 1) /
             kNanosecondsPerMillisecond +
         ms;
}
// System time minus monotonic time: constant while the machine runs.
[[nodiscard]] int64_t offset_ns();
[[nodiscard]] inline int64_t system_ns() { return monotonic_ns() + offset_ns(); }
// The operating system's clock as it is now, with its jumps: os:system_time.
[[nodiscard]] int64_t os_system_ns();
// CPU time this operating-system process has used.
[[nodiscard]] int64_t cpu_ns();

// Virtual time: starts at one second of monotonic time, 2025-01-01 of system time.
void set_virtual();
[[nodiscard]] bool is_virtual();
void jump_to_ms(uint64_t ms);
void pass_ns(int64_t ns);

}  // namespace beamlet::clock
