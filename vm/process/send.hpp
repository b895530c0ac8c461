// send.hpp - a message from one process to another.
// Threads     [owner] of the sender.
#pragma once

#include "vm/process/process.hpp"

namespace beamlet {

// To a pid. Nothing happens when it is of no process. False (badarg) when `to` is no destination.
[[nodiscard]] bool send_message(Process& sender, Term to, Term message);
// A message made by the machine: copied, pushed, and the receiver woken.
void deliver(Process& receiver, Term message);
// Makes a waiting process runnable.
void wake(Process& process);

}  // namespace beamlet
