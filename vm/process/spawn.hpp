// spawn.hpp - how a process begins.
//
// Picture     stack of a new process:  | return address: end of process |      x0.. = arguments, then what the start code applies
//
// Steps       1. take a table slot; first heap block; copy the arguments into it
//             2. links and monitors of the spawn options, on both sides: the child does not run yet
//             3. state Queued, and into the run queue of the spawner's scheduler
// Threads     [owner] of the parent.
#pragma once

#include <cstdint>
#include <span>

#include "vm/process/relations.hpp"
#include "vm/process/run_link.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct Process;

struct SpawnOptions {
  bool link = false;
  bool monitor = false;
  uint64_t monitor_ref = 0;  // of the monitor, when `monitor`
  MonitorHalf monitor_half;
  Priority priority = Priority::Normal;
  uint32_t min_heap_words = limits::kInitialHeapWords;
  uint32_t fullsweep_after = 65535;
  uint64_t max_heap_words = 0;  // 0: the machine's default
};

// The code a new process starts in and ends in; installed by the interpreter at boot.
struct StartCode {
  const Word* apply = nullptr;  // ApplyOnly: x[n] module, x[n+1] function, n = list length left in live - 2
  const Word* call_fun = nullptr;
  const Word* end = nullptr;    // what the bottom return address leads to
};

// Makes and starts a process that applies module:function to the arguments. nullptr: too many processes (system_limit).
[[nodiscard]] Process* spawn(Process& parent, Term module, Term function, std::span<const Term> arguments, const SpawnOptions& options);
// The same for a fun without arguments.
[[nodiscard]] Process* spawn_fun(Process& parent, Term fun, const SpawnOptions& options);

}  // namespace beamlet
