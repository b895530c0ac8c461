// bif_trace.cpp - erlang:trace/3 and its family, and erlang:system_monitor/2. What is told, and when: vm/process/trace.hpp, system_monitor.hpp.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/code/export_table.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/system_monitor.hpp"
#include "vm/process/trace.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

namespace {

struct TraceOptions {
  uint32_t flags = 0;
  Term tracer;
  Term refused = Term::none();  // a flag of OTP that this machine does not have
};

// Flags and {tracer, Pid}. cpu_timestamp is refused: the machine has no clock of the CPU.
bool read_trace_options(Process& p, bool on, Term list, TraceOptions& options) {
  options.tracer = on ? p.self : Term::none();
  for (; list.is_cons(); list = list.tail()) {
    Term item = list.head();
    const Term* pair = tuple_of(item, 2);
    if (pair != nullptr && pair[0] == make_atom("tracer") && pair[1].is_local_pid()) {
      options.tracer = pair[1];
      continue;
    }
    std::optional<uint32_t> flag = trace_flag_of(item);
    if (!flag) {
      options.refused = item;
      return false;
    }
    options.flags |= *flag;
  }
  return list.is_nil();
}

// badarg, whose error_info has the cause for erl_erts_errors.
Term refused(Process& p, const char* cause) {
  Term badarg = p.badarg();
  Term info = map_empty(p.heap);
  info = map_put(p.heap, info, make_atom("cause"), make_atom(cause));
  p.exception.error_info = map_put(p.heap, info, atom::module, make_atom("erl_erts_errors"));
  return badarg;
}

Term refused_options(Process& p, const TraceOptions& options) {
  for (const char* name : {"call", "arity", "return_to", "silent"})
    if (options.refused == make_atom(name)) return refused(p, "no_call_trace");
  return p.badarg();
}

// What a process specification names.
struct Which {
  bool known, existing, fresh;
};

Which read_which(Term spec) {
  std::string_view name = spec.is_atom() ? atom_text(spec) : std::string_view();
  bool all = name == "all" || name == "processes";
  // There are no ports.
  bool ports = name == "ports" || name == "existing_ports" || name == "new_ports";
  bool existing = all || name == "existing" || name == "existing_processes";
  bool fresh = all || name == "new" || name == "new_processes";
  return {ports || existing || fresh, existing, fresh};
}

bool is_alive(Process* process) { return process != nullptr && !process->state.exiting(); }

Term trace_one(Process& p, Term pid, bool on, const TraceOptions& options) {
  Process* target = the_node.processes->find(pid);
  if (!is_alive(target)) return p.badarg();
  return change_trace(*target, on, options.flags, options.tracer) ? Term::small(1)
                                                                  : refused(p, "other_tracer");
}

}  // namespace

Term bif_trace_3(Process& p, const Term* args) {
  if (args[1] != atom::true_ && args[1] != atom::false_) return p.badarg();
  bool on = args[1] == atom::true_;
  TraceOptions options;
  if (!read_trace_options(p, on, args[2], options)) return refused_options(p, options);
  if (args[0].is_local_pid()) return trace_one(p, args[0], on, options);
  Which which = read_which(args[0]);
  if (!which.known) return p.badarg();
  if (which.fresh && !trace_new_processes(on, options.flags, options.tracer))
    return refused(p, "other_tracer");
  int64_t count = 0;
  uint64_t looked_at = 0;
  if (which.existing)
    the_node.processes->for_each([&](Process& target) {
      ++looked_at;
      if (is_alive(&target) && change_trace(target, on, options.flags, options.tracer)) ++count;
    });
  charge(p, looked_at, 4);
  return Term::small(count);
}

namespace {

// trace_info/2 of what is traced by its name, which is nothing: of a function, of loading, of messages (all of them count).
Term info_of_names(Process& p, Term what, Term item) {
  const Term* mfa = tuple_of(what, 3);
  bool messages = what == atom::send || what == make_atom("receive");
  if (messages) return item == make_atom("match_spec") ? new_tuple(p, item, atom::true_) : p.badarg();
  bool is_function = mfa != nullptr && mfa[0].is_atom() && mfa[1].is_atom() && as_size(mfa[2]);
  if (!is_function && what != make_atom("on_load")) return p.badarg();
  bool known = false;
  for (const char* name :
       {"all", "traced", "match_spec", "meta", "meta_match_spec", "call_count", "call_time", "call_memory"})
    known = known || item == make_atom(name);
  if (!known) return p.badarg();
  auto arity = is_function ? static_cast<uint32_t>(mfa[2].small_value()) : 0;
  ExportEntry* entry = is_function ? the_node.exports->find(mfa[0], mfa[1], arity) : nullptr;
  bool there = !is_function || (entry != nullptr && entry->is_defined());
  return new_tuple(p, item, there ? atom::false_ : atom::undefined);
}

}  // namespace

Term bif_trace_info_2(Process& p, const Term* args) {
  bool by_name = !args[0].is_local_pid() && args[0] != make_atom("new") &&
                 args[0] != make_atom("new_processes") && args[0] != make_atom("new_ports");
  if (by_name) return info_of_names(p, args[0], args[1]);
  bool flags = args[1] == make_atom("flags");
  if (!flags && args[1] != make_atom("tracer")) return p.badarg();
  TraceSetting setting;
  if (args[0].is_local_pid()) {
    Process* target = the_node.processes->find(args[0]);
    if (!is_alive(target)) return atom::undefined;
    setting = trace_of(*target);
  } else if (args[0] != make_atom("new_ports")) {
    setting = trace_of_new_processes();
  }
  return new_tuple(p, args[1], flags ? trace_flag_names(p, setting.flags) : setting.tracer);
}

namespace {

// Waits until every scheduler has ended the slice it was in: what was traced before is in the tracer's queue then.
struct Delivery {
  Term asker, which;
  uint64_t ref;
  static void passed(void* object) {
    auto* self = static_cast<Delivery*>(object);
    tell_delivered(self->asker, self->which, self->ref);
    delete self;
  }
};

}  // namespace

// The reference; {trace_delivered, Pid or all, Ref} comes when all that was traced before this call is delivered.
Term bif_trace_delivered_1(Process& p, const Term* args) {
  if (!args[0].is_local_pid() && args[0] != atom::all) return p.badarg();
  uint64_t unique = the_node.ready->next_unique();
  Term ref = ref_at(p.alloc(kRefWords), unique);
  the_node.ready->retire(new Delivery{p.self, args[0], ref.boxed_ptr()[1].raw()}, Delivery::passed);
  return ref;
}

// -- system_monitor

namespace {

// {Pid, Options}, or undefined.
Term monitor_term(Process& p, const SystemMonitor& s) {
  if (s.pid.is_none()) return atom::undefined;
  Term list = Term::nil();
  auto add = [&](const char* name, uint64_t value) {
    if (value != 0) list = make_cons(p, new_tuple(p, make_atom(name), make_uint(p, value)), list);
  };
  add("long_gc", s.long_gc_ms);
  add("long_schedule", s.long_schedule_ms);
  add("large_heap", s.large_heap_words);
  if (s.long_queue) {
    Term lengths = new_tuple(p, make_uint(p, s.long_queue_off), make_uint(p, s.long_queue_on));
    list = make_cons(p, new_tuple(p, make_atom("long_message_queue"), lengths), list);
  }
  if (s.busy_port) list = make_cons(p, make_atom("busy_port"), list);
  if (s.busy_dist_port) list = make_cons(p, make_atom("busy_dist_port"), list);
  return new_tuple(p, s.pid, list);
}

bool read_monitor_option(Term option, SystemMonitor& s) {
  if (option == make_atom("busy_port")) return s.busy_port = true;
  if (option == make_atom("busy_dist_port")) return s.busy_dist_port = true;
  const Term* pair = tuple_of(option, 2);
  if (pair == nullptr) return false;
  if (pair[0] == make_atom("long_message_queue")) {
    const Term* lengths = tuple_of(pair[1], 2);
    if (lengths == nullptr) return false;
    std::optional<size_t> off = as_size(lengths[0]), on = as_size(lengths[1]);
    if (!off || !on || *off >= *on) return false;
    s.long_queue = true;
    s.long_queue_off = *off;
    s.long_queue_on = *on;
    return true;
  }
  std::optional<size_t> number = as_size(pair[1]);
  if (!number) return false;
  const std::pair<const char*, uint64_t*> limits[] = {{"long_gc", &s.long_gc_ms},
                                                      {"long_schedule", &s.long_schedule_ms},
                                                      {"large_heap", &s.large_heap_words}};
  for (const auto& [name, place] : limits)
    if (pair[0] == make_atom(name)) {
      *place = std::max<uint64_t>(*number, 1);
      return true;
    }
  return false;
}

Term set_monitor(Process& p, Term pid, Term options) {
  SystemMonitor s;
  s.pid = pid;
  if (!pid.is_local_pid() || !is_alive(the_node.processes->find(pid))) return p.badarg();
  bool any = options.is_cons();
  for (; options.is_cons(); options = options.tail())
    if (!read_monitor_option(options.head(), s)) return p.badarg();
  if (!options.is_nil()) return p.badarg();
  return monitor_term(p, set_system_monitor(any ? s : SystemMonitor{}));
}

}  // namespace

Term bif_system_monitor_0(Process& p, const Term*) { return monitor_term(p, system_monitor()); }

Term bif_system_monitor_1(Process& p, const Term* args) {
  if (args[0] == atom::undefined) return monitor_term(p, set_system_monitor({}));
  const Term* pair = tuple_of(args[0], 2);
  return pair == nullptr ? p.badarg() : set_monitor(p, pair[0], pair[1]);
}

Term bif_system_monitor_2(Process& p, const Term* args) { return set_monitor(p, args[0], args[1]); }

}  // namespace beamlet
