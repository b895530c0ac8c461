// process_stack_items.hpp - the items of process_info/2 that read the stack and the off-heap chain.
// Threads     [owner] of the process, whose ip and heap.sp are stored.
#pragma once

#include "vm/process/process.hpp"

namespace beamlet {

// The text of `backtrace`, as a binary: where the process stands, then for each frame its Y registers and return address.
[[nodiscard]] Term backtrace_text(Process& p);
// How many `catch` and `try` it is in.
[[nodiscard]] Term catch_level(Process& p);
// [{Id, Size, References}] of the shared bytes it refers to.
[[nodiscard]] Term shared_binaries(Process& p);

}  // namespace beamlet
