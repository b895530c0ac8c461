// machine_facts.hpp - figures about the running machine that several layers add to and system_info, statistics and memory show.
//
// Purpose     One place for counters, so that the layer that knows a figure and the builtin that shows it need not know each other.
// Threads     constants: set by the Runtime before the first scheduler starts. Counters: [any], relaxed: only their sums matter.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/base/limits.hpp"

namespace beamlet {

struct MachineFacts {
  // -- set at start
  uint32_t schedulers = 1;
  uint32_t schedulers_online = 1;
  int64_t slice_reductions = limits::kReductions;  // what a process may use before others have their turn
  uint64_t process_limit = uint64_t{1} << 20;
  int64_t start_ns = 0;  // monotonic time at which the machine started

  // -- settings (erlang:system_flag/2), [any], relaxed
  std::atomic<uint32_t> backtrace_depth{limits::kBacktraceDepth};
  std::atomic<uint32_t> fullsweep_after{65535};
  std::atomic<uint32_t> min_heap_words{limits::kInitialHeapWords};

  // -- counters that change rarely
  alignas(64) std::atomic<uint64_t> input_bytes{0};
  std::atomic<uint64_t> output_bytes{0};
  std::atomic<uint64_t> tables{0};  // ets tables
};

inline void add_fact(std::atomic<uint64_t>& counter, uint64_t amount) {
  counter.fetch_add(amount, std::memory_order_relaxed);  // relaxed: a figure, nothing is published with it
}
[[nodiscard]] inline uint64_t read_fact(const std::atomic<uint64_t>& counter) {
  return counter.load(std::memory_order_relaxed);  // relaxed: as above
}

}  // namespace beamlet
