// request.hpp - questions one process asks about another: process_info, garbage_collect, suspend, is_process_alive.
//
// Purpose     Nobody looks into a running process: the question travels as a signal and the process itself answers with a message {Ref, Answer}. The builtin that asks
//             returns Ref to a language-level `receive {Ref, Answer} -> Answer end`.
// Invariants  Q1  every request is answered exactly once, also by a process that ends (request of the dead: undefined, or false for is_alive).
// Threads     ask: the asking process's owner. answer: the owner of the one asked.
#pragma once

#include <cstdint>

#include "vm/process/signal.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct Process;

// Sends {Ref, What} to `target`; What's meaning is the answerer's business (set_request_answerer). False when there is no such process.
[[nodiscard]] bool ask(Process& self, Term target, Term ref, Term what);

// How requests are answered: implemented by the builtin layer, installed at boot. Returns the answer (a term of `self`'s heap), or none:
// then the process answers later, with reply_to.
using RequestAnswerer = Term (*)(Process& self, Term from, Term what);
void set_request_answerer(RequestAnswerer answerer);
// The answer for a process that is gone.
using DeadAnswerer = Term (*)(Term what);
void set_dead_answerer(DeadAnswerer answerer);

// The message {Ref, Answer} to the asker, if it still lives.
void reply_to(Term asker, uint64_t ref, Term answer);

void answer_request(Process& self, ControlSignal& signal);
void answer_request_of_dead(Process& asker, ControlSignal& signal);

}  // namespace beamlet
