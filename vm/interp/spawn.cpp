#include "vm/interp/spawn.hpp"

#include <algorithm>

#include "vm/code/export_table.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/interp/interpreter.hpp"
#include "vm/process/machine_event.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/trace.hpp"

namespace beamlet {

namespace {

// A process that holds copies of `terms` as its saved registers.
Process* make(Process& parent, std::span<const Term> terms, const SpawnOptions& options) {
  size_t words = 0;
  for (Term t : terms) words += copy_size(t);
  if (!copy_fits(std::max<size_t>(words, options.min_heap_words))) return nullptr;
  constexpr size_t kRoomForStack = 32;
  Process* child = the_node.processes->create(std::max<size_t>(options.min_heap_words, words + kRoomForStack),
                                              ProcessTable::Born::Held, options.holds_program);
  if (child == nullptr) {
    report_event(parent, MachineEvent::ProcessLimit);
    return nullptr;
  }
  child->heap.min_heap_words = options.min_heap_words;
  child->heap.fullsweep_after = options.fullsweep_after;
  if (options.heap_limit) set_heap_limit(*child, *options.heap_limit);
  if (options.max_messages) child->max_messages = *options.max_messages;
  child->priority = options.priority;
  child->holds_program = options.holds_program;
  child->off_heap_messages = options.off_heap_messages;
  child->parent = parent.self;
  child->group_leader = parent.group_leader;
  child->save(terms.data(), static_cast<uint32_t>(terms.size()));
  for (Term *t = child->saved_registers(), *end = t + terms.size(); t != end; ++t)
    *t = copy_to_heap(child->heap, *t);
  return child;
}

// Something may be told of what it spawns.
bool is_traced(const Process& parent) { return traces(parent, trace_flag::kAll) || traces_new_processes(); }

// The arguments as a list, if the event will be told.
Term traced_arguments(Process& parent, std::span<const Term> arguments) {
  Term list = Term::nil();
  if (!is_traced(parent)) return list;
  for (size_t i = arguments.size(); i-- > 0;) list = cons_at(parent.alloc(2), arguments[i], list);
  return list;
}

Process* start(Process& parent, Process* child, Term arguments, const SpawnOptions& options) {
  if (is_traced(parent)) [[unlikely]] {
    Term mfa = tuple_at(parent.alloc(4), child->initial_module, child->initial_function, arguments);
    trace_spawn(parent, *child, mfa, options.link);
  }
  if (options.link) link_new(parent, *child);
  if (options.monitor) monitor_new(parent, *child, options.monitor_ref, options.monitor_half);
  the_node.ready->ready(*child);
  return child;
}

}  // namespace

Process* spawn(Process& parent, Term module, Term function, std::span<const Term> arguments,
               const SpawnOptions& options) {
  Process* child = make(parent, arguments, options);
  if (child == nullptr) return nullptr;
  auto arity = static_cast<uint32_t>(arguments.size());
  child->initial_module = module;
  child->initial_function = function;
  child->initial_arity = arity;
  prepare_call(*child, the_node.exports->get(module, function, arity)->address(), arity);
  return start(parent, child, traced_arguments(parent, arguments), options);
}

Process* spawn_fun(Process& parent, Term fun, const SpawnOptions& options) {
  Process* child = make(parent, {&fun, 1}, options);
  if (child == nullptr) return nullptr;
  child->initial_module = atom::erlang;
  child->initial_function = atom::apply;
  child->initial_arity = 2;
  prepare_fun(*child);
  const Term both[] = {fun, Term::nil()};
  return start(parent, child, traced_arguments(parent, both), options);
}

}  // namespace beamlet
