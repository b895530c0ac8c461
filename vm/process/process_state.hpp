// process_state.hpp - the state word of a process and every transition it may take.
//
// Purpose     The one place where wake-ups are won or lost. Nobody touches the bits; each transition is a function whose result names what the caller must do now.
//
// Picture     bit 0 Queued     stands in exactly one run queue
//             bit 1 Running    a scheduler owns it
//             bit 2 Notified   signals arrived while it was running
//             bit 3 Exiting    its end has begun: pushes may be dropped
//             bit 4 Suspended  erlang:suspend_process: keeps it out of the run queues
//
//                        notify                begin_run
//                idle ------------> Queued -----------------> Running ----+
//                  ^                  ^                         |  ^      | notify: + Notified
//                  |    end_run       +---- yield, or Notified -+  +------+
//                  +---- (no Notified, queue empty)----------------+
//
// Invariants  P1  Queued and Running are never set together.
//             P2  Notified is set only with Running.
//             P3  a process that is Suspended is not Queued; it may be Running until its next end_run.
//             P4  who sets Queued puts it into a run queue, exactly once.
// Threads     notify: [any]. begin_run, end_run, begin_exit, suspend: [owner] (the scheduler that dequeued or runs it). resume: [owner of the signal].
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/base/assert.hpp"
#include "vm/base/mpsc_queue.hpp"

namespace beamlet {

class ProcessState {
 public:
  enum class Notify : uint8_t { Nothing, Enqueue };
  enum class EndRun : uint8_t { Forget, Enqueue };

  static constexpr uint32_t kQueued = 1, kRunning = 2, kNotified = 4, kExiting = 8, kSuspended = 16;

  explicit ProcessState(uint32_t bits = 0) : bits_(bits) {}

  // After a signal was pushed (or a timer fired): see that the process gets to look at it.
  [[nodiscard]] Notify notify() {
    // seq_cst: pairs with begin_run and end_run; the push came before this load, so one side sees the other (DESIGN.md 3).
    uint32_t old = bits_.load(std::memory_order_seq_cst);
    while (true) {
      if ((old & (kQueued | kNotified)) != 0) return Notify::Nothing;
      bool running = (old & kRunning) != 0;
      // A suspended process must still look at its signals: one of them may resume it.
      uint32_t wanted = old | (running ? kNotified : kQueued);
      if (bits_.compare_exchange_weak(old, wanted,
                                      std::memory_order_seq_cst))  // pairs with begin_run and end_run
        return running ? Notify::Nothing : Notify::Enqueue;
    }
  }

  // Not yet public: signals that come before its maker enqueues it (process_table.hpp) do not.
  void hold() { bits_.store(kQueued, std::memory_order_relaxed); }

  // A scheduler took it out of a run queue.
  void begin_run() {
    // seq_cst: pairs with notify; whatever was pushed before a notify that found Queued is seen by this run.
    uint32_t old = bits_.fetch_xor(kQueued | kRunning, std::memory_order_seq_cst);
    BEAMLET_DCHECK((old & (kQueued | kRunning)) == kQueued);
    (void)old;
  }

  // It has nothing to do (its queue was looked at and gave nothing): sleep, unless something came meanwhile. A push that is half done hides what
  // stands behind it (mpsc_queue.hpp Q2), and its sender may read this word before its link is seen: the owner of a queue that is not empty does
  // not sleep, it looks again.
  [[nodiscard]] EndRun end_run_waiting(const MpscQueue& signals) {
    bool cut = !signals.empty();
    uint32_t old = bits_.load(std::memory_order_relaxed);
    while (true) {
      BEAMLET_DCHECK((old & kRunning) != 0);
      bool again = cut || (old & kNotified) != 0;
      uint32_t wanted = (old & ~(kRunning | kNotified)) | (again ? kQueued : 0);
      if (bits_.compare_exchange_weak(old, wanted, std::memory_order_seq_cst))  // pairs with notify
        return again ? EndRun::Enqueue : EndRun::Forget;
    }
  }

  // Its slice is over: back into the run queue. The caller enqueues it.
  void end_run_yielding() {
    // seq_cst: pairs with notify; signals noticed meanwhile are looked at in the next run.
    uint32_t old = bits_.load(std::memory_order_relaxed);
    while (!bits_.compare_exchange_weak(old, (old & ~(kRunning | kNotified)) | kQueued,
                                        std::memory_order_seq_cst)) {
    }
  }

  void begin_exit() {
    // seq_cst: pairs with the look of senders at exiting()
    bits_.fetch_or(kExiting, std::memory_order_seq_cst);
  }
  [[nodiscard]] bool exiting() const {
    return (bits_.load(std::memory_order_seq_cst) & kExiting) != 0;  // pairs with begin_exit
  }

  // It waits, and has handled every signal that was pushed with a notify before this look: sleeping and having unseen signals exclude each other.
  [[nodiscard]] bool idle() const {
    // seq_cst: pairs with end_run_waiting, which finds Notified when such a signal is not handled yet.
    return (bits_.load(std::memory_order_seq_cst) & (kQueued | kRunning | kNotified | kExiting)) == 0;
  }

  void set_suspended(bool on) {
    if (on)
      bits_.fetch_or(kSuspended, std::memory_order_relaxed);
    else
      bits_.fetch_and(~kSuspended, std::memory_order_relaxed);
  }
  [[nodiscard]] bool suspended() const { return (bits_.load(std::memory_order_relaxed) & kSuspended) != 0; }

  // For process_info/2 and dumps: a moment's picture.
  [[nodiscard]] uint32_t bits() const { return bits_.load(std::memory_order_relaxed); }

 private:
  std::atomic<uint32_t> bits_;
};

}  // namespace beamlet
