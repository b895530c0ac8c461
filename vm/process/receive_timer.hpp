// receive_timer.hpp - the time-out of a waiting `receive`, embedded in its process.
//
// Invariants  one timer per process; `home` is the service whose wheel holds it, null when none is armed.
// Threads     node and fired: under the lock of `home`; fired may be read by the owner at any time. home: [owner].
#pragma once

#include <atomic>

#include "vm/base/timer_node.hpp"

namespace beamlet {

struct Process;
class TimerService;

// What stands in a wheel: a process's receive time-out (process set) or a timer of the language.
struct TimerEntry : TimerNode {
  Process* process = nullptr;
};

struct ReceiveTimer : TimerEntry {
  TimerService* home = nullptr;
  std::atomic<bool> fired{false};
};

}  // namespace beamlet
