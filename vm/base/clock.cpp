#include "vm/base/clock.hpp"

#include <atomic>
#include <ctime>

namespace beamlet::clock {
namespace {

int64_t read(clockid_t id) {
  timespec t;
  clock_gettime(id, &t);
  return int64_t{t.tv_sec} * kNanosecondsPerSecond + t.tv_nsec;
}

// 2025-01-01 minus the second at which virtual time starts.
constexpr int64_t kVirtualOffsetNs = (int64_t{1'735'689'600} - 1) * kNanosecondsPerSecond;

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): the program's one clock, like the real one
std::atomic<bool> is_virtual_now{false};
std::atomic<int64_t> virtual_ns{kNanosecondsPerSecond};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

}  // namespace

void set_virtual() { is_virtual_now.store(true, std::memory_order_relaxed); }
bool is_virtual() { return is_virtual_now.load(std::memory_order_relaxed); }
void jump_to_ms(uint64_t ms) {
  int64_t to = static_cast<int64_t>(ms) * kNanosecondsPerMillisecond;
  if (to > virtual_ns.load(std::memory_order_relaxed)) virtual_ns.store(to, std::memory_order_relaxed);
}

void pass_ns(int64_t ns) {
  virtual_ns.store(virtual_ns.load(std::memory_order_relaxed) + ns, std::memory_order_relaxed);
}

int64_t monotonic_ns() {
  return is_virtual() ? virtual_ns.load(std::memory_order_relaxed) : read(CLOCK_MONOTONIC);
}
int64_t os_system_ns() { return is_virtual() ? monotonic_ns() + kVirtualOffsetNs : read(CLOCK_REALTIME); }
int64_t cpu_ns() { return read(CLOCK_PROCESS_CPUTIME_ID); }

int64_t offset_ns() {
  if (is_virtual()) return kVirtualOffsetNs;
  static const int64_t offset = os_system_ns() - monotonic_ns();
  return offset;
}

}  // namespace beamlet::clock
