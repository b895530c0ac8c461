// memory_tally.hpp - how many bytes there are of each kind: what erlang:memory/0 shows.
//
// Purpose     Allocations are counted on the thread that makes or frees them, in counters of its own: nothing shared is written. The sum over all threads is
//             exact (one thread's counter may be negative: it frees what others made).
// Invariants  M1  a counter is written by its thread only.
// Threads     count: [any], its own counters. sum: [any].
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace beamlet {

enum class MemoryKind : uint8_t { Process, Binary, Table, Code };
inline constexpr size_t kMemoryKinds = 4;

class MemoryTally {
 public:
  static void add(MemoryKind kind, size_t bytes) { change(kind, static_cast<int64_t>(bytes)); }
  static void subtract(MemoryKind kind, size_t bytes) { change(kind, -static_cast<int64_t>(bytes)); }
  [[nodiscard]] static uint64_t sum(MemoryKind kind);

 private:
  struct alignas(64) Counters {
    std::array<std::atomic<int64_t>, kMemoryKinds> bytes{};
  };
  static void change(MemoryKind kind, int64_t by) {
    if (mine == nullptr) [[unlikely]]
      mine = join();
    std::atomic<int64_t>& counter = mine->bytes[static_cast<size_t>(kind)];
    // relaxed, both: this thread is the only writer; readers want a figure
    counter.store(counter.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
  }
  [[nodiscard]] static Counters* join();
  [[nodiscard]] static std::vector<std::unique_ptr<Counters>>& all();

  static inline constinit thread_local Counters* mine = nullptr;
};

}  // namespace beamlet
