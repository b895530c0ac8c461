// trace.hpp - erlang:trace/3: what a process does, told to another one as messages.
//
// Purpose     A process that is or was traced has a TraceState; where something happens that can be traced, one test decides whether anything is done. The tests
//             stand where much else is done anyway: at the ends of a slice, at spawn, exit, link, send, a collection, and where a message enters the mailbox.
//
// Picture     Process::trace -> TraceState { tracer, flags }       null: never traced
//             tracer  <- {trace, Pid, Tag, Data...}  or  {trace_ts, Pid, Tag, Data..., Time}
//
// Invariants  T1  trace messages of one process about what it does itself come in the order of what they tell.
//             T2  the end of the tracer ends the tracing; a process has one tracer at a time.
//             T3  a process that traces itself is told nothing.
//             T4  a change counts for what the process does after it has been made, and for all signals sent after it: nobody is woken for it.
// Threads     trace_event of what a process does itself: [owner]. All else: [any] thread that is online for reclamation. Changes take one lock; a TraceState
//             stays until its process's block is freed.
#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "vm/process/process.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

namespace trace_flag {
inline constexpr uint32_t kRunning = 1, kRunningProcs = 1 << 1, kExiting = 1 << 2, kProcs = 1 << 3,
                          kSend = 1 << 4, kReceive = 1 << 5, kCollection = 1 << 6, kPorts = 1 << 7,
                          kRunningPorts = 1 << 8, kSetOnSpawn = 1 << 9, kSetOnFirstSpawn = 1 << 10,
                          kSetOnLink = 1 << 11, kSetOnFirstLink = 1 << 12, kTimestamp = 1 << 13,
                          kMonotonicTimestamp = 1 << 14, kStrictMonotonicTimestamp = 1 << 15;
inline constexpr uint32_t kTurns = kRunning | kRunningProcs;
// The pseudo-flag `all`.
inline constexpr uint32_t kAll = (1 << 16) - 1;
}  // namespace trace_flag

struct TraceState {
  std::atomic<Word> tracer{0};  // a pid's word; means nothing without flags
  std::atomic<uint32_t> flags{0};
};
// A moment's picture: no flags, no tracer.
struct TraceSetting {
  Term tracer = Term::nil();
  uint32_t flags = 0;
};

// Whether one of these flags is set.
[[nodiscard]] inline bool traces(const Process& process, uint32_t flags) {
  // acquire: pairs with the store in change_trace; the state is complete.
  const TraceState* state = process.trace.load(std::memory_order_acquire);
  // relaxed: who changes flags before a push is seen by whoever has popped that signal (T4)
  return state != nullptr && (state->flags.load(std::memory_order_relaxed) & flags) != 0;
}

// The flag of this name (`all`: all of them).
[[nodiscard]] std::optional<uint32_t> trace_flag_of(Term name);
// The names of flags, as a list in the process's heap.
[[nodiscard]] Term trace_flag_names(Process& p, uint32_t flags);

// Sets flags for this tracer (in vain for one that has ended), or clears them if it is the tracer, or whoever is (none). False: another process traces it.
[[nodiscard]] bool change_trace(Process& target, bool on, uint32_t flags, Term tracer);
[[nodiscard]] TraceSetting trace_of(const Process& process);
// The same for processes that are spawned from now on.
[[nodiscard]] bool trace_new_processes(bool on, uint32_t flags, Term tracer);
[[nodiscard]] TraceSetting trace_of_new_processes();
// Whether processes that are spawned now are traced.
[[nodiscard]] bool traces_new_processes();

// {trace, Pid, Tag, Data...} if one of the flags is set. Callers test traces() first.
void trace_event(Process& self, uint32_t flags, Term tag, std::initializer_list<Term> data);

// -- what takes more than that; each tests first
// What a child inherits, and what both do then: events spawn, link, spawned, getting_linked.
void trace_spawn(Process& parent, Process& child, Term mfa, bool linked);
// link/1, before anything is done.
void trace_link(Process& self, Term other);
// Message to this destination: `send`, or `send_to_non_existing_process`.
void trace_send(Process& self, Term message, Term to);
// A name was given or taken, perhaps by another process.
void trace_name(Process& named, const char* event, Term name);
// A collection of the process begins or ends: gc_minor_start ... `words`: how many are needed, or how many were freed.
void trace_collection(Process& self, const char* event, uint64_t words);
// The process ends: at the beginning, and when its name is gone.
void trace_exit(Process& self);
void trace_out_exited(Process& self);
// The message {trace_delivered, Pid or all, Ref} to the asker.
void tell_delivered(Term asker, Term which, uint64_t ref);

}  // namespace beamlet
