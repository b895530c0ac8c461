// bif_erlang_send.cpp - sending as a function, and registered names.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/process/name_registry.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"
#include "vm/process/trace.hpp"

namespace beamlet {

namespace {

Term send_to(Process& p, Term to, Term message, Term result) {
  if (traces(p, trace_flag::kSend)) [[unlikely]]
    trace_send(p, message, to);
  SendResult sent = send(to, message, &p.reductions);
  return is_failure(sent) ? p.error(failure_of(sent)) : result;
}

}  // namespace

Term bif_send_2(Process& p, const Term* args) { return send_to(p, args[0], args[1], args[1]); }

Term bif_send_3(Process& p, const Term* args) {
  Term list = args[2];
  for (; list.is_cons(); list = list.tail())
    if (list.head() != atom::nosuspend && list.head() != atom::noconnect) return p.badarg();
  return list.is_nil() ? send_to(p, args[0], args[1], atom::ok) : p.badarg();
}

Term bif_send_nosuspend_2(Process& p, const Term* args) { return send_to(p, args[0], args[1], atom::true_); }
Term bif_send_nosuspend_3(Process& p, const Term* args) { return send_to(p, args[0], args[1], atom::true_); }

Term bif_register_2(Process& p, const Term* args) {
  if (!args[0].is_atom() || args[0] == atom::undefined) return p.badarg();
  Process* target = the_node.processes->find(args[1]);
  if (target == nullptr || the_node.names->has_name(args[1]) || !the_node.names->add(args[0], args[1]))
    return p.badarg();
  // seq_cst: pairs with end_process; it sets Exiting, then looks at the flag. One of the two takes the name away.
  target->named.store(true, std::memory_order_seq_cst);
  if (!target->state.exiting()) {
    trace_name(*target, "register", args[0]);
    return atom::true_;
  }
  the_node.names->remove(args[0], args[1]);
  return p.badarg();
}

Term bif_unregister_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  Term pid = the_node.names->find(args[0]);
  Process* named = pid.is_none() ? nullptr : the_node.processes->find(pid);
  if (!the_node.names->remove(args[0])) return p.badarg();
  if (named != nullptr) trace_name(*named, "unregister", args[0]);
  return atom::true_;
}

Term bif_whereis_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  Term pid = the_node.names->find(args[0]);
  return pid.is_none() ? atom::undefined : pid;
}

Term bif_registered_0(Process& p, const Term*) {
  std::vector<Term> names = the_node.names->names();
  return make_list(p, names);
}

}  // namespace beamlet
