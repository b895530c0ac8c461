// os_signals.hpp - signals of the operating system (SIGTERM and its kind), as events of the machine.
//
// Purpose     A signal may interrupt any thread anywhere, so its handler does the least there is: one byte into a pipe. A thread of its own reads the pipe and
//             hands each signal to the machine, which makes a message of it (vm/boot).
//
// Picture     kernel -> handler (any thread): write(pipe, number) -> watch thread: read(pipe) -> deliver(number)
//
// Invariants  S1  a handler is installed only while the watch runs; stop() puts the former dispositions back.
//             S2  no thread blocks signals: programs that the machine starts inherit none of this.
// Threads     start, stop: the thread that makes the runtime. set_action: [any]. deliver: the watch's own thread.
#pragma once

#include <array>
#include <csignal>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

namespace beamlet {

class OsSignals {
 public:
  enum class Action : uint8_t { Default, Ignore, Handle };
  using Deliver = void (*)(int number);
#if __has_feature(thread_sanitizer)
  // ThreadSanitizer keeps a signal until its thread calls a function that it knows: one that sleeps in a futex has to leave it.
  static constexpr int kHandlerFlags = 0;
#else
  static constexpr int kHandlerFlags = SA_RESTART;
#endif

  // Dispositions exist once per operating-system process, so there is one object for them.
  static OsSignals& instance();
  ~OsSignals() = default;
  OsSignals(const OsSignals&) = delete;
  OsSignals& operator=(const OsSignals&) = delete;

  // The number of a signal's name in the language ("sigterm"), for those that a program may choose an action for.
  [[nodiscard]] static std::optional<int> number_of(std::string_view name);
  [[nodiscard]] static std::string_view name_of(int number);

  // Starts the thread. SIGTERM and SIGINT are handled from now on, unless whoever started the program had them ignored.
  void start(Deliver deliver);
  void stop();
  // False when the watch does not run.
  bool set_action(int number, Action action);

 private:
  OsSignals() = default;
  void watch();

  std::mutex lock_;
  std::array<std::optional<struct sigaction>, NSIG> former_;
  Deliver deliver_ = nullptr;
  std::thread thread_;
  int read_end_ = -1;
};

}  // namespace beamlet
