// schedulers.hpp - all schedulers of the machine: start, stop, who is idle, where a process goes.
//
// Purpose     Implements ReadySink for the process layer and owns the threads. In deterministic mode there is one scheduler, on the calling thread.
// Invariants  see scheduler.hpp.
// Threads     start, stop, wait_until_stopped: the main thread. ready: [any].
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "vm/base/quiescence.hpp"
#include "vm/base/rng.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/sched/blocking_pool.hpp"
#include "vm/sched/scheduler.hpp"

namespace beamlet {

struct SchedulerOptions {
  uint32_t schedulers = 0;  // 0: one a core
  int64_t reductions = limits::kReductions;
  std::optional<uint64_t> seed;  // deterministic mode
};

class Schedulers final : public ReadySink {
 public:
  explicit Schedulers(const SchedulerOptions& options);
  ~Schedulers();

  // Makes the first process runnable, before run().
  void begin(Process& process);
  // Runs everything until stop() was called; the calling thread is scheduler 0.
  void run();
  // Makes run() return soon. [any]
  void stop();
  [[nodiscard]] bool stopping() const { return stopping_.load(std::memory_order_relaxed); }

  // ReadySink
  void ready(Process& process) override;
  void arm_timer(Process& process, uint64_t deadline_ms) override { timers().arm(process, deadline_ms); }
  void cancel_timer(Process& process) override { TimerService::cancel(process); }
  [[nodiscard]] uint64_t next_unique() override { return Scheduler::current()->next_unique(); }
  [[nodiscard]] uint64_t entropy() override;
  [[nodiscard]] TimerService& timers() override { return Scheduler::current()->timers(); }
  [[nodiscard]] TimerService& timers_of(uint64_t ref) override {
    return schedulers_[(ref & ((1u << kHomeBits) - 1)) % count()]->timers();
  }

  [[nodiscard]] size_t scheduler_count() const override { return count(); }
  [[nodiscard]] SchedulerFigures figures_of(size_t scheduler) override { return at(scheduler).figures(); }
  void retire(void* object, void (*release)(void*)) override {
    // Builtins run elsewhere only while no scheduler does: in unit tests, and at the machine's end.
    if (Scheduler* here = Scheduler::current())
      quiescence_.retire(here->participant(), object, release);
    else
      release(object);
  }
  void long_work() override { wake_one(); }
  [[nodiscard]] bool has_pool() override { return !deterministic() && Scheduler::current() != nullptr; }
  void submit(BlockingJob* job) override { pool_.submit(job); }
  void hand_over(Process& process) override { pool_.hand_over(process); }

  [[nodiscard]] size_t count() const { return schedulers_.size(); }
  [[nodiscard]] Scheduler& at(size_t i) { return *schedulers_[i]; }
  // The machine's end: no thread of the pool touches a table afterwards.
  void stop_pool() { pool_.stop(); }
  [[nodiscard]] Quiescence& quiescence() { return quiescence_; }
  [[nodiscard]] const SchedulerOptions& options() const { return options_; }
  [[nodiscard]] bool deterministic() const { return options_.seed.has_value(); }

  // The idle set. A set bit: that scheduler is looking for work for the last time before it sleeps, or sleeps.
  void set_idle(uint32_t index);
  void clear_idle(uint32_t index);
  // Wakes one idle scheduler, if there is one: there is more work than the busy ones can start at once.
  void wake_one();
  // The others' timers that are due for long: their schedulers are busy with something that takes its time. When the next of them is due so, in ms.
  uint64_t expire_overdue(const Scheduler& self, uint64_t now_ms);
  // Moves work from others to `thief`: true when there is something to run now.
  [[nodiscard]] Process* steal_for(Scheduler& thief, Rng& rng);
  [[nodiscard]] bool work_anywhere() const;
  // Takes part of the longest queue when that is much longer than the busy `thief`'s: endless loops never leave a scheduler idle, yet all of them
  // shall get the same share.
  void balance_for(Scheduler& thief);

 private:
  SchedulerOptions options_;
  Rng entropy_{~options_.seed.value_or(
      0)};  // deterministic mode: apart from the choices of the scheduler, which it leaves as they are
  Quiescence quiescence_;
  std::vector<std::unique_ptr<Scheduler>> schedulers_;
  BlockingPool pool_{quiescence_};
  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_{false};
  std::atomic<uint32_t> round_robin_{0};
  alignas(64) std::atomic<uint64_t> idle_{0};
};

}  // namespace beamlet
