// process.hpp - the process control block.
//
// Purpose     Everything a process is: its heap, where it goes on, its mailbox, its relations. An idle process takes at most 1 KB, control block and first
//             heap block together.
//
// Picture     Process  | run link | heap | where it goes on | mailbox, timer | relations* | outer queue, state |
//                                   |                                           |
//                                   first block (40 words)                      only for processes that have any
//
// Invariants  vm/process/DESIGN.md, sections 1 to 3.
// Threads     Fields stand in three groups: [owner] only the scheduler that runs the process; [any] atomics; [const] set at creation.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>

#include "vm/base/mpsc_queue.hpp"
#include "vm/base/node.hpp"
#include "vm/heap/heap.hpp"
#include "vm/process/mailbox.hpp"
#include "vm/process/process_state.hpp"
#include "vm/process/receive_timer.hpp"
#include "vm/process/run_link.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct BifInfo;
struct ExportEntry;
struct Relations;
struct TraceState;

enum class ExceptionClass : uint8_t { Error, Exit, Throw };

// What a builtin that returned none() wants.
enum class Pending : uint8_t {
  None,
  Exception,  // exception: class, reason (, stack trace) in `exception`
  Trap,       // tail-call `trap_target` with the arguments left in x0..: how long builtins go on later
  Yield,      // call the same builtin again with the same arguments after a trip through the run queue
  Wait,       // sleep; call the same builtin again when woken
  Jump,       // as Trap, but the stack was replaced: nothing to return to (hibernate)
  Elsewhere,  // a thread of the pool is to call the same builtin with the same arguments (heavy.hpp)
  Exit,       // a signal to itself ended the process: exit_reason is set
};

struct Exception {
  ExceptionClass kind = ExceptionClass::Error;
  Term reason = Term::nil();
  Term trace = Term::nil();        // raw: list of the language, or the machine's own compact form
  Term error_args = Term::none();  // list of arguments shown in the top frame instead of the arity
  Term error_info = Term::none();  // map shown as {error_info, Map} in the top frame's location
};

// Why the interpreter gave the process back to its scheduler.
enum class Outcome : uint8_t { Yielded, Waiting, Exited, Blocking };

struct Process : RunLink {
  // -- [owner]
  uint32_t slice = 0;  // reductions that this slice began with; stands here because there is room
  Heap heap;
  const Word* ip = nullptr;  // where to go on
  // left of this slice, while C++ code runs; builtins take their share: p.reductions -= n
  int64_t reductions = 0;
  uint64_t reductions_done = 0;  // in earlier slices
  int64_t withheld = 0;          // reductions taken away to make the next call notice something
  ExportEntry* trap_target = nullptr;
  const Word* trap_code = nullptr;  // where a trap leads, when not through trap_target
  uint32_t trap_live = 0;           // X registers a trap's target takes
  uint32_t live = 0;                // X registers to keep when it is put aside
  Term* x = nullptr;  // the X registers of the scheduler that runs it (valid only while it runs)
  Pending pending = Pending::None;
  Outcome outcome = Outcome::Yielded;
  bool trap_exit = false;
  bool wants_full_collection = false;  // erlang:garbage_collect/0, at the next safepoint
  bool sweep_due = false;              // a purge waits for its answer (vm/code/purge.hpp)
  bool hibernating = false;            // waits in erlang:hibernate/3
  // what process_flag(message_queue_data) was told; messages are always kept off the heap
  bool off_heap_messages = false;
  bool fixes_tables = false;           // has called ets:safe_fixtable: looked at when it ends
  bool crashed = false;                // exit_reason comes from an uncaught error or throw
  bool holds_program = false;          // a crash report is written: the program does not end before it
  bool kill_over_heap_limit = true;    // what happens beyond max_heap_words: the process is killed
  bool report_over_heap_limit = true;  // it is reported
  bool limit_shared_bytes = true;      // shared binaries count, too
  bool told_long_queue = false;        // the system monitor knows of its mailbox (system_monitor.hpp)
  Exception exception;
  Term result = Term::none();       // what the first function returned, when the process ended normally
  Term exit_reason = Term::none();  // set: the process ends at its next safepoint
  uint64_t max_heap_words = 0;      // 0: no limit
  Mailbox mailbox;
  ReceiveTimer timer;
  // fills the allocator's block of 640 bytes; what proc_lib spawns takes 5
  static constexpr uint32_t kInlineSaved = 10;
  uint32_t max_messages = 0;  // more waiting messages end the process; 0: no limit
  uint32_t saved_capacity = 0;
  Term saved[kInlineSaved];    // X registers of a process that does not run
  Term* saved_more = nullptr;  // all of them, when they are more
  Term dictionary = Term::nil();
  Term group_leader = Term::nil();

  // -- [any]
  ProcessState state;
  // process_flag(sensitive): nothing is told of it (trace.hpp, process_items.cpp); the owner writes it
  std::atomic<bool> sensitive{false};
  std::atomic<bool> named{false};           // the registry may hold a name of it (name_registry.hpp)
  std::atomic<bool> owns_tables{false};     // the registry of tables may hold one of it (ets_registry.hpp)
  std::atomic<TraceState*> trace{nullptr};  // what is told of it, and to whom (trace.hpp); mostly null
  MpscQueue signals;  // outer queue: everybody pushes (send.hpp), the owner takes (exit.hpp: fetch_signals)

  // -- [const]
  Term self = Term::none();  // its pid
  Term parent = Term::none();
  Term initial_module = atom::undefined, initial_function = atom::undefined;
  uint32_t initial_arity = 0;
  uint32_t suspend_count = 0;  // [owner]; stands here because there is room

  Process();
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Registers aside until the process runs again, and back into `x`.
  void save(const Term* registers, uint32_t count);
  void save_x() { save(x, live); }
  void restore_x();
  // What save() put aside.
  [[nodiscard]] Term* saved_registers() { return live > kInlineSaved ? saved_more : saved; }

  // Reductions of this slice so far, while C++ code runs.
  [[nodiscard]] uint64_t slice_used() const {
    return static_cast<uint64_t>(std::max<int64_t>(int64_t{slice} - reductions - withheld, 0));
  }
  [[nodiscard]] bool doomed() const { return !exit_reason.is_none(); }
  [[nodiscard]] bool suspended() const { return suspend_count > 0; }
  [[nodiscard]] bool has_relations() const { return relations_ != nullptr; }
  // Links, monitors, aliases; made at the first use.
  [[nodiscard]] Relations& relations() { return relations_ != nullptr ? *relations_ : make_relations(); }
  void drop_relations();

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
  // Goes on as a tail call of `target`, whose arguments the builtin has stored in p.x[0..arity). `return p.trap(target);`
  // Defined in vm/code/export_table.hpp, which knows how many arguments that are.
  [[nodiscard]] inline Term trap(ExportEntry* target);

 private:
  [[nodiscard]] Relations& make_relations();
  Relations* relations_ = nullptr;
};

static_assert(sizeof(Process) <= 640, "an idle process takes at most 1 KB with its first heap block");

}  // namespace beamlet
