// single_scheduler.hpp - one thread that runs every process in turn.
//
// Purpose     The simplest thing behind ReadySink: a FIFO of runnable processes and a set of receive timeouts.
// Invariants  S1  a process is in the FIFO once, or running, or waiting.
// Threads     the thread that calls run(); ready() may be called by that thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <map>

#include "vm/process/ready_sink.hpp"

namespace beamlet {

class SingleScheduler final : public ReadySink {
 public:
  SingleScheduler();
  ~SingleScheduler();

  void ready(Process& process) override;
  void cancel_timer(Process& process) override;
  // Runs until the process `main` has ended; its exit reason stays readable in `main` (which is not reclaimed).
  void run_until_exit(Process& main);

 private:
  void run_one(Process& process, const Process& main);
  void fire_timers();
  void wait_for_timer();
  void end(Process& process, const Process& main);

  std::deque<Process*> queue_;
  struct TimerKey {
    uint64_t deadline, id;
    auto operator<=>(const TimerKey&) const = default;
  };
  std::map<TimerKey, Process*> timers_;
  uint64_t next_timer_ = 1;
  Term* x_;
  bool main_ended_ = false;
};

}  // namespace beamlet
