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
    uint64_t now = clock::monotonic_ms();
    left = timer->deadline > now ? timer->deadline - now : 0;
    wheel_.cancel(*timer);
    timers_.erase(found);
  }
  Signal::destroy(timer->message);
  delete timer;
  return left;
}

std::optional<uint64_t> TimerService::read_timer(uint64_t ref) {
  std::lock_guard lock(lock_);
  auto found = timers_.find(ref);
  if (found == timers_.end()) return std::nullopt;
  uint64_t now = clock::monotonic_ms();
  return found->second->deadline > now ? found->second->deadline - now : 0;
}

size_t TimerService::size() {
  std::lock_guard lock(lock_);
  return wheel_.size();
}

void TimerService::expire(uint64_t now_ms) {
  if (now_ms < next_deadline()) return;
  // Under the lock: what is due, and the flags of receive time-outs (S2). Outside: waking and sending. A process whose flag was set may be gone by
  // then; its control block is not, because this scheduler has no quiescent point in between.
  expired_.clear();
  {
    std::lock_guard lock(lock_);
    wheel_.advance(now_ms, expired_);
    for (TimerNode* node : expired_) {
      auto* entry = static_cast<TimerEntry*>(node);
      if (entry->process != nullptr)
        static_cast<ReceiveTimer*>(entry)->fired.store(true, std::memory_order_relaxed);
      else
        timers_.erase(static_cast<LanguageTimer*>(entry)->ref);
    }
    next_.store(wheel_.next_deadline(), std::memory_order_relaxed);
  }
  for (TimerNode* node : expired_) {
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
