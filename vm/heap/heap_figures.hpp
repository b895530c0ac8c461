// heap_figures.hpp - the sizes of a heap by the names that OTP gives them.
//
// Purpose     process_info(garbage_collection_info) and the events of tracing tell the same figures in the same order.
// Threads     [owner]
#pragma once

#include <array>
#include <cstdint>
#include <utility>

#include "vm/heap/heap.hpp"

namespace beamlet {

// All in words.
[[nodiscard]] inline std::array<std::pair<const char*, uint64_t>, 11> heap_figures(const Heap& heap) {
  return {
      {{"old_heap_block_size", static_cast<uint64_t>(heap.old_end - heap.old_start)},
       {"heap_block_size", static_cast<uint64_t>(heap.end - heap.start)},
       {"mbuf_size", heap.fragment_words},
       {"recent_size", heap.high_water == nullptr ? 0 : static_cast<uint64_t>(heap.high_water - heap.start)},
       {"stack_size", heap.stack_words()},
       {"old_heap_size", static_cast<uint64_t>(heap.old_top - heap.old_start)},
       {"heap_size", static_cast<uint64_t>(heap.top - heap.start)},
       {"bin_vheap_size", heap.off_heap_bytes / sizeof(Word)},
       {"bin_vheap_block_size", heap.off_heap_limit / sizeof(Word)},
       {"bin_old_vheap_size", heap.old_off_heap_bytes / sizeof(Word)},
       {"bin_old_vheap_block_size", heap.old_off_heap_limit / sizeof(Word)}}};
}

}  // namespace beamlet
