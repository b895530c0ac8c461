// send.hpp - how anything gets into another process's queue.
//
// Purpose     One look-up and one push; a wake-up only when the receiver sleeps. Nothing shared is written but the receiver's queue.
// Threads     [any] thread that is online for reclamation (quiescence.hpp): the pointer from the process table must not outlive its next quiescent point.
#pragma once

#include <cstdint>

#include "vm/process/signal.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct Process;

// Pushes, and makes the receiver runnable if it slept. The signal belongs to the receiver from now on.
void push_signal(Process& to, Signal* signal);
// Pushes, and wakes nobody: for what the receiver may learn when it runs next. What such signals wait for must be bounded by signals that
// did wake it (a Demonitor by its Monitor), or they would heap up at one that sleeps.
void push_signal_quietly(Process& to, Signal* signal);

enum class SendResult : uint8_t { Sent, NoSuchProcess, NoSuchName, BadDestination, TooLarge };
// The error of the sender: badarg, or system_limit when there is no memory for the copy. The first two are none.
[[nodiscard]] inline bool is_failure(SendResult result) { return result > SendResult::NoSuchProcess; }
[[nodiscard]] inline Term failure_of(SendResult result) {
  return result == SendResult::TooLarge ? atom::system_limit : atom::badarg;
}

// `to ! message`: to a pid, a registered name, an alias reference, or {Name, Node} of this node. The message is copied. Sending to a pid or
// reference that leads nowhere is no error in the language: NoSuchProcess. `reductions` (may be null) is charged for the copy.
[[nodiscard]] SendResult send(Term to, Term message, int64_t* reductions);

// {'DOWN', Ref, process, Object, Reason}: `object` is the pid watched, or the name it was watched by.
[[nodiscard]] Signal* make_down(uint64_t ref, uint64_t ref_extra, Term object, Term reason);
// {'EXIT', From, Reason} as an exit signal.
[[nodiscard]] Signal* make_exit(Term from, Term reason, bool linked);

}  // namespace beamlet
