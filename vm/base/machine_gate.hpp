// machine_gate.hpp - which threads may touch the machine, and how its end waits for them.
//
// Purpose     A thread of the pool works on the machine's tables (atoms, modules, processes), and it makes system calls that may last for ever: a read from a
//             terminal nobody types at, the opening of a pipe nobody writes to. The end of the machine has to wait for the first, as long as it takes, and cannot
//             wait for the second.
//
// Picture     pool's thread   enter() ....works.... | OutsideMachine: system call | ....works.... leave()
//                             inside                | outside                     | inside
//             the end         close(): waits until nobody is inside. Who is outside then never comes back: it sleeps until the operating-system process ends.
//
// Invariants  M1  after close() no thread that goes through the gate touches the machine: it is proved by the count, not by a length of time.
//             M2  a thread that is outside touches only its own stack, what it owns alone, and what lives as long as the operating-system process (Stdio).
//             M3  what is done inside ends by itself: nothing inside waits for input, or for another thread that does.
// Threads     [any]. close(): once, by the thread that owns the machine.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>

namespace beamlet {

class MachineGate : public std::enable_shared_from_this<MachineGate> {
 public:
  // The calling thread is inside from now on, and OutsideMachine knows the gate. False: the machine ends.
  [[nodiscard]] bool enter();
  void leave();
  // Nobody comes in any more; returns when nobody is inside.
  void close();

 private:
  friend class OutsideMachine;
  std::mutex lock_;  // guards what follows
  std::condition_variable empty_;
  uint32_t inside_ = 0;
  bool closed_ = false;
};

// A system call that may last for ever. Does nothing on threads that have not gone through a gate: schedulers (deterministic mode runs everything on them).
class OutsideMachine {
 public:
  OutsideMachine();
  // Comes back, or never returns when the machine has ended. errno stays as it is.
  ~OutsideMachine();
  OutsideMachine(const OutsideMachine&) = delete;
  OutsideMachine& operator=(const OutsideMachine&) = delete;

 private:
  std::shared_ptr<MachineGate> gate_;
};

}  // namespace beamlet
