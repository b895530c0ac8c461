// process_items.hpp - what process_info/1,2 tells, computed by the process itself.
//
// Purpose     Asked about itself a process answers at once; about another one, the question travels as a request (vm/process/request.hpp) and that process
//             answers from its own thread with the same functions.
// Threads     [owner] of the process that is asked about.
#pragma once

#include <optional>

#include "vm/process/process.hpp"
#include "vm/process/relations.hpp"

namespace beamlet {

// True for an atom that process_info/2 knows (or {dictionary, Key}).
[[nodiscard]] bool is_process_item(Term item);
// {Item, Value} for one item; none for an unknown one.
[[nodiscard]] Term process_item(Process& p, Term item);
// The value of process_info/2 for an item or a list of items.
[[nodiscard]] Term process_items(Process& p, Term items);
// The items process_info/1 shows.
[[nodiscard]] Term default_process_items(Process& p);

// The atoms of priorities; nothing for another term.
[[nodiscard]] std::optional<Priority> read_priority(Term t);
[[nodiscard]] Term priority_atom(Priority priority);

// {Module, Function, Arity} where the process is: at its very beginning, the function it was started with.
[[nodiscard]] Term running_function(Process& p);

// max_heap_size: a number of words, or a map with size, kill, error_logger and include_shared_binaries.
struct HeapLimit {
  uint64_t words;
  bool kill, report, shared;
};
[[nodiscard]] std::optional<HeapLimit> read_heap_limit(Term t);
void set_heap_limit(Process& p, const HeapLimit& limit);
// What a report of a heap that is too large tells: [{Item, Value}].
[[nodiscard]] Term heap_limit_details(Process& p);
// max_message_queue_len: a number, 0 or infinity for none.
[[nodiscard]] std::optional<uint32_t> read_message_limit(Term t);
[[nodiscard]] Term message_limit(Process& p);

// The options of monitor/3 and of spawn_opt's {monitor, Options}: [{tag, T}, {alias, Mode}]. The tag gets memory of its own (half.tag_memory), also when false is
// returned: the caller frees it then.
[[nodiscard]] bool read_monitor_options(Term list, MonitorHalf& half);

// Answers requests to processes of this machine; installed at boot.
void install_request_answerers();

}  // namespace beamlet
