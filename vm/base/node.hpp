// node.hpp - the one global: where every layer finds the tables of the running machine.
//
// Purpose     Atoms, exports, processes and names are one per machine. The Runtime (vm/boot) owns them and
// installs this
//             struct of pointers before anything runs; each layer sees only the forward declarations and
//             includes the header of what it uses.
// Invariants  N1  set once by Runtime before the first thread starts, cleared after the last one ends.
// Threads     [any] reads.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "vm/base/machine_facts.hpp"

namespace beamlet {

class AtomTable;
class ExportTable;
class FunTable;
class CodeServer;
class LiteralSpace;
class ProcessTable;
class NameRegistry;
class Scheduler;
class Runtime;
class ReadySink;
class ShellHost;

struct Node {
  AtomTable* atoms = nullptr;
  ExportTable* exports = nullptr;
  FunTable* funs = nullptr;
  CodeServer* code = nullptr;
  LiteralSpace* literals = nullptr;
  ProcessTable* processes = nullptr;
  NameRegistry* names = nullptr;
  Runtime* runtime = nullptr;
  ReadySink* ready = nullptr;
  // what `beamlet repl` adds: the terminal and the compiler; null in other programs
  ShellHost* shell = nullptr;
  const std::vector<std::string>* arguments = nullptr;  // of the program, as the command line has them
  std::atomic<bool> stopping{
      false};  // init:stop/0,1 was called: the program ends when that is done, not with its main process
  MachineFacts facts;
};

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): the one there is
inline constinit Node the_node;

}  // namespace beamlet
