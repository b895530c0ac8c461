#include "vm/process/process_alloc.hpp"

namespace beamlet {

void ProcessRoots::visit(RootVisitor& visitor) {
  visitor.range(process_.x, process_.x + live_);
  visitor.one(process_.dictionary);
  visitor.one(process_.group_leader);
  visitor.one(process_.exception.reason);
  visitor.one(process_.exception.trace);
  visitor.one(process_.exception.error_args);
  visitor.one(process_.exception.error_info);
  visitor.one(process_.exit_reason);
}

bool collect_for(Process& process, size_t words, uint32_t live) {
  if (process.max_heap_words != 0 && process.heap.used_words() + words > process.max_heap_words) {
    // Perhaps much of it is garbage: only what a full collection leaves counts.
    ProcessRoots roots(process, live);
    process.reductions -= gc_reductions(collect_major(process.heap, roots, words));
    return process.heap.used_words() + words <= process.max_heap_words;
  }
  ProcessRoots roots(process, live);
  process.reductions -= gc_reductions(collect(process.heap, roots, words));
  return true;
}

void collect_fully(Process& process) {
  process.wants_full_collection = false;
  ProcessRoots roots(process, process.live);
  process.reductions -= gc_reductions(collect_major(process.heap, roots, 0));
}

}  // namespace beamlet
