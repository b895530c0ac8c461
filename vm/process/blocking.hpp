// blocking.hpp - builtins that may block, off the schedulers.
//
// Purpose     A read of a file, of standard input, a module compiled from disk: the process waits as in a receive, its scheduler runs others, and a thread of
//             the pool (vm/sched/blocking_pool.hpp) does the work.
//
// Picture     process (waits, Relations::job) ----> BlockingJob <---- thread of the pool
//                                                 | scratch process: copies of the arguments, later the result |
//
//             first call of the builtin     copies the arguments, submits, waits (Pending::Wait)
//             woken by whatever it is       the same builtin again: not done, waits again; done, copies the result and goes on
//
// Invariants  J1  the pool sees copies only, literals included: it works on no process's heap, and purges need not ask it.
//             J2  a job ends twice: at the thread (Done) and at the process (taken, or its end: Abandoned). Who comes second frees it.
//             J3  where there is no pool (deterministic mode, tests without schedulers) the builtin runs at once, on the caller.
//             J4  it may touch the machine's tables, but for system calls that may last for ever: those it makes OutsideMachine (vm/base/machine_gate.hpp).
// Threads     submit, take, abandon: [owner] of the process. run: a thread of the pool.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/process/process.hpp"

namespace beamlet {

class BlockingJob {
 public:
  using Function = Term (*)(Process& p, const Term* args);
  static constexpr uint32_t kMaxArity = 4;
  BlockingJob(const BlockingJob&) = delete;
  BlockingJob& operator=(const BlockingJob&) = delete;

  struct Work {
    Function function;
    // tried first, on the scheduler: none with nothing pending means that it would block
    Function attempt = nullptr;
    // called with the result when the process is gone: what was read for it is for the next who reads
    Function undo = nullptr;
  };
  // What the process waits for, or nullptr.
  [[nodiscard]] static BlockingJob* of(Process& p);
  // The process is to wait. Its arguments are args[0..arity).
  static void submit(Process& p, const Work& work, const Term* args, uint32_t arity);
  // The result, on p's heap, or none with p.pending set as the function left it; the job is gone. Only when is_done().
  [[nodiscard]] static Term take(Process& p);
  // The process ends.
  static void abandon(Process& p);
  // seq_cst: pairs with run(); the result is complete, and it is seen by a run that begins after the wake-up found Queued (DESIGN.md 3).
  [[nodiscard]] bool is_done() const { return state_.load(std::memory_order_seq_cst) == State::Done; }

  // On a thread of the pool. Returns whom to wake, or none when it has abandoned the job. Either way the caller forgets the job.
  [[nodiscard]] Term run();

  BlockingJob* next = nullptr;  // in the pool's queue

 private:
  enum class State : uint8_t { Running, Done, Abandoned };
  explicit BlockingJob(const Work& work) : work_(work) {}
  ~BlockingJob();

  Process scratch_;
  Work work_;
  Term args_[kMaxArity];
  Term result_ = Term::none();
  Term waiter_ = Term::none();
  std::atomic<State> state_{State::Running};
};

// What a builtin of kind Blocking does when called on a scheduler.
[[nodiscard]] Term run_blocking(Process& p, const BlockingJob::Work& work, const Term* args, uint32_t arity);

}  // namespace beamlet
