#include "vm/base/memory.hpp"

#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "vm/base/assert.hpp"

// The sanitizers see allocations only when they are malloc's.
#if BEAMLET_ASAN || __has_feature(thread_sanitizer)
#define BEAMLET_SYSTEM_MALLOC 1
#else
#define BEAMLET_SYSTEM_MALLOC 0
#include <mimalloc.h>
#endif

namespace beamlet {

namespace {

[[noreturn]] void out_of_memory(size_t bytes) {
  std::fprintf(stderr, "beamlet: out of memory (%zu bytes asked for)\n", bytes);
  std::abort();
}

}  // namespace

#if BEAMLET_SYSTEM_MALLOC
void* memory_alloc(size_t bytes) {
  void* p = std::malloc(bytes);
  if (p == nullptr) out_of_memory(bytes);
  return p;
}
void* memory_realloc(void* block, size_t bytes) {
  void* p = std::realloc(block, bytes);
  if (p == nullptr) out_of_memory(bytes);
  return p;
}
void memory_free(void* block) { std::free(block); }
size_t memory_usable(const void* block) { return malloc_usable_size(const_cast<void*>(block)); }
#else
void* memory_alloc(size_t bytes) {
  void* p = mi_malloc(bytes);
  if (p == nullptr) out_of_memory(bytes);
  return p;
}
void* memory_realloc(void* block, size_t bytes) {
  void* p = mi_realloc(block, bytes);
  if (p == nullptr) out_of_memory(bytes);
  return p;
}
void memory_free(void* block) { mi_free(block); }
size_t memory_usable(const void* block) { return mi_usable_size(block); }
#endif

void memory_poison([[maybe_unused]] void* begin, [[maybe_unused]] size_t bytes) {
#if BEAMLET_DEBUG
  std::memset(begin, 0xDB, bytes);
#endif
#if BEAMLET_ASAN
  __asan_poison_memory_region(begin, bytes);
#endif
}

}  // namespace beamlet
