// ready_sink.hpp - what processes ask of whoever schedules them.
//
// Purpose     The process layer knows no scheduler; sched implements this interface and the runtime installs it in the_node.
// Threads     [any], except where noted.
#pragma once

#include <cstdint>

#include "vm/process/process.hpp"

namespace beamlet {

class ReadySink {
 public:
  // A process that was Waiting or is new became Runnable: put it in a run queue.
  virtual void ready(Process& process) = 0;
  // [owner] The receive timeout of the process is not needed any more.
  virtual void cancel_timer(Process& process) = 0;

 protected:
  ~ReadySink() = default;
};

}  // namespace beamlet
