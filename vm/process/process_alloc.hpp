// process_alloc.hpp - the call that may collect.
// Threads     [owner]
#pragma once

#include "vm/heap/gc.hpp"
#include "vm/process/process.hpp"

namespace beamlet {

// A running process's roots: live X registers, dictionary, exception in flight, ... (the collector scans the stack by itself).
class ProcessRoots final : public RootSource {
 public:
  ProcessRoots(Process& process, uint32_t live) : process_(process), live_(live) {
    pinned = process.mailbox.looking;
  }
  void visit(RootVisitor& visitor) override;

 private:
  Process& process_;
  uint32_t live_;
};

// Collects so that `words` words (and the stack's slack) are free. heap.top and heap.sp are stored; x[0..live) are roots. Takes reductions.
// False: the heap has outgrown max_heap_size, and the process is to be killed.
[[nodiscard]] bool collect_for(Process& process, size_t words, uint32_t live);

// What max_heap_size limits: the words in use, and those of shared binaries if they count.
[[nodiscard]] uint64_t counted_words(const Process& process);

// Collections on this thread since the last call.
struct CollectionTally {
  uint64_t collections = 0, words_reclaimed = 0;
};
[[nodiscard]] CollectionTally take_collection_tally();

// A full collection at the start of a slice: the registers are in x[0..live) (erlang:garbage_collect).
void collect_fully(Process& process);

}  // namespace beamlet
