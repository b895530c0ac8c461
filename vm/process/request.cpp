#include "vm/process/request.hpp"

#include "vm/heap/copy_term.hpp"
#include "vm/process/process.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"

namespace beamlet {

namespace {

Term undefined_of_self(Process&, Term, Term) { return atom::undefined; }
Term undefined_of_dead(Term) { return atom::undefined; }
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): set once at boot
RequestAnswerer answerer_of_living = undefined_of_self;
DeadAnswerer answerer_of_dead = undefined_of_dead;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

// {Ref, Answer} as a message.
Signal* reply(uint64_t ref, Term answer) {
  size_t words = 3 + kRefWords + copy_size(answer);
  HeapFragment* fragment = HeapFragment::create(words);
  Term* at = fragment->words();
  Term copied = copy_to(answer, at, fragment->off_heap);
  Term reference = ref_at(at, ref);
  at += kRefWords;
  Term value = tuple_at(at, reference, copied);
  fragment->used = static_cast<uint32_t>(words);
  ControlSignal* signal = ControlSignal::create(SignalKind::Message, Term::none());
  signal->value = value;
  signal->fragment = fragment;
  return signal;
}

}  // namespace

void set_request_answerer(RequestAnswerer answerer) { answerer_of_living = answerer; }
void set_dead_answerer(DeadAnswerer answerer) { answerer_of_dead = answerer; }

bool ask(Process& self, Term target, Term ref, Term what) {
  Process* other = the_node.processes->find(target);
  if (other == nullptr) return false;
  CopiedTerm copy = copy_to_fragment(what);
  ControlSignal* signal = ControlSignal::create(SignalKind::Request, self.self, ref.boxed_ptr()[1].raw());
  signal->value = copy.term;
  signal->fragment = copy.fragment;
  push_signal(*other, signal);
  return true;
}

void answer_request(Process& self, ControlSignal& signal) {
  Term answer = answerer_of_living(self, signal.from, signal.value);
  if (!answer.is_none()) reply_to(signal.from, signal.id, answer);
}

void reply_to(Term asker, uint64_t ref, Term answer) {
  if (Process* process = the_node.processes->find(asker)) push_signal(*process, reply(ref, answer));
}

void answer_request_of_dead(Process& asker, ControlSignal& signal) {
  push_signal(asker, reply(signal.id, answerer_of_dead(signal.value)));
}

}  // namespace beamlet
