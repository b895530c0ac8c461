#include "vm/process/exit.hpp"

#include <algorithm>
#include <vector>

#include "vm/base/memory.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/process/machine_event.hpp"
#include "vm/process/name_registry.hpp"
#include "vm/process/process.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/relations.hpp"
#include "vm/process/request.hpp"
#include "vm/process/send.hpp"
#include "vm/process/system_monitor.hpp"
#include "vm/process/trace.hpp"

namespace beamlet {

namespace {

// {'EXIT', From, Reason} of an exit signal.
Term reason_of(const Signal& exit) { return tuple_elements(exit.value)[2]; }

// A message made of a control signal: it keeps the terms, the signal itself becomes the message.
void deliver_as_message(Process& self, Signal* signal) {
  signal->kind = SignalKind::Message;
  self.mailbox.append(signal);
  if (traces(self, trace_flag::kReceive)) [[unlikely]]
    trace_event(self, trace_flag::kReceive, make_atom("receive"), {signal->value});
}

// The link broke, and the process goes on.
void trace_broken_link(Process& self, const ControlSignal& signal) {
  if (signal.linked && traces(self, trace_flag::kProcs)) [[unlikely]]
    trace_event(self, trace_flag::kProcs, make_atom("getting_unlinked"), {signal.from});
}

void on_exit(Process& self, ControlSignal* signal) {
  Term reason = reason_of(*signal);
  bool counts = true;
  if (signal->linked) {
    LinkHalf* half = self.has_relations() ? self.relations().links.find(signal->from.raw()) : nullptr;
    counts = half != nullptr && half->unlinking == 0;
    if (half != nullptr) self.relations().links.erase(signal->from.raw());
  }
  if (!counts) return Signal::destroy(signal);
  if (reason == atom::kill && !signal->linked) {
    doom(self, atom::killed);
    return Signal::destroy(signal);
  }
  bool ignored = reason == atom::normal && signal->from != self.self;
  if (self.trap_exit || ignored) trace_broken_link(self, *signal);
  if (self.trap_exit) return deliver_as_message(self, signal);
  if (ignored) return Signal::destroy(signal);
  self.heap.attach(Signal::release(signal));
  doom(self, reason);
}

void on_down(Process& self, ControlSignal* signal) {
  MonitorHalf half;
  if (!take_monitor(self, signal->id, half)) return Signal::destroy(signal);
  if (half.alias == AliasMode::Demonitor || half.alias == AliasMode::ReplyDemonitor)
    remove_alias(self, signal->id);
  if (!half.tag.is_none()) {
    // The same message with the tag the watcher asked for.
    const Term* e = tuple_elements(signal->value);
    size_t words = 6 + copy_size(half.tag) + copy_size(e[1]) + copy_size(e[3]) + copy_size(e[4]);
    HeapFragment* fragment = HeapFragment::create(words);
    Term* at = fragment->words();
    Term tag = copy_to(half.tag, at, fragment->off_heap);
    Term ref = copy_to(e[1], at, fragment->off_heap);
    Term object = copy_to(e[3], at, fragment->off_heap);
    Term reason = copy_to(e[4], at, fragment->off_heap);
    Term value = tuple_at(at, tag, ref, e[2], object, reason);
    fragment->used = static_cast<uint32_t>(words);
    HeapFragment::destroy(signal->fragment);
    signal->fragment = fragment;
    signal->value = value;
  }
  deliver_as_message(self, signal);
}

// {Tag, Outcome}, when the suspender wants to be told.
void tell_suspender(const ControlSignal& signal, Term outcome) {
  if (signal.value.is_nil()) return;
  Process* suspender = the_node.processes->find(signal.from);
  if (suspender == nullptr) return;
  Term tag = tuple_elements(signal.value)[0];
  size_t words = 3 + copy_size(tag);
  HeapFragment* fragment = HeapFragment::create(words);
  Term* at = fragment->words();
  Term copied = copy_to(tag, at, fragment->off_heap);
  ControlSignal* told = ControlSignal::create(SignalKind::Message, Term::none());
  told->value = tuple_at(at, copied, outcome);
  told->fragment = fragment;
  fragment->used = static_cast<uint32_t>(words);
  push_signal(*suspender, told);
}

// One signal of the outer queue. True when it became a message.
bool handle(Process& self, Signal* signal) {
  uint64_t before = self.mailbox.length();
  switch (signal->kind) {
    case SignalKind::Message:
      deliver_as_message(self, signal);
      return true;
    case SignalKind::AliasMessage:
      if (!accept_alias(self, control(*signal).id)) break;
      deliver_as_message(self, signal);
      return true;
    case SignalKind::Exit:
      on_exit(self, &control(*signal));
      return self.mailbox.length() != before;
    case SignalKind::Down:
      on_down(self, &control(*signal));
      return self.mailbox.length() != before;
    case SignalKind::Link:
      on_link(self, control(*signal));
      break;
    case SignalKind::Unlink:
      on_unlink(self, control(*signal));
      break;
    case SignalKind::UnlinkAck:
      on_unlink_ack(self, control(*signal));
      break;
    case SignalKind::Monitor:
      on_monitor(self, control(*signal));
      break;
    case SignalKind::Demonitor:
      if (self.has_relations()) self.relations().monitored_by.erase(control(*signal).id);
      break;
    case SignalKind::GroupLeader:
      self.group_leader = copy_to_heap(self.heap, signal->value);
      break;
    case SignalKind::Suspend:
      on_suspend(self, control(*signal).from);
      tell_suspender(control(*signal), make_atom("suspended"));
      break;
    case SignalKind::Resume:
      on_resume(self, control(*signal).from, control(*signal).id);
      break;
    case SignalKind::Request:
      answer_request(self, control(*signal));
      break;
    case SignalKind::Mark:
      break;
  }
  Signal::destroy(signal);
  return false;
}

void end_for_messages(Process& self) {
  report_event(self, MachineEvent::MessageLimit);
  doom(self, tuple_at(self.alloc(3), make_atom("max_message_queue_len"), Term::small(self.max_messages)));
}

// A signal that met a process at or after its end.
void answer_as_dead(Process& self, Signal* signal) {
  if (signal->kind == SignalKind::Link || signal->kind == SignalKind::Monitor ||
      signal->kind == SignalKind::Request || signal->kind == SignalKind::Unlink ||
      signal->kind == SignalKind::Suspend) {
    ControlSignal& c = control(*signal);
    if (Process* other = the_node.processes->find(c.from)) {
      switch (signal->kind) {
        case SignalKind::Link:
          push_signal(*other, make_exit(self.self, atom::noproc, true));
          break;
        case SignalKind::Monitor:
          push_signal(*other, make_down(c.id, c.extra, c.named ? c.value : self.self, atom::noproc));
          break;
        case SignalKind::Unlink:
          push_signal(*other, ControlSignal::create(SignalKind::UnlinkAck, self.self, c.id));
          break;
        case SignalKind::Suspend:
          tell_suspender(c, make_atom("exited"));
          break;
        default:
          answer_request_of_dead(*other, c);
          break;
      }
    }
  }
  Signal::destroy(signal);
}

void drain(Process& self) {
  while (MpscNode* node = self.signals.pop()) answer_as_dead(self, static_cast<Signal*>(node));
}

void tell_the_others(Process& self) {
  if (!self.has_relations()) return;
  Relations& relations = self.relations();
  // Its own monitors and suspensions first: who learns of its end finds them gone.
  relations.suspending.for_each([&](uint64_t pid, uint64_t times) {
    if (Process* other = the_node.processes->find(Term::from_raw(pid)))
      push_signal(*other, ControlSignal::create(SignalKind::Resume, self.self, times));
  });
  relations.monitors.for_each([&](uint64_t ref, MonitorHalf& half) {
    if (Process* other = half.pid.is_none() ? nullptr : the_node.processes->find(half.pid))
      push_signal_quietly(*other, ControlSignal::create(SignalKind::Demonitor, self.self, ref));
  });
  relations.links.for_each([&](uint64_t pid, LinkHalf& half) {
    if (half.unlinking != 0) return;
    if (Process* other = the_node.processes->find(Term::from_raw(pid)))
      push_signal(*other, make_exit(self.self, self.exit_reason, true));
  });
  relations.monitored_by.for_each([&](uint64_t ref, MonitoredByHalf& half) {
    if (Process* other = the_node.processes->find(half.from))
      push_signal(*other,
                  make_down(ref, half.extra, half.name.is_none() ? self.self : half.name, self.exit_reason));
  });
}

void give_up_names(Process& self) {
  for (Term name : the_node.names->remove_all(self.self)) trace_name(self, "unregister", name);
}

std::vector<ExitHook>& exit_hooks() {
  static std::vector<ExitHook> hooks;  // filled at boot, constant afterwards
  return hooks;
}

}  // namespace

void add_exit_hook(ExitHook hook) { exit_hooks().push_back(hook); }
void clear_exit_hooks() { exit_hooks().clear(); }

void doom(Process& self, Term reason) {
  if (self.doomed()) return;
  self.exit_reason = reason;
}

bool fetch_signals(Process& self) {
  bool messages = false;
  while (MpscNode* node = self.signals.pop_whole()) {
    if (handle(self, static_cast<Signal*>(node))) {
      messages = true;
      if (watches(watch::kLongQueue)) [[unlikely]]
        tell_queue(self);
      if (self.max_messages != 0 && self.mailbox.length() > self.max_messages) [[unlikely]]
        end_for_messages(self);
    }
    if (self.doomed()) break;  // the rest is answered by end_process
  }
  return messages;
}

void end_process(Process& self) {
  // A reason that no memory is left to tell of cannot be told.
  if (self.has_relations() && !copy_fits(copy_size(self.exit_reason))) self.exit_reason = atom::system_limit;
  trace_exit(self);
  self.state.begin_exit();
  // seq_cst: pairs with register/2; it sets the flag, then looks whether the process has begun to end.
  if (self.named.load(std::memory_order_seq_cst)) give_up_names(self);
  trace_out_exited(self);
  for (ExitHook hook : exit_hooks()) hook(self);
  // Only now: who is told that there is no such process finds neither its name nor its tables.
  the_node.processes->remove(self);
  tell_the_others(self);
  drain(self);
  self.mailbox.clear();
  self.drop_relations();
  self.heap.destroy();
}

void release_process(void* block) {
  auto* self = static_cast<Process*>(block);
  drain(*self);
  ProcessTable::reclaim(self);
}

}  // namespace beamlet
