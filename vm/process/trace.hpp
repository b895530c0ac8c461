// trace.hpp - erlang:trace/3: what a process does, told to another one as messages.
//
// Purpose     A process that is traced has a TraceState; where something happens that can be traced, one test of that pointer decides whether anything is done. The
//             tests stand where much else is done anyway: at the ends of a slice, at spawn, exit, link, send, and where a message enters the mailbox.
//
// Picture     Process::trace -> TraceState { tracer, flags }       null: not traced
//             tracer  <- {trace, Pid, Tag, Data...}  or  {trace_ts, Pid, Tag, Data..., Time}
//
// Invariants  T1  trace messages of one process come in the order of what they tell.
//             T2  the end of the tracer ends the tracing, at the next event.
// Threads     [owner] of the traced process. trace_new_processes: [any].
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>

#include "vm/process/signal.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct Process;

namespace trace_flag {
inline constexpr uint32_t kRunning = 1, kExiting = 2, kProcs = 4, kSend = 8, kReceive = 16, kSetOnSpawn = 32,
                          kSetOnFirstSpawn = 64, kTimestamp = 128, kMonotonicTimestamp = 256,
                          kStrictMonotonicTimestamp = 512;
}  // namespace trace_flag

struct TraceState {
  Term tracer;  // pid
  uint32_t flags = 0;
};

// The flag of this name.
[[nodiscard]] std::optional<uint32_t> trace_flag_of(Term name);
// The names of flags, as a list in the process's heap.
[[nodiscard]] Term trace_flag_names(Process& p, uint32_t flags);

// Sets or clears flags of the running process; without flags it is not traced any more.
void set_trace(Process& self, bool on, uint32_t flags, Term tracer);
// For processes that are spawned from now on (no flags: none), and what is set.
void trace_new_processes(bool on, uint32_t flags, Term tracer);
[[nodiscard]] TraceState trace_of_new_processes();

// {trace, Pid, Tag, Data...} if the flag is set. Callers test self.trace first.
void trace_event(Process& self, uint32_t flag, Term tag, std::initializer_list<Term> data);

// A Trace signal: id: flags << 2 | kind; value: the tracer, or the reference of trace_delivered.
enum class TraceOrder : uint8_t { Clear, Set, Deliver };
void on_trace(Process& self, ControlSignal& signal);
// The same of a process that has ended: only Deliver is answered.
void on_trace_of_dead(Term pid, ControlSignal& signal);

// Whether processes that are spawned now are traced.
[[nodiscard]] bool traces_new_processes();
// What a child inherits, and what both do then: events spawn and spawned.
void trace_spawn(Process& parent, Process& child, Term mfa);
// The process ends.
void trace_exit(Process& self);

}  // namespace beamlet
