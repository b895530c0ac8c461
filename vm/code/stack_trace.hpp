// stack_trace.hpp - from addresses on a stack to the list the language shows.
//
// Purpose     Raising is frequent, looking at a trace is rare: at the raise only addresses are noted (raw trace); names and lines are looked up
//             when somebody asks (build_stacktrace).
//
// Picture     raw trace: tuple { module | [], function | [], arguments | arity | undefined, error_info | [], address... }
//             The first two name a builtin that failed, which has no frame; addresses are small integers, newest first.
//
// Rules       K1  at most backtrace_depth frames (system_flag) besides the builtin's. Neighbouring frames of one function count once, as in OTP.
//             K2  addresses of code that was purged meanwhile are left out.
// Threads     [owner] of the process; never collects.
#pragma once

#include "vm/process/process.hpp"

namespace beamlet {

struct TopFrame {
  Term module = Term::nil(), function = Term::nil();  // of the builtin; [] = none
  Term args = atom::undefined;                        // list, or arity, or undefined
  Term info = Term::nil();                            // map for {error_info, Map}
};

// The raw trace of a process that failed at p.ip (p.heap.sp is stored).
[[nodiscard]] Term capture_trace(Process& p, const TopFrame& top);
// The language's list of a raw trace; a list stays as it is.
[[nodiscard]] Term build_stacktrace(Process& p, Term raw);
// As build_stacktrace(capture_trace(p, {})), for the process's present place (process_info, current_stacktrace).
[[nodiscard]] Term current_stacktrace(Process& p);

}  // namespace beamlet
