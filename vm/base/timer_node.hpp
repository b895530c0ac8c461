// timer_node.hpp - what a timer embeds to stand in a timer wheel (vm/timer/timer_wheel.hpp).
#pragma once

#include <cstdint>

namespace beamlet {

struct TimerNode {
  TimerNode* next = nullptr;
  TimerNode* previous = nullptr;
  uint64_t deadline = 0;  // ticks
  uint64_t sequence = 0;  // order of starting
  uint32_t slot = 0;      // of the wheel, while active

  [[nodiscard]] bool active() const { return next != nullptr; }
};

}  // namespace beamlet
