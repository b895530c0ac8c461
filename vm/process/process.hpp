// process.hpp - the process control block.
//
// Purpose     Everything a process is: its heap, where it goes on, its mailbox, its relations. At most 1 KB
// together with its first
//             heap block when idle.
// Threads     Fields stand in three groups: [owner] only the scheduler that runs the process; [any] atomics;
// [const] set at creation.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/heap/heap.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct ExportEntry;
struct Mailbox;

enum class ExceptionClass : uint8_t { Error, Exit, Throw };

// What a builtin that returned none() wants.
enum class Pending : uint8_t {
  None,
  Exception,  // exception: class, reason (, stack trace) in `exception`
  Trap,       // tail-call `trap_target` with the arguments left in x0..: how long builtins go on later
  Yield,      // call the same builtin again with the same arguments after a trip through the run queue
  Wait,       // sleep; call the same builtin again when woken
};

struct Exception {
  ExceptionClass kind = ExceptionClass::Error;
  Term reason = Term::nil();
  Term trace = Term::nil();        // raw: list of the language, or the machine's own compact form
  Term error_args = Term::none();  // list of arguments shown in the top frame instead of the arity
};

struct Process {
  // -- [owner]
  Heap heap;
  const Word* ip = nullptr;  // where to go on
  const Word* current_call = nullptr;
  int64_t reductions =
      0;  // left of this slice, while C++ code runs; builtins take their share: p.reductions -= n
  uint64_t reductions_done = 0;  // in earlier slices
  Pending pending = Pending::None;
  Exception exception;
  ExportEntry* trap_target = nullptr;
  Term* x = nullptr;  // the X registers of the scheduler that runs it (valid only while it runs)
  uint32_t live = 0;  // X registers to keep when it is put aside
  Term dictionary = Term::nil();
  Term group_leader = Term::nil();

  // -- [const]
  Term self = Term::none();  // its pid

  // -- allocation for C++ code: never collects (heap.hpp)
  [[nodiscard]] Term* alloc(size_t words) { return heap.alloc(words); }

  // -- how a builtin fails: `return p.badarg();`
  [[nodiscard]] Term fail(ExceptionClass kind, Term reason) {
    pending = Pending::Exception;
    exception = {kind, reason, Term::none(), Term::none()};
    return Term::none();
  }
  [[nodiscard]] Term error(Term reason) { return fail(ExceptionClass::Error, reason); }
  [[nodiscard]] Term badarg() { return error(atom::badarg); }
  [[nodiscard]] Term badarith() { return error(atom::badarith); }
  [[nodiscard]] Term system_limit() { return error(atom::system_limit); }
  // error {tag, value}, such as {badmap, M}
  [[nodiscard]] Term error2(Term tag, Term value) { return error(tuple_at(alloc(3), tag, value)); }
  // Goes on as a tail call of `target`, whose arguments the builtin has stored in p.x[0..arity). `return
  // p.trap(target);`
  [[nodiscard]] Term trap(ExportEntry* target) {
    pending = Pending::Trap;
    trap_target = target;
    return Term::none();
  }
};

}  // namespace beamlet
