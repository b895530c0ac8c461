#include "vm/bif/identity.hpp"

#include <atomic>

namespace beamlet {
namespace {

constexpr uint64_t kBlock = 1024;

// One counter, and a block of its numbers for each thread.
struct Numbers {
  std::atomic<uint64_t>& counter;
  uint64_t next = 0;
  uint64_t end = 0;
  uint64_t take() {
    if (next == end) {
      // relaxed: only the uniqueness of the block matters, nothing is published with it
      next = counter.fetch_add(kBlock, std::memory_order_relaxed);
      end = next + kBlock;
    }
    return next++;
  }
};

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): unique in the whole program, whatever runs in it
std::atomic<uint64_t> reference_counter{1};
std::atomic<uint64_t> integer_counter{1};
std::atomic<int64_t> monotonic_counter{0};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

}  // namespace

uint64_t next_unique_reference(uint64_t home) {
  static thread_local Numbers numbers{reference_counter};
  return numbers.take() << kHomeBits | home;
}

uint64_t next_unique_integer() {
  static thread_local Numbers numbers{integer_counter};
  return numbers.take();
}

int64_t next_monotonic_integer() {
  // relaxed: one counter's modifications have one order, which is all that is promised
  return monotonic_counter.fetch_add(1, std::memory_order_relaxed) + 1;
}

}  // namespace beamlet
