#include "vm/process/trace.hpp"

#include <atomic>
#include <mutex>

#include "vm/base/clock.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/process/process.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"

namespace beamlet {

namespace {

using namespace trace_flag;

struct FlagName {
  const char* name;
  uint32_t flag;
};
constexpr FlagName kFlagNames[] = {
    {"running", kRunning},
    {"exiting", kExiting},
    {"procs", kProcs},
    {"send", kSend},
    {"receive", kReceive},
    {"set_on_spawn", kSetOnSpawn},
    {"set_on_first_spawn", kSetOnFirstSpawn},
    {"timestamp", kTimestamp},
    {"monotonic_timestamp", kMonotonicTimestamp},
    {"strict_monotonic_timestamp", kStrictMonotonicTimestamp},
};
constexpr uint32_t kTimes = kTimestamp | kMonotonicTimestamp | kStrictMonotonicTimestamp;
constexpr size_t kMostData = 3;

std::mutex new_lock;
TraceState of_new{Term::none(), 0};
std::atomic<bool> any_for_new{false};

uint64_t next_strict() {
  static std::atomic<uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;  // relaxed: only different numbers matter
}

// The message's time, in words behind `at`.
Term time_term(uint32_t flags, Term*& at) {
  if ((flags & kTimestamp) != 0) {
    constexpr int64_t kMicro = 1'000'000;
    int64_t us = clock::os_system_ns() / 1000;
    Term t = tuple_at(at, Term::small(us / kMicro / kMicro), Term::small(us / kMicro % kMicro),
                      Term::small(us % kMicro));
    at += 4;
    return t;
  }
  Term ns = Term::small(clock::monotonic_ns());
  if ((flags & kStrictMonotonicTimestamp) == 0) return ns;
  Term t = tuple_at(at, ns, Term::small(static_cast<int64_t>(next_strict())));
  at += 3;
  return t;
}

void tell(Process& tracer, HeapFragment* fragment, Term value, const Term* end) {
  fragment->used = static_cast<uint32_t>(end - fragment->words());
  ControlSignal* signal = ControlSignal::create(SignalKind::Message, Term::none());
  signal->value = value;
  signal->fragment = fragment;
  push_signal(tracer, signal);
}

}  // namespace

std::optional<uint32_t> trace_flag_of(Term name) {
  if (!name.is_atom()) return std::nullopt;
  for (const FlagName& row : kFlagNames)
    if (atom_text(name) == row.name) return row.flag;
  return std::nullopt;
}

Term trace_flag_names(Process& p, uint32_t flags) {
  Term list = Term::nil();
  for (size_t i = std::size(kFlagNames); i-- > 0;)
    if ((flags & kFlagNames[i].flag) != 0) list = cons_at(p.alloc(2), make_atom(kFlagNames[i].name), list);
  return list;
}

void set_trace(Process& self, bool on, uint32_t flags, Term tracer) {
  if (on && tracer == self.self) return;  // nobody traces himself
  if (self.trace == nullptr) {
    if (!on) return;
    self.trace = new TraceState;
  }
  if (on) self.trace->tracer = tracer;
  self.trace->flags = on ? self.trace->flags | flags : self.trace->flags & ~flags;
  if ((self.trace->flags & ~kTimes) != 0) return;
  delete self.trace;
  self.trace = nullptr;
}

void trace_new_processes(bool on, uint32_t flags, Term tracer) {
  std::lock_guard guard(new_lock);
  of_new.flags = on ? of_new.flags | flags : of_new.flags & ~flags;
  of_new.tracer = on ? tracer : of_new.tracer;
  any_for_new.store((of_new.flags & ~kTimes) != 0,
                    std::memory_order_relaxed);  // relaxed: the lock publishes the rest
}

TraceState trace_of_new_processes() {
  std::lock_guard guard(new_lock);
  return of_new;
}

void trace_event(Process& self, uint32_t flag, Term tag, std::initializer_list<Term> data) {
  if ((self.trace->flags & flag) == 0) return;
  Process* tracer = the_node.processes->find(self.trace->tracer);
  if (tracer == nullptr) {
    delete self.trace;
    self.trace = nullptr;
    return;
  }
  bool timed = (self.trace->flags & kTimes) != 0;
  constexpr size_t kTimeWords = 4, kMessageWords = 1 + 3 + kMostData + 1;
  size_t words = kMessageWords + kTimeWords;
  for (Term t : data) words += copy_size(t);
  HeapFragment* fragment = HeapFragment::create(words);
  Term* at = fragment->words();
  Term elements[kMessageWords];
  uint32_t n = 0;
  elements[n++] = make_atom(timed ? "trace_ts" : "trace");
  elements[n++] = self.self;
  elements[n++] = tag;
  for (Term t : data) elements[n++] = copy_to(t, at, fragment->off_heap);
  if (timed) elements[n++] = time_term(self.trace->flags, at);
  Term message = make_tuple(at, n);
  for (uint32_t i = 0; i < n; ++i) at[1 + i] = elements[i];
  tell(*tracer, fragment, message, at + 1 + n);
}

void on_trace(Process& self, ControlSignal& signal) {
  auto order = static_cast<TraceOrder>(signal.id & 3);
  if (order == TraceOrder::Deliver) return on_trace_of_dead(self.self, signal);
  set_trace(self, order == TraceOrder::Set, static_cast<uint32_t>(signal.id >> 2), signal.value);
}

void on_trace_of_dead(Term pid, ControlSignal& signal) {
  if (static_cast<TraceOrder>(signal.id & 3) != TraceOrder::Deliver) return;
  Process* asker = the_node.processes->find(signal.from);
  if (asker == nullptr) return;
  HeapFragment* fragment = HeapFragment::create(4 + kRefWords);
  Term* at = fragment->words();
  Term ref = ref_at(at, signal.extra);
  at += kRefWords;
  Term message = tuple_at(at, make_atom("trace_delivered"), pid, ref);
  tell(*asker, fragment, message, at + 4);
}

bool traces_new_processes() {
  return any_for_new.load(std::memory_order_relaxed);
}  // relaxed: the lock publishes the rest

void trace_spawn(Process& parent, Process& child, Term mfa) {
  if (any_for_new.load(std::memory_order_relaxed)) {  // relaxed: the lock publishes the rest
    TraceState state = trace_of_new_processes();
    if (state.flags != 0) set_trace(child, true, state.flags, state.tracer);
  }
  if (parent.trace != nullptr) {
    trace_event(parent, kProcs, make_atom("spawn"), {child.self, mfa});
    constexpr uint32_t kInherit = kSetOnSpawn | kSetOnFirstSpawn;
    if (parent.trace != nullptr && (parent.trace->flags & kInherit) != 0) {
      uint32_t flags = parent.trace->flags;
      if ((flags & kSetOnFirstSpawn) != 0) {
        parent.trace->flags &= ~kInherit;
        flags &= ~kInherit;
      }
      set_trace(child, true, flags, parent.trace->tracer);
    }
  }
  if (child.trace != nullptr) trace_event(child, kProcs, make_atom("spawned"), {parent.self, mfa});
}

void trace_exit(Process& self) {
  if (self.trace == nullptr) return;
  trace_event(self, kProcs, make_atom("exit"), {self.exit_reason});
  if (self.trace != nullptr) trace_event(self, kExiting, make_atom("out_exited"), {Term::small(0)});
  delete self.trace;
  self.trace = nullptr;
}

}  // namespace beamlet
