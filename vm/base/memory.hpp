// memory.hpp - where the machine's memory comes from.
//
// Purpose     One door to the allocator (mimalloc; the C library's under AddressSanitizer, which then sees every block), and the
//             hooks that make stale pointers show themselves: a poisoned range may not be read until it is unpoisoned.
// Invariants  M1  memory_alloc never returns nullptr: when the system has no memory left the program stops with a message.
//                 A program of the language does not get there: who allocates what the program decides the size of asks memory_grants first, and
//                 refuses (error system_limit); a process that grows step by step is stopped by max_heap_size, or by the collector (process_alloc.hpp).
//             M2  blocks are aligned to 16 bytes.
// Threads     [any]; a block may be freed by another thread than the one that took it.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BEAMLET_ASAN 1
#endif
#endif
#ifndef BEAMLET_ASAN
#define BEAMLET_ASAN 0
#endif

#if BEAMLET_ASAN
#include <sanitizer/asan_interface.h>
#endif

namespace beamlet {

[[nodiscard]] void* memory_alloc(size_t bytes);
[[nodiscard]] void* memory_realloc(void* block, size_t bytes);
void memory_free(void* block);

// Whether a block of so many bytes can be had now: smaller ones than kAlwaysGranted always, others when the machine, its control group and the
// limits of the system process have room for them. Takes some microseconds for large blocks, which take milliseconds to fill.
inline constexpr uint64_t kAlwaysGranted = uint64_t{1} << 25;
[[nodiscard]] bool memory_grants_large(uint64_t bytes);
[[nodiscard]] inline bool memory_grants(uint64_t bytes) {
  return bytes < kAlwaysGranted || memory_grants_large(bytes);
}
// Bytes the machine has, or its control group may take. Constant.
[[nodiscard]] uint64_t memory_of_machine();

// Bytes the block really has: at least what was asked for.
[[nodiscard]] size_t memory_usable(const void* block);

// Marks a range as not to be touched. Costs nothing outside ASan and debug builds; in debug builds the range is filled with
// a pattern that is no valid term.
void memory_poison(void* begin, size_t bytes);
// Makes the range usable again (its contents are undefined).
inline void memory_unpoison([[maybe_unused]] void* begin, [[maybe_unused]] size_t bytes) {
#if BEAMLET_ASAN
  __asan_unpoison_memory_region(begin, bytes);
#endif
}

}  // namespace beamlet
