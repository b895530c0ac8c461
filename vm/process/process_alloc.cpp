#include "vm/process/process_alloc.hpp"

#include <utility>

#include "vm/base/clock.hpp"
#include "vm/base/memory.hpp"
#include "vm/base/node.hpp"
#include "vm/process/machine_event.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/system_monitor.hpp"
#include "vm/process/trace.hpp"

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

namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): of this thread
thread_local CollectionTally tally;

bool over_limit(const Process& process, size_t words) {
  return process.max_heap_words != 0 && counted_words(process) + words > process.max_heap_words;
}

// Collects and counts; `most` words were in use before.
template <class Collect>
void collect_and_count(Process& process, bool major, uint64_t needed, Collect&& collect) {
  // Collecting so many words takes some 10 ms.
  constexpr uint64_t kLongCollectionWords = uint64_t{4} << 20;
  uint64_t before = process.heap.used_words();
  bool traced = traces(process, trace_flag::kCollection);
  bool watched = watches(watch::kLongGc | watch::kLargeHeap);
  int64_t began = watched ? clock::monotonic_ns() : 0;
  if (traced) trace_collection(process, major ? "gc_major_start" : "gc_minor_start", needed);
  if (before >= kLongCollectionWords && the_node.ready != nullptr) the_node.ready->long_work();
  process.reductions -= gc_reductions(collect());
  uint64_t after = process.heap.used_words();
  ++tally.collections;
  uint64_t freed = after < before ? before - after : 0;
  tally.words_reclaimed += freed;
  if (traced) trace_collection(process, major ? "gc_major_end" : "gc_minor_end", freed);
  if (watched) tell_collection(process, clock::monotonic_ns() - began);
}

}  // namespace

uint64_t counted_words(const Process& process) {
  const Heap& heap = process.heap;
  uint64_t shared =
      process.limit_shared_bytes ? (heap.off_heap_bytes + heap.old_off_heap_bytes) / sizeof(Word) : 0;
  return heap.used_words() + shared;
}

CollectionTally take_collection_tally() { return std::exchange(tally, {}); }

bool collect_for(Process& process, size_t words, uint32_t live) {
  // Blocks are asked for with room to grow; what is not touched takes no memory, but address space.
  if (!memory_grants(collection_words(process.heap, words) * sizeof(Word) * 3 / 2)) {
    report_event(process, MachineEvent::NoMemory);
    return false;
  }
  ProcessRoots roots(process, live);
  if (!over_limit(process, words) || !process.kill_over_heap_limit) {
    collect_and_count(process, collection_is_major(process.heap), words,
                      [&] { return collect(process.heap, roots, words); });
    if (over_limit(process, words) && process.report_over_heap_limit)
      report_event(process, MachineEvent::HeapLimit);
    return true;
  }
  // Perhaps much of it is garbage: only what a full collection leaves counts.
  collect_and_count(process, true, words, [&] { return collect_major(process.heap, roots, words); });
  if (!over_limit(process, words)) return true;
  if (traces(process, trace_flag::kCollection)) trace_collection(process, "gc_max_heap_size", words);
  if (process.report_over_heap_limit) report_event(process, MachineEvent::HeapLimit);
  return false;
}

void collect_fully(Process& process) {
  process.wants_full_collection = false;
  if (!memory_grants(process.heap.used_words() * sizeof(Word) * 3 / 2)) return;  // it is left as it is
  ProcessRoots roots(process, process.live);
  collect_and_count(process, true, 0, [&] { return collect_major(process.heap, roots, 0); });
}

}  // namespace beamlet
