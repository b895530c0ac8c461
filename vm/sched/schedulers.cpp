#include "vm/sched/schedulers.hpp"

#include <sys/random.h>
#include <algorithm>
#include <bit>

#include "vm/base/clock.hpp"

namespace beamlet {

namespace {
constexpr uint32_t kMaxSchedulers = 64;  // bits of the idle set
}

Schedulers::Schedulers(const SchedulerOptions& options) : options_(options) {
  if (options_.schedulers == 0) options_.schedulers = std::max(1u, std::thread::hardware_concurrency());
  options_.schedulers = std::min(options_.schedulers, kMaxSchedulers);
  if (deterministic()) {
    options_.schedulers = 1;
    clock::set_virtual();
  }
  for (uint32_t i = 0; i < options_.schedulers; ++i)
    schedulers_.push_back(std::make_unique<Scheduler>(*this, i));
}

Schedulers::~Schedulers() = default;

uint64_t Schedulers::entropy() {
  if (deterministic()) return entropy_.next();
  uint64_t bits = 0;
  // So few bytes come whole, whatever signals do; a system without the call has the clock.
  if (getrandom(&bits, sizeof bits, 0) != sizeof bits) bits = static_cast<uint64_t>(clock::os_system_ns());
  return bits;
}

void Schedulers::begin(Process& process) {
  BEAMLET_CHECK(process.state.notify() == ProcessState::Notify::Enqueue);
  schedulers_[0]->queue().push(&process);
}

void Schedulers::run() {
  stopping_.store(false, std::memory_order_relaxed);
  for (size_t i = 1; i < schedulers_.size(); ++i) threads_.emplace_back([this, i] { schedulers_[i]->run(); });
  schedulers_[0]->run();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Schedulers::stop() {
  stopping_.store(true, std::memory_order_seq_cst);  // pairs with the loads in Scheduler::run
  for (auto& scheduler : schedulers_) scheduler->parker().unpark();
}

void Schedulers::ready(Process& process) {
  if (Scheduler* here = Scheduler::current()) return here->enqueue(process, true);
  // From a thread that is no scheduler's: the blocking pool, signals, the poller.
  uint32_t i = round_robin_.fetch_add(1, std::memory_order_relaxed) % static_cast<uint32_t>(count());
  schedulers_[i]->enqueue(process, false);
}

void Schedulers::set_idle(uint32_t index) {
  // seq_cst: pairs with wake_one; the bit is set before the last look at the queues (scheduler.hpp C3).
  idle_.fetch_or(uint64_t{1} << index, std::memory_order_seq_cst);
}
void Schedulers::clear_idle(uint32_t index) {
  idle_.fetch_and(~(uint64_t{1} << index), std::memory_order_seq_cst);  // pairs with wake_one
}

void Schedulers::wake_one() {
  // seq_cst: pairs with set_idle; the work was put into a queue before this look.
  uint64_t idle = idle_.load(std::memory_order_seq_cst);
  while (idle != 0) {
    auto i = static_cast<uint32_t>(std::countr_zero(idle));
    uint64_t bit = uint64_t{1} << i;
    // Who clears the bit wakes it: several wakers choose several sleepers.
    if ((idle_.fetch_and(~bit, std::memory_order_seq_cst) & bit) != 0)
      return schedulers_[i]->parker().unpark();    // pairs with set_idle
    idle = idle_.load(std::memory_order_seq_cst);  // pairs with set_idle
  }
}

Process* Schedulers::steal_for(Scheduler& thief, Rng& rng) {
  auto n = static_cast<uint32_t>(count());
  if (n == 1) return nullptr;
  auto start = static_cast<uint32_t>(rng.below(n));
  for (uint32_t k = 0; k < n; ++k) {
    Scheduler& victim = *schedulers_[(start + k) % n];
    // NOLINTNEXTLINE(readability-container-size-empty): empty() is the seq_cst look, this need only be a guess
    if (&victim == &thief || victim.queue().length() == 0) continue;
    if (victim.queue().steal_half(thief.queue()) == 0) continue;
    thief.counters().steals.fetch_add(1, std::memory_order_relaxed);
    if (RunLink* link = thief.queue().pop()) return static_cast<Process*>(link);
  }
  for (uint32_t k = 0; k < n; ++k) {
    Scheduler& victim = *schedulers_[(start + k) % n];
    if (&victim == &thief) continue;
    if (Process* woken = victim.take_woken()) return woken;
  }
  return nullptr;
}

void Schedulers::balance_for(Scheduler& thief) {
  // A difference of some processes is no harm, and moving them costs their caches.
  constexpr size_t kTolerance = 8;
  size_t mine = thief.queue().length();
  Scheduler* longest = nullptr;
  size_t length = mine + mine / 4 + kTolerance;
  for (auto& scheduler : schedulers_)
    if (size_t theirs = scheduler->queue().length(); theirs > length) {
      longest = scheduler.get();
      length = theirs;
    }
  if (longest != nullptr) (void)longest->queue().steal(thief.queue(), (length - mine) / 2);
}

uint64_t Schedulers::expire_overdue(const Scheduler& self, uint64_t now_ms) {
  // So late is no timer of a scheduler that runs slices of usual length, or wakes for its timers.
  constexpr uint64_t kOverdueMs = 4;
  uint64_t next = TimerWheel::kNever;
  // relaxed: who is asleep looks after its timers itself, sooner or later
  uint64_t idle = idle_.load(std::memory_order_relaxed);
  for (auto& other : schedulers_) {
    uint64_t due = other->timers().next_deadline();
    if (other.get() == &self || due == TimerWheel::kNever || (idle >> other->index() & 1) != 0) continue;
    if (due + kOverdueMs <= now_ms) {
      other->timers().expire(now_ms);
      due = other->timers().next_deadline();
    }
    if (due != TimerWheel::kNever) next = std::min(next, due + kOverdueMs);
  }
  return next;
}

bool Schedulers::work_anywhere() const {
  return std::ranges::any_of(schedulers_, [](const auto& scheduler) { return !scheduler->queue().empty(); });
}

}  // namespace beamlet
