// runtime.hpp - the running machine: owns every table, starts and stops in a fixed order.
//
// Purpose     One object holds everything that exists once; the_node points into it. Embedding Beamlet is: make a Runtime, load modules, run.
// Invariants  R1  at most one Runtime at a time in a program (the_node).
//             R2  members are destroyed in the opposite order of the start-up steps.
// Threads     made, run and destroyed by one thread.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "vm/bif/bif.hpp"
#include "vm/code/code_server.hpp"
#include "vm/code/export_table.hpp"
#include "vm/code/fun_table.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/interp/lowering.hpp"
#include "vm/process/machine_event.hpp"
#include "vm/process/name_registry.hpp"
#include "vm/process/process_table.hpp"
#include "vm/sched/schedulers.hpp"
#include "vm/term/atom.hpp"

namespace beamlet {

struct RuntimeOptions {
  bool gc_stress = false;          // collect at every instruction that may
  uint64_t max_heap_words = 0;     // of a process; 0: a share of the machine's memory (memory_share())
  bool limit_heaps = true;         // false: processes may grow without end
  uint32_t max_messages = 0;       // that may wait for a process; 0: no limit
  ModuleFinder* finder = nullptr;  // where modules come from that nobody has loaded
  static constexpr uint32_t kMostProcesses = 1u << 27;
  uint32_t max_processes = kMostProcesses;
  uint32_t max_atoms = limits::kMaxAtoms;
  uint32_t max_tables = 1u << 20;
  bool handle_signals = false;  // SIGTERM and SIGINT end the program in good order (erl_signal_server)
  SchedulerOptions schedulers = {};
  // From BEAMLET_GC_STRESS, BEAMLET_MAX_HEAP_WORDS.
  [[nodiscard]] static RuntimeOptions from_environment();
};

// How the main process ended.
struct MainResult {
  bool ok = true;      // returned, or exit(normal)
  std::string report;  // else what to tell, one or several lines
};

class Runtime {
 public:
  explicit Runtime(RuntimeOptions options);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  [[nodiscard]] CodeServer& code() { return code_; }
  // For threads of the embedding program that send messages (outside_sender.hpp).
  [[nodiscard]] Schedulers& schedulers() { return schedulers_; }
  // Calls module:function(args...) in a new process, runs until that process ends, and returns how.
  [[nodiscard]] MainResult call(std::string_view module, std::string_view function,
                                std::span<const Term> args);
  // Runs main/0, or main/1 with the arguments as strings, whichever the module exports (main/1 wins).
  [[nodiscard]] MainResult run_main(std::string_view module, const std::vector<std::string>& args);
  // The value the last call returned, printed (~p like).
  [[nodiscard]] const std::string& last_value() const { return last_value_; }

  // Called when a process ends, before its heap goes: notes how main ended, has crashes reported. [owner] of the process.
  void process_ends(Process& process);

 private:
  // The registered process of that name, which runs Name:start() at its first signal; its pid. (A program that never asks it does not load it.)
  [[nodiscard]] Term server(Term name);
  // A signal of the operating system came: `erl_signal_server` is told. On the thread of OsSignals.
  void on_os_signal(int number);
  void report_crash(Process& process);
  // A limit was reached (machine_event.hpp): has it logged.
  void report(Process& process, MachineEvent event);
  // Starts crash_report:Function(Args...), before whose end the program does not end. False: there is no room for it.
  [[nodiscard]] bool start_report(Process& process, Term function, std::span<const Term> args);
  // One thing less that the schedulers have to run for: main, or a crash report being written.
  void release_run();

  RuntimeOptions options_;
  std::vector<std::string> arguments_;
  AtomTable atoms_;
  LiteralSpace literals_;
  ExportTable exports_;
  FunTable funs_;
  InterpreterLowering lowering_;
  CodeServer code_;
  ProcessTable processes_;
  NameRegistry names_;
  Schedulers schedulers_;
  Quiescence::Participant* signals_participant_ = nullptr;
  std::atomic<Process*> main_ = nullptr;
  std::atomic<uint32_t> runs_for_ = 0;  // main and the crash reports under way; at 0 the schedulers stop
  MainResult main_result_;
  std::string last_value_;
};

}  // namespace beamlet
