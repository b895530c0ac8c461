// blocking_pool.hpp - the threads that do what may block (vm/process/blocking.hpp).
//
// Purpose     What may block, and what takes long (vm/process/heavy.hpp). Threads are started when a job finds none idle, up to kMaxThreads, and stay. Jobs wait in one queue, first come, first served.
// Invariants  B1  a thread takes part in reclamation only while it wakes the process that waits: one that blocks holds up nobody.
//             B2  a process that was handed over is worked for to the end before stop() returns.
//             B3  a thread is inside the machine (machine_gate.hpp) while it has a task, but for system calls that may last for ever. stop() waits for all
//                 that are inside and joins them; those outside are left to the end of the operating-system process, and what they share with the pool is
//                 theirs as well.
// Threads     submit: [any]. stop: the thread that owns the pool.
#pragma once

#include <memory>

#include "vm/base/quiescence.hpp"
#include "vm/process/blocking.hpp"

namespace beamlet {

class BlockingPool {
 public:
  static constexpr uint32_t kMaxThreads = 32;

  explicit BlockingPool(Quiescence& quiescence);
  ~BlockingPool() { stop(); }
  BlockingPool(const BlockingPool&) = delete;
  BlockingPool& operator=(const BlockingPool&) = delete;

  void submit(BlockingJob* job);
  // A process whose builtin takes long: run_heavy, then back into a run queue.
  void hand_over(Process& process);
  void stop();

 private:
  struct Shared;
  struct Task {
    BlockingJob* job;
    Process* process;  // handed over, when there is no job
  };
  void add(Task task);
  std::shared_ptr<Shared> shared_;
};

}  // namespace beamlet
