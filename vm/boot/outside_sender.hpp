// outside_sender.hpp - messages to processes from threads that run none.
//
// Purpose     A thread of the executable (the terminal's, the compiler's) tells a process what happened. It takes part in reclamation while it sends.
// Threads     made by any thread while the Runtime stands; send(): one thread at a time.
#pragma once

#include "vm/base/quiescence.hpp"
#include "vm/process/process.hpp"
#include "vm/process/send.hpp"
#include "vm/sched/schedulers.hpp"

namespace beamlet {

class OutsideSender {
 public:
  explicit OutsideSender(Schedulers& schedulers)
      : quiescence_(schedulers.quiescence()), participant_(quiescence_.join()) {}

  // Sends what `build(Process&)` returns; its terms live on a heap that is gone afterwards.
  template <typename Build>
  void send(Term to, Build build) {
    quiescence_.online(*participant_);
    Process builder;
    static_cast<void>(beamlet::send(to, build(builder), nullptr));
    builder.heap.destroy();
    quiescence_.offline(*participant_);
  }

 private:
  Quiescence& quiescence_;
  Quiescence::Participant* participant_;
};

}  // namespace beamlet
