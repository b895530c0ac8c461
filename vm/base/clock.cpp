#include "vm/base/clock.hpp"

#include <ctime>

namespace beamlet::clock {
namespace {

int64_t read(clockid_t id) {
  timespec t;
  clock_gettime(id, &t);
  return int64_t{t.tv_sec} * kNanosecondsPerSecond + t.tv_nsec;
}

}  // namespace

int64_t monotonic_ns() { return read(CLOCK_MONOTONIC); }
int64_t os_system_ns() { return read(CLOCK_REALTIME); }
int64_t cpu_ns() { return read(CLOCK_PROCESS_CPUTIME_ID); }

int64_t offset_ns() {
  static const int64_t offset = os_system_ns() - monotonic_ns();
  return offset;
}

}  // namespace beamlet::clock
