// process_table.hpp - pid -> process.
//
// Picture     pid id (59 bits)   | generation (31) | slot (28) |     printed <0.slot.generation>
//             chunks[slot / kChunk] -> Slot { process, generation }, made as needed, never moved
//
// Invariants  T1  a slot's generation grows when its process dies: an old pid never finds the new process in its slot.
//             T2  freed slots are reused oldest first.
// Threads     find(): [any], lock-free. create/remove: [any], under a lock.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include "vm/process/process.hpp"

namespace beamlet {

class ProcessTable {
 public:
  static constexpr uint32_t kSlotBits = 28;
  explicit ProcessTable(uint32_t limit = 1u << 20) : limit_(limit) {}
  ~ProcessTable();
  ProcessTable(const ProcessTable&) = delete;
  ProcessTable& operator=(const ProcessTable&) = delete;

  // A new process with an empty heap and its pid, or nullptr when the table is full. Held: it counts as queued from the start, so that nobody who finds its pid
  // makes it run while its maker still works on it; the maker enqueues it when it is complete.
  enum class Born : uint8_t { Idle, Held };
  [[nodiscard]] Process* create(size_t heap_words = limits::kInitialHeapWords, Born born = Born::Idle);
  // Takes the process out of the table: from now on its pid finds nothing.
  void remove(Process& process);
  // Frees its memory. Nobody else may hold it.
  static void reclaim(Process* process);
  [[nodiscard]] Process* find(Term pid) const;
  [[nodiscard]] uint32_t count() const { return count_.load(std::memory_order_relaxed); }
  [[nodiscard]] uint32_t limit() const { return limit_; }
  // max_heap_size of processes that are not told otherwise, in words; 0: none. Set at boot.
  uint64_t default_max_heap_words = 0;
  void for_each(const std::function<void(Process&)>& visit);

 private:
  static constexpr uint32_t kChunk = 4096;
  struct Slot {
    std::atomic<Process*> process{nullptr};
    uint64_t generation = 0;
  };
  [[nodiscard]] Slot* slot_of(uint32_t index) const;

  uint32_t limit_;
  std::atomic<uint32_t> count_{0};
  std::mutex lock_;
  uint32_t used_ = 1;  // slots handed out so far; slot 0 stays empty
  std::deque<uint32_t> free_;
  std::atomic<Slot*> chunks_[(1u << kSlotBits) / kChunk] = {};
};

}  // namespace beamlet
