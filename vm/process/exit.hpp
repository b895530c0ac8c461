// exit.hpp - how a process ends, and what the others learn of it.
//
// Steps       1. the state word gets Exiting: nothing is given to the process from now on (a name, a table); its name leads nowhere
//             2. hooks of the layers above run: timers, ETS tables, I/O handles of the process. Then the pid leads nowhere (a sender may still hold the
//                pointer): whoever is told `noproc` finds nothing that the process had
//             3. exit signals go to links, DOWN to watchers, Demonitor to the watched
//             4. what is still in the queue is answered: Link with an exit signal noproc, Monitor with DOWN noproc, requests with undefined
//             5. the heap is freed; the control block is retired, and freed at the owner's later quiescent point, when step 4 is repeated for signals
//                of senders that had found the process before step 3
// Threads     [owner]
#pragma once

#include <cstdint>

#include "vm/process/signal.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct Process;

// An exit signal that cannot be trapped, from within: limits and kill. The process ends at its next safepoint.
void doom(Process& self, Term reason);

// Steps 1 to 4; self.exit_reason holds why.
void end_process(Process& self);
// Step 5, called when nobody can hold a pointer any more: answers late signals and frees the block.
void release_process(void* block);

// Handles everything in the outer queue: control signals at once, messages go to the private list. After it, self.doomed() tells whether an exit
// signal ended the process. Returns true when at least one message came.
bool fetch_signals(Process& self);

// Called at step 2, in the order they were added (at boot).
using ExitHook = void (*)(Process& process);
void add_exit_hook(ExitHook hook);
void clear_exit_hooks();

}  // namespace beamlet
