#include "vm/sched/park.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <ctime>

namespace beamlet {

void Parker::park(uint64_t nanoseconds) {
  uint32_t expected = kAwake;
  // acq_rel: pairs with unpark; what happened before the wake-up is seen after it.
  if (state_.compare_exchange_strong(expected, kAsleep, std::memory_order_acq_rel)) {
    timespec limit{static_cast<time_t>(nanoseconds / 1'000'000'000),
                   static_cast<long>(nanoseconds % 1'000'000'000)};
    syscall(SYS_futex, &state_, FUTEX_WAIT_PRIVATE, kAsleep, nanoseconds == kForever ? nullptr : &limit,
            nullptr, 0);
  }
  // Woken, timed out, interrupted or notified before: the caller looks for work again in all cases.
  state_.exchange(kAwake, std::memory_order_acq_rel);  // pairs with unpark
}

void Parker::unpark() {
  // acq_rel: pairs with park.
  if (state_.exchange(kNotified, std::memory_order_acq_rel) == kAsleep)
    syscall(SYS_futex, &state_, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

}  // namespace beamlet
