#include "vm/process/process_table.hpp"

#include <new>

#include "vm/base/memory.hpp"

namespace beamlet {

namespace {
constexpr uint64_t kSlotMask = (uint64_t{1} << ProcessTable::kSlotBits) - 1;
}  // namespace

ProcessTable::~ProcessTable() {
  for (uint32_t i = 0; i < used_; ++i)
    if (Slot* slot = slot_of(i))
      if (Process* p = slot->process.load(std::memory_order_relaxed)) reclaim(p);
  for (std::atomic<Slot*>& chunk : chunks_) delete[] chunk.load(std::memory_order_relaxed);
}

ProcessTable::Slot* ProcessTable::slot_of(uint32_t index) const {
  // acquire pairs with the release in create(): the chunk is initialised.
  Slot* chunk = chunks_[index / kChunk].load(std::memory_order_acquire);
  return chunk == nullptr ? nullptr : chunk + index % kChunk;
}

Process* ProcessTable::create(size_t heap_words, Born born) {
  std::lock_guard guard(lock_);
  if (count() >= limit_) return nullptr;
  uint32_t index = 0;
  // Prefer fresh slots while few are in use, so that pids are not reused soon.
  if (!free_.empty() && (free_.size() > limit_ / 2 || used_ >= limit_)) {
    index = free_.front();
    free_.pop_front();
  } else {
    index = used_++;
    std::atomic<Slot*>& chunk = chunks_[index / kChunk];
    if (chunk.load(std::memory_order_relaxed) == nullptr)
      chunk.store(new Slot[kChunk], std::memory_order_release);  // pairs with slot_of()
  }
  Slot* slot = slot_of(index);
  auto* process = new (memory_alloc(sizeof(Process))) Process;
  process->heap.create(heap_words);
  process->max_heap_words = default_max_heap_words;
  process->self = Term::pid(slot->generation << kSlotBits | index);
  if (born == Born::Held) process->state.hold();
  // release pairs with find(): the process is complete.
  slot->process.store(process, std::memory_order_release);
  count_.fetch_add(1, std::memory_order_relaxed);
  return process;
}

void ProcessTable::remove(Process& process) {
  std::lock_guard guard(lock_);
  auto index = static_cast<uint32_t>(process.self.pid_id() & kSlotMask);
  Slot* slot = slot_of(index);
  slot->process.store(nullptr, std::memory_order_seq_cst);  // pairs with the look of register/2 after it set Process::named
  ++slot->generation;
  free_.push_back(index);
  count_.fetch_sub(1, std::memory_order_relaxed);
}

void ProcessTable::reclaim(Process* process) {
  process->mailbox.clear();
  process->heap.destroy();
  process->~Process();
  memory_free(process);
}

Process* ProcessTable::find(Term pid) const {
  if (!pid.is_local_pid()) return nullptr;
  Slot* slot = slot_of(static_cast<uint32_t>(pid.pid_id() & kSlotMask));
  if (slot == nullptr) return nullptr;
  // seq_cst: pairs with create() and remove().
  Process* process = slot->process.load(std::memory_order_seq_cst);
  return process != nullptr && process->self == pid ? process : nullptr;
}

void ProcessTable::for_each(const std::function<void(Process&)>& visit) {
  std::lock_guard guard(lock_);
  for (uint32_t i = 1; i < used_; ++i)
    if (Process* p = slot_of(i)->process.load(std::memory_order_relaxed)) visit(*p);
}

}  // namespace beamlet
