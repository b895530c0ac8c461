#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <thread>

#include "tools/main/commands.hpp"
#include "tools/main/doc_examples.hpp"
#include "tools/main/embedded_library.hpp"
#include "tools/main/module_path.hpp"
#include "tools/main/test_files.hpp"
#include "vm/boot/runtime.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/io/stdio.hpp"
#include "vm/term/external.hpp"

namespace beamlet {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kExitFailure = 1;
// A machine under the deterministic scheduler has virtual time, so an endless loop in a test never meets the test's own limit.
constexpr std::chrono::seconds kMachineLimit{120};

int complain(const std::string& text) {
  std::fprintf(stderr, "beamlet test: %s\n", text.c_str());
  return kExitFailure;
}

bool colour_wanted() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

uint64_t any_seed() {
  constexpr uint64_t kMostSeeds = 1'000'000;
  return static_cast<uint64_t>(std::chrono::system_clock::now().time_since_epoch().count()) % kMostSeeds;
}

std::string quoted(const std::string& word) {
  constexpr const char* kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string out = "'";
  for (char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// What is run: module files, where else modules are, and the words that tell bltest:main/1 of the tests.
struct TestPlan {
  std::vector<std::pair<std::string, std::string>> modules;  // name, bytes
  std::vector<std::string> folders;
  std::vector<std::string> words;
};

// The words that bltest:main/1 takes.
std::vector<std::string> words_for(const TestCommand& command, const TestPlan& plan,
                                   const MachineOptions& machine) {
  std::string before = command.docs ? "beamlet test --docs " : "beamlet test ", after;
  for (const std::string& folder : command.folders) before += "--path " + quoted(folder) + " ";
  uint64_t seed = command.seed ? *command.seed : machine.seed ? *machine.seed : any_seed();
  if (machine.seed) after += " --deterministic " + std::to_string(*machine.seed);
  if (!machine.seed || seed != *machine.seed) after += " --seed " + std::to_string(seed);
  std::vector<std::string> words = {"--seed",    std::to_string(seed),
                                    "--timeout", std::to_string(command.timeout),
                                    "--jobs",    std::to_string(command.jobs.value_or(1)),
                                    "--again",   before,
                                    after};
  for (const std::string& word : command.filters) words.insert(words.end(), {"--filter", word});
  if (command.verbose) words.emplace_back("--verbose");
  if (!command.times) words.emplace_back("--no-times");
  if (colour_wanted()) words.emplace_back("--colour");
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    words.insert(words.end(), {"--width", std::to_string(size.ws_col)});
  words.insert(words.end(), plan.words.begin(), plan.words.end());
  return words;
}

// The words as a list of binaries; not as the program's arguments, which tests may ask for.
Term term_of(const std::vector<std::string>& words, Process& builder) {
  constexpr char kVersion = '\x83', kList = 'l', kBinary = 'm', kNil = 'j';
  std::string bytes;
  auto number = [&](size_t n) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(n >> shift & 0xff);
  };
  bytes += kVersion;
  bytes += kList;
  number(words.size());
  for (const std::string& word : words) {
    bytes += kBinary;
    number(word.size());
    bytes += word;
  }
  bytes += kNil;
  return external_decode(builder.heap, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, {});
}

// Runs the modules in this process.
int run_machine(const TestCommand& command, const TestPlan& plan, const MachineOptions& machine) {
  ModulePath path(embedded_library());
  for (const std::string& folder : command.folders) path.add_folder(folder);
  for (const auto& [name, bytes] : plan.modules) path.add(name, bytes);
  for (const std::string& folder : plan.folders) path.add_folder(folder);
  path.add_folder(".");
  // Large: not on the stack.
  auto runtime = std::make_unique<Runtime>(machine.runtime_options(path));
  if (!runtime->code().ensure_loaded(make_atom("bltest")))
    return complain("the library has no module bltest");
  Process builder;
  Term words = term_of(words_for(command, plan, machine), builder);
  MainResult result = runtime->call("bltest", "main", {&words, 1});
  builder.heap.destroy();
  Stdio::instance().flush();
  if (!result.ok) std::fprintf(stderr, "%s\n", result.report.c_str());
  return result.ok && runtime->last_value() == "ok" ? 0 : kExitFailure;
}

// A machine in a process of its own: what tests do to it (halt(0), a fault of the machine itself) is seen, and is no success.
struct MachineProcess {
  pid_t pid = -1;
  int finished = -1;  // one byte can be read here once bltest has ended the run
};

// `output`: where the machine's standard output and error go; none: where this process's do.
std::optional<MachineProcess> start_machine(const TestCommand& command, const TestPlan& plan,
                                            const MachineOptions& machine, std::optional<int> output) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  std::fflush(nullptr);
  pid_t pid = fork();
  if (pid == 0) {
    if (output) {
      dup2(*output, STDOUT_FILENO);
      dup2(*output, STDERR_FILENO);
    }
    int status = run_machine(command, plan, machine);
    [[maybe_unused]] ssize_t written = write(ends[1], "", 1);
    _exit(status);
  }
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    return std::nullopt;
  }
  return MachineProcess{pid, ends[0]};
}

// Why the run that ended so was no success; empty when it was.
std::string verdict_of(const MachineProcess& machine, int status) {
  char mark;
  bool finished = read(machine.finished, &mark, 1) == 1;
  close(machine.finished);
  if (WIFSIGNALED(status))
    return "\nbeamlet test: the machine was ended by signal " + std::to_string(WTERMSIG(status)) + " (" +
           sigdescr_np(WTERMSIG(status)) + ")\n";
  if (!finished)
    return "\nbeamlet test: a test ended the machine, with exit status " +
           std::to_string(WEXITSTATUS(status)) + ": not all tests have run (-v shows which was the last)\n";
  return WEXITSTATUS(status) == 0 ? "" : "\n";
}

// One machine, on this terminal.
int run_here(const TestCommand& command, const TestPlan& plan) {
  std::optional<MachineProcess> machine = start_machine(command, plan, command.machine, std::nullopt);
  if (!machine) return complain("cannot start another process");
  // An interrupt from the keyboard is the machine's, which stops in order.
  (void)signal(SIGINT, SIG_IGN);
  int status = 0;
  while (waitpid(machine->pid, &status, 0) < 0 && errno == EINTR) continue;
  std::string verdict = verdict_of(*machine, status);
  if (verdict.empty()) return 0;
  if (verdict != "\n") std::fputs(verdict.c_str(), stderr);
  return kExitFailure;
}

// A machine for one seed, in a process of its own; what it prints is kept.
struct SeedRun {
  uint64_t seed = 0;
  int output = -1;
  MachineProcess machine;
  Clock::time_point start;
};

std::string contents(int fd) {
  std::string out;
  char buffer[4096];
  lseek(fd, 0, SEEK_SET);
  for (ssize_t n; (n = read(fd, buffer, sizeof(buffer))) > 0;) out.append(buffer, static_cast<size_t>(n));
  return out;
}

std::string last_line(const std::string& text) {
  size_t end = text.find_last_not_of('\n');
  if (end == std::string::npos) return {};
  size_t begin = text.rfind('\n', end);
  return text.substr(begin == std::string::npos ? 0 : begin + 1,
                     end - (begin == std::string::npos ? 0 : begin));
}

// The same tests under seeds 1..N, `jobs` machines at a time.
class SeedSweep {
 public:
  SeedSweep(const TestCommand& command, const TestPlan& plan) : command_(command), plan_(plan) {}

  int run() {
    size_t jobs = command_.jobs ? *command_.jobs : std::max(1u, std::thread::hardware_concurrency());
    uint64_t next = 1;
    while (next <= command_.seeds || !running_.empty()) {
      if (next <= command_.seeds && running_.size() < jobs) {
        if (!start(next++)) return complain("cannot start another process");
        continue;
      }
      if (!reap()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return tell();
  }

 private:
  bool start(uint64_t seed) {
    int output = memfd_create("beamlet-test", MFD_CLOEXEC);
    if (output < 0) return false;
    MachineOptions options = command_.machine;
    options.seed = seed;
    std::optional<MachineProcess> machine = start_machine(command_, plan_, options, output);
    if (!machine) return false;
    running_[machine->pid] = {seed, output, *machine, Clock::now()};
    return true;
  }

  // Takes in one that has ended; kills those that do not.
  bool reap() {
    int status = 0;
    pid_t pid = waitpid(-1, &status, WNOHANG);
    if (pid > 0 && running_.contains(pid)) {
      SeedRun run = running_[pid];
      running_.erase(pid);
      std::string output = contents(run.output);
      close(run.output);
      std::string verdict = verdict_of(run.machine, status);
      if (verdict.empty()) {
        ++passed_;
        if (summary_.empty()) summary_ = last_line(output);
      } else {
        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) verdict += "It ran for too long.\n";
        failed_[run.seed] = output + verdict;
      }
      std::fputs(verdict.empty() ? "." : "F", stdout);
      std::fflush(stdout);
      return true;
    }
    for (auto& [child, run] : running_)
      if (Clock::now() - run.start > kMachineLimit) kill(child, SIGKILL);
    return false;
  }

  int tell() {
    std::printf("\n");
    if (failed_.empty()) {
      std::printf("\n%s: passed under each of %zu seeds\n", summary_.c_str(), passed_);
      return 0;
    }
    auto& [seed, output] = *failed_.begin();
    std::printf("\nSeed %llu:\n%s", static_cast<unsigned long long>(seed), output.c_str());
    std::printf("\n%zu of %zu seeds failed:", failed_.size(), failed_.size() + passed_);
    for (const auto& [number, text] : failed_) std::printf(" %llu", static_cast<unsigned long long>(number));
    std::printf("\n");
    return kExitFailure;
  }

  const TestCommand& command_;
  const TestPlan& plan_;
  std::map<pid_t, SeedRun> running_;
  std::map<uint64_t, std::string> failed_;  // seed: what its machine printed
  size_t passed_ = 0;
  std::string summary_;
};

void add_folders(TestPlan& plan, const std::string& file) {
  for (std::string& folder : folders_around(file)) plan.folders.push_back(std::move(folder));
}

// The test modules among the paths; false when something is wrong: told on stderr.
bool plan_modules(const TestCommand& command, TestPlan& plan) {
  std::vector<std::string> faults;
  std::vector<std::string> files =
      find_test_files(command.paths.empty() ? std::vector<std::string>{"."} : command.paths, faults);
  for (const std::string& fault : faults) (void)complain(fault);
  if (!faults.empty()) return false;
  std::map<std::string, std::string> seen;
  size_t bad = 0;
  for (const std::string& file : files) {
    TestModule module;
    if (!compile_test(file, command.folders, module)) {
      ++bad;
      continue;
    }
    auto [other, is_new] = seen.emplace(module.name, file);
    if (!is_new) {
      (void)complain(file + " and " + other->second + " are both the module " + module.name);
      return false;
    }
    plan.words.insert(plan.words.end(), {"--module", module.name, file, module.records, module.text});
    plan.modules.emplace_back(module.name, std::move(module.bytes));
    add_folders(plan, file);
  }
  if (bad > 0)
    (void)complain(std::to_string(bad) + (bad == 1 ? " file does" : " files do") +
                   " not compile; no test was run");
  return bad == 0;
}

// The documentation of a source file, or of a module that the path has.
std::optional<DocumentedModule> documented(const TestCommand& command, const std::string& what) {
  if (what.ends_with(".bl") || what.ends_with(".erl")) return read_docs(what);
  ModulePath path(embedded_library());
  for (const std::string& folder : command.folders) path.add_folder(folder);
  std::optional<FoundModule> found = path.find(what, false);
  if (!found) {
    (void)complain("there is no module and no source file " + what);
    return std::nullopt;
  }
  Result<ModuleImage, std::string> image = read_module(found->bytes);
  if (!image) return std::nullopt;
  return docs_of(*image);
}

// The documentation's examples as modules; with --missing, only lists what functions lack.
bool plan_docs(const TestCommand& command, TestPlan& plan) {
  if (command.paths.empty()) {
    (void)complain("--docs takes modules and source files");
    return false;
  }
  for (const std::string& what : command.paths) {
    std::optional<DocumentedModule> module = documented(command, what);
    if (!module) return false;
    if (command.missing) {
      for (const std::string& lack : module->missing)
        std::printf("%s:%s\n", module->name.c_str(), lack.c_str());
      continue;
    }
    std::string file = module->file.empty() ? module->name : module->file;
    plan.words.insert(plan.words.end(), {"--docs", module->name, file, module->source});
    if (!module->file.empty()) add_folders(plan, module->file);
    size_t number = 0;
    std::map<std::string, int> of_name;
    for (const DocText& doc : module->docs) {
      for (const DocExample& example : examples_in(doc)) {
        std::string name = module->name + "_example_" + std::to_string(++number);
        std::string title = example.name.empty() ? "moduledoc" : example.name,
                    line = std::to_string(example.line);
        if (int count = ++of_name[title]; count > 1) title += " (" + std::to_string(count) + ")";
        CompiledExample compiled = compile_example(example, module->name, name);
        if (compiled.fault.empty()) {
          plan.words.insert(plan.words.end(), {"--example", title, line, name});
          plan.modules.emplace_back(name, std::move(compiled.bytes));
        } else {
          plan.words.insert(plan.words.end(), {"--bad-example", title, line, compiled.fault});
        }
      }
    }
  }
  return true;
}

}  // namespace

int command_test(const TestCommand& command) {
  TestPlan plan;
  if (command.missing && !command.docs) return complain("--missing goes with --docs");
  if (!(command.docs ? plan_docs(command, plan) : plan_modules(command, plan))) return kExitFailure;
  if (command.missing) return 0;
  if (command.seeds > 0) return SeedSweep(command, plan).run();
  return run_here(command, plan);
}

}  // namespace beamlet
