// identity.hpp - numbers that are unique in this run of the machine.
//
// Purpose     References and erlang:unique_integer. Threads take blocks of numbers from one counter, so that making
//             one is almost always a thread-local increment.
// Invariants  U1  no number is handed out twice by the same function.
//             U2  next_monotonic_integer() is strictly increasing over all threads.
// Threads     [any]
#pragma once

#include <cstdint>

namespace beamlet {

// A reference's number: | counter | home (kHomeBits) |. The home is the scheduler whose timers the reference may name; kNoHome when it names none.
inline constexpr unsigned kHomeBits = 10;
inline constexpr uint64_t kNoHome = (uint64_t{1} << kHomeBits) - 1;
[[nodiscard]] uint64_t next_unique_reference(uint64_t home = kNoHome);
[[nodiscard]] uint64_t next_unique_integer();
[[nodiscard]] int64_t next_monotonic_integer();

}  // namespace beamlet
