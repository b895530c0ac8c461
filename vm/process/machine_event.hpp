// machine_event.hpp - what the machine itself has to tell: a limit was reached.
//
// Purpose     A limit that ends or refuses somebody is told through the library's logger, by a process that boot starts; the layers that find it out know
//             neither spawning nor the library, so they call this.
// Invariants  E1  a limit of the whole machine is told once; one of a process at each of its processes.
// Threads     report_event: [owner] of the process. set_event_reporter: at boot.
#pragma once

#include <cstdint>

namespace beamlet {

struct Process;

enum class MachineEvent : uint8_t {
  HeapLimit,     // the process is larger than its max_heap_size
  NoMemory,      // the machine has no room for its next collection
  MessageLimit,  // more messages wait than its max_message_queue_len
  ProcessLimit,  // refused: too many processes
  AtomLimit,     // refused: too many atoms
  TableLimit,    // refused: too many ets tables
};

using EventReporter = void (*)(Process& process, MachineEvent event);
void set_event_reporter(EventReporter reporter);

// `process`: the one that is ended or refused.
void report_event(Process& process, MachineEvent event);

}  // namespace beamlet
