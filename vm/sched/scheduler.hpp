// scheduler.hpp - one thread that runs processes.
//
// Purpose     Takes a process from its queue, lets the interpreter run one slice of it, and decides by the outcome where it goes.
//
// Picture     one turn:   quiescent point -> timers due? -> next process (woken slot, own queue, theft, park)
//                         -> signals -> slice -> Yielded: queue's end | Waiting: sleep or queue | Exited: end_process, retire
//
//             woken slot  the process woken last by the running one goes first (a ping-pong stays on one core), at most kSlotRow times in a row;
//                         thieves may take it when nothing else is there
//
// Invariants  C1  a process is owned by exactly one scheduler between begin_run and end_run (process_state.hpp).
//             C2  at the quiescent point the thread holds no pointer to a process.
//             C3  a scheduler parks only after its idle bit is set and a last look at all queues found nothing.
// Threads     run(): its own. enqueue, wake: [any].
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

#include "vm/base/clock.hpp"
#include "vm/base/quiescence.hpp"
#include "vm/base/rng.hpp"
#include "vm/bif/identity.hpp"
#include "vm/process/process.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/sched/park.hpp"
#include "vm/sched/run_queue.hpp"
#include "vm/timer/timer_service.hpp"

namespace beamlet {

class Schedulers;

class Scheduler {
 public:
  Scheduler(Schedulers& all, uint32_t index);
  ~Scheduler() = default;
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  // Runs until Schedulers::stop().
  void run();
  // Puts a process that became Queued where this scheduler will find it. `woken`: by the process that runs here now.
  void enqueue(Process& process, bool woken);

  // The scheduler whose thread this is, or null on other threads.
  [[nodiscard]] static Scheduler* current();

  [[nodiscard]] uint32_t index() const { return index_; }
  [[nodiscard]] TimerService& timers() { return timers_; }
  [[nodiscard]] RunQueue& queue() { return queue_; }
  [[nodiscard]] Parker& parker() { return parker_; }
  [[nodiscard]] Quiescence::Participant& participant() { return *participant_; }
  // A number no other reference of this machine has, homed here (timer_service.hpp).
  [[nodiscard]] uint64_t next_unique() const { return next_unique_reference(index_); }

  // For statistics/1, read by others (relaxed).
  struct Counters {
    std::atomic<uint64_t> reductions{0}, context_switches{0}, collections{0}, words_reclaimed{0}, idle_ns{0},
        steals{0};
    std::atomic<int64_t> idle_since{0};  // monotonic ns; 0: busy
  };
  [[nodiscard]] Counters& counters() { return counters_; }
  [[nodiscard]] SchedulerFigures figures() const;
  [[nodiscard]] Process* take_woken() {
    // acq_rel: pairs with the exchange in enqueue; the process's fields are visible with the pointer.
    return woken_.load(std::memory_order_relaxed) == nullptr
               ? nullptr
               : woken_.exchange(nullptr, std::memory_order_acq_rel);
  }

 private:
  // At most so many processes from the woken slot before the queue has its turn.
  static constexpr uint32_t kSlotRow = 3;
  // Turns between two looks at the clock while busy.
  static constexpr uint32_t kTurnsPerClock = 16;
  // Turns between two looks at how long the others' queues are: some milliseconds of whole slices.
  static constexpr uint32_t kTurnsPerBalance = 64;

  [[nodiscard]] Process* next();
  [[nodiscard]] Process* choose_deterministic();
  void run_one(Process& process);
  void finish(Process& process);
  // Nothing to do: looks a little longer, then sleeps. Counted as idle time.
  void rest();
  void park();
  void check_timers();
  void balance();

  Schedulers& all_;
  const uint32_t index_;
  Quiescence::Participant* participant_;
  RunQueue queue_;
  alignas(64) std::atomic<Process*> woken_{nullptr};
  uint32_t slots_in_row_ = 0;
  uint32_t turns_ = 0;
  uint32_t turns_since_balance_ = 0;
  uint64_t helped_at_ms_ = 0;
  TimerService timers_;
  Parker parker_;
  Rng rng_;
  std::unique_ptr<Term[]> x_;
  Counters counters_;
  const int64_t started_ns_ = clock::monotonic_ns();
};

}  // namespace beamlet
