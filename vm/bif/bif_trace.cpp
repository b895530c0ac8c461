// bif_trace.cpp - erlang:trace/3 and its family. What is told, and when: vm/process/trace.hpp.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/code/export_table.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/request.hpp"
#include "vm/process/send.hpp"
#include "vm/process/trace.hpp"

namespace beamlet {

namespace {

struct TraceOptions {
  uint32_t flags = 0;
  Term tracer;
};

// Flags and {tracer, Pid}. A flag of OTP that this machine does not have (call, garbage_collection, ports, ...) is refused.
bool read_trace_options(Process& p, Term list, TraceOptions& options) {
  options.tracer = p.self;
  for (; list.is_cons(); list = list.tail()) {
    const Term* pair = tuple_of(list.head(), 2);
    if (pair != nullptr && pair[0] == make_atom("tracer") && pair[1].is_local_pid()) {
      options.tracer = pair[1];
      continue;
    }
    std::optional<uint32_t> flag = trace_flag_of(list.head());
    if (!flag) return false;
    options.flags |= *flag;
  }
  return list.is_nil();
}

// Nobody traces himself: that has no effect, as in OTP.
void order(Process& p, Process& target, bool on, const TraceOptions& options) {
  if (target.self == options.tracer) return;
  if (&target == &p) return set_trace(p, on, options.flags, options.tracer);
  auto kind = static_cast<uint64_t>(on ? TraceOrder::Set : TraceOrder::Clear);
  ControlSignal* signal =
      ControlSignal::create(SignalKind::Trace, p.self, uint64_t{options.flags} << 2 | kind);
  signal->value = options.tracer;
  push_signal(target, signal);
}

}  // namespace

Term bif_trace_3(Process& p, const Term* args) {
  if (args[1] != atom::true_ && args[1] != atom::false_) return p.badarg();
  bool on = args[1] == atom::true_;
  TraceOptions options;
  if (!read_trace_options(p, args[2], options)) return p.badarg();
  if (on && the_node.processes->find(options.tracer) == nullptr) return p.badarg();
  if (args[0].is_local_pid()) {
    Process* target = the_node.processes->find(args[0]);
    if (target == nullptr) return p.badarg();
    order(p, *target, on, options);
    return Term::small(1);
  }
  std::string_view which = args[0].is_atom() ? atom_text(args[0]) : std::string_view();
  bool all = which == "all" || which == "processes";
  bool existing = all || which == "existing" || which == "existing_processes";
  bool fresh = all || which == "new" || which == "new_processes";
  if (!existing && !fresh) return p.badarg();
  if (fresh) trace_new_processes(on, options.flags, options.tracer);
  int64_t count = 0;
  if (existing)
    the_node.processes->for_each([&](Process& target) {
      order(p, target, on, options);
      if (target.self != options.tracer) ++count;
    });
  charge(p, static_cast<uint64_t>(count), 4);
  return Term::small(count);
}

Term bif_trace_info_2(Process& p, const Term* args) {
  bool flags = args[1] == make_atom("flags");
  if (!flags && args[1] != make_atom("tracer")) return p.badarg();
  TraceState state{Term::none(), 0};
  if (args[0] == make_atom("new") || args[0] == make_atom("new_processes")) {
    state = trace_of_new_processes();
  } else if (args[0] == p.self) {
    if (p.trace != nullptr) state = *p.trace;
  } else if (args[0].is_local_pid()) {
    Term ref = ref_at(p.alloc(kRefWords), the_node.ready->next_unique());
    if (!ask(p, args[0], ref, new_tuple(p, make_atom("trace_info"), args[1]))) return atom::undefined;
    p.x[0] = ref;
    return p.trap(the_node.exports->get(atom::prim_request, atom::await, 1));
  } else {
    return p.badarg();
  }
  Term none = Term::nil();
  Term tracer = state.flags == 0 || state.tracer.is_none() ? none : state.tracer;
  return new_tuple(p, args[1], flags ? trace_flag_names(p, state.flags) : tracer);
}

// The reference; {trace_delivered, Pid, Ref} comes when all that the process has traced so far is on its way.
Term bif_trace_delivered_1(Process& p, const Term* args) {
  if (!args[0].is_local_pid()) return p.badarg();
  Term ref = ref_at(p.alloc(kRefWords), the_node.ready->next_unique());
  ControlSignal* signal =
      ControlSignal::create(SignalKind::Trace, p.self, static_cast<uint64_t>(TraceOrder::Deliver));
  signal->extra = ref.boxed_ptr()[1].raw();
  if (Process* target = the_node.processes->find(args[0])) {
    push_signal(*target, signal);
  } else {
    on_trace_of_dead(args[0], *signal);
    Signal::destroy(signal);
  }
  return ref;
}

}  // namespace beamlet
