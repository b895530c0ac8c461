#include "vm/base/machine_gate.hpp"

#include <unistd.h>

#include <cerrno>

namespace beamlet {

namespace {

thread_local MachineGate* this_threads_gate = nullptr;

[[noreturn]] void sleep_to_the_end() {
  for (;;) pause();
}

}  // namespace

bool MachineGate::enter() {
  std::lock_guard guard(lock_);
  if (closed_) return false;
  ++inside_;
  this_threads_gate = this;
  return true;
}

void MachineGate::leave() {
  this_threads_gate = nullptr;
  std::lock_guard guard(lock_);
  if (--inside_ == 0) empty_.notify_all();
}

void MachineGate::close() {
  std::unique_lock guard(lock_);
  closed_ = true;
  empty_.wait(guard, [&] { return inside_ == 0; });
}

OutsideMachine::OutsideMachine() {
  if (this_threads_gate == nullptr) return;
  gate_ = this_threads_gate->shared_from_this();  // the machine may go meanwhile
  gate_->leave();
}

OutsideMachine::~OutsideMachine() {
  if (gate_ == nullptr) return;
  int error = errno;
  if (!gate_->enter()) sleep_to_the_end();
  errno = error;
}

}  // namespace beamlet
