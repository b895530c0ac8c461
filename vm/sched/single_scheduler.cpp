#include "vm/sched/single_scheduler.hpp"

#include <time.h>

#include <new>
#include <string>

#include "vm/base/memory.hpp"
#include "vm/base/node.hpp"
#include "vm/interp/interpreter.hpp"
#include "vm/process/process_table.hpp"
#include "vm/term/print.hpp"

namespace beamlet {

namespace {

uint64_t now_ns() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(t.tv_nsec);
}

}  // namespace

SingleScheduler::SingleScheduler() : x_(new (memory_alloc(limits::kXRegisters * sizeof(Term))) Term[limits::kXRegisters]) {}
SingleScheduler::~SingleScheduler() { memory_free(x_); }

void SingleScheduler::ready(Process& process) { queue_.push_back(&process); }

void SingleScheduler::cancel_timer(Process& process) {
  if (process.timer_id == 0) return;
  timers_.erase({process.wait_ms, process.timer_id});
  process.timer_id = 0;
}

void SingleScheduler::end(Process& process, const Process& main) {
  cancel_timer(process);
  the_node.processes->remove(process);
  if (&process == &main) {
    main_ended_ = true;
    return;
  }
  if (process.exit_reason != atom::normal) {
    std::string text = print_term(process.exit_reason, {.max_chars = 4000});
    std::string pid = print_term(process.self);
    std::fprintf(stderr, "=ERROR REPORT====\nError in process %s with exit value:\n%s\n\n", pid.c_str(), text.c_str());
  }
  ProcessTable::reclaim(&process);
}

void SingleScheduler::run_one(Process& process, const Process& main) {
  process.state.store(RunState::Running, std::memory_order_relaxed);
  process.x = x_;
  process.restore_x();
  process.reductions = limits::kReductions;
  process.withheld = 0;
  switch (run_slice(process)) {
    case Outcome::Yielded:
      process.save_x();
      process.state.store(RunState::Runnable, std::memory_order_relaxed);
      queue_.push_back(&process);
      break;
    case Outcome::Waiting:
      process.save_x();
      if (process.timer_active && process.timer_id == 0) {
        // wait_ms turns from a span into the deadline in nanoseconds.
        process.wait_ms = now_ns() + process.wait_ms * 1'000'000;
        process.timer_id = next_timer_++;
        timers_[{process.wait_ms, process.timer_id}] = &process;
      }
      if (process.mailbox.inbox_empty()) {
        process.state.store(RunState::Waiting, std::memory_order_relaxed);
      } else {
        process.state.store(RunState::Runnable, std::memory_order_relaxed);
        queue_.push_back(&process);
      }
      break;
    case Outcome::Exited:
      end(process, main);
      break;
  }
}

void SingleScheduler::fire_timers() {
  if (timers_.empty()) return;
  uint64_t now = now_ns();
  while (!timers_.empty() && timers_.begin()->first.deadline <= now) {
    Process* process = timers_.begin()->second;
    timers_.erase(timers_.begin());
    process->timer_id = 0;
    process->timer_fired = true;
    if (process->state.load(std::memory_order_relaxed) == RunState::Waiting) {
      process->state.store(RunState::Runnable, std::memory_order_relaxed);
      queue_.push_back(process);
    }
  }
}

void SingleScheduler::wait_for_timer() {
  // Nothing can wake a process but a timer; without one the program would sleep for ever, as it asked to.
  uint64_t until = timers_.empty() ? now_ns() + 1'000'000'000 : timers_.begin()->first.deadline;
  timespec t{static_cast<time_t>(until / 1'000'000'000), static_cast<long>(until % 1'000'000'000)};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, nullptr);
}

void SingleScheduler::run_until_exit(Process& main) {
  while (!main_ended_) {
    fire_timers();
    if (queue_.empty()) {
      wait_for_timer();
      continue;
    }
    Process* process = queue_.front();
    queue_.pop_front();
    run_one(*process, main);
  }
}

}  // namespace beamlet
