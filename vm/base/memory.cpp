#include "vm/base/memory.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
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

// The number in a file of one number; "max" and what is not there are no limit.
uint64_t number_in(const char* path) {
  std::FILE* file = std::fopen(path, "re");
  if (file == nullptr) return UINT64_MAX;
  unsigned long long number = 0;
  bool found = std::fscanf(file, "%llu", &number) == 1 && number > 0;
  std::fclose(file);
  return found ? number : UINT64_MAX;
}

// What the control group may take, where there is a limit.
uint64_t group_limit() {
  return std::min(number_in("/sys/fs/cgroup/memory.max"),
                  number_in("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
}

uint64_t page_bytes() { return static_cast<uint64_t>(sysconf(_SC_PAGESIZE)); }

// What the kernel could give without ending somebody.
uint64_t free_bytes() {
  uint64_t free = static_cast<uint64_t>(sysconf(_SC_AVPHYS_PAGES)) * page_bytes();
  if (std::FILE* file = std::fopen("/proc/meminfo", "re")) {
    char line[128];
    unsigned long long kilobytes = 0;
    while (std::fgets(line, sizeof line, file) != nullptr)
      if (std::sscanf(line, "MemAvailable: %llu", &kilobytes) == 1) free = uint64_t{kilobytes} * 1024;
    std::fclose(file);
  }
  return free;
}

uint64_t resident_bytes() {
  unsigned long long size = 0, resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(file, "%llu %llu", &size, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return resident * page_bytes();
}

}  // namespace

uint64_t memory_of_machine() {
  static const uint64_t bytes =
      std::min(static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) * page_bytes(), group_limit());
  return bytes;
}

bool memory_grants_large(uint64_t bytes) {
  uint64_t resident = resident_bytes();
  if (bytes > memory_of_machine() || resident > memory_of_machine() - bytes || bytes > free_bytes())
    return false;
  // The limit of the address space (ulimit -v) shows only when it is tried.
  void* trial =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (trial == MAP_FAILED) return false;
  munmap(trial, bytes);
  return true;
}

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
