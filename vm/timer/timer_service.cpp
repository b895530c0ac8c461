#include "vm/timer/timer_service.hpp"

#include "vm/base/clock.hpp"
#include "vm/process/name_registry.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/send.hpp"

namespace beamlet {

struct TimerService::LanguageTimer : TimerEntry {
  uint64_t ref = 0;
  Term destination;
  Signal* message = nullptr;
};

namespace {

// Whole milliseconds until the timer fires.
uint64_t time_left(const TimerNode& timer) {
  auto now_ns = static_cast<uint64_t>(clock::monotonic_ns());
  uint64_t deadline_ns = timer.deadline * clock::kNanosecondsPerMillisecond;
  return deadline_ns > now_ns ? (deadline_ns - now_ns) / clock::kNanosecondsPerMillisecond : 0;
}

}  // namespace

// A timer whose receiver has ended is as good as cancelled.
bool TimerService::is_wanted(const LanguageTimer& timer) {
  return timer.destination.is_atom() || the_node.processes->find(timer.destination) != nullptr;
}

TimerService::TimerService() : wheel_(clock::monotonic_ms()) {}

TimerService::~TimerService() {
  for (auto& [ref, timer] : timers_) {
    Signal::destroy(timer->message);
    delete timer;
  }
}

void TimerService::arm(Process& process, uint64_t deadline_ms) {
  std::lock_guard lock(lock_);
  process.timer.home = this;
  process.timer.fired = false;
  wheel_.start(process.timer, deadline_ms);
  note_deadline(deadline_ms);
}

void TimerService::cancel(Process& process) {
  TimerService* home = process.timer.home;
  if (home == nullptr) return;
  std::lock_guard lock(home->lock_);
  home->wheel_.cancel(process.timer);
  process.timer.fired = false;
  process.timer.home = nullptr;
}

void TimerService::start(uint64_t ref, uint64_t deadline_ms, Term destination, Signal* message) {
  auto* timer = new LanguageTimer;
  timer->ref = ref;
  timer->destination = destination;
  timer->message = message;
  std::lock_guard lock(lock_);
  timers_.emplace(ref, timer);
  wheel_.start(*timer, deadline_ms);
  note_deadline(deadline_ms);
}

std::optional<uint64_t> TimerService::cancel_timer(uint64_t ref) {
  LanguageTimer* timer = nullptr;
  uint64_t left = 0;
  {
    std::lock_guard lock(lock_);
    auto found = timers_.find(ref);
    if (found == timers_.end()) return std::nullopt;
    timer = found->second;
    left = time_left(*timer);
    wheel_.cancel(*timer);
    timers_.erase(found);
  }
  bool wanted = is_wanted(*timer);
  Signal::destroy(timer->message);
  delete timer;
  return wanted ? std::optional(left) : std::nullopt;
}

std::optional<uint64_t> TimerService::read_timer(uint64_t ref) {
  std::lock_guard lock(lock_);
  auto found = timers_.find(ref);
  if (found == timers_.end()) return std::nullopt;
  if (!is_wanted(*found->second)) return std::nullopt;
  return time_left(*found->second);
}

size_t TimerService::size() {
  std::lock_guard lock(lock_);
  return wheel_.size();
}

void TimerService::expire(uint64_t now_ms) {
  if (now_ms < next_deadline()) return;
  // Under the lock: what is due, and the flags of receive time-outs (S2). Outside: waking and sending. A process whose flag was set may be gone by
  // then; its control block is not, because this scheduler has no quiescent point in between.
  // The vector is the thread's own: two threads may fire timers of one service at once, different ones.
  static thread_local std::vector<TimerNode*> expired;
  expired.clear();
  {
    std::lock_guard lock(lock_);
    wheel_.advance(now_ms, expired);
    for (TimerNode* node : expired) {
      auto* entry = static_cast<TimerEntry*>(node);
      if (entry->process != nullptr)
        // seq_cst: pairs with the load in wait_timeout; seen before notify reads the state word, so by a run that begins after (DESIGN.md 3).
        static_cast<ReceiveTimer*>(entry)->fired.store(true, std::memory_order_seq_cst);
      else
        timers_.erase(static_cast<LanguageTimer*>(entry)->ref);
    }
    next_.store(wheel_.next_deadline(), std::memory_order_relaxed);
  }
  for (TimerNode* node : expired) {
    auto* entry = static_cast<TimerEntry*>(node);
    if (Process* process = entry->process) {
      if (process->state.notify() == ProcessState::Notify::Enqueue) the_node.ready->ready(*process);
      continue;
    }
    auto* timer = static_cast<LanguageTimer*>(entry);
    Term pid = timer->destination.is_atom() ? the_node.names->find(timer->destination) : timer->destination;
    if (Process* receiver = pid.is_none() ? nullptr : the_node.processes->find(pid))
      push_signal(*receiver, timer->message);
    else
      Signal::destroy(timer->message);
    delete timer;
  }
}

}  // namespace beamlet
