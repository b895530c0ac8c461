#include "vm/base/quiescence.hpp"

namespace beamlet {

Quiescence::~Quiescence() { release_all(); }

void Quiescence::release_all() {
  for (auto& p : participants_) {
    while (!p->limbo_.empty()) {
      Retired r = p->limbo_.front();
      p->limbo_.pop_front();
      r.release(r.object);
    }
  }
}

Quiescence::Participant* Quiescence::join() {
  std::lock_guard lock(mutex_);
  return participants_.emplace_back(std::make_unique<Participant>()).get();
}

void Quiescence::online(Participant& self) {
  // seq_cst, all three: pair with try_advance. Either try_advance sees this thread online in its epoch, or this thread
  // sees the newer epoch here and with it everything that was unlinked before.
  uint64_t now = epoch_.load(std::memory_order_seq_cst);
  while (true) {
    self.state_.store(now << 1 | 1, std::memory_order_seq_cst);  // pairs with try_advance
    uint64_t again = epoch_.load(std::memory_order_seq_cst);     // pairs with try_advance
    if (again == now) return;
    now = again;
  }
}

void Quiescence::offline(Participant& self) {
  // So many steps free all of it when the others are idle as well. Still online: what a release function looks up must not be freed meanwhile.
  for (uint64_t step = 0; step < kGrace && !self.limbo_.empty(); ++step) {
    // acquire and release: pairs with the loads in try_advance; this thread's reads are over.
    self.state_.store(epoch_.load(std::memory_order_acquire) << 1 | 1, std::memory_order_release);
    if (!try_advance()) break;
    self.state_.store(epoch_.load(std::memory_order_acquire) << 1 | 1,
                      std::memory_order_release);  // pairs with try_advance
    free_old(self);
  }
  self.state_.store(self.state_.load(std::memory_order_relaxed) & ~uint64_t{1},
                    std::memory_order_release);  // pairs with try_advance
}

void Quiescence::reclaim(Participant& self) {
  if (++self.since_attempt_ >= kAttemptEvery) {
    self.since_attempt_ = 0;
    try_advance();
  }
  free_old(self);
}

void Quiescence::free_old(Participant& self) {
  // acquire: pairs with the exchange in try_advance.
  uint64_t now = epoch_.load(std::memory_order_acquire);
  while (!self.limbo_.empty() && self.limbo_.front().epoch + kGrace <= now) {
    Retired r = self.limbo_.front();
    self.limbo_.pop_front();
    r.release(r.object);
  }
}

// Moves to the next epoch when every online participant has seen the current one.
bool Quiescence::try_advance() {
  std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return false;  // somebody else is at it
  uint64_t now = epoch_.load(std::memory_order_relaxed);
  for (auto& p : participants_) {
    uint64_t seen = p->state_.load(std::memory_order_seq_cst);  // pairs with online, offline and quiescent
    if ((seen & 1) != 0 && seen >> 1 != now) return false;
  }
  epoch_.store(now + 1, std::memory_order_seq_cst);  // pairs with online, quiescent and free_old
  return true;
}

}  // namespace beamlet
