// bif_spawn.cpp - erlang:spawn and its family. Defined here because starting a process needs the interpreter.
#include <algorithm>
#include <optional>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/process_items.hpp"
#include "vm/code/export_table.hpp"
#include "vm/interp/interpreter.hpp"
#include "vm/interp/spawn.hpp"
#include "vm/process/exit.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/send.hpp"
#include "vm/term/fun.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

namespace {

constexpr uint32_t kMaxArguments = limits::kMaxArity;

// What is to be run: a fun without arguments, or module, function and argument list.
struct Start {
  Term fun = Term::none();
  Term module = Term::none(), function = Term::none();
  std::vector<Term> arguments;
};

bool read_mfa(Term module, Term function, Term list, Start& start) {
  if (!module.is_atom() || !function.is_atom()) return false;
  start.module = module;
  start.function = function;
  start.arguments.reserve(8);  // one allocation for what is usual
  for (; list.is_cons(); list = list.tail()) {
    if (start.arguments.size() == kMaxArguments) return false;
    start.arguments.push_back(list.head());
  }
  return list.is_nil();
}

bool read_fun(Term fun, Start& start) {
  if (!is_fun(fun) || fun_arity(fun) != 0) return false;
  start.fun = fun;
  return true;
}

// A fun that takes arguments can be spawned too: its process ends with badarity.
bool read_any_fun(Process& p, Term fun, Start& start) {
  if (read_fun(fun, start)) return true;
  return is_fun(fun) && read_mfa(atom::erlang, atom::apply,
                                 make_cons(p, fun, make_cons(p, Term::nil(), Term::nil())), start);
}

Process* run(Process& p, const Start& start, const SpawnOptions& options) {
  // A spawn costs what it costs: about a hundred calls.
  constexpr int64_t kReductions = 50;
  p.reductions -= kReductions;
  if (!start.fun.is_none()) return spawn_fun(p, start.fun, options);
  return spawn(p, start.module, start.function, start.arguments, options);
}

// Nothing was started: the tag of a monitor that is not made has no other owner.
void free_tag(SpawnOptions& options) {
  if (options.monitor_half.tag_memory != nullptr) HeapFragment::destroy(options.monitor_half.tag_memory);
  options.monitor_half.tag_memory = nullptr;
}

Term bad_options(Process& p, SpawnOptions& options) {
  free_tag(options);
  return p.badarg();
}

// Too many processes, or no memory for the arguments.
Term refuse(Process& p, SpawnOptions& options) {
  free_tag(options);
  return p.system_limit();
}

// The result of spawn: the pid, or {Pid, Ref} when it is monitored.
Term finish(Process& p, const Start& start, SpawnOptions& options) {
  Term ref = Term::none();
  if (options.monitor) {
    options.monitor_ref = the_node.ready->next_unique();
    if (options.monitor_half.alias != AliasMode::None) options.monitor_half.extra = p.self.pid_id();
  }
  Process* child = run(p, start, options);
  if (child == nullptr) return refuse(p, options);
  if (!options.monitor) return child->self;
  ref = ref_at(p.alloc(kRefWords), options.monitor_ref, options.monitor_half.extra);
  return new_tuple(p, child->self, ref);
}

bool read_option(Term option, SpawnOptions& options) {
  if (option == atom::link) return options.link = true;
  if (option == atom::monitor) return options.monitor = true;
  const Term* pair = tuple_of(option, 2);
  if (pair == nullptr) return false;
  if (pair[0] == atom::monitor) {
    options.monitor = true;
    return read_monitor_options(pair[1], options.monitor_half);
  }
  if (pair[0] == atom::max_heap_size) return (options.heap_limit = read_heap_limit(pair[1])).has_value();
  if (pair[0] == make_atom("max_message_queue_len"))
    return (options.max_messages = read_message_limit(pair[1])).has_value();
  if (pair[0] == atom::priority) {
    std::optional<Priority> priority = read_priority(pair[1]);
    if (priority) options.priority = *priority;
    return priority.has_value();
  }
  if (pair[0] == atom::message_queue_data) {
    options.off_heap_messages = pair[1] == atom::off_heap;
    return options.off_heap_messages || pair[1] == atom::on_heap;
  }
  std::optional<size_t> number = as_size(pair[1]);
  if (!number) return false;
  if (pair[0] == atom::min_heap_size) {
    constexpr size_t kMostWords = size_t{1} << 30;
    if (*number > kMostWords) return false;
    options.min_heap_words = static_cast<uint32_t>(std::max<size_t>(*number, limits::kInitialHeapWords));
  } else if (pair[0] == atom::fullsweep_after) {
    options.fullsweep_after = static_cast<uint32_t>(std::min<size_t>(*number, 65535));
  } else {
    return pair[0] == atom::min_bin_vheap_size || pair[0] == atom::async_dist;
  }
  return true;
}

bool read_options(Term list, SpawnOptions& options) {
  for (; list.is_cons(); list = list.tail())
    if (!read_option(list.head(), options)) return false;
  return list.is_nil();
}

Term spawn_fun_with(Process& p, Term fun, SpawnOptions options) {
  Start start;
  return read_any_fun(p, fun, start) ? finish(p, start, options) : bad_options(p, options);
}
Term spawn_mfa_with(Process& p, const Term* mfa, SpawnOptions options) {
  Start start;
  return read_mfa(mfa[0], mfa[1], mfa[2], start) ? finish(p, start, options) : bad_options(p, options);
}
SpawnOptions linked() {
  SpawnOptions options;
  options.link = true;
  return options;
}
SpawnOptions monitored() {
  SpawnOptions options;
  options.monitor = true;
  return options;
}
// Only this node exists.
bool is_here(Term node) { return node == atom::nonode; }

}  // namespace

Term bif_spawn_1(Process& p, const Term* args) { return spawn_fun_with(p, args[0], {}); }
Term bif_spawn_3(Process& p, const Term* args) { return spawn_mfa_with(p, args, {}); }
Term bif_spawn_link_1(Process& p, const Term* args) { return spawn_fun_with(p, args[0], linked()); }
Term bif_spawn_link_3(Process& p, const Term* args) { return spawn_mfa_with(p, args, linked()); }
// Only this one, as in OTP, looks at the arity of its fun.
Term bif_spawn_monitor_1(Process& p, const Term* args) {
  Start start;
  SpawnOptions options = monitored();
  return read_fun(args[0], start) ? finish(p, start, options) : p.badarg();
}
Term bif_spawn_monitor_3(Process& p, const Term* args) { return spawn_mfa_with(p, args, monitored()); }
Term bif_spawn_2(Process& p, const Term* args) {
  return is_here(args[0]) ? spawn_fun_with(p, args[1], {}) : p.badarg();
}
Term bif_spawn_4(Process& p, const Term* args) {
  return is_here(args[0]) ? spawn_mfa_with(p, args + 1, {}) : p.badarg();
}
Term bif_spawn_link_2(Process& p, const Term* args) {
  return is_here(args[0]) ? spawn_fun_with(p, args[1], linked()) : p.badarg();
}
Term bif_spawn_link_4(Process& p, const Term* args) {
  return is_here(args[0]) ? spawn_mfa_with(p, args + 1, linked()) : p.badarg();
}
Term bif_spawn_opt_2(Process& p, const Term* args) {
  SpawnOptions options;
  return read_options(args[1], options) ? spawn_fun_with(p, args[0], options) : bad_options(p, options);
}
Term bif_spawn_opt_4(Process& p, const Term* args) {
  SpawnOptions options;
  return read_options(args[3], options) ? spawn_mfa_with(p, args, options) : bad_options(p, options);
}

namespace {

// When spawn_request answers: {reply, yes | no | success_only | error_only}.
struct ReplyWanted {
  bool of_success = true, of_error = true;
};

bool read_reply(Term value, ReplyWanted& wanted) {
  bool yes = value == atom::yes, success = value == atom::success_only,
       error = value == make_atom("error_only");
  if (!yes && !success && !error && value != make_atom("no")) return false;
  wanted = {yes || success, yes || error};
  return true;
}

// spawn_request: the answer {Tag, ReqId, ok, Pid} or {Tag, ReqId, error, Reason} comes as a message. ReqId is the monitor's reference when there is one.
Term request(Process& p, Start& start, Term list) {
  SpawnOptions options;
  Term tag = make_atom("spawn_reply");
  ReplyWanted wanted;
  bool good = true;
  for (; list.is_cons(); list = list.tail()) {
    const Term* pair = tuple_of(list.head(), 2);
    if (pair != nullptr && pair[0] == atom::reply_tag)
      tag = pair[1];
    else if (pair != nullptr && pair[0] == atom::reply)
      good = read_reply(pair[1], wanted) && good;
    else
      good = read_option(list.head(), options) && good;
  }
  if (!list.is_nil()) return bad_options(p, options);
  options.monitor_ref = the_node.ready->next_unique();
  Process* child = good ? run(p, start, options) : nullptr;
  if (child == nullptr) free_tag(options);
  Term ref = ref_at(p.alloc(kRefWords), options.monitor_ref, options.monitor_half.extra);
  if (child != nullptr && wanted.of_success)
    (void)send(p.self, new_tuple(p, tag, ref, atom::ok, child->self), &p.reductions);
  if (child == nullptr && wanted.of_error) {
    Term reason = good ? atom::system_limit : make_atom("badopt");
    (void)send(p.self, new_tuple(p, tag, ref, atom::error, reason), &p.reductions);
  }
  return ref;
}

}  // namespace

// The request was answered at once: there is nothing to abandon.
Term bif_spawn_request_abandon_1(Process& p, const Term* args) {
  return is_ref(args[0]) ? atom::false_ : p.badarg();
}

// The stack is thrown away, so the call never returns: when a message is there, the process goes on as Module:Function(Arguments).
Term bif_hibernate_3(Process& p, const Term* args) {
  Start start;
  if (!read_mfa(args[0], args[1], args[2], start)) return p.badarg();
  restart_stack(p);
  if (p.mailbox.empty()) fetch_signals(p);
  p.hibernating = p.mailbox.empty();
  if (p.hibernating) {
    p.wants_full_collection = true;
    p.pending = Pending::Wait;
    return Term::none();
  }
  p.trap_target =
      the_node.exports->get(start.module, start.function, static_cast<uint32_t>(start.arguments.size()));
  std::ranges::copy(start.arguments, p.x);
  p.pending = Pending::Jump;
  return Term::none();
}

Term bif_spawn_request_1(Process& p, const Term* args) {
  Start start;
  return read_fun(args[0], start) ? request(p, start, Term::nil()) : p.badarg();
}
// (Fun, Options) or (Node, Fun)
Term bif_spawn_request_2(Process& p, const Term* args) {
  Start start;
  if (is_here(args[0])) return read_fun(args[1], start) ? request(p, start, Term::nil()) : p.badarg();
  return read_fun(args[0], start) ? request(p, start, args[1]) : p.badarg();
}
// (Node, Fun, Options) or (Module, Function, Arguments)
Term bif_spawn_request_3(Process& p, const Term* args) {
  Start start;
  if (is_here(args[0]) && is_fun(args[1]))
    return read_fun(args[1], start) ? request(p, start, args[2]) : p.badarg();
  return read_mfa(args[0], args[1], args[2], start) ? request(p, start, Term::nil()) : p.badarg();
}
// (Node, Module, Function, Arguments) or (Module, Function, Arguments, Options)
Term bif_spawn_request_4(Process& p, const Term* args) {
  Start start;
  if (args[2].is_atom())
    return is_here(args[0]) && read_mfa(args[1], args[2], args[3], start) ? request(p, start, Term::nil())
                                                                          : p.badarg();
  return read_mfa(args[0], args[1], args[2], start) ? request(p, start, args[3]) : p.badarg();
}
// (Node, Module, Function, Arguments, Options)
Term bif_spawn_request_5(Process& p, const Term* args) {
  Start start;
  return is_here(args[0]) && read_mfa(args[1], args[2], args[3], start) ? request(p, start, args[4])
                                                                        : p.badarg();
}

}  // namespace beamlet
