// bif_erlang_system.cpp - facts and figures about the machine, and its end.
#include <unistd.h>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "vm/base/clock.hpp"
#include "vm/base/memory_tally.hpp"
#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/ets/ets_registry.hpp"
#include "vm/bif/iodata.hpp"
#include "vm/bif/process_items.hpp"
#include "vm/bif/shell_host.hpp"
#include "vm/io/stdio.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/send.hpp"
#include "vm/term/map.hpp"

namespace beamlet {
namespace {

using Reader = Term (*)(Process&);
struct Item {
  std::string_view name;
  Reader read;
};

template <size_t kCount>
Reader find_item(const Item (&items)[kCount], Term name) {
  if (!name.is_atom()) return nullptr;
  std::string_view text = atom_text(name);
  for (const Item& item : items) {
    if (item.name == text) return item.read;
  }
  return nullptr;
}

template <int64_t kValue>
Term number(Process&) {
  return Term::small(kValue);
}
template <bool kValue>
Term flag(Process&) {
  return boolean(kValue);
}
Term undefined(Process&) { return atom::undefined; }
Term figure(Process& p, const std::atomic<uint64_t>& counter) { return make_uint(p, read_fact(counter)); }

// -- system_info

// The release whose language and library this machine implements: what -ifdef(OTP_RELEASE) and tools ask for.
constexpr std::string_view kOtpRelease = "27";
constexpr int64_t kPortLimit = 65536;

Term logical_processors(Process&) {
  unsigned n = std::thread::hardware_concurrency();
  return Term::small(n == 0 ? 1 : n);
}

Term max_heap_size(Process& p) {
  MapPair pairs[] = {{make_atom("error_logger"), atom::true_},
                     {make_atom("kill"), atom::true_},
                     {make_atom("include_shared_binaries"), atom::true_},
                     {make_atom("size"), make_uint(p, the_node.processes->default_max_heap_words)}};
  return map_from_pairs(p.heap, pairs, std::size(pairs));
}

Term min_heap_size(Process& p) {
  return new_tuple(p, make_atom("min_heap_size"),
                   Term::small(the_node.facts.min_heap_words.load(std::memory_order_relaxed)));  // a setting
}
Term fullsweep_after(Process& p) {
  return new_tuple(p, make_atom("fullsweep_after"),
                   Term::small(the_node.facts.fullsweep_after.load(std::memory_order_relaxed)));  // a setting
}

Term garbage_collection(Process& p) {
  ListBuilder list(p);
  list.add(
      new_tuple(p, make_atom("max_heap_size"), make_uint(p, the_node.processes->default_max_heap_words)));
  list.add(min_heap_size(p));
  list.add(fullsweep_after(p));
  return list.finish();
}

Term os_time_source(Process& p, std::string_view clock_id, int64_t time) {
  ListBuilder list(p);
  list.add(new_tuple(p, make_atom("function"), make_atom("clock_gettime")));
  list.add(new_tuple(p, make_atom("clock_id"), make_atom(clock_id)));
  list.add(new_tuple(p, make_atom("resolution"), Term::small(clock::kNanosecondsPerSecond)));
  list.add(new_tuple(p, make_atom("parallel"), make_atom("yes")));
  list.add(new_tuple(p, make_atom("time"), make_int(p, time)));
  return list.finish();
}

constexpr Item kSystemItems[] = {
    {"allocator",
     [](Process& p) { return new_tuple(p, make_atom("mimalloc"), Term::nil(), Term::nil(), Term::nil()); }},
    {"atom_count", [](Process&) { return Term::small(the_node.atoms->size()); }},
    {"atom_limit", [](Process&) { return Term::small(the_node.atoms->limit()); }},
    {"build_type", [](Process&) { return make_atom(BEAMLET_DEBUG ? "debug" : "opt"); }},
    {"compat_rel", number<27>},
    {"context_reductions", [](Process&) { return Term::small(the_node.facts.slice_reductions); }},
    {"cpu_quota", [](Process&) { return make_atom("unknown"); }},
    {"cpu_topology", undefined},
    {"creation", number<0>},
    {"debug_compiled", flag<BEAMLET_DEBUG != 0>},
    {"dirty_cpu_schedulers", [](Process&) { return Term::small(the_node.facts.schedulers); }},
    {"dirty_cpu_schedulers_online", [](Process&) { return Term::small(the_node.facts.schedulers_online); }},
    {"dirty_io_schedulers", number<10>},
    {"dynamic_trace", [](Process&) { return atom::none; }},
    {"emu_flavor", [](Process&) { return make_atom("emu"); }},
    {"emu_type", [](Process&) { return make_atom(BEAMLET_DEBUG ? "debug" : "opt"); }},
    {"ets_count", [](Process& p) { return figure(p, the_node.facts.tables); }},
    {"ets_limit", [](Process&) { return Term::small(ets::Registry::instance().limit()); }},
    {"fullsweep_after", fullsweep_after},
    {"garbage_collection", garbage_collection},
    {"kernel_poll", flag<true>},
    {"logical_processors", logical_processors},
    {"logical_processors_available", logical_processors},
    {"logical_processors_online", logical_processors},
    {"machine", [](Process& p) { return make_string(p, "BEAM"); }},
    {"max_heap_size", max_heap_size},
    {"message_queue_data", [](Process&) { return make_atom("off_heap"); }},
    {"min_bin_vheap_size",
     [](Process& p) { return new_tuple(p, make_atom("min_bin_vheap_size"), Term::small(0)); }},
    {"min_heap_size", min_heap_size},
    {"modified_timing_level", undefined},
    {"multi_scheduling",
     [](Process&) { return make_atom(the_node.facts.schedulers > 1 ? "enabled" : "disabled"); }},
    {"os_monotonic_time_source",
     [](Process& p) { return os_time_source(p, "CLOCK_MONOTONIC", clock::monotonic_ns()); }},
    {"os_system_time_source",
     [](Process& p) { return os_time_source(p, "CLOCK_REALTIME", clock::os_system_ns()); }},
    {"otp_release", [](Process& p) { return make_string(p, kOtpRelease); }},
    {"port_count", number<0>},
    {"port_limit", number<kPortLimit>},
    {"process_count", [](Process& p) { return make_uint(p, the_node.processes->count()); }},
    {"process_limit", [](Process& p) { return make_uint(p, the_node.facts.process_limit); }},
    {"schedulers", [](Process&) { return Term::small(the_node.facts.schedulers); }},
    {"schedulers_online", [](Process&) { return Term::small(the_node.facts.schedulers_online); }},
    {"smp_support", flag<true>},
    {"start_time", [](Process& p) { return make_int(p, the_node.facts.start_ns); }},
    {"system_architecture", [](Process& p) { return make_string(p, "x86_64-pc-linux-gnu"); }},
    {"system_version", [](Process& p) { return make_string(p, "Beamlet [64-bit]\n"); }},
    {"thread_pool_size", number<1>},
    {"threads", flag<true>},
    {"time_correction", flag<true>},
    {"time_offset", [](Process&) { return make_atom("final"); }},
    {"time_warp_mode", [](Process&) { return make_atom("no_time_warp"); }},
    {"tolerant_timeofday", [](Process&) { return make_atom("enabled"); }},
    {"version", [](Process& p) { return make_string(p, "15.0"); }},
    {"wordsize", number<sizeof(Word)>},
};

// -- statistics

// {Total, Since the last call}: of all processes together, as in OTP.
Term since_last_call(Process& p, uint64_t total, std::atomic<uint64_t>& last) {
  uint64_t before = last.exchange(total, std::memory_order_relaxed);  // relaxed: one variable's own order
  return new_tuple(p, make_uint(p, total), make_uint(p, total - before));
}

SchedulerFigures all_figures() {
  SchedulerFigures sum;
  for (size_t i = 0; i < the_node.ready->scheduler_count(); ++i) {
    SchedulerFigures one = the_node.ready->figures_of(i);
    sum.reductions += one.reductions;
    sum.context_switches += one.context_switches;
    sum.collections += one.collections;
    sum.words_reclaimed += one.words_reclaimed;
    sum.queue_length += one.queue_length;
  }
  return sum;
}

// A list with one element for each scheduler.
template <class Figure>
Term each_scheduler(Process& p, Figure&& figure) {
  ListBuilder list(p);
  for (size_t i = 0; i < the_node.ready->scheduler_count(); ++i)
    list.add(figure(i, the_node.ready->figures_of(i)));
  return list.finish();
}

// Runnable processes and the running ones: at least the one that asks.
uint64_t active_tasks(const SchedulerFigures& f) { return f.queue_length + (f.running ? 1 : 0); }
Term queue_lengths(Process& p) {
  return each_scheduler(p, [&](size_t, const SchedulerFigures& f) { return make_uint(p, f.queue_length); });
}
Term active_task_list(Process& p) {
  return each_scheduler(p, [&](size_t, const SchedulerFigures& f) { return make_uint(p, active_tasks(f)); });
}
Term total_queue_length(Process& p) { return make_uint(p, all_figures().queue_length); }
Term total_active_tasks(Process& p) {
  uint64_t sum = 0;
  for (size_t i = 0; i < the_node.ready->scheduler_count(); ++i)
    sum += active_tasks(the_node.ready->figures_of(i));
  return make_uint(p, sum);
}

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a flag of the node
std::atomic<bool> scheduler_wall_time_on{false};

// [{Scheduler, Busy, Total}] in nanoseconds, once system_flag(scheduler_wall_time, true) was called. It is always measured.
Term scheduler_wall_time(Process& p) {
  if (!scheduler_wall_time_on.load(std::memory_order_relaxed)) return atom::undefined;  // relaxed: one flag
  return each_scheduler(p, [&](size_t i, const SchedulerFigures& f) {
    return new_tuple(p, make_uint(p, i + 1), make_uint(p, f.busy_ns), make_uint(p, f.total_ns));
  });
}

Term reductions(Process& p) {
  static std::atomic<uint64_t> last{0};
  return since_last_call(p, all_figures().reductions, last);
}
// With those of the caller's running slice.
Term exact_reductions(Process& p) {
  static std::atomic<uint64_t> last{0};
  return since_last_call(p, all_figures().reductions + std::max<uint64_t>(p.slice_used(), 1), last);
}
Term runtime(Process& p) {
  static std::atomic<uint64_t> last{0};
  return since_last_call(p, static_cast<uint64_t>(clock::cpu_ns() / 1'000'000), last);
}
Term wall_clock(Process& p) {
  static std::atomic<uint64_t> last{0};
  return since_last_call(
      p, static_cast<uint64_t>((clock::monotonic_ns() - the_node.facts.start_ns) / 1'000'000), last);
}
Term input_output(Process& p) {
  Term input = new_tuple(p, make_atom("input"), figure(p, the_node.facts.input_bytes));
  return new_tuple(p, input, new_tuple(p, make_atom("output"), figure(p, the_node.facts.output_bytes)));
}

constexpr Item kStatisticsItems[] = {
    {"active_tasks", active_task_list},
    {"active_tasks_all", active_task_list},
    {"context_switches",
     [](Process& p) { return new_tuple(p, make_uint(p, all_figures().context_switches), Term::small(0)); }},
    {"exact_reductions", exact_reductions},
    {"garbage_collection",
     [](Process& p) {
       SchedulerFigures sum = all_figures();
       return new_tuple(p, make_uint(p, sum.collections), make_uint(p, sum.words_reclaimed), Term::small(0));
     }},
    {"io", input_output},
    {"reductions", reductions},
    {"run_queue", total_queue_length},
    {"run_queue_lengths", queue_lengths},
    {"run_queue_lengths_all", queue_lengths},
    {"runtime", runtime},
    {"scheduler_wall_time", scheduler_wall_time},
    {"scheduler_wall_time_all", scheduler_wall_time},
    {"total_active_tasks", total_active_tasks},
    {"total_active_tasks_all", total_active_tasks},
    {"total_run_queue_lengths", total_queue_length},
    {"total_run_queue_lengths_all", total_queue_length},
    {"wall_clock", wall_clock},
};

// -- memory

struct MemoryFigures {
  uint64_t total, processes, atom, atom_used, binary, code, tables;
};

uint64_t resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) return 0;
  unsigned long size = 0, resident = 0;
  int read = std::fscanf(file, "%lu %lu", &size, &resident);
  std::fclose(file);
  return read == 2 ? resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
}

// Total is what the operating system sees; what is no process's is the system's.
MemoryFigures memory_figures() {
  MemoryFigures m;
  m.atom = the_node.atoms->bytes();
  m.atom_used = the_node.atoms->bytes_used();
  m.binary = MemoryTally::sum(MemoryKind::Binary);
  m.code = MemoryTally::sum(MemoryKind::Code);
  m.tables = MemoryTally::sum(MemoryKind::Table);
  m.processes = MemoryTally::sum(MemoryKind::Process) + the_node.processes->count() * sizeof(Process);
  m.total = std::max(resident_bytes(), m.processes + m.atom + m.binary + m.code + m.tables);
  return m;
}

struct MemoryItem {
  std::string_view name;
  uint64_t (*read)(const MemoryFigures&);
};
constexpr MemoryItem kMemoryItems[] = {
    {"total", [](const MemoryFigures& m) { return m.total; }},
    {"processes", [](const MemoryFigures& m) { return m.processes; }},
    {"processes_used", [](const MemoryFigures& m) { return m.processes; }},
    {"system", [](const MemoryFigures& m) { return m.total - m.processes; }},
    {"atom", [](const MemoryFigures& m) { return m.atom; }},
    {"atom_used", [](const MemoryFigures& m) { return m.atom_used; }},
    {"binary", [](const MemoryFigures& m) { return m.binary; }},
    {"code", [](const MemoryFigures& m) { return m.code; }},
    {"ets", [](const MemoryFigures& m) { return m.tables; }},
};

const MemoryItem* memory_item(Term name) {
  if (!name.is_atom()) return nullptr;
  for (const MemoryItem& kind : kMemoryItems) {
    if (kind.name == atom_text(name)) return &kind;
  }
  return nullptr;
}

// -- halt

[[noreturn]] void halt_with(int status, bool flush) {
  if (flush) Stdio::instance().flush();
  if (the_node.shell != nullptr) the_node.shell->restore_terminal();
  // _exit: other schedulers may be running; destructors of what they use must not run under them.
  _exit(status);
}

Term halt(Process& p, Term how, bool flush) {
  if (how.is_small() && how.small_value() >= 0) halt_with(static_cast<int>(how.small_value() & 0xFF), flush);
  if (how == make_atom("abort")) {
    Stdio::instance().flush();
    std::abort();
  }
  if (!how.is_list()) return p.badarg();
  std::optional<std::string> slogan = iodata_string(p, how);
  if (!slogan) return p.badarg();
  Stdio::instance().write_error(*slogan + "\n");
  halt_with(1, flush);
}

}  // namespace

Term bif_system_info_1(Process& p, const Term* args) {
  if (Reader read = find_item(kSystemItems, args[0])) return read(p);
  if (const Term* pair = tuple_of(args[0], 2)) {
    bool words = pair[0] == make_atom("wordsize");
    if (words && (pair[1] == make_atom("internal") || pair[1] == atom::external))
      return Term::small(sizeof(Word));
  }
  return p.badarg();
}

Term bif_system_flag_2(Process& p, const Term* args) {
  if (args[0] == make_atom("scheduler_wall_time")) {
    if (args[1] != atom::true_ && args[1] != atom::false_) return p.badarg();
    // relaxed: one flag
    return boolean(scheduler_wall_time_on.exchange(args[1] == atom::true_, std::memory_order_relaxed));
  }
  if (args[0] == atom::max_heap_size) {
    std::optional<HeapLimit> limit = read_heap_limit(args[1]);
    if (!limit) return p.badarg();
    Term old = max_heap_size(p);
    the_node.processes->default_max_heap_words = limit->words;
    return old;
  }
  return set_machine_default(p, args[0], args[1]);
}

Term bif_statistics_1(Process& p, const Term* args) {
  Reader read = find_item(kStatisticsItems, args[0]);
  return read != nullptr ? read(p) : p.badarg();
}

Term bif_memory_0(Process& p, const Term*) {
  MemoryFigures figures = memory_figures();
  ListBuilder list(p);
  for (const MemoryItem& kind : kMemoryItems) {
    list.add(new_tuple(p, make_atom(kind.name), make_uint(p, kind.read(figures))));
  }
  return list.finish();
}

Term bif_memory_1(Process& p, const Term* args) {
  MemoryFigures figures = memory_figures();
  if (const MemoryItem* kind = memory_item(args[0])) return make_uint(p, kind->read(figures));
  ListBuilder result(p);
  Term list = args[0];
  for (; list.is_cons(); list = list.tail()) {
    const MemoryItem* kind = memory_item(list.head());
    if (kind == nullptr) return p.badarg();
    result.add(new_tuple(p, list.head(), make_uint(p, kind->read(figures))));
  }
  return list.is_nil() ? result.finish() : p.badarg();
}

Term bif_init_begin_stop_0(Process&, const Term*) {
  // acq_rel: pairs with the look at the main process's end (Runtime::release_run)
  return boolean(!the_node.stopping.exchange(true, std::memory_order_acq_rel));
}

Term bif_init_shut_down_1(Process& p, const Term* args) {
  if (!args[0].is_local_pid()) return p.badarg();
  Process* target = the_node.processes->find(args[0]);
  if (target == nullptr) return atom::false_;
  // Behaviours obey their parent only. A parent that does not trap exits must live on: others that it started have their turn later.
  if (Process* parent = the_node.processes->find(target->parent))
    push_signal(*parent, ControlSignal::create(SignalKind::Unlink, target->self));
  Term from = target->parent.is_none() ? p.self : target->parent;
  push_signal(*target, make_exit(from, make_atom("shutdown"), false));
  return atom::true_;
}

Term bif_init_get_plain_arguments_0(Process& p, const Term*) {
  ListBuilder result(p);
  for (const std::string& argument : *the_node.arguments) result.add(make_utf8_list(p, argument));
  return result.finish();
}

Term bif_halt_0(Process& p, const Term*) { return halt(p, Term::small(0), true); }
Term bif_halt_1(Process& p, const Term* args) { return halt(p, args[0], true); }
Term bif_halt_2(Process& p, const Term* args) {
  bool flush = true;
  Term list = args[1];
  for (; list.is_cons(); list = list.tail()) {
    const Term* option = tuple_of(list.head(), 2);
    if (option == nullptr || option[0] != make_atom("flush")) return p.badarg();
    if (option[1] != atom::true_ && option[1] != atom::false_) return p.badarg();
    flush = option[1] == atom::true_;
  }
  return list.is_nil() ? halt(p, args[0], flush) : p.badarg();
}

Term bif_bump_reductions_1(Process& p, const Term* args) {
  if (!args[0].is_small() || args[0].small_value() < 0) return p.badarg();
  p.reductions -= args[0].small_value();
  return atom::true_;
}

Term bif_rand_entropy_0(Process& p, const Term*) { return make_uint(p, the_node.ready->entropy()); }

}  // namespace beamlet
