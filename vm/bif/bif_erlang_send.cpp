// bif_erlang_send.cpp - sending as a function, and registered names.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/process/name_registry.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"

namespace beamlet {

namespace {

Term send_to(Process& p, Term to, Term message, Term result) {
  SendResult sent = send(to, message, &p.reductions);
  return sent == SendResult::NoSuchName || sent == SendResult::BadDestination ? p.badarg() : result;
}

}  // namespace

Term bif_send_2(Process& p, const Term* args) { return send_to(p, args[0], args[1], args[1]); }

Term bif_send_3(Process& p, const Term* args) {
  Term list = args[2];
  for (; list.is_cons(); list = list.tail())
    if (list.head() != atom::nosuspend && list.head() != atom::noconnect) return p.badarg();
  return list.is_nil() ? send_to(p, args[0], args[1], atom::ok) : p.badarg();
}

Term bif_register_2(Process& p, const Term* args) {
  if (!args[0].is_atom() || args[0] == atom::undefined || !args[1].is_local_pid()) return p.badarg();
  if (args[1] == p.self) {
    if (!p.name.is_none() || !the_node.names->add(args[0], p.self)) return p.badarg();
    p.name = args[0];
    return atom::true_;
  }
  // Somebody else gets a name: its control block belongs to its own scheduler, so the registry alone knows (remove_all at its end).
  if (the_node.processes->find(args[1]) == nullptr) return p.badarg();
  if (the_node.names->has_name(args[1]) || !the_node.names->add(args[0], args[1])) return p.badarg();
  // It may have ended in between: then nobody would take the name away.
  if (the_node.processes->find(args[1]) == nullptr) {
    the_node.names->remove(args[0], args[1]);
    return p.badarg();
  }
  return atom::true_;
}

Term bif_unregister_1(Process& p, const Term* args) {
  if (!args[0].is_atom() || !the_node.names->remove(args[0])) return p.badarg();
  if (p.name == args[0]) p.name = Term::none();
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
