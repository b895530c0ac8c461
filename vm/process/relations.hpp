// relations.hpp - links, monitors, aliases and suspensions of a process, and what changes them.
//
// Purpose     Both ends of a relation keep their own half; the halves are changed by signals only, so no lock is needed and the order of signals decides races.
//
// Picture     link           A.links[B]                    B.links[A]
//             monitor        A.monitors[ref] -> B           B.monitored_by[ref] -> A
//             alias          A.aliases[ref]                 (the other side knows only the reference)
//             suspension     A.suspending[B]                B.suspended_by[A], and their sum in B.suspend_count
//
// Unlinking   OTP's protocol ("Blocking Signaling Over Distribution" notes apply to one node as well): unlink marks the link with a number and sends Unlink(number);
//             the other side drops its half and answers UnlinkAck(number). Until then an exit signal through the link is ignored, and a new link/1
//             simply makes the entry active again; the late ack with the old number then changes nothing. A Link that arrives while
//             our own unlink is under way does not: the other side sent it before it saw our Unlink, which will remove its half (had it seen it, the ack
//             would have come first).
// Invariants  R1  an entry in `links` with unlinking == 0 is active: an exit signal through it counts exactly once.
//             R2  every entry of monitored_by of a process that ends is answered by exactly one Down signal.
// Threads     [owner] of each half.
#pragma once

#include <cstdint>

#include "vm/base/id_map.hpp"
#include "vm/process/process.hpp"
#include "vm/process/signal.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct Process;

struct LinkHalf {
  uint64_t unlinking = 0;  // number of the unlink under way, or 0
};

enum class AliasMode : uint8_t { None, ExplicitUnalias, Demonitor, ReplyDemonitor };

struct MonitorHalf {
  Term target;              // pid word, or the name it was made with
  Term pid = Term::none();  // who is watched, also when by name: a name may pass to another process
  uint64_t extra = 0;       // second word of the reference
  HeapFragment* tag_memory = nullptr;  // holds a tag that is no immediate
  Term tag = Term::none();             // instead of 'DOWN' (option {tag, T})
  AliasMode alias = AliasMode::None;
  bool time_offset = false;
};

struct MonitoredByHalf {
  Term from;           // pid word of the watcher
  uint64_t extra = 0;  // second word of the reference
  Term name = Term::none();
};

class BlockingJob;

// A call that a thread of the pool makes or has made for the process (heavy.hpp).
struct HeavyCall {
  Term (*function)(Process& p, const Term* args) = nullptr;
  uint32_t arity = 0;
  Pending pending = Pending::None;  // how it ended, when not with a result
  bool done = false;
};

struct Relations {
  IdMap<LinkHalf> links;                // by pid word
  IdMap<MonitorHalf> monitors;          // by the reference's unique number
  IdMap<MonitoredByHalf> monitored_by;  // by the reference's unique number
  IdMap<AliasMode> aliases;             // by the reference's unique number
  IdMap<uint64_t> suspending;           // by pid word: how often this process has suspended it
  IdMap<uint64_t> suspended_by;         // by pid word: how often that process has suspended this one
  uint64_t next_unlink = 1;
  HeavyCall heavy;
  BlockingJob* job = nullptr;  // what a thread of the pool does for the process (blocking.hpp)

  Relations() = default;
  Relations(const Relations&) = delete;
  Relations& operator=(const Relations&) = delete;
  ~Relations();
};

// -- called by the running process (link/1, unlink/1, monitor/2 ...)

// Links both; a process that does not exist sends an exit signal noproc through the link (or fails at once: see bif_link).
// False when `other` is no live process: the caller decides what noproc means.
[[nodiscard]] bool link_to(Process& self, Term other);
void unlink_from(Process& self, Term other);
// Starts watching; the reference words were made by the caller. A target that does not exist is answered with a DOWN noproc message at once.
void monitor_process(Process& self, uint64_t ref, MonitorHalf half);
// Stops watching: false when there was no such monitor. A DOWN that is on its way will be dropped.
bool demonitor(Process& self, uint64_t ref);
// Makes or ends an alias; unalias tells whether it was active.
void add_alias(Process& self, uint64_t ref, AliasMode mode);
bool remove_alias(Process& self, uint64_t ref);

// erlang:suspend_process: what the suspender notes before it sends Suspend, and what it takes back before Resume (false: it has not suspended that process).
void note_suspending(Process& self, Term other);
[[nodiscard]] bool take_suspending(Process& self, Term other);
[[nodiscard]] uint64_t suspensions_of(Process& self, Term other);

// -- called while handling signals (signals.cpp) and at the end of a process (exit.cpp)
void on_link(Process& self, ControlSignal& signal);
void on_unlink(Process& self, ControlSignal& signal);
void on_unlink_ack(Process& self, ControlSignal& signal);
void on_monitor(Process& self, ControlSignal& signal);
void on_suspend(Process& self, Term suspender);
void on_resume(Process& self, Term suspender, uint64_t times);
// True when the DOWN counts: the monitor was still there (it is gone now). Fills `half` with what it was.
[[nodiscard]] bool take_monitor(Process& self, uint64_t ref, MonitorHalf& half);
// An alias message arrived: does the alias still stand? A reply_demonitor alias ends with it, and its monitor too.
[[nodiscard]] bool accept_alias(Process& self, uint64_t ref);

// The pair of halves, made by the parent before the child runs (spawn_link, spawn_monitor).
void link_new(Process& parent, Process& child);
void monitor_new(Process& parent, Process& child, uint64_t ref, MonitorHalf half);

}  // namespace beamlet
