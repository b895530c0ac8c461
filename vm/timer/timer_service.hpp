// timer_service.hpp - time-outs of `receive` and the timers of the language, one service per scheduler.
//
// Purpose     A receive time-out is armed on the wheel of the scheduler that runs the process, and cancelled wherever the process runs then. Language
//             timers (send_after, start_timer) live on the wheel of the scheduler that started them; their reference tells which one that is.
//
// Picture     reference's unique number:  | counter | home scheduler (10 bits) |
//             service: lock, wheel, timers by reference (and the wheel's nodes inside the timers and control blocks)
//
// Invariants  S1  everything of a service is touched under its lock only, the nodes of its wheel included.
//             S2  a fired receive time-out sets the process's flag under the lock, so a cancel either finds the node active or finds the flag.
//             S3  a language timer is fired or cancelled exactly once.
// Threads     [any]
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "vm/base/spinlock.hpp"
#include "vm/process/process.hpp"
#include "vm/timer/timer_wheel.hpp"

namespace beamlet {

class TimerService {
 public:
  TimerService();
  ~TimerService();
  TimerService(const TimerService&) = delete;
  TimerService& operator=(const TimerService&) = delete;

  // -- receive time-outs. [owner of the process]
  void arm(Process& process, uint64_t deadline_ms);
  // Takes the time-out back, whichever service it is on; forgets that it fired.
  static void cancel(Process& process);

  // -- language timers
  // `message` goes to `destination` (pid or name) at that time; the signal belongs to the timer. `ref` must be homed here.
  void start(uint64_t ref, uint64_t deadline_ms, Term destination, Signal* message);
  // Milliseconds left, or nothing when there is no such timer (fired, cancelled or never started).
  [[nodiscard]] std::optional<uint64_t> cancel_timer(uint64_t ref);
  [[nodiscard]] std::optional<uint64_t> read_timer(uint64_t ref);

  // Fires everything due. Called by the scheduler that owns the service, or by another one when that is busy for long.
  void expire(uint64_t now_ms);
  // No timer is due before this time in ms (TimerWheel::kNever: none). A lower bound that may be stale by a moment.
  [[nodiscard]] uint64_t next_deadline() const { return next_.load(std::memory_order_relaxed); }
  [[nodiscard]] size_t size();

 private:
  struct LanguageTimer;
  [[nodiscard]] static bool is_wanted(const LanguageTimer& timer);

  void note_deadline(uint64_t deadline_ms) {
    if (deadline_ms < next_.load(std::memory_order_relaxed))
      next_.store(deadline_ms, std::memory_order_relaxed);
  }

  Spinlock lock_;
  TimerWheel wheel_;
  std::unordered_map<uint64_t, LanguageTimer*> timers_;
  std::atomic<uint64_t> next_{TimerWheel::kNever};
};

}  // namespace beamlet
