// interpreter.hpp - runs one process for one slice.
// Threads     [owner] the scheduler that runs the process.
#pragma once

#include "vm/process/process.hpp"

namespace beamlet {

// Runs the process from p.ip on, with p.reductions and the X registers at p.x, until it yields, waits or ends. Its live X registers are
// p.x[0..p.live) then.
Outcome run_slice(Process& p);

// How a new process begins: its stack ends in a return address that ends the process, and it goes on at the entry / calls the fun in x0.
void prepare_call(Process& p, const Word* entry, uint32_t arity);
void prepare_fun(Process& p);
// Drops all frames of a running process: its stack is that of a new one.
void restart_stack(Process& p);

}  // namespace beamlet
