#include "vm/process/trace.hpp"

#include <array>
#include <mutex>

#include "vm/base/clock.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/heap/heap_figures.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"

namespace beamlet {

namespace {

using namespace trace_flag;

struct FlagName {
  const char* name;
  uint32_t flag;
};
// In the order OTP lists them.
constexpr FlagName kFlagNames[] = {
    {"running_procs", kRunningProcs},
    {"running_ports", kRunningPorts},
    {"ports", kPorts},
    {"garbage_collection", kCollection},
    {"exiting", kExiting},
    {"running", kRunning},
    {"set_on_first_link", kSetOnFirstLink},
    {"set_on_link", kSetOnLink},
    {"set_on_first_spawn", kSetOnFirstSpawn},
    {"procs", kProcs},
    {"set_on_spawn", kSetOnSpawn},
    {"receive", kReceive},
    {"send", kSend},
    {"monotonic_timestamp", kMonotonicTimestamp},
    {"strict_monotonic_timestamp", kStrictMonotonicTimestamp},
    {"timestamp", kTimestamp},
};
constexpr uint32_t kTimes = kTimestamp | kMonotonicTimestamp | kStrictMonotonicTimestamp;
constexpr size_t kMostData = 3;

std::mutex change_lock;  // guards changes of all TraceStates, and of_new
TraceSetting of_new;
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

bool lives(Term pid) { return the_node.processes->find(pid) != nullptr; }

// What a process of this setting has after the change; false: it has another tracer. With change_lock.
bool change(TraceSetting& setting, bool on, uint32_t flags, Term tracer) {
  bool others = setting.flags != 0 && setting.tracer != tracer && lives(setting.tracer);
  if (others && !tracer.is_none()) return false;
  if (!on) {
    setting.flags &= ~flags;
    return true;
  }
  if (!lives(tracer)) flags = 0;
  bool goes_on = setting.flags != 0 && setting.tracer == tracer;
  setting.flags = goes_on ? setting.flags | flags : flags;
  setting.tracer = tracer;
  return true;
}

TraceSetting setting_of(const TraceState& state) {
  // relaxed, both: a moment's picture, or with change_lock
  uint32_t flags = state.flags.load(std::memory_order_relaxed);
  if (flags == 0) return {};
  return {Term::from_raw(state.tracer.load(std::memory_order_relaxed)), flags};  // relaxed: as above
}

bool change_locked(Process& target, bool on, uint32_t flags, Term tracer) {
  TraceState* state = target.trace.load(std::memory_order_acquire);  // pairs with the store below
  if (state == nullptr) {
    if (!on) return true;
    state = new TraceState;
  }
  TraceSetting setting = setting_of(*state);
  if (!change(setting, on, flags, tracer)) return false;
  // release, both: pairs with trace_event, which must not find new flags with the old tracer
  if (on) state->tracer.store(setting.tracer.raw(), std::memory_order_release);
  state->flags.store(setting.flags, std::memory_order_release);  // pairs with trace_event
  target.trace.store(state, std::memory_order_release);          // pairs with traces()
  return true;
}

// What another process inherits: of a chain of first spawns (links) only the first, whose both ends lose the flags.
void inherit(Process& from, Process& to, uint32_t always, uint32_t first) {
  std::lock_guard guard(change_lock);
  TraceSetting setting = trace_of(from);
  if ((setting.flags & (always | first)) == 0) return;
  uint32_t passed = setting.flags;
  if ((passed & first) != 0) {
    passed &= ~(always | first);
    static_cast<void>(change_locked(from, false, always | first, Term::none()));
  }
  static_cast<void>(change_locked(to, true, passed, setting.tracer));  // one who has another tracer keeps it
}

}  // namespace

std::optional<uint32_t> trace_flag_of(Term name) {
  if (!name.is_atom()) return std::nullopt;
  if (name == atom::all) return kAll;
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

bool change_trace(Process& target, bool on, uint32_t flags, Term tracer) {
  std::lock_guard guard(change_lock);
  return change_locked(target, on, flags, tracer);
}

TraceSetting trace_of(const Process& process) {
  const TraceState* state = process.trace.load(std::memory_order_acquire);  // pairs with change_locked
  if (state == nullptr) return {};
  TraceSetting setting = setting_of(*state);
  return setting.flags != 0 && lives(setting.tracer) ? setting : TraceSetting{};
}

bool trace_new_processes(bool on, uint32_t flags, Term tracer) {
  std::lock_guard guard(change_lock);
  if (!change(of_new, on, flags, tracer)) return false;
  any_for_new.store(of_new.flags != 0, std::memory_order_relaxed);  // relaxed: the lock publishes the rest
  return true;
}

TraceSetting trace_of_new_processes() {
  std::lock_guard guard(change_lock);
  return of_new.flags != 0 && lives(of_new.tracer) ? of_new : TraceSetting{};
}

bool traces_new_processes() {
  return any_for_new.load(std::memory_order_relaxed);  // relaxed: the lock publishes the rest
}

void trace_event(Process& self, uint32_t wanted, Term tag, std::initializer_list<Term> data) {
  TraceState* state = self.trace.load(std::memory_order_acquire);  // pairs with change_locked
  if (state == nullptr) return;
  uint32_t flags = state->flags.load(std::memory_order_acquire);  // pairs with change_locked
  if ((flags & wanted) == 0 || self.sensitive.load(std::memory_order_relaxed))
    return;  // relaxed: a flag alone
  Term pid =
      Term::from_raw(state->tracer.load(std::memory_order_relaxed));  // relaxed: not older than the flags
  if (pid == self.self) return;
  Process* tracer = the_node.processes->find(pid);
  if (tracer == nullptr) {
    std::lock_guard guard(change_lock);
    if (!lives(setting_of(*state).tracer)) state->flags.store(0, std::memory_order_relaxed);  // with the lock
    return;
  }
  bool timed = (flags & kTimes) != 0;
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
  if (timed) elements[n++] = time_term(flags, at);
  Term message = make_tuple(at, n);
  for (uint32_t i = 0; i < n; ++i) at[1 + i] = elements[i];
  tell(*tracer, fragment, message, at + 1 + n);
}

void trace_spawn(Process& parent, Process& child, Term mfa, bool linked) {
  trace_event(parent, kProcs, make_atom("spawn"), {child.self, mfa});
  if (linked) trace_event(parent, kProcs, make_atom("link"), {child.self});
  inherit(parent, child, kSetOnSpawn, kSetOnFirstSpawn);
  if (linked) inherit(parent, child, kSetOnLink, kSetOnFirstLink);
  if (any_for_new.load(std::memory_order_relaxed)) {  // relaxed: the lock publishes the rest
    TraceSetting setting = trace_of_new_processes();
    if (setting.flags != 0) static_cast<void>(change_trace(child, true, setting.flags, setting.tracer));
  }
  trace_event(child, kProcs, make_atom("spawned"), {parent.self, mfa});
  if (linked) trace_event(child, kProcs, make_atom("getting_linked"), {parent.self});
}

void trace_link(Process& self, Term other) {
  if (!traces(self, kProcs | kSetOnLink | kSetOnFirstLink)) return;
  trace_event(self, kProcs, make_atom("link"), {other});
  if (Process* target = the_node.processes->find(other); target != nullptr && target != &self)
    inherit(self, *target, kSetOnLink, kSetOnFirstLink);
}

void trace_send(Process& self, Term message, Term to) {
  if (!traces(self, kSend)) return;
  if (!copy_fits(copy_size(message))) return;  // it will not be sent
  if (is_tuple(to) && tuple_size(to) == 2 && tuple_elements(to)[1] != atom::nonode) return;  // another node
  bool nobody = to.is_local_pid() && !lives(to);
  trace_event(self, kSend, nobody ? make_atom("send_to_non_existing_process") : atom::send, {message, to});
}

void trace_name(Process& named, const char* event, Term name) {
  if (traces(named, kProcs)) trace_event(named, kProcs, make_atom(event), {name});
}

void trace_collection(Process& self, const char* event, uint64_t words) {
  const auto figures = heap_figures(self.heap);
  constexpr size_t kWordsOfPair = 3 + 2;
  std::array<Word, (figures.size() + 1) * kWordsOfPair> memory{};
  Term* at = reinterpret_cast<Term*>(memory.data());
  Term list = Term::nil();
  const auto prepend = [&](const char* name, uint64_t value) {
    list = cons_at(at + 3, tuple_at(at, make_atom(name), Term::small(static_cast<int64_t>(value))), list);
    at += kWordsOfPair;
  };
  for (size_t i = figures.size(); i-- > 0;) prepend(figures[i].first, figures[i].second);
  prepend("wordsize", words);
  trace_event(self, kCollection, make_atom(event), {list});
}

void trace_exit(Process& self) {
  if (traces(self, kProcs)) trace_event(self, kProcs, make_atom("exit"), {self.exit_reason});
}

void trace_out_exited(Process& self) {
  if (traces(self, kExiting)) trace_event(self, kExiting, make_atom("out_exited"), {Term::small(0)});
}

void tell_delivered(Term asker_pid, Term which, uint64_t ref) {
  Process* asker = the_node.processes->find(asker_pid);
  if (asker == nullptr) return;
  HeapFragment* fragment = HeapFragment::create(4 + kRefWords);
  Term* at = fragment->words();
  Term reference = ref_at(at, ref);
  at += kRefWords;
  Term message = tuple_at(at, make_atom("trace_delivered"), which, reference);
  tell(*asker, fragment, message, at + 4);
}

}  // namespace beamlet
