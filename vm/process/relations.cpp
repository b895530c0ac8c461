#include "vm/process/relations.hpp"

#include <algorithm>

#include "vm/process/exit.hpp"
#include "vm/process/name_registry.hpp"
#include "vm/process/process.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"
#include "vm/process/trace.hpp"

namespace beamlet {

Relations::~Relations() {
  monitors.for_each([](uint64_t, MonitorHalf& half) {
    if (half.tag_memory != nullptr) HeapFragment::destroy(half.tag_memory);
  });
}

bool link_to(Process& self, Term other) {
  if (other == self.self) return true;
  Relations& relations = self.relations();
  if (LinkHalf* half = relations.links.find(other.raw()); half != nullptr && half->unlinking == 0)
    return true;
  Process* target = the_node.processes->find(other);
  if (target == nullptr) return false;
  relations.links.insert(other.raw(), {})->unlinking = 0;
  push_signal(*target, ControlSignal::create(SignalKind::Link, self.self));
  return true;
}

void unlink_from(Process& self, Term other) {
  if (!self.has_relations()) return;
  Relations& relations = self.relations();
  LinkHalf* half = relations.links.find(other.raw());
  if (half == nullptr || half->unlinking != 0) return;
  half->unlinking = relations.next_unlink++;
  Process* target = the_node.processes->find(other);
  if (target == nullptr)
    // It has ended: its exit signal may still be on its way to us, but no ack will come. What has been pushed is dropped when it is
    // met and no link is found.
    relations.links.erase(other.raw());
  else
    push_signal(*target, ControlSignal::create(SignalKind::Unlink, self.self, half->unlinking));
}

void on_link(Process& self, ControlSignal& signal) {
  // The other side has its half already. An unlink of ours that is under way wins: it will remove that half (relations.hpp, Unlinking).
  auto& links = self.relations().links;
  if (links.find(signal.from.raw()) != nullptr) return;
  links.insert(signal.from.raw(), {});
  if (traces(self, trace_flag::kProcs)) [[unlikely]]
    trace_event(self, trace_flag::kProcs, make_atom("getting_linked"), {signal.from});
}

void on_unlink(Process& self, ControlSignal& signal) {
  if (self.has_relations()) {
    // While our own unlink is under way the entry stays until its ack.
    LinkHalf* half = self.relations().links.find(signal.from.raw());
    if (half != nullptr && half->unlinking == 0) {
      self.relations().links.erase(signal.from.raw());
      if (traces(self, trace_flag::kProcs)) [[unlikely]]
        trace_event(self, trace_flag::kProcs, make_atom("getting_unlinked"), {signal.from});
    }
  }
  if (Process* other = the_node.processes->find(signal.from))
    push_signal(*other, ControlSignal::create(SignalKind::UnlinkAck, self.self, signal.id));
}

void on_unlink_ack(Process& self, ControlSignal& signal) {
  if (!self.has_relations()) return;
  LinkHalf* half = self.relations().links.find(signal.from.raw());
  if (half != nullptr && half->unlinking == signal.id) self.relations().links.erase(signal.from.raw());
}

void monitor_process(Process& self, uint64_t ref, MonitorHalf half) {
  half.pid = half.target.is_atom() ? the_node.names->find(half.target) : half.target;
  Process* target = half.pid.is_none() ? nullptr : the_node.processes->find(half.pid);
  self.relations().monitors.insert(ref, half);
  if (half.alias != AliasMode::None) self.relations().aliases.insert(ref, half.alias);
  if (target == nullptr) {
    push_signal(self, make_down(ref, half.extra, half.target, atom::noproc));
    return;
  }
  ControlSignal* signal = ControlSignal::create(SignalKind::Monitor, self.self, ref);
  signal->extra = half.extra;
  signal->named = half.target.is_atom();
  signal->value = half.target;
  push_signal(*target, signal);
}

bool demonitor(Process& self, uint64_t ref) {
  MonitorHalf half;
  if (!take_monitor(self, ref, half)) return false;
  if (half.alias == AliasMode::Demonitor || half.alias == AliasMode::ReplyDemonitor) remove_alias(self, ref);
  if (Process* target = half.pid.is_none() ? nullptr : the_node.processes->find(half.pid))
    // Nothing the watched one does changes before it runs anyway: a server would be woken after every call for nothing.
    push_signal_quietly(*target, ControlSignal::create(SignalKind::Demonitor, self.self, ref));
  return true;
}

void on_monitor(Process& self, ControlSignal& signal) {
  self.relations().monitored_by.insert(
      signal.id, {signal.from, signal.extra, signal.named ? signal.value : Term::none()});
}

bool take_monitor(Process& self, uint64_t ref, MonitorHalf& half) {
  if (!self.has_relations()) return false;
  MonitorHalf* found = self.relations().monitors.find(ref);
  if (found == nullptr) return false;
  half = *found;
  if (half.tag_memory != nullptr) {
    // The tag goes with the message that is about to be made, or is dropped.
    self.heap.attach(half.tag_memory);
    half.tag_memory = nullptr;
  }
  self.relations().monitors.erase(ref);
  return true;
}

void add_alias(Process& self, uint64_t ref, AliasMode mode) { self.relations().aliases.insert(ref, mode); }

bool remove_alias(Process& self, uint64_t ref) {
  return self.has_relations() && self.relations().aliases.erase(ref);
}

bool accept_alias(Process& self, uint64_t ref) {
  if (!self.has_relations()) return false;
  AliasMode* mode = self.relations().aliases.find(ref);
  if (mode == nullptr) return false;
  if (*mode == AliasMode::ReplyDemonitor) {
    self.relations().aliases.erase(ref);
    demonitor(self, ref);
  }
  return true;
}

void link_new(Process& parent, Process& child) {
  parent.relations().links.insert(child.self.raw(), {})->unlinking = 0;
  child.relations().links.insert(parent.self.raw(), {})->unlinking = 0;
}

void monitor_new(Process& parent, Process& child, uint64_t ref, MonitorHalf half) {
  half.pid = child.self;
  parent.relations().monitors.insert(ref, half);
  if (half.alias != AliasMode::None) parent.relations().aliases.insert(ref, half.alias);
  child.relations().monitored_by.insert(ref, {parent.self, half.extra, Term::none()});
}

void note_suspending(Process& self, Term other) { ++*self.relations().suspending.insert(other.raw(), 0); }

bool take_suspending(Process& self, Term other) {
  if (!self.has_relations()) return false;
  uint64_t* times = self.relations().suspending.find(other.raw());
  if (times == nullptr) return false;
  if (--*times == 0) self.relations().suspending.erase(other.raw());
  return true;
}

uint64_t suspensions_of(Process& self, Term other) {
  uint64_t* times = self.has_relations() ? self.relations().suspending.find(other.raw()) : nullptr;
  return times == nullptr ? 0 : *times;
}

void on_suspend(Process& self, Term suspender) {
  ++*self.relations().suspended_by.insert(suspender.raw(), 0);
  ++self.suspend_count;
  self.reductions = 0;  // if it runs: to its next safepoint only
}

void on_resume(Process& self, Term suspender, uint64_t times) {
  uint64_t* held = self.has_relations() ? self.relations().suspended_by.find(suspender.raw()) : nullptr;
  if (held == nullptr) return;
  times = std::min(times, *held);
  self.suspend_count -= static_cast<uint32_t>(times);
  *held -= times;
  if (*held == 0) self.relations().suspended_by.erase(suspender.raw());
}

}  // namespace beamlet
