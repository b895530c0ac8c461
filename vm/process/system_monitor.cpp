#include "vm/process/system_monitor.hpp"

#include <array>
#include <initializer_list>
#include <mutex>
#include <utility>

#include "vm/heap/copy_term.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"

namespace beamlet {

namespace {

constexpr int64_t kNsPerMs = 1'000'000;

std::mutex settings_lock;
SystemMonitor settings;  // with settings_lock

void watch_for(const SystemMonitor& s) {
  uint32_t bits = 0;
  if (!s.pid.is_none())
    bits = (s.long_gc_ms != 0 ? watch::kLongGc : 0) | (s.long_schedule_ms != 0 ? watch::kLongSchedule : 0) |
           (s.large_heap_words != 0 ? watch::kLargeHeap : 0) | (s.long_queue ? watch::kLongQueue : 0);
  watch::watched.store(bits, std::memory_order_relaxed);  // relaxed: a hint
}

// {monitor, Pid, What, Info} to the monitor, if it lives and is another process.
void tell(const SystemMonitor& s, Process& about, const char* what, Term info) {
  Process* monitor = s.pid.is_none() ? nullptr : the_node.processes->find(s.pid);
  if (monitor == nullptr || monitor == &about) return;
  HeapFragment* fragment = HeapFragment::create(copy_size(info) + 5);
  Term* at = fragment->words();
  Term copied = copy_to(info, at, fragment->off_heap);
  Term message = tuple_at(at, make_atom("monitor"), about.self, make_atom(what), copied);
  fragment->used = static_cast<uint32_t>(at + 5 - fragment->words());
  ControlSignal* signal = ControlSignal::create(SignalKind::Message, Term::none());
  signal->value = message;
  signal->fragment = fragment;
  push_signal(*monitor, signal);
}

constexpr size_t kMostItems = 8;
constexpr size_t kWordsOfItem = 3 + 2;

// A list of {Name, Term}, in memory of its own.
class Items {
 public:
  Term list(std::initializer_list<std::pair<const char*, Term>> items) {
    Term* at = reinterpret_cast<Term*>(memory_.data());
    Term list = Term::nil();
    for (auto item = items.end(); item != items.begin(); at += kWordsOfItem) {
      --item;
      list = cons_at(at + 3, tuple_at(at, make_atom(item->first), item->second), list);
    }
    return list;
  }

 private:
  std::array<Word, kMostItems * kWordsOfItem> memory_{};
};

Term words(const Term* from, const Term* to) { return Term::small(to - from); }

}  // namespace

SystemMonitor system_monitor() {
  std::lock_guard guard(settings_lock);
  if (!settings.pid.is_none() && the_node.processes->find(settings.pid) == nullptr) {
    settings = {};
    watch_for(settings);
  }
  return settings;
}

SystemMonitor set_system_monitor(const SystemMonitor& wanted) {
  SystemMonitor old = system_monitor();
  std::lock_guard guard(settings_lock);
  settings = wanted;
  watch_for(settings);
  return old;
}

void tell_collection(Process& process, int64_t ns) {
  SystemMonitor s = system_monitor();
  const Heap& heap = process.heap;
  auto tell_figures = [&](const char* what, std::initializer_list<std::pair<const char*, Term>> first) {
    Items memory, rest_memory;
    Term rest = rest_memory.list({{"old_heap_block_size", words(heap.old_start, heap.old_end)},
                                  {"heap_block_size", words(heap.start, heap.end)},
                                  {"mbuf_size", Term::small(static_cast<int64_t>(heap.fragment_words))},
                                  {"stack_size", words(heap.sp, heap.end)},
                                  {"old_heap_size", words(heap.old_start, heap.old_top)},
                                  {"heap_size", words(heap.start, heap.top)}});
    Term all = memory.list(first);
    if (all.is_nil())
      all = rest;
    else
      all.cons_ptr()[1] = rest;
    tell(s, process, what, all);
  };
  if (s.long_gc_ms != 0 && ns >= static_cast<int64_t>(s.long_gc_ms) * kNsPerMs)
    tell_figures("long_gc", {{"timeout", Term::small(ns / kNsPerMs)}});
  if (s.large_heap_words != 0 && heap.block_words() >= s.large_heap_words) tell_figures("large_heap", {});
}

bool is_long_slice(int64_t ns) {
  SystemMonitor s = system_monitor();
  return s.long_schedule_ms != 0 && ns >= static_cast<int64_t>(s.long_schedule_ms) * kNsPerMs;
}

void tell_slice(Process& process, int64_t ns, Term in, Term out) {
  Items memory;
  tell(system_monitor(), process, "long_schedule",
       memory.list({{"timeout", Term::small(ns / kNsPerMs)}, {"in", in}, {"out", out}}));
}

void tell_queue(Process& process) {
  SystemMonitor s = system_monitor();
  bool long_now = process.told_long_queue;
  if (!s.long_queue)
    long_now = false;
  else if (process.mailbox.length() >= s.long_queue_on)
    long_now = true;
  else if (process.mailbox.length() <= s.long_queue_off)
    long_now = false;
  if (long_now == process.told_long_queue) return;
  process.told_long_queue = long_now;
  if (s.long_queue) tell(s, process, "long_message_queue", long_now ? atom::true_ : atom::false_);
}

}  // namespace beamlet
