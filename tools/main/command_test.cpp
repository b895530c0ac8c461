#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <thread>

#include "tools/main/commands.hpp"
#include "tools/main/embedded_library.hpp"
#include "tools/main/module_path.hpp"
#include "tools/main/test_files.hpp"
#include "vm/boot/runtime.hpp"
#include "vm/io/stdio.hpp"

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

// The words that bltest:main/1 takes.
std::vector<std::string> words_for(const TestCommand& command, const std::vector<TestModule>& modules,
                                   const MachineOptions& machine) {
  std::string before = "beamlet test ", after;
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
  if (command.verbose) words.push_back("--verbose");
  if (!command.times) words.push_back("--no-times");
  if (colour_wanted()) words.push_back("--colour");
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    words.insert(words.end(), {"--width", std::to_string(size.ws_col)});
  for (const TestModule& module : modules)
    words.insert(words.end(), {"--module", module.name, module.file, module.records, module.text});
  return words;
}

// Runs the modules in this process; halt() ends it with the result, unless the library itself fails.
int run_machine(const TestCommand& command, const std::vector<TestModule>& modules,
                const MachineOptions& machine) {
  ModulePath path(embedded_library());
  for (const std::string& folder : command.folders) path.add_folder(folder);
  for (const TestModule& module : modules) {
    path.add(module.name, module.bytes);
    for (std::string& folder : folders_around(module.file)) path.add_folder(std::move(folder));
  }
  path.add_folder(".");
  RuntimeOptions options = RuntimeOptions::from_environment();
  options.finder = &path;
  options.schedulers = machine.schedulers_options();
  // Large: not on the stack.
  auto runtime = std::make_unique<Runtime>(options);
  if (!runtime->code().ensure_loaded(make_atom("bltest")))
    return complain("the library has no module bltest");
  MainResult result = runtime->run_main("bltest", words_for(command, modules, machine));
  Stdio::instance().flush();
  std::fprintf(stderr, "%s\n", result.ok ? "beamlet test: the run ended early" : result.report.c_str());
  return kExitFailure;
}

// A machine for one seed, in a process of its own; what it prints is kept.
struct SeedRun {
  uint64_t seed = 0;
  int output = -1;
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
  SeedSweep(const TestCommand& command, const std::vector<TestModule>& modules)
      : command_(command), modules_(modules) {}

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
    SeedRun run{seed, memfd_create("beamlet-test", MFD_CLOEXEC), Clock::now()};
    if (run.output < 0) return false;
    std::fflush(nullptr);
    pid_t pid = fork();
    if (pid < 0) return false;
    if (pid == 0) {
      dup2(run.output, STDOUT_FILENO);
      dup2(run.output, STDERR_FILENO);
      MachineOptions machine = command_.machine;
      machine.seed = seed;
      _exit(run_machine(command_, modules_, machine));
    }
    running_[pid] = run;
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
      if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        ++passed_;
        if (summary_.empty()) summary_ = last_line(output);
      } else {
        if (WIFSIGNALED(status))
          output += "\nThe machine was ended by signal " + std::to_string(WTERMSIG(status)) +
                    (WTERMSIG(status) == SIGKILL ? ": it ran for too long\n" : "\n");
        failed_[run.seed] = std::move(output);
      }
      std::fputs(WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "." : "F", stdout);
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
  const std::vector<TestModule>& modules_;
  std::map<pid_t, SeedRun> running_;
  std::map<uint64_t, std::string> failed_;  // seed: what its machine printed
  size_t passed_ = 0;
  std::string summary_;
};

}  // namespace

int command_test(const TestCommand& command) {
  std::vector<std::string> faults;
  std::vector<std::string> files =
      find_test_files(command.paths.empty() ? std::vector<std::string>{"."} : command.paths, faults);
  if (!faults.empty()) {
    for (const std::string& fault : faults) (void)complain(fault);
    return kExitFailure;
  }
  std::vector<TestModule> modules;
  size_t bad = 0;
  for (const std::string& file : files) {
    TestModule module;
    if (!compile_test(file, command.folders, module)) {
      ++bad;
      continue;
    }
    for (const TestModule& other : modules)
      if (other.name == module.name)
        return complain(file + " and " + other.file + " are both the module " + module.name);
    modules.push_back(std::move(module));
  }
  if (bad > 0)
    return complain(std::to_string(bad) + (bad == 1 ? " file does" : " files do") +
                    " not compile; no test was run");
  if (command.seeds > 0) return SeedSweep(command, modules).run();
  return run_machine(command, modules, command.machine);
}

}  // namespace beamlet
