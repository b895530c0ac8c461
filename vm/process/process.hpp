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
#include "vm/process/mailbox.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct ExportEntry;

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
  Term error_info = Term::none();  // map shown as {error_info, Map} in the top frame's location
};

// Where a process is in its life.
enum class RunState : uint8_t {
  Runnable,  // in exactly one run queue
  Running,
  Waiting,  // in no run queue; a message, signal or timer wakes it
  Exiting,
};

// Why the interpreter gave the process back to its scheduler.
enum class Outcome : uint8_t { Yielded, Waiting, Exited };

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
  const Word* trap_code = nullptr;  // where a trap leads, when not through trap_target
  uint32_t trap_live = 0;           // X registers a trap's target takes
  Term* x = nullptr;  // the X registers of the scheduler that runs it (valid only while it runs)
  uint32_t live = 0;  // X registers to keep when it is put aside
  int64_t withheld = 0;  // reductions taken away to make the next call notice something (interp/safepoint.hpp)
  Outcome outcome = Outcome::Yielded;
  bool timer_active = false;  // a receive timeout runs
  bool timer_fired = false;   // ... and its time has passed
  uint64_t wait_ms = 0;       // of the timer to start when outcome is Waiting and timer_active is set but timer_id is 0
  uint64_t timer_id = 0;
  const Word* timeout_ip = nullptr;  // where a process goes on whose receive timed out
  Mailbox mailbox;
  Term exit_reason = Term::none();
  Term result = Term::none();  // what the first function returned, when the process ended normally
  uint64_t max_heap_words = 0;  // 0: no limit
  static constexpr uint32_t kInlineSaved = 6;
  uint32_t saved_capacity = 0;
  Term saved[kInlineSaved];      // X registers of a process that does not run
  Term* saved_more = nullptr;    // all of them, when they are more
  Term dictionary = Term::nil();
  Term group_leader = Term::nil();

  // -- [any]
  std::atomic<RunState> state{RunState::Runnable};
  Process* next_in_queue = nullptr;  // [the run queue it is in]

  // -- [const]
  Term self = Term::none();  // its pid
  Term parent = Term::none();
  Term initial_module = atom::undefined, initial_function = atom::undefined;
  uint32_t initial_arity = 0;

  // X registers 0..live-1 aside and back (process.cpp).
  void save_x();
  void restore_x();

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
  // Defined in vm/code/export_table.hpp, which knows how many arguments that are.
  [[nodiscard]] inline Term trap(ExportEntry* target);
};

}  // namespace beamlet
