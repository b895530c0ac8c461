#include "vm/boot/runtime.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "vm/base/clock.hpp"
#include "vm/base/memory.hpp"
#include "vm/base/node.hpp"
#include "vm/bif/ets/ets_registry.hpp"
#include "vm/bif/process_items.hpp"
#include "vm/boot/exit_report.hpp"
#include "vm/code/purge.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/interp/interpreter.hpp"
#include "vm/interp/spawn.hpp"
#include "vm/io/open_files.hpp"
#include "vm/io/os_signals.hpp"
#include "vm/io/stdio.hpp"
#include "vm/process/blocking.hpp"
#include "vm/process/exit.hpp"
#include "vm/process/send.hpp"
#include "vm/term/external.hpp"
#include "vm/term/print.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {

namespace {

// A process may take this share of the machine's memory: a collection needs room for a copy and a larger block meanwhile, so that one process at its limit
// takes up to four times as much for a moment, and the node has the rest.
constexpr uint64_t kHeapShare = 6;
constexpr size_t kMaxReportChars = 4000;

uint64_t default_max_heap_words() { return memory_of_machine() / kHeapShare / sizeof(Word); }

const ExportIdentity* resolve_export(Term module, Term function, uint32_t arity) {
  return the_node.exports->get(module, function, arity);
}
const FunIdentity* resolve_fun(Term module, uint32_t index, uint64_t unique, uint32_t arity) {
  FunEntry* entry = the_node.funs->get(module, index, unique);
  if (entry->address() == entry->stub) entry->arity = arity;
  return entry;
}

// The characters of a command-line argument: UTF-8; bytes that are not stand for themselves.
Term argument_term(Process& p, std::string_view text) {
  std::vector<uint32_t> characters;
  for (size_t at = 0; at < text.size();) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data()) + at;
    uint32_t c = 0;
    size_t length = get_utf8(bytes, text.size() - at, c);
    characters.push_back(length == 0 ? bytes[0] : c);
    at += length == 0 ? 1 : length;
  }
  Term list = Term::nil();
  for (size_t i = characters.size(); i-- > 0;) list = cons_at(p.alloc(2), Term::small(characters[i]), list);
  return list;
}

}  // namespace

RuntimeOptions RuntimeOptions::from_environment() {
  RuntimeOptions options;
  const char* stress = std::getenv("BEAMLET_GC_STRESS");
  options.gc_stress = stress != nullptr && *stress != '\0' && *stress != '0';
  if (const char* words = std::getenv("BEAMLET_MAX_HEAP_WORDS"))
    options.max_heap_words = std::strtoull(words, nullptr, 10);
  return options;
}

Runtime::Runtime(RuntimeOptions options)
    : options_(options),
      exports_((the_node.atoms = &atoms_, stub_handlers()), find_bif),
      funs_(purged_fun_handler()),
      lowering_(LoweringOptions{options.gc_stress}),
      code_(lowering_),
      processes_(options.max_processes),
      schedulers_(options.schedulers) {
  if (!options_.limit_heaps)
    options_.max_heap_words = 0;
  else if (options_.max_heap_words == 0)
    options_.max_heap_words = default_max_heap_words();
  processes_.default_max_heap_words = options_.max_heap_words;
  processes_.default_max_messages = options_.max_messages;
  atoms_.set_limit(options_.max_atoms);
  ets::Registry::instance().set_limit(options_.max_tables);
  the_node.facts.schedulers = the_node.facts.schedulers_online = static_cast<uint32_t>(schedulers_.count());
  the_node.facts.slice_reductions = schedulers_.options().reductions;
  the_node.facts.process_limit = options_.max_processes;
  the_node.facts.start_ns = clock::monotonic_ns();
  set_event_reporter([](Process& process, MachineEvent event) { the_node.runtime->report(process, event); });
  the_node.literals = &literals_;
  the_node.exports = &exports_;
  the_node.funs = &funs_;
  the_node.code = &code_;
  the_node.processes = &processes_;
  the_node.names = &names_;
  the_node.ready = &schedulers_;
  the_node.runtime = this;
  the_node.arguments = &arguments_;
  install_request_answerers();
  external_install(resolve_export, resolve_fun);
  code_.set_finder(options_.finder);
  add_exit_hook([](Process& process) { the_node.runtime->process_ends(process); });
  add_exit_hook([](Process& process) { TimerService::cancel(process); });
  add_exit_hook(ets::process_exits);
  add_exit_hook(OpenFiles::process_exits);
  add_exit_hook(answer_purge_at_end);
  add_exit_hook(BlockingJob::abandon);
  the_node.stopping.store(false, std::memory_order_relaxed);  // relaxed: no other thread runs yet
  if (options_.handle_signals) {
    signals_participant_ = schedulers_.quiescence().join();
    static_cast<void>(server(make_atom("erl_signal_server")));
    OsSignals::instance().start([](int number) { the_node.runtime->on_os_signal(number); });
  }
}

Runtime::~Runtime() {
  OsSignals::instance().stop();
  schedulers_.stop_pool();
  // While the tables stand: a dead process still answers the signals that met it at its end.
  schedulers_.quiescence().release_all();
  clear_exit_hooks();
  code_.free_all();
  the_node.arguments = nullptr;
  the_node.runtime = nullptr;
  the_node.ready = nullptr;
  the_node.names = nullptr;
  the_node.processes = nullptr;
  the_node.code = nullptr;
  the_node.funs = nullptr;
  the_node.exports = nullptr;
  the_node.literals = nullptr;
  the_node.atoms = nullptr;
}

MainResult Runtime::call(std::string_view module, std::string_view function, std::span<const Term> args) {
  Process* main = processes_.create();
  auto arity = static_cast<uint32_t>(args.size());
  main->group_leader = server(atom::user);
  main->initial_module = make_atom(module);
  main->initial_function = make_atom(function);
  main->initial_arity = arity;
  BEAMLET_CHECK(arity <= Process::kInlineSaved);
  for (uint32_t i = 0; i < arity; ++i) main->saved[i] = copy_to_heap(main->heap, args[i]);
  prepare_call(*main, exports_.get(main->initial_module, main->initial_function, arity)->address(), arity);
  main->live = arity;
  main_.store(main, std::memory_order_relaxed);
  runs_for_.store(1, std::memory_order_relaxed);
  main_result_ = {};
  schedulers_.begin(*main);
  schedulers_.run();
  return main_result_;
}

Term Runtime::server(Term name) {
  if (Term pid = names_.find(name); !pid.is_none()) return pid;
  Process* server = processes_.create();
  server->group_leader = server->self;
  server->initial_module = name;
  server->initial_function = atom::start;
  // Until it runs, it looks like one that waits for a message.
  server->outcome = Outcome::Waiting;
  server->trap_exit = true;
  prepare_call(*server, exports_.get(name, atom::start, 0)->address(), 0);
  BEAMLET_CHECK(names_.add(name, server->self));
  server->named.store(true, std::memory_order_relaxed);  // no other thread runs yet
  return server->self;
}

void Runtime::on_os_signal(int number) {
  constexpr int kKilledBy = 128;  // a shell's status for a program that a signal ended
  bool ends = number == SIGTERM || number == SIGINT;
  if (ends && the_node.stopping.load(std::memory_order_relaxed)) {  // relaxed: a moment's picture
    constexpr std::string_view kText = "beamlet: ended at once by a second signal\n";
    // Past all locks: what does not stop may hold them.
    [[maybe_unused]] ssize_t n = ::write(STDERR_FILENO, kText.data(), kText.size());
    _exit(kKilledBy + number);
  }
  schedulers_.quiescence().online(*signals_participant_);
  Term elements[] = {make_atom("notify"), make_atom(OsSignals::name_of(number))};
  Word event[3];
  Term message = tuple_at(reinterpret_cast<Term*>(event), elements[0], elements[1]);
  static_cast<void>(
      send(make_atom("erl_signal_server"), message, nullptr));  // nobody there: the program wants it so
  schedulers_.quiescence().offline(*signals_participant_);
}

void Runtime::release_run() {
  // acq_rel: pairs with itself; who stops the schedulers has seen the ends of all the others.
  // A program that init:stop() ends is ended by that.
  bool last = runs_for_.fetch_sub(1, std::memory_order_acq_rel) == 1;  // pairs with itself
  // acquire: pairs with begin_stop, which the main process itself may have called
  if (last && !the_node.stopping.load(std::memory_order_acquire)) schedulers_.stop();
}

void Runtime::process_ends(Process& process) {
  if (&process == main_.load(std::memory_order_relaxed)) {
    main_.store(nullptr, std::memory_order_relaxed);  // its block may become another process
    main_result_.ok = process.exit_reason == atom::normal;
    if (main_result_.ok)
      last_value_ = print_term(process.result);
    else
      main_result_.report = exit_report(process.exit_reason);
    return release_run();
  }
  if (process.crashed) report_crash(process);
  if (process.holds_program) release_run();
}

// The library words the report, in a process of its own. What cannot be reported that way (too many processes, a
// reporter that crashes itself) is told in the machine's words.
void Runtime::report_crash(Process& process) {
  if (main_.load(std::memory_order_relaxed) == nullptr) return;  // the program is over
  const Term args[] = {process.self, process.group_leader, process.exit_reason};
  if (!process.holds_program && start_report(process, atom::report, args)) return;
  std::string report = "=ERROR REPORT====\nError in process " + print_term(process.self) +
                       " with exit value:\n" +
                       print_term(process.exit_reason, {.max_chars = kMaxReportChars}) + "\n\n";
  Stdio::instance().write_error(report);
}

bool Runtime::start_report(Process& process, Term function, std::span<const Term> args) {
  runs_for_.fetch_add(1, std::memory_order_relaxed);
  SpawnOptions options;
  options.holds_program = true;
  if (spawn(process, atom::crash_report, function, args, options) != nullptr) return true;
  release_run();
  return false;
}

void Runtime::report(Process& process, MachineEvent event) {
  if (process.holds_program) return;  // a report that is refused something itself
  constexpr const char* kNames[] = {"heap_limit",    "no_memory",  "message_limit",
                                    "process_limit", "atom_limit", "table_limit"};
  Term details = event == MachineEvent::MessageLimit ? message_limit(process) : heap_limit_details(process);
  const Term args[] = {make_atom(kNames[static_cast<size_t>(event)]), process.self, process.group_leader,
                       details};
  static_cast<void>(
      start_report(process, make_atom("limit"), args));  // no room: the culprit's end or error tells it, too
}

MainResult Runtime::run_main(std::string_view module, const std::vector<std::string>& args) {
  arguments_ = args;
  Term name = make_atom(module);
  ExportEntry* main1 = exports_.find(name, atom::main, 1);
  if (main1 == nullptr || main1->is_stub()) return call(module, "main", {});
  Process builder;
  Term list = Term::nil();
  for (size_t i = args.size(); i-- > 0;) {
    list = cons_at(builder.alloc(2), argument_term(builder, args[i]), list);
  }
  MainResult result = call(module, "main", {&list, 1});
  builder.heap.destroy();
  return result;
}

}  // namespace beamlet
