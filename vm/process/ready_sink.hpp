// ready_sink.hpp - what processes ask of whoever schedules them.
//
// Purpose     The process layer knows no scheduler; sched implements this interface and the runtime installs it in the_node.
// Threads     [any], except where noted.
#pragma once

#include <cstdint>

#include "vm/process/process.hpp"

namespace beamlet {

class BlockingJob;
class TimerService;

// What one scheduler has done so far.
struct SchedulerFigures {
  uint64_t reductions = 0;  // in finished slices
  uint64_t context_switches = 0;
  uint64_t collections = 0, words_reclaimed = 0;
  uint64_t busy_ns = 0, total_ns = 0;  // since it started
  size_t queue_length = 0;             // runnable, not running
  bool running = false;
};

class ReadySink {
 public:
  // A process whose state became Queued: put it in a run queue.
  virtual void ready(Process& process) = 0;
  // [owner] Wakes the process at that time; and the receive time-out is not needed any more.
  virtual void arm_timer(Process& process, uint64_t deadline_ms) = 0;
  virtual void cancel_timer(Process& process) = 0;
  // A number no other reference of this run has.
  [[nodiscard]] virtual uint64_t next_unique() = 0;
  // A number nobody can foretell; in deterministic mode one that follows from the seed. [owner]
  [[nodiscard]] virtual uint64_t entropy() = 0;
  // The timers of the calling scheduler, and those of the scheduler a reference was made on.
  [[nodiscard]] virtual TimerService& timers() = 0;
  [[nodiscard]] virtual TimerService& timers_of(uint64_t ref) = 0;
  [[nodiscard]] virtual size_t scheduler_count() const = 0;
  [[nodiscard]] virtual SchedulerFigures figures_of(size_t scheduler) = 0;
  // [owner] Calls release(object) when every thread has passed a quiescent point, on this scheduler.
  virtual void retire(void* object, void (*release)(void*)) = 0;
  // The calling scheduler will be busy with one process for long (a collection of a large heap): an idle one shall look for what waits here meanwhile.
  virtual void long_work() = 0;
  // Whether builtins that may block have threads of their own, and a job for one of them.
  [[nodiscard]] virtual bool has_pool() = 0;
  virtual void submit(BlockingJob* job) = 0;
  // The process's builtin is called there (heavy.hpp); it belongs to the pool until it is enqueued again.
  virtual void hand_over(Process& process) = 0;

 protected:
  ~ReadySink() = default;
};

}  // namespace beamlet
