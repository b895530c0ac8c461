// quiescence.hpp - frees memory when no thread can still look at it.
//
// Purpose     Readers of shared tables (process table, ETS registry, export entries) take no lock and no reference: they promise to hold no pointer at their
//             next quiescent point. What was taken out of the table is retired, and freed when every thread has passed one since.
//
// Picture     epoch_      7                              counts up when every online participant has seen the current value
//             participant 0  seen 7 | limbo: [retired in epoch 7] [6] [5] ...
//             participant 1  seen 6 | limbo: ...                         freed by its owner when epoch_ >= e + kGrace
//             participant 2  offline
//             Each thread keeps what it retired itself, so that retiring writes nothing shared.
// Source      Quiescent-state-based reclamation: T. Hart et al., "Performance of memory reclamation for lockless synchronization" (2007).
// Invariants  E1  something retired in epoch e is freed only when epoch >= e + 3. Why three: the store that unlinked it may become visible after its thread has
//                 read e (a store buffer), when others are in e + 1 already and find it still. Its thread announces e + 1 behind that store, so whoever has seen
//                 e + 2 finds it no more; and e + 3 comes when every thread online has announced a quiescent point after it had seen e + 2. So any order
//                 will do for the unlinking store, and for the loads of readers.
//             E2  an offline participant (a parked scheduler, an idle pool thread) holds no pointer; it does not hold up the others.
// Threads     Participant's functions: the thread it belongs to. retire: any participant's thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace beamlet {

class Quiescence {
 public:
  // Something to free later: `release(object)` is called on the thread that retired it.
  struct Retired {
    void* object;
    void (*release)(void*);
    uint64_t epoch = 0;
  };

  class Participant {
    friend class Quiescence;
    // Epoch last seen, shifted by one; bit 0 set while online. Written by its thread, read by those that try to advance.
    alignas(64) std::atomic<uint64_t> state_{0};
    // [owner]
    alignas(64) std::deque<Retired> limbo_;  // oldest first
    uint32_t since_attempt_ = 0;
  };

  Quiescence() = default;
  // No participant may be online: as release_all.
  ~Quiescence();
  Quiescence(const Quiescence&) = delete;
  Quiescence& operator=(const Quiescence&) = delete;

  // Makes the calling thread known; it starts offline. Never removed: threads of the machine live as long as it does.
  [[nodiscard]] Participant* join();

  void online(Participant& self);
  void offline(Participant& self);

  // The calling thread holds no pointer to anything that may be retired. Two loads when there is nothing to do.
  void quiescent(Participant& self) {
    // acquire: pairs with the exchange in try_advance; what was read before the new epoch is over for everybody.
    uint64_t mine = epoch_.load(std::memory_order_acquire) << 1 | 1;
    // release: pairs with the loads in try_advance; this thread's reads before the quiescent point are over.
    if (self.state_.load(std::memory_order_relaxed) != mine)
      self.state_.store(mine, std::memory_order_release);
    if (!self.limbo_.empty()) reclaim(self);
  }

  // Frees `object` once every participant online now has been quiescent. It was unlinked before, with whatever memory order (E1).
  void retire(Participant& self, void* object, void (*release)(void*)) {
    // relaxed: not older than what this thread has announced, and E1 needs no more
    self.limbo_.push_back({object, release, epoch_.load(std::memory_order_relaxed)});
  }

  // The machine's end, when no participant is online: frees everything still in limbo, also what the freeing retires.
  void release_all();

  // What this thread has retired and not yet freed.
  [[nodiscard]] static size_t in_limbo(const Participant& self) { return self.limbo_.size(); }

 private:
  // An attempt to advance reads every participant's line: only every so many quiescent points.
  static constexpr uint32_t kAttemptEvery = 16;
  static constexpr uint64_t kGrace = 3;  // E1

  void reclaim(Participant& self);
  void free_old(Participant& self);
  bool try_advance();

  std::atomic<uint64_t> epoch_{2};
  std::mutex mutex_;  // guards participants_ (joining and advancing are rare)
  std::vector<std::unique_ptr<Participant>> participants_;
};

}  // namespace beamlet
