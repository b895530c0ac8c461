#include "vm/bif/process_items.hpp"

#include <array>

#include "vm/bif/bif_support.hpp"
#include "vm/bif/process_stack_items.hpp"
#include "vm/code/code_server.hpp"
#include "vm/code/purge.hpp"
#include "vm/code/stack_trace.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/heap/heap_figures.hpp"
#include "vm/process/name_registry.hpp"
#include "vm/process/process_alloc.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/relations.hpp"
#include "vm/process/request.hpp"
#include "vm/process/trace.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

namespace {

constexpr uint64_t kBytesPerWord = sizeof(Word);

Term mfa(Process& p, Term module, Term function, uint32_t arity) {
  return new_tuple(p, module, function, Term::small(arity));
}

// The function at p.ip. While a builtin runs that is its caller, as in OTP for the process itself.
Term current_function(Process& p) {
  if (p.hibernating) return mfa(p, atom::erlang, make_atom("hibernate"), 3);
  const Module* module = the_node.code->module_at(p.ip);
  const Module::Function* f = module == nullptr ? nullptr : module->function_at(p.ip);
  // It has not begun to run.
  if (f == nullptr) return mfa(p, p.initial_module, p.initial_function, p.initial_arity);
  return mfa(p, module->name, f->name, f->arity);
}

Term current_location(Process& p) {
  Term trace = current_stacktrace(p);
  return trace.is_cons() ? trace.head() : atom::undefined;
}

Term links(Process& p) {
  if (!p.has_relations()) return Term::nil();
  ListBuilder list(p);
  p.relations().links.for_each([&](uint64_t pid, LinkHalf& half) {
    if (half.unlinking == 0) list.add(Term::from_raw(pid));
  });
  return list.finish();
}

Term monitors(Process& p) {
  if (!p.has_relations()) return Term::nil();
  ListBuilder list(p);
  p.relations().monitors.for_each([&](uint64_t, MonitorHalf& half) {
    Term target = half.target.is_atom() ? new_tuple(p, half.target, atom::nonode) : half.target;
    list.add(new_tuple(p, atom::process, target));
  });
  return list.finish();
}

Term monitored_by(Process& p) {
  if (!p.has_relations()) return Term::nil();
  ListBuilder list(p);
  p.relations().monitored_by.for_each([&](uint64_t, MonitoredByHalf& half) { list.add(half.from); });
  return list.finish();
}

// {Suspendee, Suspensions, Outstanding}: what is asked for is counted at once.
Term suspending(Process& p) {
  if (!p.has_relations()) return Term::nil();
  ListBuilder list(p);
  p.relations().suspending.for_each([&](uint64_t pid, uint64_t times) {
    Term other = Term::from_raw(pid);
    if (the_node.processes->find(other) != nullptr)
      list.add(new_tuple(p, other, make_uint(p, times), Term::small(0)));
  });
  return list.finish();
}

// process_flag(sensitive): its data is not shown.
bool is_sensitive(const Process& p) {
  return p.sensitive.load(std::memory_order_relaxed);  // relaxed: a flag alone
}

Term dictionary(Process& p) {
  return p.dictionary.is_nil() || is_sensitive(p) ? Term::nil() : map_to_list(p.heap, p.dictionary);
}

Term dictionary_value(Process& p, Term key) {
  Term value = p.dictionary.is_nil() || is_sensitive(p) ? Term::none() : map_get(p.dictionary, key);
  return value.is_none() ? atom::undefined : value;
}

Term messages(Process& p) {
  if (is_sensitive(p)) return Term::nil();
  ListBuilder list(p);
  p.mailbox.for_each([&](Term message) { list.add(copy_to_heap(p.heap, message)); });
  return list.finish();
}

Term registered_name(Process& p) {
  if (!p.named.load(std::memory_order_relaxed)) return Term::nil();
  for (Term name : the_node.names->names())
    if (the_node.names->find(name) == p.self) return name;
  return Term::nil();
}

Term pair(Process& p, const char* a, uint64_t b) { return new_tuple(p, make_atom(a), make_uint(p, b)); }

Term max_heap_size(Process& p) {
  Term map = map_empty(p.heap);
  map = map_put(p.heap, map, atom::size, make_uint(p, p.max_heap_words));
  map = map_put(p.heap, map, atom::kill, boolean(p.kill_over_heap_limit));
  map = map_put(p.heap, map, make_atom("include_shared_binaries"), boolean(p.limit_shared_bytes));
  return map_put(p.heap, map, make_atom("error_logger"), boolean(p.report_over_heap_limit));
}

Term garbage_collection(Process& p) {
  ListBuilder list(p);
  list.add(new_tuple(p, atom::max_heap_size, max_heap_size(p)));
  list.add(pair(p, "min_bin_vheap_size", 46422));
  list.add(pair(p, "min_heap_size", p.heap.min_heap_words));
  list.add(pair(p, "fullsweep_after", p.heap.fullsweep_after));
  list.add(pair(p, "minor_gcs", p.heap.minor_collections));
  return list.finish();
}

Term garbage_collection_info(Process& p) {
  ListBuilder list(p);
  for (const auto& [name, value] : heap_figures(p.heap)) list.add(pair(p, name, value));
  return list.finish();
}

uint64_t memory(Process& p) { return sizeof(Process) + p.heap.block_words() * kBytesPerWord; }

using ItemFunction = Term (*)(Process&);
struct Item {
  const char* name;
  ItemFunction value;
};

// In the order process_info/1 shows those that it shows.
constexpr Item kItems[] = {
    {"registered_name", registered_name},
    {"current_function", current_function},
    {"initial_call",
     [](Process& p) { return mfa(p, p.initial_module, p.initial_function, p.initial_arity); }},
    {"status",
     [](Process& p) {
       if (p.suspended()) return make_atom("suspended");
       return make_atom(p.outcome == Outcome::Waiting ? "waiting" : "running");
     }},
    {"message_queue_len", [](Process& p) { return make_uint(p, p.mailbox.length()); }},
    {"links", links},
    {"dictionary", dictionary},
    {"trap_exit", [](Process& p) { return boolean(p.trap_exit); }},
    {"error_handler", [](Process&) { return atom::error_handler; }},
    {"priority", [](Process& p) { return priority_atom(p.priority); }},
    {"group_leader", [](Process& p) { return p.group_leader; }},
    {"total_heap_size", [](Process& p) { return make_uint(p, p.heap.block_words()); }},
    {"heap_size", [](Process& p) { return make_uint(p, static_cast<uint64_t>(p.heap.end - p.heap.start)); }},
    {"stack_size", [](Process& p) { return make_uint(p, p.heap.stack_words()); }},
    {"reductions", [](Process& p) { return make_uint(p, p.reductions_done + p.slice_used()); }},
    {"garbage_collection", garbage_collection},
    {"suspending", suspending},
    {"messages", messages},
    {"monitors", monitors},
    {"monitored_by", monitored_by},
    {"memory", [](Process& p) { return make_uint(p, memory(p)); }},
    {"current_stacktrace", current_stacktrace},
    {"current_location", current_location},
    {"catchlevel", catch_level},
    {"backtrace", [](Process& p) { return is_sensitive(p) ? make_binary(p, "") : backtrace_text(p); }},
    {"label", [](Process& p) { return dictionary_value(p, make_atom("$process_label")); }},
    {"last_calls", [](Process&) { return atom::false_; }},  // save_calls keeps none
    {"trace", [](Process& p) { return Term::small(trace_of(p).flags); }},
    {"async_dist", [](Process&) { return atom::false_; }},
    {"min_heap_size", [](Process& p) { return Term::small(p.heap.min_heap_words); }},
    {"min_bin_vheap_size", [](Process&) { return Term::small(46422); }},
    {"max_heap_size", max_heap_size},
    {"max_message_queue_len", message_limit},
    {"garbage_collection_info", garbage_collection_info},
    {"fullsweep_after", [](Process& p) { return Term::small(p.heap.fullsweep_after); }},
    {"message_queue_data", [](Process& p) { return p.off_heap_messages ? atom::off_heap : atom::on_heap; }},
    {"parent", [](Process& p) { return p.parent.is_none() ? atom::undefined : p.parent; }},
    {"sequential_trace_token", [](Process&) { return Term::nil(); }},
    {"binary", shared_binaries},
};
constexpr size_t kShownByDefault = 17;

const Item* find_item(Term name) {
  if (!name.is_atom()) return nullptr;
  std::string_view text = atom_text(name);
  for (const Item& item : kItems)
    if (text == item.name) return &item;
  return nullptr;
}

// {dictionary, Key}
const Term* dictionary_item(Term item) {
  const Term* e = tuple_of(item, 2);
  return e != nullptr && e[0] == make_atom("dictionary") ? e : nullptr;
}

// Requests are {Kind, Argument}.
Term answer(Process& p, Term from, Term what) {
  if (what == atom::purge) {
    p.sweep_due = true;  // answered between two slices
    return Term::none();
  }
  const Term* e = tuple_of(what, 2);
  if (e == nullptr) return atom::undefined;
  if (e[0] == atom::check_process_code) {
    const Module* old = the_node.code->old(e[1]);
    return boolean(old != nullptr && has_direct_reference(p, *old));
  }
  if (e[0] == atom::process_info) {
    return e[1] == atom::all ? default_process_items(p) : process_items(p, e[1]);
  }
  if (e[0] == atom::garbage_collect) {
    p.wants_full_collection = true;  // at the start of its next slice: nothing collects here
    return atom::true_;
  }
  if (e[0] == atom::suspend) {
    on_suspend(p, from);
    return atom::true_;
  }
  return e[0] == atom::is_process_alive ? atom::true_ : atom::undefined;
}

Term answer_of_dead(Term what) {
  if (what == atom::purge) return atom::false_;
  const Term* e = tuple_of(what, 2);
  if (e == nullptr || e[0] == atom::process_info) return atom::undefined;
  bool answered =
      e[0] == atom::is_process_alive || e[0] == atom::garbage_collect || e[0] == atom::check_process_code;
  return answered ? atom::false_ : atom::badarg;
}

}  // namespace

std::optional<HeapLimit> read_heap_limit(Term t) {
  HeapLimit limit{0, true, true, false};
  Term words = t;
  if (is_map(t)) {
    words = map_get(t, atom::size);
    const std::pair<const char*, bool*> flags[] = {
        {"kill", &limit.kill}, {"error_logger", &limit.report}, {"include_shared_binaries", &limit.shared}};
    for (const auto& [name, flag] : flags) {
      Term value = map_get(t, make_atom(name));
      if (value.is_none()) continue;
      if (value != atom::true_ && value != atom::false_) return std::nullopt;
      *flag = value == atom::true_;
    }
  }
  std::optional<size_t> number = words.is_none() ? std::nullopt : as_size(words);
  if (!number || (*number != 0 && *number < limits::kInitialHeapWords)) return std::nullopt;
  limit.words = *number;
  return limit;
}

void set_heap_limit(Process& p, const HeapLimit& limit) {
  p.max_heap_words = limit.words;
  p.kill_over_heap_limit = limit.kill;
  p.report_over_heap_limit = limit.report;
  p.limit_shared_bytes = limit.shared;
}

Term running_function(Process& p) { return current_function(p); }

Term heap_limit_details(Process& p) {
  ListBuilder list(p);
  list.add(pair(p, "max_heap_size", p.max_heap_words));
  list.add(pair(p, "total_heap_size", counted_words(p)));
  list.add(new_tuple(p, make_atom("kill"), boolean(p.kill_over_heap_limit)));
  list.add(new_tuple(p, make_atom("error_logger"), boolean(p.report_over_heap_limit)));
  list.add(pair(p, "message_queue_len", p.mailbox.length()));
  list.add(new_tuple(p, make_atom("gc_info"), garbage_collection_info(p)));
  return list.finish();
}

std::optional<uint32_t> read_message_limit(Term t) {
  if (t == atom::infinity) return 0;
  std::optional<size_t> number = as_size(t);
  if (!number || *number > UINT32_MAX) return std::nullopt;
  return static_cast<uint32_t>(*number);
}

Term message_limit(Process& p) { return p.max_messages == 0 ? atom::infinity : Term::small(p.max_messages); }

std::optional<Priority> read_priority(Term t) {
  if (t == atom::normal) return Priority::Normal;
  if (t == atom::high) return Priority::High;
  if (t == atom::low) return Priority::Low;
  if (t == atom::max) return Priority::Max;
  return std::nullopt;
}

Term priority_atom(Priority priority) {
  constexpr std::array kNames = {atom::max, atom::high, atom::normal, atom::low};
  return kNames[static_cast<size_t>(priority)];
}

bool is_process_item(Term item) { return find_item(item) != nullptr || dictionary_item(item) != nullptr; }

Term process_item(Process& p, Term item) {
  if (const Term* e = dictionary_item(item)) {
    return new_tuple(p, item, dictionary_value(p, e[1]));
  }
  const Item* found = find_item(item);
  return found == nullptr ? Term::none() : new_tuple(p, item, found->value(p));
}

Term process_items(Process& p, Term items) {
  if (!items.is_list()) {
    // A process without a name has no item registered_name: [] instead of a pair.
    if (items == atom::registered_name) {
      Term name = registered_name(p);
      return name.is_nil() ? name : new_tuple(p, items, name);
    }
    return process_item(p, items);
  }
  ListBuilder list(p);
  for (; items.is_cons(); items = items.tail()) list.add(process_item(p, items.head()));
  return list.finish();
}

Term default_process_items(Process& p) {
  ListBuilder list(p);
  for (size_t i = 0; i < kShownByDefault; ++i) {
    Term value = kItems[i].value(p);
    if (i == 0 && value.is_nil()) continue;
    list.add(new_tuple(p, make_atom(kItems[i].name), value));
  }
  return list.finish();
}

void install_request_answerers() {
  set_request_answerer(answer);
  set_dead_answerer(answer_of_dead);
}

}  // namespace beamlet
