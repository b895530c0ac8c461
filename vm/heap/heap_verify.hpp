// heap_verify.hpp - walks everything reachable and stops the program when an invariant of a heap is broken.
//
// Purpose     Debug builds and gc-stress runs call it right after each collection, when the blocks
//             are densely filled and there are no fragments. Checks H1..H4 of heap.hpp and B1..B4
//             of boxed.hpp: each pointer leads to the start of a well-formed object in the young block, old block, a fragment, the
//             pinned fragment or a literal; nothing in the old block points to younger memory; the off-heap chain is complete.
// Threads     [owner]
#pragma once

#include "vm/heap/gc.hpp"
#include "vm/heap/heap.hpp"

namespace beamlet {

void heap_verify(Heap& heap, RootSource& roots);

}  // namespace beamlet
