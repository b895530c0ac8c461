// spawn.hpp - how a process begins.
//
// Picture     stack of a new process:  | return address: end of the process |      x0.. = the arguments
//
// Steps       1. take a table slot and a first heap block that holds the arguments; copy them
//             2. links and monitors of the spawn options, on both sides: the child does not run yet
//             3. state Queued, and into the run queue of the spawner's scheduler
// Threads     [owner] of the parent.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "vm/bif/process_items.hpp"
#include "vm/process/relations.hpp"
#include "vm/process/run_link.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct Process;

struct SpawnOptions {
  bool link = false;
  bool monitor = false;
  uint64_t monitor_ref = 0;  // unique number of the monitor's reference
  MonitorHalf monitor_half;
  Priority priority = Priority::Normal;
  // Settings: erlang:system_flag/2.
  uint32_t min_heap_words = the_node.facts.min_heap_words.load(std::memory_order_relaxed);
  uint32_t fullsweep_after = the_node.facts.fullsweep_after.load(std::memory_order_relaxed);
  std::optional<HeapLimit> heap_limit;  // none: the machine's default
  std::optional<uint32_t> max_messages;
  bool off_heap_messages = false;  // what process_info(message_queue_data) tells
  bool holds_program = false;      // Process::holds_program
};

// Makes and starts a process that applies module:function to the arguments. nullptr: too many processes (system_limit).
[[nodiscard]] Process* spawn(Process& parent, Term module, Term function, std::span<const Term> arguments,
                             const SpawnOptions& options);
// The same for a fun without arguments.
[[nodiscard]] Process* spawn_fun(Process& parent, Term fun, const SpawnOptions& options);

}  // namespace beamlet
