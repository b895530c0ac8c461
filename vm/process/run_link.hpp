// run_link.hpp - what a process embeds to stand in a run queue.
#pragma once

#include <cstddef>
#include <cstdint>

namespace beamlet {

enum class Priority : uint8_t { Max, High, Normal, Low };
inline constexpr size_t kPriorities = 4;

struct RunLink {
  RunLink* next_in_queue = nullptr;
  Priority priority = Priority::Normal;
};

}  // namespace beamlet
