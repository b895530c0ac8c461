// heavy.hpp - builtins that take long with large arguments, off the schedulers.
//
// Purpose     Sorting out a list of a million elements takes milliseconds that the other processes of the scheduler would wait. Such a call goes, process and
//             all, to a thread of the pool: nothing is copied, the process stays Running (signals queue up), and afterwards it stands in a run queue again.
//
// Picture     builtin of kind Heavy, large arguments: Pending::Elsewhere -> Outcome::Blocking -> the scheduler hands the process over
//             thread of the pool: x registers of its own, the builtin, then  x[0..arity) = arguments, x[arity] = result  -> run queue
//             the same call again on a scheduler: finds the result
//
// Invariants  V1  the thread owns the process as a scheduler does (vm/process/DESIGN.md 1), and works on nothing else of the machine.
//             V2  what is large is told with a walk that stops early. A small heap tells nothing: a term may share its parts many times over.
//             V3  where there is no pool the builtin runs at once, on the caller, and costs the reductions of half a millisecond: virtual time goes on by
//                 reductions, and who waits a millisecond for a process with such calls must not wait for thousands of them.
// Threads     call_heavy: [owner], a scheduler. run_heavy: [owner], a thread of the pool.
#pragma once

#include "vm/process/process.hpp"

namespace beamlet {

using HeavyFunction = Term (*)(Process& p, const Term* args);

// What of its arguments a builtin works through: all of it, or a list's spine, a tuple's or map's elements and no deeper.
enum class Extent : uint8_t { Deep, Flat };

// What a builtin of kind Heavy or HeavyFlat does when it is called on a scheduler.
[[nodiscard]] Term call_heavy(Process& p, HeavyFunction function, const Term* args, uint32_t arity,
                              Extent extent);

// The call that the process was handed over for; its registers are saved with it, before and after. `x` is the thread's.
void run_heavy(Process& p, Term* x);

// Whether a builtin with these arguments may take about a millisecond.
[[nodiscard]] bool is_large(const Term* args, uint32_t arity, Extent extent);

}  // namespace beamlet
