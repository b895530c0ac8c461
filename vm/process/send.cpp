#include "vm/process/send.hpp"

#include "vm/base/node.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"

namespace beamlet {

void wake(Process& process) {
  RunState waiting = RunState::Waiting;
  // acq_rel pairs with the scheduler's store of Waiting: either it sees the message or we see the state.
  if (process.state.compare_exchange_strong(waiting, RunState::Runnable, std::memory_order_acq_rel))
    the_node.ready->ready(process);
}

void deliver(Process& receiver, Term message) {
  CopiedTerm copy = copy_to_fragment(message);
  receiver.mailbox.push(Message::create(copy.term, copy.fragment));
  wake(receiver);
}

bool send_message(Process& sender, Term to, Term message) {
  if (to.is_local_pid()) {
    if (Process* receiver = the_node.processes->find(to)) deliver(*receiver, message);
    return true;
  }
  return is_ref(to) || is_kind(to, TermKind::ExternalPid);
}

}  // namespace beamlet
