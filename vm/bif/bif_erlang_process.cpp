// bif_erlang_process.cpp - what a process can ask and set about itself and others.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/process_items.hpp"
#include "vm/code/export_table.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/process/exit.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/relations.hpp"
#include "vm/process/request.hpp"
#include "vm/process/send.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

namespace {

bool is_item_list(Term items) {
  if (!items.is_list()) return is_process_item(items);
  for (; items.is_cons(); items = items.tail())
    if (!is_process_item(items.head())) return false;
  return items.is_nil();
}

// Sets a number among the flags; returns the old one.
template <class Number>
Term set_number(Process& p, Number& place, Term value, uint64_t least, uint64_t most) {
  std::optional<size_t> number = as_size(value);
  if (!number || *number > most) return p.badarg();
  Term old = make_uint(p, place);
  place = static_cast<Number>(std::max<uint64_t>(*number, least));
  return old;
}

Term set_max_heap(Process& p, Term value) {
  std::optional<HeapLimit> limit = read_heap_limit(value);
  if (!limit || (limit->words != 0 && limit->words < p.heap.min_heap_words)) return p.badarg();
  Term old = process_item(p, atom::max_heap_size);
  set_heap_limit(p, *limit);
  return tuple_elements(old)[1];
}

Term set_max_messages(Process& p, Term value) {
  std::optional<uint32_t> limit = read_message_limit(value);
  if (!limit) return p.badarg();
  Term old = message_limit(p);
  p.max_messages = *limit;
  return old;
}

}  // namespace

Term bif_process_flag_2(Process& p, const Term* args) {
  Term flag = args[0];
  Term value = args[1];
  if (flag == atom::trap_exit) {
    if (value != atom::true_ && value != atom::false_) return p.badarg();
    // What arrived before counts by the old flag.
    fetch_signals(p);
    Term old = boolean(p.trap_exit);
    p.trap_exit = value == atom::true_;
    return old;
  }
  if (flag == atom::priority) {
    std::optional<Priority> priority = read_priority(value);
    if (!priority) return p.badarg();
    Term old = priority_atom(p.priority);
    p.priority = *priority;
    return old;
  }
  if (flag == atom::min_heap_size)
    return set_number(p, p.heap.min_heap_words, value, limits::kInitialHeapWords, uint64_t{1} << 30);
  if (flag == atom::fullsweep_after) return set_number(p, p.heap.fullsweep_after, value, 0, 65535);
  if (flag == atom::max_heap_size) return set_max_heap(p, value);
  if (flag == make_atom("max_message_queue_len")) return set_max_messages(p, value);
  if (flag == atom::message_queue_data) {
    if (value != atom::on_heap && value != atom::off_heap) return p.badarg();
    bool old = p.off_heap_messages;
    p.off_heap_messages = value == atom::off_heap;
    return old ? atom::off_heap : atom::on_heap;
  }
  if (flag == atom::error_handler) return value.is_atom() ? atom::error_handler : p.badarg();
  if (flag == atom::save_calls) {
    constexpr size_t kMostCalls = 10'000;  // of which none is saved
    return as_size(value).value_or(kMostCalls + 1) <= kMostCalls ? Term::small(0) : p.badarg();
  }
  if (flag == atom::min_bin_vheap_size) return as_size(value) ? Term::small(46422) : p.badarg();
  if (flag == atom::sensitive && (value == atom::true_ || value == atom::false_))
    return boolean(
        p.sensitive.exchange(value == atom::true_, std::memory_order_relaxed));  // relaxed: a flag alone
  if (flag == atom::async_dist)
    return value == atom::true_ || value == atom::false_ ? atom::false_ : p.badarg();
  return p.badarg();
}

Term bif_process_info_1(Process& p, const Term* args) {
  if (!args[0].is_local_pid()) return p.badarg();
  if (args[0] == p.self) {
    fetch_signals(p);
    return default_process_items(p);
  }
  return ask_and_await(p, args[0], atom::process_info, atom::all, atom::undefined);
}

Term bif_process_info_2(Process& p, const Term* args) {
  if (!args[0].is_local_pid() || !is_item_list(args[1])) return p.badarg();
  if (args[0] == p.self) {
    fetch_signals(p);
    return process_items(p, args[1]);
  }
  return ask_and_await(p, args[0], atom::process_info, args[1], atom::undefined);
}

Term bif_is_process_alive_1(Process& p, const Term* args) {
  if (!args[0].is_local_pid()) return p.badarg();
  if (args[0] == p.self) return atom::true_;
  // Signals sent before must be handled before the answer: an exit/2 just sent counts. One that sleeps has handled them; any other is asked.
  if (Process* other = the_node.processes->find(args[0]); other != nullptr && other->state.idle())
    return atom::true_;
  return ask_and_await(p, args[0], atom::is_process_alive, Term::nil(), atom::false_);
}

Term bif_processes_0(Process& p, const Term*) {
  ListBuilder list(p);
  uint64_t count = 0;
  the_node.processes->for_each([&](Process& other) {
    if (other.state.exiting()) return;
    list.add(other.self);
    ++count;
  });
  charge(p, count, 8);
  return list.finish();
}

Term bif_garbage_collect_0(Process& p, const Term*) {
  // Builtins never collect: the slice ends with this call, and the next one begins with the collection and goes on with the result.
  p.wants_full_collection = true;
  p.reductions = 0;
  return p.trap(the_node.exports->get(atom::prim_request, make_atom("collected"), 0));
}

Term bif_garbage_collect_1(Process& p, const Term* args) {
  if (!args[0].is_local_pid()) return p.badarg();
  if (args[0] == p.self) return bif_garbage_collect_0(p, args);
  return ask_and_await(p, args[0], atom::garbage_collect, atom::major, atom::false_);
}

namespace {

struct SuspendOptions {
  bool unless_suspending = false, asynchronous = false;
  Term reply = Term::nil();  // {Tag}
};

bool read_suspend_options(Process& p, Term list, SuspendOptions& options) {
  for (; list.is_cons(); list = list.tail()) {
    const Term* pair = tuple_of(list.head(), 2);
    if (list.head() == make_atom("unless_suspending")) {
      options.unless_suspending = true;
    } else if (list.head() == make_atom("asynchronous")) {
      options.asynchronous = true;
    } else if (pair != nullptr && pair[0] == make_atom("asynchronous")) {
      options.asynchronous = true;
      options.reply = new_tuple(p, pair[1]);
    } else {
      return false;
    }
  }
  return list.is_nil();
}

Term suspend(Process& p, Term pid, const SuspendOptions& options) {
  if (!pid.is_local_pid() || pid == p.self) return p.badarg();
  Process* target = the_node.processes->find(pid);
  if (target == nullptr) {
    if (!options.asynchronous) return p.badarg();
    if (options.reply.is_nil()) return atom::true_;
    Term reply = new_tuple(p, tuple_elements(options.reply)[0], atom::badarg);
    static_cast<void>(send(p.self, reply, &p.reductions));  // to itself
    return atom::true_;
  }
  if (options.unless_suspending && suspensions_of(p, pid) > 0) return atom::false_;
  note_suspending(p, pid);
  if (!options.asynchronous) return ask_and_await(p, pid, atom::suspend, Term::nil(), atom::badarg);
  ControlSignal* signal = ControlSignal::create(SignalKind::Suspend, p.self);
  CopiedTerm copy = copy_to_fragment(options.reply);
  signal->value = copy.term;
  signal->fragment = copy.fragment;
  push_signal(*target, signal);
  return atom::true_;
}

}  // namespace

Term bif_suspend_process_1(Process& p, const Term* args) { return suspend(p, args[0], {}); }
Term bif_suspend_process_2(Process& p, const Term* args) {
  SuspendOptions options;
  return read_suspend_options(p, args[1], options) ? suspend(p, args[0], options) : p.badarg();
}
Term bif_resume_process_1(Process& p, const Term* args) {
  if (!args[0].is_local_pid() || args[0] == p.self) return p.badarg();
  Process* target = the_node.processes->find(args[0]);
  if (target == nullptr || !take_suspending(p, args[0])) return p.badarg();
  push_signal(*target, ControlSignal::create(SignalKind::Resume, p.self, 1));
  return atom::true_;
}

Term bif_group_leader_0(Process& p, const Term*) { return p.group_leader; }

Term bif_group_leader_2(Process& p, const Term* args) {
  if (!args[0].is_local_pid() || !args[1].is_local_pid()) return p.badarg();
  if (args[1] == p.self) {
    p.group_leader = args[0];
    return atom::true_;
  }
  Process* other = the_node.processes->find(args[1]);
  if (other == nullptr) return p.badarg();
  ControlSignal* signal = ControlSignal::create(SignalKind::GroupLeader, p.self);
  signal->value = args[0];
  push_signal(*other, signal);
  return atom::true_;
}

Term bif_yield_0(Process& p, const Term*) {
  p.reductions = 0;
  return atom::true_;
}

}  // namespace beamlet
