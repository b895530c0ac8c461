// timer_wheel.hpp - very many timers, each started, cancelled and fired in constant time.
//
// Purpose     One wheel per scheduler holds receive time-outs and the language's timers. A timer is an intrusive node: starting one allocates nothing.
//
// Picture     level 0: 256 slots of 1 tick      |now|  ...                      deadlines of the next 256 ticks
//             level 1: 256 slots of 256 ticks        |  ...                      the next 2^16
//             level 2: 256 slots of 2^16 ticks          |  ...                   the next 2^24
//             level 3: 256 slots of 2^24 ticks             |  ...                the next 2^32 and everything later
//             A bitmap per level tells the occupied slots. When the time reaches a slot of a higher level, its timers move down.
//
// Source      Varghese and Lauck, "Hashed and Hierarchical Timing Wheels" (1987), scheme 7.
// Invariants  W1  a node is in at most one slot; `active()` tells whether.
//             W2  advance(t) hands out exactly the nodes with deadline <= t, ordered by deadline, then by the order they were started in.
//             W3  no node in the wheel has a deadline before `now()`: earlier ones are put into the current tick.
// Threads     [locked or owner] the wheel does no locking of its own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "vm/base/timer_node.hpp"

namespace beamlet {

class TimerWheel {
 public:
  static constexpr uint64_t kNever = ~uint64_t{0};

  explicit TimerWheel(uint64_t now);
  ~TimerWheel() = default;
  TimerWheel(const TimerWheel&) = delete;
  TimerWheel& operator=(const TimerWheel&) = delete;

  // Puts an inactive node into the wheel.
  void start(TimerNode& node, uint64_t deadline);
  // Takes a node out; false when it was not active.
  bool cancel(TimerNode& node);
  // Moves the time forward and appends the expired nodes, now inactive, to `expired`. Time that went backwards is ignored.
  void advance(uint64_t now, std::vector<TimerNode*>& expired);
  // No timer expires before this tick (kNever when there is none): how long a scheduler may sleep. Exact within the next 256 ticks.
  [[nodiscard]] uint64_t next_deadline() const;

  [[nodiscard]] uint64_t now() const { return now_; }
  [[nodiscard]] size_t size() const { return size_; }

 private:
  static constexpr unsigned kSlotBits = 8;
  static constexpr unsigned kSlots = 1u << kSlotBits;
  static constexpr unsigned kLevels = 4;

  struct Level {
    std::array<TimerNode, kSlots> heads;  // circular lists
    std::array<uint64_t, kSlots / 64> occupied{};
  };

  void link(TimerNode& node);
  void unlink(TimerNode& node);
  void cascade(unsigned level);
  // Index of the first occupied slot at or after `from`, counted cyclically; kSlots when there is none.
  [[nodiscard]] unsigned distance_to_occupied(unsigned level, unsigned from) const;

  uint64_t now_;
  uint64_t next_sequence_ = 0;
  size_t size_ = 0;
  std::array<Level, kLevels> levels_;
};

}  // namespace beamlet
