// purge.hpp - removing old code while everything runs: who may free what, and when.
//
// What may lead into old code, and what becomes of it
//   return addresses, catch tags, the place a process stands at    "direct": the process must leave the code by itself (soft purge) or is killed
//   funs                         they name a FunEntry, which is never freed; calling it afterwards raises badfun (the same code loaded
//                                again is found again, so its funs live on)
//   export entries               lead to the current code, or to a stub, since the code became old
//   literals                     in heaps, stacks, dictionaries, registers and waiting messages of processes: each process takes copies of its own
//                                ETS, timers, monitor options, literals of other modules: hold none (literal_area.hpp, L3)
//   Module* in C++ code          builtins and stack traces hold one within a slice
//
// Steps       1. begin_purge      the funs of the old code lead to a stub that waits (soft purge may fail yet), its literal area is marked as leaving;
//                                 one purge at a time
//             2. barrier          every scheduler passes a quiescent point: copies made from now on take the literals along, and nobody has
//                                 still to enter the code through an address read before
//             3. request          to every process, as a signal: all messages sent before step 2 are in front of it. Between two slices the process
//                                 looks for direct references (answer true), else rids itself of literals (answer false). Processes made after step 2
//                                 begin with clean copies. A process that ends counts as false.
//             4. soft, and one said true: abort_purge, funs and mark as before. hard: those that said true are killed, and their end awaited.
//             5. finish_purge     the funs lead to badfun, the version leaves the tables; code and literals are freed after another barrier
// A value of persistent_term that was replaced or erased goes the same way, without code: nothing new leads to it, and steps 2, 3 and 5 free it.
// The steps are driven by the process `code_server` (stdlib/code_server.bl); when it dies in the middle, the next begin_purge aborts.
//
// Invariants  G1  code is freed only after a round in which no process had a direct reference, and literals after one in which each had been swept.
//             G2  no process gains a reference between its answer and step 5: sends, spawns and the stub of funs see to it.
// Threads     has_direct_reference, sweep_literals: [owner], between two slices. The rest: CodeServer.
#pragma once

#include "vm/code/module.hpp"
#include "vm/process/process.hpp"

namespace beamlet {

// Whether the process stands in the code or will return to it. p.ip and heap.sp are stored.
[[nodiscard]] bool has_direct_reference(const Process& process, const Module& module);

// Nothing of the process leads into the area afterwards; its live registers are in x. Takes reductions.
void sweep_literals(Process& process, const LiteralArea& area);

// The process has been asked (Process::sweep_due): does what step 3 says and answers the code server. Its registers are in x.
void answer_purge(Process& process);
// It ends instead.
void answer_purge_at_end(Process& process);

}  // namespace beamlet
