#include "vm/process/machine_event.hpp"

#include <array>
#include <atomic>

namespace beamlet {

namespace {

constexpr size_t kEvents = static_cast<size_t>(MachineEvent::TableLimit) + 1;
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): set once at boot; what is told once is told once in the program
EventReporter event_reporter = nullptr;
std::array<std::atomic<bool>, kEvents> told{};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

}  // namespace

void set_event_reporter(EventReporter reporter) {
  event_reporter = reporter;
  for (std::atomic<bool>& t : told)
    t.store(false, std::memory_order_relaxed);  // relaxed: no other thread runs yet
}

void report_event(Process& process, MachineEvent event) {
  if (event_reporter == nullptr) return;
  bool once = event >= MachineEvent::ProcessLimit;
  // relaxed, both: only one variable matters
  std::atomic<bool>& before = told[static_cast<size_t>(event)];
  if (once && (before.load(std::memory_order_relaxed) || before.exchange(true, std::memory_order_relaxed)))
    return;
  event_reporter(process, event);
}

}  // namespace beamlet
