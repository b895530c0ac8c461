// unwind.hpp - what happens after something failed: the trace, the handler, the end.
//
// Purpose     A failing instruction or builtin leaves class and reason in p.exception; raise_exception (handlers.hpp) then calls unwind(), which
//             notes the trace and moves the stack to the newest catch tag, or ends the process.
// Threads     [owner]; never collects.
#pragma once

#include "vm/bytecode/opcode.hpp"
#include "vm/process/process.hpp"

namespace beamlet {

// The builtin failed with arguments args[0..arity): it becomes the top of the trace (functions that raise, such as error/1, do not).
void note_builtin_failure(Process& p, const ExportEntry& entry, const Term* args);
// The same for an operator: error `reason` of erlang:'+'(a, b).
void raise_operator(Process& p, Op op, Term reason, Term a, Term b);
// undef with the arguments in args[0..arity).
void raise_undef(Process& p, Term module, Term function, const Term* args, uint32_t arity);
// function_clause at p.ip, a FuncInfo instruction.
void raise_function_clause(Process& p, const Term* args, uint32_t arity);

// True: p.ip and p.heap.sp lead to the handler, a CatchEnd or TryCase; p.exception has the raw trace. False: the process ends with p.exit_reason.
[[nodiscard]] bool unwind(Process& p);
// {'EXIT', ...} or the thrown value: what `catch` makes of the exception.
[[nodiscard]] Term catch_value(Process& p);
[[nodiscard]] Term class_atom(ExceptionClass kind);
[[nodiscard]] Term list_of(Process& p, const Term* elements, uint32_t count, Term tail = Term::nil());

}  // namespace beamlet
