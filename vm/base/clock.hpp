// clock.hpp - the machine's two clocks.
//
// Purpose     Monotonic time counts from the start of the operating system and never jumps; system time is monotonic time
//             plus an offset taken once at start, so that the two never drift apart (OTP's no_time_warp).
// Threads     [any]
#pragma once

#include <cstdint>

namespace beamlet::clock {

inline constexpr int64_t kNanosecondsPerSecond = 1'000'000'000;

[[nodiscard]] int64_t monotonic_ns();
// System time minus monotonic time: constant while the machine runs.
[[nodiscard]] int64_t offset_ns();
[[nodiscard]] inline int64_t system_ns() { return monotonic_ns() + offset_ns(); }
// The operating system's clock as it is now, with its jumps: os:system_time.
[[nodiscard]] int64_t os_system_ns();
// CPU time this operating-system process has used.
[[nodiscard]] int64_t cpu_ns();

}  // namespace beamlet::clock
