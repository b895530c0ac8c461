#include "vm/process/send.hpp"

#include "vm/base/memory.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/process/name_registry.hpp"
#include "vm/process/process.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"

namespace beamlet {

namespace {

// Words of a message that one reduction pays for.
constexpr int64_t kWordsPerReduction = 32;

SendResult deliver_to(Term pid, Term message, int64_t* reductions) {
  Process* receiver = the_node.processes->find(pid);
  if (receiver == nullptr) return SendResult::NoSuchProcess;
  Signal* signal = Signal::message(message);
  if (signal == nullptr) return SendResult::TooLarge;
  if (reductions != nullptr && signal->fragment != nullptr)
    *reductions -= signal->fragment->used / kWordsPerReduction;
  push_signal(*receiver, signal);
  return SendResult::Sent;
}

SendResult deliver_to_alias(Term ref, Term message) {
  uint64_t owner = ref.boxed_ptr()[2].raw();
  if (owner == 0) return SendResult::NoSuchProcess;
  Process* receiver = the_node.processes->find(Term::pid(owner));
  if (receiver == nullptr) return SendResult::NoSuchProcess;
  if (!copy_fits(copy_size(message))) return SendResult::TooLarge;
  CopiedTerm copy = copy_to_fragment(message);
  ControlSignal* signal =
      ControlSignal::create(SignalKind::AliasMessage, Term::none(), ref.boxed_ptr()[1].raw());
  signal->value = copy.term;
  signal->fragment = copy.fragment;
  push_signal(*receiver, signal);
  return SendResult::Sent;
}

}  // namespace

void push_signal(Process& to, Signal* signal) {
  to.signals.push(signal);
  if (to.state.notify() == ProcessState::Notify::Enqueue) the_node.ready->ready(to);
}

void push_signal_quietly(Process& to, Signal* signal) { to.signals.push(signal); }

SendResult send(Term to, Term message, int64_t* reductions) {
  if (to.is_local_pid()) return deliver_to(to, message, reductions);
  if (to.is_atom()) {
    Term pid = the_node.names->find(to);
    return pid.is_none() ? SendResult::NoSuchName : deliver_to(pid, message, reductions);
  }
  if (is_kind(to, TermKind::Ref)) return deliver_to_alias(to, message);
  if (is_tuple(to) && tuple_size(to) == 2) {
    const Term* e = tuple_elements(to);
    if (!e[0].is_atom() || !e[1].is_atom()) return SendResult::BadDestination;
    if (e[1] != atom::nonode) return SendResult::NoSuchProcess;  // another node: none is connected
    Term pid = the_node.names->find(e[0]);
    return pid.is_none() ? SendResult::NoSuchProcess : deliver_to(pid, message, reductions);
  }
  // Pids, ports and references of other nodes lead nowhere while no node is connected.
  return is_pid(to) || is_ref(to) || is_kind(to, TermKind::ExternalPort) ? SendResult::NoSuchProcess
                                                                         : SendResult::BadDestination;
}

Signal* make_down(uint64_t ref, uint64_t ref_extra, Term object, Term reason) {
  // {'DOWN', Ref, process, Object, Reason}, and {Name, Node} when it was watched by name.
  size_t words = 6 + kRefWords + (object.is_atom() ? 3 : 0) + copy_size(reason);
  HeapFragment* fragment = HeapFragment::create(words);
  Term* at = fragment->words();
  Term copied = copy_to(reason, at, fragment->off_heap);
  Term reference = ref_at(at, ref, ref_extra);
  at += kRefWords;
  if (object.is_atom()) {
    object = tuple_at(at, object, atom::nonode);
    at += 3;
  }
  Term value = tuple_at(at, atom::DOWN, reference, atom::process, object, copied);
  fragment->used = static_cast<uint32_t>(words);
  ControlSignal* signal = ControlSignal::create(SignalKind::Down, Term::none(), ref);
  signal->value = value;
  signal->fragment = fragment;
  return signal;
}

Signal* make_exit(Term from, Term reason, bool linked) {
  size_t words = 4 + copy_size(reason);
  HeapFragment* fragment = HeapFragment::create(words);
  Term* at = fragment->words();
  Term copied = copy_to(reason, at, fragment->off_heap);
  Term value = tuple_at(at, atom::EXIT, from, copied);
  fragment->used = static_cast<uint32_t>(words);
  ControlSignal* signal = ControlSignal::create(SignalKind::Exit, from);
  signal->value = value;
  signal->fragment = fragment;
  signal->linked = linked;
  return signal;
}

}  // namespace beamlet
