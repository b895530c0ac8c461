#include "vm/sched/scheduler.hpp"

#include <algorithm>
#include <utility>

#include "vm/base/clock.hpp"
#include "vm/bif/process_items.hpp"
#include "vm/code/purge.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/interp/interpreter.hpp"
#include "vm/io/stdio.hpp"
#include "vm/process/exit.hpp"
#include "vm/process/process_alloc.hpp"
#include "vm/process/system_monitor.hpp"
#include "vm/process/trace.hpp"
#include "vm/sched/schedulers.hpp"

namespace beamlet {

namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): of this thread
thread_local Scheduler* this_threads_scheduler = nullptr;

// How long a scheduler looks for work before it sleeps: a hand-over between two cores takes some microseconds.
constexpr int64_t kSpinNs = 20'000;
// How long it sleeps when ended processes wait for their release.
constexpr uint64_t kReleaseRetryNs = 200'000;
// And when the other end of standard output has no room.
constexpr uint64_t kFlushRetryNs = 5'000'000;
// Virtual time that passes with each reduction, about what one takes on a real machine: endless loops do not keep timers from firing.
constexpr int64_t kVirtualNsPerReduction = 10;

// Only this scheduler writes its counters: no locked instruction.
void add(std::atomic<uint64_t>& counter, uint64_t n) {
  // relaxed: figures
  counter.store(counter.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
}

// A turn begins or ends: at the time it does, and where the process stands.
void trace_turn(Process& process, const char* event) {
  if (traces(process, trace_flag::kTurns)) [[unlikely]]
    trace_event(process, trace_flag::kTurns, make_atom(event), {running_function(process)});
}

// How long a slice takes, for who asked to be told of long ones.
class SliceWatch {
 public:
  explicit SliceWatch(Process& process) {
    if (!watches(watch::kLongSchedule)) return;
    began_ns_ = clock::monotonic_ns();
    Term in = running_function(process);
    // Values: the tuple may be gone when the slice ends.
    std::copy_n(tuple_elements(in), std::size(in_), in_);
  }
  void end(Process& process) {
    if (began_ns_ == 0) return;
    int64_t ns = clock::monotonic_ns() - began_ns_;
    if (!is_long_slice(ns)) return;
    Term in = tuple_at(process.alloc(1 + std::size(in_)), in_[0], in_[1], in_[2]);
    tell_slice(process, ns, in, running_function(process));
  }

 private:
  int64_t began_ns_ = 0;
  Term in_[3];
};

}  // namespace

Scheduler* Scheduler::current() { return this_threads_scheduler; }

Scheduler::Scheduler(Schedulers& all, uint32_t index)
    : all_(all),
      index_(index),
      participant_(all.quiescence().join()),
      rng_(all.options().seed.value_or(0x9E3779B97F4A7C15u) + index),
      x_(std::make_unique<Term[]>(limits::kXRegisters)) {}

void Scheduler::enqueue(Process& process, bool woken) {
  if (woken && process.priority == Priority::Normal && !all_.deterministic()) {
    // acq_rel: pairs with take_woken.
    Process* displaced = woken_.exchange(&process, std::memory_order_acq_rel);
    if (displaced == nullptr) return;
    if (queue_.push(displaced) > 0) all_.wake_one();
    return;
  }
  size_t before = queue_.push(&process);
  if (current() != this) {
    parker_.unpark();
    all_.wake_one();
  } else if (before > 0 || woken_.load(std::memory_order_relaxed) != nullptr) {
    all_.wake_one();  // others wait here besides this one
  }
}

void Scheduler::balance() {
  turns_since_balance_ = 0;
  if (!all_.deterministic() && all_.count() > 1) all_.balance_for(*this);
}

void Scheduler::run() {
  this_threads_scheduler = this;
  all_.quiescence().online(*participant_);
  while (!all_.stopping()) {
    all_.quiescence().quiescent(*participant_);
    the_node.literals->see_leaving();
    check_timers();
    if (Process* process = next()) {
      run_one(*process);
      if (++turns_since_balance_ >= kTurnsPerBalance) balance();
    } else {
      rest();
    }
  }
  all_.quiescence().offline(*participant_);
  this_threads_scheduler = nullptr;
}

void Scheduler::check_timers() {
  bool alone = all_.count() == 1;
  if (alone && timers_.next_deadline() == TimerWheel::kNever) return;
  if (++turns_ % kTurnsPerClock != 0 && !clock::is_virtual()) return;
  uint64_t now = clock::monotonic_ms();
  timers_.expire(now);
  if (!alone && now != helped_at_ms_) {
    helped_at_ms_ = now;
    all_.expire_overdue(*this, now);
  }
}

Process* Scheduler::next() {
  if (all_.deterministic()) return choose_deterministic();
  if (slots_in_row_ < kSlotRow) {
    if (Process* process = take_woken()) {
      ++slots_in_row_;
      return process;
    }
  }
  slots_in_row_ = 0;
  if (RunLink* link = queue_.pop()) return static_cast<Process*>(link);
  if (Process* process = take_woken()) return process;
  return all_.steal_for(*this, rng_);
}

Process* Scheduler::choose_deterministic() {
  size_t length = queue_.length();
  return length == 0 ? nullptr : static_cast<Process*>(queue_.pop_at(rng_.below(length)));
}

void Scheduler::run_one(Process& process) {
  process.state.begin_run();
  process.x = x_.get();
  int64_t budget = all_.options().reductions;
  if (all_.deterministic()) budget = 1 + static_cast<int64_t>(rng_.below(static_cast<uint64_t>(budget)));
  process.reductions = budget;
  process.slice = static_cast<uint32_t>(budget);
  add(counters_.context_switches, 1);

  // `in` comes before the messages that the turn begins with.
  bool told = traces(process, trace_flag::kTurns) && traces(process, trace_flag::kReceive) &&
              !process.suspended() && !process.signals.empty();
  if (told) trace_turn(process, "in");
  if (!process.signals.empty()) fetch_signals(process);
  Outcome outcome = Outcome::Exited;
  bool runs = told;
  if (process.sweep_due && !process.doomed()) {
    process.restore_x();
    answer_purge(process);
    process.save_x();
  }
  if (process.doomed()) {
    // The outcome stays Exited. Its end is a turn, too.
    if (!told) trace_turn(process, "in");
  } else if (process.suspended()) {
    outcome = Outcome::Waiting;
  } else {
    runs = true;
    process.restore_x();
    if (process.wants_full_collection) collect_fully(process);
    process.outcome = Outcome::Yielded;
    // A builtin that goes on over several slices has no safepoint between them.
    bool grown = process.heap.fragment_words > process.max_heap_words && process.max_heap_words != 0;
    if (!told) trace_turn(process, "in");
    SliceWatch slice(process);
    if (grown && !collect_for(process, 0, process.live))
      doom(process, atom::killed);
    else
      outcome = run_slice(process);
    slice.end(process);
    if (process.hibernating && outcome == Outcome::Waiting) collect_fully(process);
    if (outcome != Outcome::Exited) process.save_x();
  }

  // Asked in the middle of a receive: the answer is given at the beginning of the next slice.
  if (process.sweep_due && outcome == Outcome::Waiting) outcome = Outcome::Yielded;
  uint64_t used = process.slice_used();
  process.withheld = 0;
  process.reductions_done += used;
  add(counters_.reductions, used);
  if (CollectionTally tally = take_collection_tally(); tally.collections != 0) {
    add(counters_.collections, tally.collections);
    add(counters_.words_reclaimed, tally.words_reclaimed);
  }
  if (clock::is_virtual()) clock::pass_ns(static_cast<int64_t>(used) * kVirtualNsPerReduction);
  if (runs && outcome != Outcome::Exited) trace_turn(process, "out");
  switch (outcome) {
    case Outcome::Yielded:
      process.state.end_run_yielding();
      turns_ = kTurnsPerClock - 1;  // a whole slice has passed: time to look at the clock
      enqueue(process, false);
      return;
    case Outcome::Waiting:
      if (process.state.end_run_waiting(process.signals) == ProcessState::EndRun::Enqueue)
        enqueue(process, false);
      return;
    case Outcome::Exited:
      return finish(process);
    case Outcome::Blocking:
      return all_.hand_over(process);  // a thread of the pool owns it now
  }
}

void Scheduler::finish(Process& process) {
  end_process(process);
  all_.quiescence().retire(*participant_, &process, release_process);
}

void Scheduler::rest() {
  int64_t since = clock::monotonic_ns();
  counters_.idle_since.store(since, std::memory_order_relaxed);  // relaxed: a figure
  park();
  counters_.idle_since.store(0, std::memory_order_relaxed);  // relaxed: as above
  add(counters_.idle_ns, static_cast<uint64_t>(clock::monotonic_ns() - since));
}

SchedulerFigures Scheduler::figures() const {
  SchedulerFigures f;
  // relaxed, all: a moment's picture of counters that one thread writes
  int64_t now = clock::monotonic_ns(), since = counters_.idle_since.load(std::memory_order_relaxed);
  uint64_t idle = counters_.idle_ns.load(std::memory_order_relaxed);                // relaxed: as above
  f.reductions = counters_.reductions.load(std::memory_order_relaxed);              // relaxed: as above
  f.context_switches = counters_.context_switches.load(std::memory_order_relaxed);  // relaxed: as above
  f.collections = counters_.collections.load(std::memory_order_relaxed);            // relaxed: as above
  f.words_reclaimed = counters_.words_reclaimed.load(std::memory_order_relaxed);    // relaxed: as above
  if (since != 0 && now > since) idle += static_cast<uint64_t>(now - since);
  f.total_ns = static_cast<uint64_t>(std::max<int64_t>(now - started_ns_, 0));
  f.busy_ns = f.total_ns > idle ? f.total_ns - idle : 0;
  f.running = since == 0;
  f.queue_length =
      queue_.length() + (woken_.load(std::memory_order_relaxed) != nullptr ? 1 : 0);  // relaxed: as above
  return f;
}

void Scheduler::park() {
  if (clock::is_virtual()) {
    // What waits for a quiescent point comes before the time passes.
    if (Quiescence::in_limbo(*participant_) > 0) {
      all_.quiescence().offline(*participant_);
      all_.quiescence().online(*participant_);
      if (!queue_.empty()) return;
    }
    uint64_t deadline = timers_.next_deadline();
    if (deadline != TimerWheel::kNever) {
      clock::jump_to_ms(deadline);
      return timers_.expire(clock::monotonic_ms());
    }
  }
  // Look a little longer before sleeping: waking takes longer than most waits between communicating processes.
  if (!all_.deterministic() && all_.count() > 1) {
    int64_t until = clock::monotonic_ns() + kSpinNs;
    while (clock::monotonic_ns() < until) {
      for (int i = 0; i < 32; ++i) __builtin_ia32_pause();
      if (all_.stopping() || !queue_.empty() || all_.work_anywhere()) return;
    }
  }
  // What was printed is seen before the machine waits for what comes next.
  bool flushed = Stdio::instance().flush_without_waiting();
  all_.set_idle(index_);
  uint64_t sleep = Parker::kForever;
  uint64_t deadline = timers_.next_deadline();
  // One whose scheduler is busy with something long may become ours.
  if (all_.count() > 1) deadline = std::min(deadline, all_.expire_overdue(*this, clock::monotonic_ms()));
  if (deadline != TimerWheel::kNever) {
    auto now = static_cast<uint64_t>(clock::monotonic_ns());
    sleep = deadline * 1'000'000 > now ? deadline * 1'000'000 - now : 0;
  }
  // Going offline releases ended processes, and that answers late signals: the answer may have made a process runnable here.
  all_.quiescence().offline(*participant_);
  // What could not be released yet (another scheduler was still in its slice) may hold signals to answer: come back soon.
  if (Quiescence::in_limbo(*participant_) > 0) sleep = std::min(sleep, kReleaseRetryNs);
  if (!flushed) sleep = std::min(sleep, kFlushRetryNs);
  bool nothing =
      woken_.load(std::memory_order_relaxed) == nullptr && !all_.work_anywhere() && !all_.stopping();
  if (nothing && sleep != 0) parker_.park(sleep);
  all_.quiescence().online(*participant_);
  all_.clear_idle(index_);
  uint64_t now = clock::monotonic_ms();
  timers_.expire(now);
  if (all_.count() > 1) all_.expire_overdue(*this, now);
}

}  // namespace beamlet
