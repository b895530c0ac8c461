// bif_erlang_system.cpp - facts and figures about the machine, and its end.
#include <unistd.h>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "vm/base/clock.hpp"
#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/ets/ets_registry.hpp"
#include "vm/bif/iodata.hpp"
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
  return new_tuple(p, make_atom("min_heap_size"), Term::small(limits::kInitialHeapWords));
}
Term fullsweep_after(Process& p) { return new_tuple(p, make_atom("fullsweep_after"), Term::small(65535)); }

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

Term reductions(Process& p) {
  static std::atomic<uint64_t> last{0};
  return since_last_call(p, the_node.ready->total_reductions() + 1, last);
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
    {"active_tasks",
     [](Process& p) { return make_cons(p, figure(p, the_node.facts.run_queue), Term::nil()); }},
    {"context_switches",
     [](Process& p) { return new_tuple(p, figure(p, the_node.facts.context_switches), Term::small(0)); }},
    {"exact_reductions", reductions},
    {"garbage_collection",
     [](Process& p) {
       return new_tuple(p, figure(p, the_node.facts.collections), figure(p, the_node.facts.words_reclaimed),
                        Term::small(0));
     }},
    {"io", input_output},
    {"reductions", reductions},
    {"run_queue", [](Process& p) { return figure(p, the_node.facts.run_queue); }},
    {"run_queue_lengths",
     [](Process& p) { return make_cons(p, figure(p, the_node.facts.run_queue), Term::nil()); }},
    {"runtime", runtime},
    {"scheduler_wall_time", undefined},
    {"total_active_tasks", [](Process& p) { return figure(p, the_node.facts.run_queue); }},
    {"total_run_queue_lengths", [](Process& p) { return figure(p, the_node.facts.run_queue); }},
    {"wall_clock", wall_clock},
};

// -- memory

struct MemoryFigures {
  uint64_t total, processes, atom, binary, code, tables;
};

uint64_t resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) return 0;
  unsigned long size = 0, resident = 0;
  int read = std::fscanf(file, "%lu %lu", &size, &resident);
  std::fclose(file);
  return read == 2 ? resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
}

// Total is what the operating system sees; what belongs to no other kind is the processes'.
MemoryFigures memory_figures() {
  constexpr uint64_t kBytesPerAtom = 64;
  MemoryFigures m;
  m.atom = the_node.atoms->size() * kBytesPerAtom;
  m.binary = read_fact(the_node.facts.binary_bytes);
  m.code = read_fact(the_node.facts.code_bytes);
  m.tables = read_fact(the_node.facts.table_bytes);
  uint64_t others = m.atom + m.binary + m.code + m.tables;
  m.total = std::max(resident_bytes(), others);
  m.processes = m.total - others;
  return m;
}

struct MemoryKind {
  std::string_view name;
  uint64_t (*read)(const MemoryFigures&);
};
constexpr MemoryKind kMemoryKinds[] = {
    {"total", [](const MemoryFigures& m) { return m.total; }},
    {"processes", [](const MemoryFigures& m) { return m.processes; }},
    {"processes_used", [](const MemoryFigures& m) { return m.processes; }},
    {"system", [](const MemoryFigures& m) { return m.total - m.processes; }},
    {"atom", [](const MemoryFigures& m) { return m.atom; }},
    {"atom_used", [](const MemoryFigures& m) { return m.atom; }},
    {"binary", [](const MemoryFigures& m) { return m.binary; }},
    {"code", [](const MemoryFigures& m) { return m.code; }},
    {"ets", [](const MemoryFigures& m) { return m.tables; }},
};

const MemoryKind* memory_kind(Term name) {
  if (!name.is_atom()) return nullptr;
  for (const MemoryKind& kind : kMemoryKinds) {
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

Term bif_statistics_1(Process& p, const Term* args) {
  Reader read = find_item(kStatisticsItems, args[0]);
  return read != nullptr ? read(p) : p.badarg();
}

Term bif_memory_0(Process& p, const Term*) {
  MemoryFigures figures = memory_figures();
  ListBuilder list(p);
  for (const MemoryKind& kind : kMemoryKinds) {
    list.add(new_tuple(p, make_atom(kind.name), make_uint(p, kind.read(figures))));
  }
  return list.finish();
}

Term bif_memory_1(Process& p, const Term* args) {
  MemoryFigures figures = memory_figures();
  if (const MemoryKind* kind = memory_kind(args[0])) return make_uint(p, kind->read(figures));
  ListBuilder result(p);
  Term list = args[0];
  for (; list.is_cons(); list = list.tail()) {
    const MemoryKind* kind = memory_kind(list.head());
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

}  // namespace beamlet
