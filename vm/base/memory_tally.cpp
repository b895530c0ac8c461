#include "vm/base/memory_tally.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

namespace beamlet {

namespace {

std::mutex& registry_lock() {
  static std::mutex lock;
  return lock;
}

}  // namespace

MemoryTally::Counters* MemoryTally::join() {
  std::lock_guard guard(registry_lock());
  return all().emplace_back(std::make_unique<Counters>()).get();
}

std::vector<std::unique_ptr<MemoryTally::Counters>>& MemoryTally::all() {
  // Never destroyed: threads may count until the very end. The counters of threads that have ended stay: what they counted may still be allocated.
  static auto* counters = new std::vector<std::unique_ptr<Counters>>;
  return *counters;
}

uint64_t MemoryTally::sum(MemoryKind kind) {
  std::lock_guard guard(registry_lock());
  int64_t total = 0;
  for (const auto& counters : all())
    total += counters->bytes[static_cast<size_t>(kind)].load(std::memory_order_relaxed);  // relaxed: a figure
  return static_cast<uint64_t>(std::max<int64_t>(total, 0));
}

}  // namespace beamlet
