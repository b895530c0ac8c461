// process_items.hpp - what process_info/1,2 tells, computed by the process itself.
//
// Purpose     Asked about itself a process answers at once; about another one, the question travels as a request (vm/process/request.hpp) and that process
//             answers from its own thread with the same functions.
// Threads     [owner] of the process that is asked about.
#pragma once

#include "vm/process/process.hpp"

namespace beamlet {

// True for an atom that process_info/2 knows (or {dictionary, Key}).
[[nodiscard]] bool is_process_item(Term item);
// {Item, Value} for one item; none for an unknown one.
[[nodiscard]] Term process_item(Process& p, Term item);
// The value of process_info/2 for an item or a list of items.
[[nodiscard]] Term process_items(Process& p, Term items);
// The items process_info/1 shows.
[[nodiscard]] Term default_process_items(Process& p);

// Answers requests to processes of this machine; installed at boot.
void install_request_answerers();

}  // namespace beamlet
