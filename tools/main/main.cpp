// beamlet - the executable: compiler, machine and library in one.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "tools/main/commands.hpp"

namespace {

using namespace beamlet;

// `beamlet FILE ...` means `beamlet run FILE ...`, and `beamlet` on a terminal `beamlet repl`.
std::vector<std::string> with_default_command(int argc, char** argv) {
  std::vector<std::string> args(argv + 1, argv + argc);
  static const std::vector<std::string> kCommands = {"run", "eval", "repl", "compile", "disasm", "test"};
  if (args.empty() && isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0) return {"repl"};
  if (!args.empty() && args[0][0] != '-' &&
      std::find(kCommands.begin(), kCommands.end(), args[0]) == kCommands.end())
    args.insert(args.begin(), "run");
  return args;
}

void add_machine_options(CLI::App& app, MachineOptions& machine) {
  constexpr uint32_t kMostSchedulers = 64;
  constexpr int64_t kMostReductions = 1'000'000;
  app.add_option("--schedulers", machine.schedulers, "Threads that run processes; default: one a core")
      ->check(CLI::Range(1u, kMostSchedulers));
  app.add_option("--reductions", machine.reductions, "Calls a process makes before others have their turn")
      ->check(CLI::Range(int64_t{1}, kMostReductions));
  CLI::Validator number_or_none = CLI::NonNegativeNumber | CLI::IsMember({"none"});
  app.add_option(
         "--max-heap-size", machine.max_heap_size,
         "Words a process may take before it is killed, or none; default: a sixth of the machine's memory")
      ->check(number_or_none);
  app.add_option("--max-message-queue-len", machine.max_messages,
                 "Messages that may wait for a process before it is ended, or none; default: none")
      ->check(number_or_none);
  app.add_option("--max-processes", machine.max_processes,
                 "Processes at once; default: " + std::to_string(machine.max_processes))
      ->check(CLI::Range(16u, RuntimeOptions::kMostProcesses));
  app.add_option("--max-atoms", machine.max_atoms, "Atoms; default: " + std::to_string(machine.max_atoms))
      ->check(CLI::Range(8192u, limits::kMostAtoms));
  app.add_option("--max-ets-tables", machine.max_tables,
                 "Tables of ets at once; default: " + std::to_string(machine.max_tables))
      ->check(CLI::PositiveNumber);
  app.add_option("--deterministic", machine.seed,
                 "Seed: one thread, virtual time, the same interleaving at every run");
}

void add_test_options(CLI::App& app, TestCommand& test) {
  constexpr uint64_t kMostSeeds = 1'000'000, kMostJobs = 64;
  constexpr uint64_t kLongest = 86'400'000;
  add_machine_options(app, test.machine);
  app.add_option("paths", test.paths,
                 "Test modules, and folders of NAME_test.bl, NAME_tests.bl (or .erl); default: .");
  app.add_option("--path", test.folders, "Folders in which modules are looked for")->allow_extra_args(false);
  app.add_option("--filter", test.filters, "Only tests whose MODULE:NAME contains this")
      ->allow_extra_args(false);
  app.add_option("--seed", test.seed, "Seed of the order of the tests; default: another each time");
  app.add_option("--seeds", test.seeds,
                 "Run the tests under the deterministic scheduler with the seeds 1 to N")
      ->check(CLI::Range(uint64_t{1}, kMostSeeds));
  app.add_option("--timeout", test.timeout, "Milliseconds that a test may take; default: 10000")
      ->check(CLI::Range(uint64_t{1}, kLongest));
  app.add_option("--jobs", test.jobs, "Modules run at a time (default: 1); machines at a time with --seeds")
      ->check(CLI::Range(uint64_t{1}, kMostJobs));
  app.add_flag("-v,--verbose", test.verbose, "A line for each test");
  app.add_flag("--docs", test.docs,
               "Run the examples in the documentation of PATHS: modules of the library, sources");
  app.add_flag("--missing", test.missing,
               "With --docs: list exported functions without -doc, -spec or example instead");
  app.add_flag("--no-times{false}", test.times, "Leave out how long things took");
}

MacroDefinition definition(const std::string& text) {
  size_t equals = text.find('=');
  if (equals == std::string::npos) return {text, "true"};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

// What CLI11 did not know belongs to the program when it stands behind the file, else it is a mistake.
bool is_behind_file(const std::vector<std::string>& args, const std::string& file,
                    const std::vector<std::string>& rest) {
  return args.size() > rest.size() && args[args.size() - rest.size() - 1] == file &&
         std::equal(rest.rbegin(), rest.rend(), args.rbegin());
}

}  // namespace

namespace beamlet {

RuntimeOptions MachineOptions::runtime_options(ModuleFinder& finder) const {
  RuntimeOptions options = RuntimeOptions::from_environment();
  options.finder = &finder;
  options.schedulers = {schedulers, reductions, seed};
  options.handle_signals = true;
  auto number = [](const std::string& text) {
    return text == "none" ? 0 : std::strtoull(text.c_str(), nullptr, 10);
  };
  if (!max_heap_size.empty()) {
    options.max_heap_words = number(max_heap_size);
    options.limit_heaps = options.max_heap_words != 0;
  }
  if (!max_messages.empty())
    options.max_messages = static_cast<uint32_t>(std::min<uint64_t>(number(max_messages), UINT32_MAX));
  options.max_processes = max_processes;
  options.max_atoms = max_atoms;
  options.max_tables = max_tables;
  return options;
}

}  // namespace beamlet

int main(int argc, char** argv) {
  CLI::App app{"Beamlet: programs of Erlang's core language"};
  app.require_subcommand(1);
  app.set_version_flag("--version", "beamlet 0.1.0");

  RunCommand run;
  CLI::App* run_app = app.add_subcommand("run", "Run a program: a .bl or .erl source, or a compiled .blc");
  run_app->add_option("--path", run.folders, "Folders in which modules are looked for")
      ->allow_extra_args(false);
  add_machine_options(*run_app, run.machine);
  run_app
      ->add_option("file", run.file, "The program: a file, or a folder with a module of its name or main.bl")
      ->required();
  // Everything behind the file belongs to the program, options included.
  run_app->prefix_command();

  EvalCommand eval;
  CLI::App* eval_app = app.add_subcommand("eval", "Compute expressions and print the value of the last one");
  eval_app->add_option("--path", eval.folders, "Folders in which modules are looked for")
      ->allow_extra_args(false);
  add_machine_options(*eval_app, eval.machine);
  eval_app->add_option("expression", eval.expression, "Expressions, separated by commas")->required();

  ReplCommand repl;
  CLI::App* repl_app =
      app.add_subcommand("repl", "The shell: compute expressions as they are typed, or from a pipe");
  repl_app->add_option("--path", repl.folders, "Folders in which modules are looked for")
      ->allow_extra_args(false);
  add_machine_options(*repl_app, repl.machine);

  CompileCommand compile;
  std::string format = "text";
  std::vector<std::string> defines, dumps;
  CLI::App* compile_app = app.add_subcommand("compile", "Compile sources to .blc module files");
  compile_app->add_option("-o,--output", compile.output, "File or folder to write to");
  compile_app->add_option("-I,--include", compile.options.include_folders, "Folders of included files")
      ->allow_extra_args(false);
  compile_app->add_option("-D,--define", defines, "NAME or NAME=VALUE: a macro")->allow_extra_args(false);
  compile_app->add_option("--format", format, "Diagnostics as text or json")
      ->check(CLI::IsMember({"text", "json"}));
  compile_app->add_option("--dump", dumps, "Print core, blocks or bytecode")
      ->delimiter(',')
      ->check(CLI::IsMember({"core", "blocks", "bytecode"}))
      ->allow_extra_args(false);
  compile_app->add_flag("--verify", compile.verify,
                        "Run the verifier over the compiled code (a fault is an error of the compiler)");
  compile_app->add_option("files", compile.files, "Sources")->required();

  std::vector<std::string> disasm;
  CLI::App* disasm_app = app.add_subcommand("disasm", "Print the instructions of module files or sources");
  disasm_app->add_option("files", disasm, "Module files or sources")->required();

  TestCommand test;
  CLI::App* test_app = app.add_subcommand("test", "Run the tests of modules");
  add_test_options(*test_app, test);

  const std::vector<std::string> words = with_default_command(argc, argv);
  std::vector<std::string> args(words.rbegin(), words.rend());  // as CLI11 wants them, which uses them up
  try {
    app.parse(args);
  } catch (const CLI::ParseError& error) {
    // CLI11 has an exit status for every kind of mistake; here a command that is not understood is a failure like others.
    return app.exit(error) == 0 ? 0 : 1;
  }

  if (run_app->parsed()) {
    run.args = run_app->remaining();
    if (!is_behind_file(words, run.file, run.args)) {
      std::fprintf(stderr, "run: unknown option %s\nRun with --help for more information.\n",
                   run.args[0].c_str());
      return 1;
    }
    return command_run(run);
  }
  if (repl_app->parsed()) return command_repl(repl);
  if (test_app->parsed()) return command_test(test);
  if (eval_app->parsed()) return command_eval(eval);
  if (compile_app->parsed()) {
    compile.options.json = format == "json";
    compile.options.colour = isatty(STDERR_FILENO) != 0;
    for (const std::string& text : defines) compile.options.defines.push_back(definition(text));
    for (const std::string& dump : dumps) {
      compile.options.compile.dump_core |= dump == "core";
      compile.options.compile.dump_blocks |= dump == "blocks";
      compile.options.compile.dump_bytecode |= dump == "bytecode";
    }
    return command_compile(compile);
  }
  return command_disasm(disasm);
}
