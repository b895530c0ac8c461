// process_table.hpp - pid -> process.
//
// Picture     pid id (59 bits)   | generation (31) | slot (28) |     printed <0.slot.generation>
//             chunks[slot / kChunk] -> Slot { process, generation }, made as needed, never moved
//
//             cache of a thread | slots to use next (a batch) | freed slots | alive |   a spawn and an exit write nothing that other threads write:
//                               slots come and go by batches, under the lock
//
// Invariants  T1  a slot's generation grows when its process dies: an old pid never finds the new process in its slot.
//             T2  freed slots are reused oldest first.
//             T3  no more slots than the limit are out of the table's hands; those that lie in other threads' caches count as well, so the limit may be
//                 met some batches early (at limits under 2048 the batch is one slot and the limit is exact).
// Threads     find(): [any], lock-free. create/remove: [any], under a lock only once a batch.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "vm/process/process.hpp"

namespace beamlet {

class ProcessTable {
 public:
  static constexpr uint32_t kSlotBits = 28;
  explicit ProcessTable(uint32_t limit = 1u << 20);
  ~ProcessTable();
  ProcessTable(const ProcessTable&) = delete;
  ProcessTable& operator=(const ProcessTable&) = delete;

  // A new process with an empty heap and its pid, or nullptr when the table is full. Held: it counts as queued from the start, so that nobody who finds its pid
  // makes it run while its maker still works on it; the maker enqueues it when it is complete.
  // `reserved`: for the machine's own reports, which a full table must not silence.
  enum class Born : uint8_t { Idle, Held };
  [[nodiscard]] Process* create(size_t heap_words = limits::kInitialHeapWords, Born born = Born::Idle,
                                bool reserved = false);
  // Takes the process out of the table: from now on its pid finds nothing.
  void remove(Process& process);
  // Frees its memory. Nobody else may hold it.
  static void reclaim(Process* process);
  [[nodiscard]] Process* find(Term pid) const;
  // How many are alive: the sum of the threads' counts.
  [[nodiscard]] uint32_t count() const;
  [[nodiscard]] uint32_t limit() const { return limit_; }
  // max_heap_size of processes that are not told otherwise, in words; 0: none. Set at boot.
  uint64_t default_max_heap_words = 0;
  // max_message_queue_len likewise.
  uint32_t default_max_messages = 0;
  // Visits all that are in the table now. The caller holds no quiescent point off: a process it sees may end meanwhile, its block stays.
  void for_each(const std::function<void(Process&)>& visit);

 private:
  static constexpr uint32_t kChunk = 4096;
  static constexpr uint32_t kReserved = 64;
  static constexpr uint32_t kBatch = 64;
  // What one thread has taken from the table and may use without the lock.
  struct alignas(64) Cache {
    std::vector<uint32_t> ready;    // taken from the back
    std::vector<uint32_t> freed;    // oldest first
    std::atomic<int64_t> alive{0};  // processes created minus processes removed by this thread
  };
  struct Slot {
    std::atomic<Process*> process{nullptr};
    uint64_t generation = 0;
  };
  [[nodiscard]] Slot* slot_of(uint32_t index) const;
  // The calling thread's cache.
  [[nodiscard]] Cache& cache();
  // A batch more in cache.ready: false when the table is full.
  [[nodiscard]] bool refill(Cache& cache, bool reserved);
  void take_back(Cache& cache);        // [locked] its freed slots
  [[nodiscard]] uint32_t take_slot();  // [locked]

  const uint32_t limit_;
  const uint32_t batch_;
  const uint64_t serial_;  // no other table of this run has it: threads know their cache by it
  mutable std::mutex lock_;
  std::vector<std::unique_ptr<Cache>> caches_;
  uint32_t out_ = 0;   // slots in use or in caches
  uint32_t used_ = 1;  // slots ever handed out; slot 0 stays empty
  std::deque<uint32_t> free_;
  std::atomic<Slot*> chunks_[(1u << kSlotBits) / kChunk] = {};
};

}  // namespace beamlet
