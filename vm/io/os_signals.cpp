#include "vm/io/os_signals.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cerrno>

namespace beamlet {
namespace {

struct Name {
  std::string_view name;
  int number;
};
constexpr Name kNames[] = {
    {"sighup", SIGHUP},   {"sigint", SIGINT},   {"sigquit", SIGQUIT}, {"sigabrt", SIGABRT},
    {"sigalrm", SIGALRM}, {"sigterm", SIGTERM}, {"sigusr1", SIGUSR1}, {"sigusr2", SIGUSR2},
    {"sigchld", SIGCHLD}, {"sigtstp", SIGTSTP}, {"sigcont", SIGCONT}, {"sigwinch", SIGWINCH},
};

// What a handler may touch, and so a global.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): see above
std::atomic<int> write_end{-1};
static_assert(std::atomic<int>::is_always_lock_free);

void on_signal(int number) {
  int saved = errno;
  auto byte = static_cast<unsigned char>(number);
  // relaxed: a file descriptor, nothing is published with it. A full pipe loses the signal: thousands are waiting already.
  [[maybe_unused]] ssize_t n = ::write(write_end.load(std::memory_order_relaxed), &byte, 1);
  errno = saved;
}

}  // namespace

OsSignals& OsSignals::instance() {
  static OsSignals signals;
  return signals;
}

std::optional<int> OsSignals::number_of(std::string_view name) {
  for (const Name& row : kNames)
    if (row.name == name) return row.number;
  return std::nullopt;
}

std::string_view OsSignals::name_of(int number) {
  for (const Name& row : kNames)
    if (row.number == number) return row.name;
  return {};
}

void OsSignals::start(Deliver deliver) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return;  // without it signals do what they do by default
  fcntl(ends[1], F_SETFL, O_NONBLOCK);
  read_end_ = ends[0];
  write_end.store(ends[1], std::memory_order_relaxed);  // relaxed: before any handler is installed
  deliver_ = deliver;
  thread_ = std::thread([this] { watch(); });
  for (int number : {SIGTERM, SIGINT}) {
    struct sigaction now;
    if (sigaction(number, nullptr, &now) == 0 && now.sa_handler == SIG_IGN) continue;
    set_action(number, Action::Handle);
  }
}

void OsSignals::stop() {
  if (!thread_.joinable()) return;
  {
    std::lock_guard guard(lock_);
    for (size_t i = 0; i < former_.size(); ++i) {
      auto& former = former_[i];
      if (former) sigaction(static_cast<int>(i), &*former, nullptr);
      former.reset();
    }
  }
  // relaxed, both: this thread stored it
  unsigned char end = 0;
  while (::write(write_end.load(std::memory_order_relaxed), &end, 1) < 0 &&
         errno == EAGAIN) {  // relaxed: as above
    std::this_thread::yield();
  }
  thread_.join();
  ::close(write_end.exchange(-1, std::memory_order_relaxed));  // relaxed: as above
  ::close(read_end_);
  read_end_ = -1;
}

bool OsSignals::set_action(int number, Action action) {
  std::lock_guard guard(lock_);
  if (read_end_ < 0) return false;
  struct sigaction wanted = {};
  wanted.sa_flags = kHandlerFlags;
  sigemptyset(&wanted.sa_mask);
  wanted.sa_handler = action == Action::Handle ? on_signal : action == Action::Ignore ? SIG_IGN : SIG_DFL;
  struct sigaction before;
  if (sigaction(number, &wanted, &before) != 0) return false;
  if (!former_[static_cast<size_t>(number)]) former_[static_cast<size_t>(number)] = before;
  return true;
}

void OsSignals::watch() {
  unsigned char number = 0;
  for (;;) {
    ssize_t n = ::read(read_end_, &number, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n != 1 || number == 0) return;
    deliver_(number);
  }
}

}  // namespace beamlet
