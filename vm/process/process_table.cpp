#include "vm/process/process_table.hpp"

#include <algorithm>
#include <new>

#include "vm/base/memory.hpp"

namespace beamlet {

namespace {
constexpr uint64_t kSlotMask = (uint64_t{1} << ProcessTable::kSlotBits) - 1;

uint64_t next_serial() {
  static std::atomic<uint64_t> serial{0};
  return serial.fetch_add(1, std::memory_order_relaxed) + 1;  // relaxed: only uniqueness matters
}
}  // namespace

ProcessTable::ProcessTable(uint32_t limit)
    : limit_(limit), batch_(std::clamp(limit / 1024, 1u, kBatch)), serial_(next_serial()) {}

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

ProcessTable::Cache& ProcessTable::cache() {
  static thread_local struct {
    uint64_t serial = 0;
    Cache* cache = nullptr;
  } mine;
  if (mine.cache == nullptr || mine.serial != serial_) {
    std::lock_guard guard(lock_);
    mine.cache = caches_.emplace_back(std::make_unique<Cache>()).get();
    mine.serial = serial_;
  }
  return *mine.cache;
}

uint32_t ProcessTable::take_slot() {
  // Prefer fresh slots while few are in use, so that pids are not reused soon.
  if (!free_.empty() && (free_.size() > limit_ / 2 || used_ > limit_)) {
    uint32_t index = free_.front();
    free_.pop_front();
    return index;
  }
  uint32_t index = used_++;
  std::atomic<Slot*>& chunk = chunks_[index / kChunk];
  if (chunk.load(std::memory_order_relaxed) == nullptr)
    chunk.store(new Slot[kChunk], std::memory_order_release);  // pairs with slot_of()
  return index;
}

void ProcessTable::take_back(Cache& cache) {
  free_.insert(free_.end(), cache.freed.begin(), cache.freed.end());
  out_ -= static_cast<uint32_t>(cache.freed.size());
  cache.freed.clear();
}

bool ProcessTable::refill(Cache& cache, bool reserved) {
  std::lock_guard guard(lock_);
  take_back(cache);
  uint32_t limit = limit_ + (reserved ? kReserved : 0);
  uint32_t wanted = out_ >= limit ? 0 : std::min(reserved ? 1 : batch_, limit - out_);
  for (uint32_t i = 0; i < wanted; ++i) cache.ready.push_back(take_slot());
  std::ranges::reverse(cache.ready);  // used in the order they were taken
  out_ += wanted;
  return wanted > 0;
}

Process* ProcessTable::create(size_t heap_words, Born born, bool reserved) {
  Cache& mine = cache();
  if (mine.ready.empty() && !refill(mine, reserved)) return nullptr;
  uint32_t index = mine.ready.back();
  mine.ready.pop_back();
  Slot* slot = slot_of(index);
  auto* process = new (memory_alloc(sizeof(Process))) Process;
  process->heap.create(heap_words);
  process->max_heap_words = default_max_heap_words;
  process->max_messages = default_max_messages;
  process->self = Term::pid(slot->generation << kSlotBits | index);
  if (born == Born::Held) process->state.hold();
  // release pairs with find(): the process is complete.
  slot->process.store(process, std::memory_order_release);
  // relaxed: a figure, written by this thread only
  mine.alive.store(mine.alive.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  return process;
}

void ProcessTable::remove(Process& process) {
  Cache& mine = cache();
  auto index = static_cast<uint32_t>(process.self.pid_id() & kSlotMask);
  Slot* slot = slot_of(index);
  ++slot->generation;
  slot->process.store(nullptr, std::memory_order_seq_cst);  // pairs with find()
  // relaxed: a figure, written by this thread only
  mine.alive.store(mine.alive.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
  mine.freed.push_back(index);
  if (mine.freed.size() < batch_) return;
  std::lock_guard guard(lock_);
  take_back(mine);
}

uint32_t ProcessTable::count() const {
  std::lock_guard guard(lock_);
  int64_t sum = 0;
  for (const auto& cache : caches_) sum += cache->alive.load(std::memory_order_relaxed);
  return static_cast<uint32_t>(std::max<int64_t>(sum, 0));
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
    if (Process* p = slot_of(i)->process.load(std::memory_order_acquire)) visit(*p);  // pairs with create()
}

}  // namespace beamlet
