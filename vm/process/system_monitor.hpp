// system_monitor.hpp - erlang:system_monitor/2: one process is told when another takes long or much.
//
// Purpose     What is watched for happens where much else is done anyway (a collection, the end of a slice, a message that joins a mailbox); there one load of a word
//             that hardly ever changes decides.
// Picture     watched bits -> the event and its settings -> {monitor, Pid, long_gc | large_heap | long_schedule | long_message_queue, Info} to the monitor
// Invariants  W1  there is at most one monitor; with its end the monitoring ends. It is not watched itself.
// Threads     system_monitor, set_system_monitor: [any]. tell_*: [owner] of the process they tell of.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/process/process.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct SystemMonitor {
  Term pid = Term::none();                                              // none: nobody
  uint64_t long_gc_ms = 0, long_schedule_ms = 0, large_heap_words = 0;  // 0: not watched
  bool long_queue = false;
  uint64_t long_queue_off = 0, long_queue_on = 0;
  bool busy_port = false, busy_dist_port = false;  // there are none
};

namespace watch {
inline constexpr uint32_t kLongGc = 1, kLongSchedule = 2, kLargeHeap = 4, kLongQueue = 8;
inline std::atomic<uint32_t> watched{0};
}  // namespace watch

[[nodiscard]] inline bool watches(uint32_t what) {
  // relaxed: a hint; the settings are read under their lock
  return (watch::watched.load(std::memory_order_relaxed) & what) != 0;
}

// What is set now (nobody when the monitor has ended), and before the change.
[[nodiscard]] SystemMonitor system_monitor();
SystemMonitor set_system_monitor(const SystemMonitor& settings);

// A collection took so long.
void tell_collection(Process& process, int64_t ns);
// A slice took so long; from where to where.
void tell_slice(Process& process, int64_t ns, Term in, Term out);
[[nodiscard]] bool is_long_slice(int64_t ns);
// The mailbox has grown, or shrunk.
void tell_queue(Process& process);

}  // namespace beamlet
