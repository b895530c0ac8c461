// bif_erlang_link.cpp - links, monitors, aliases and exit signals.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/process_items.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/process/exit.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/relations.hpp"
#include "vm/process/send.hpp"
#include "vm/process/trace.hpp"

namespace beamlet {

namespace {

std::optional<AliasMode> read_alias_mode(Term t) {
  if (t == atom::explicit_unalias) return AliasMode::ExplicitUnalias;
  if (t == atom::demonitor) return AliasMode::Demonitor;
  if (t == atom::reply_demonitor) return AliasMode::ReplyDemonitor;
  return std::nullopt;
}

}  // namespace

bool read_monitor_options(Term list, MonitorHalf& half) {
  for (; list.is_cons(); list = list.tail()) {
    const Term* pair = tuple_of(list.head(), 2);
    if (pair == nullptr) return false;
    if (pair[0] == atom::tag) {
      // The tag lives as long as the monitor: it gets memory of its own.
      CopiedTerm copy = copy_all_to_fragment(pair[1]);
      if (half.tag_memory != nullptr) HeapFragment::destroy(half.tag_memory);
      half.tag = copy.term;
      half.tag_memory = copy.fragment;
    } else {
      std::optional<AliasMode> mode = pair[0] == atom::alias ? read_alias_mode(pair[1]) : std::nullopt;
      if (!mode) return false;
      half.alias = *mode;
    }
  }
  return list.is_nil();
}

namespace {

// The unique number of a local reference; nothing for other terms.
std::optional<uint64_t> local_ref(Term t) {
  if (!is_kind(t, TermKind::Ref)) return std::nullopt;
  return t.boxed_ptr()[1].raw();
}

Term new_ref(Process& p, uint64_t alias_of = 0) {
  return ref_at(p.alloc(kRefWords), the_node.ready->next_unique(), alias_of);
}

// The target of a monitor: a pid, a registered name, or {Name, Node} of this node.
Term monitor_target(Term item) {
  if (item.is_local_pid() || item.is_atom()) return item;
  const Term* named = tuple_of(item, 2);
  if (named != nullptr && named[0].is_atom() && named[1] == atom::nonode) return named[0];
  return Term::none();
}

Term monitor_with(Process& p, Term type, Term item, Term options) {
  MonitorHalf half;
  if (type == atom::time_offset && item == atom::clock_service) return new_ref(p);
  if (type != atom::process) return p.badarg();
  half.target = monitor_target(item);
  if (half.target.is_none() || !read_monitor_options(options, half)) {
    if (half.tag_memory != nullptr) HeapFragment::destroy(half.tag_memory);
    return p.badarg();
  }
  if (half.alias != AliasMode::None) half.extra = p.self.pid_id();
  Term ref = new_ref(p, half.extra);
  // A process never hears of its own end.
  if (half.target != p.self) {
    monitor_process(p, ref.boxed_ptr()[1].raw(), half);
  } else {
    if (half.tag_memory != nullptr) HeapFragment::destroy(half.tag_memory);
    if (half.alias != AliasMode::None) add_alias(p, ref.boxed_ptr()[1].raw(), half.alias);
  }
  return ref;
}

// Takes a DOWN message of this reference out of the mailbox: demonitor(Ref, [flush]).
void flush_down(Process& p, Term ref) {
  fetch_signals(p);
  p.mailbox.remove_if([&](Term message) {
    const Term* down = tuple_of(message, 5);
    return down != nullptr && is_kind(down[1], TermKind::Ref) &&
           down[1].boxed_ptr()[1].raw() == ref.boxed_ptr()[1].raw();
  });
}

Term exit_with(Process& p, Term target, Term reason) {
  if (is_kind(target, TermKind::ExternalPid) || is_kind(target, TermKind::ExternalPort)) return atom::true_;
  if (!target.is_local_pid()) return p.badarg();
  Process* other = the_node.processes->find(target);
  if (other == nullptr) return atom::true_;
  if (!copy_fits(copy_size(reason))) return p.system_limit();
  push_signal(*other, make_exit(p.self, reason, false));
  // A signal to oneself is handled before the call returns.
  if (other != &p) return atom::true_;
  fetch_signals(p);
  if (!p.doomed()) return atom::true_;
  p.pending = Pending::Exit;
  return Term::none();
}

}  // namespace

Term bif_link_1(Process& p, const Term* args) {
  if (is_kind(args[0], TermKind::ExternalPid)) return p.error(atom::noproc);
  if (!args[0].is_local_pid()) return p.badarg();
  trace_link(p, args[0]);
  if (link_to(p, args[0])) return atom::true_;
  if (!p.trap_exit) return p.error(atom::noproc);
  Signal* exit = make_exit(args[0], atom::noproc, false);
  push_signal(p, exit);
  return atom::true_;
}

Term bif_unlink_1(Process& p, const Term* args) {
  if (is_kind(args[0], TermKind::ExternalPid)) return atom::true_;
  if (!args[0].is_local_pid()) return p.badarg();
  if (traces(p, trace_flag::kProcs)) [[unlikely]]
    trace_event(p, trace_flag::kProcs, make_atom("unlink"), {args[0]});
  unlink_from(p, args[0]);
  return atom::true_;
}

Term bif_monitor_2(Process& p, const Term* args) { return monitor_with(p, args[0], args[1], Term::nil()); }
Term bif_monitor_3(Process& p, const Term* args) { return monitor_with(p, args[0], args[1], args[2]); }

Term bif_demonitor_1(Process& p, const Term* args) {
  std::optional<uint64_t> ref = local_ref(args[0]);
  if (!ref) return p.badarg();
  demonitor(p, *ref);
  return atom::true_;
}

Term bif_demonitor_2(Process& p, const Term* args) {
  std::optional<uint64_t> ref = local_ref(args[0]);
  if (!ref) return p.badarg();
  bool flush = false;
  bool info = false;
  Term list = args[1];
  for (; list.is_cons(); list = list.tail()) {
    if (list.head() == atom::flush)
      flush = true;
    else if (list.head() == atom::info)
      info = true;
    else
      return p.badarg();
  }
  if (!list.is_nil()) return p.badarg();
  bool was = demonitor(p, *ref);
  uint64_t before = p.mailbox.length();
  if (flush && !was) flush_down(p, args[0]);
  if (!info) return atom::true_;
  // With flush: whether a message was flushed or the monitor was removed counts as found.
  return boolean(was && (!flush || p.mailbox.length() == before));
}

Term bif_alias_0(Process& p, const Term*) {
  Term ref = new_ref(p, p.self.pid_id());
  add_alias(p, ref.boxed_ptr()[1].raw(), AliasMode::ExplicitUnalias);
  return ref;
}

Term bif_alias_1(Process& p, const Term* args) {
  bool reply = false;
  Term list = args[0];
  for (; list.is_cons(); list = list.tail()) {
    if (list.head() == atom::reply)
      reply = true;
    else if (list.head() != atom::explicit_unalias)
      return p.badarg();
  }
  if (!list.is_nil()) return p.badarg();
  Term ref = new_ref(p, p.self.pid_id());
  add_alias(p, ref.boxed_ptr()[1].raw(), reply ? AliasMode::ReplyDemonitor : AliasMode::ExplicitUnalias);
  return ref;
}

Term bif_unalias_1(Process& p, const Term* args) {
  std::optional<uint64_t> ref = local_ref(args[0]);
  if (!ref) return p.badarg();
  return boolean(args[0].boxed_ptr()[2].raw() == p.self.pid_id() && remove_alias(p, *ref));
}

Term bif_exit_2(Process& p, const Term* args) { return exit_with(p, args[0], args[1]); }

}  // namespace beamlet
