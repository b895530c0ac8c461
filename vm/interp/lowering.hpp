// lowering.hpp - which handlers a module's instructions become.
//
// Purpose     Implements CodeLowering: picks handlers by operand kinds, joins instructions that often stand together, binds builtins, lays
//             out selections. One forward pass; branches are patched at the end.
// Invariants  W1  a label's offset is the start of a lowered instruction: no fusion spans a label.
//             W2  x registers >= kScratch never stand in a module.
// Threads     [any]; an object per module.
#pragma once

#include "vm/code/export_table.hpp"
#include "vm/code/lowering.hpp"
#include "vm/interp/machine.hpp"

namespace beamlet {

struct LoweringOptions {
  bool gc_stress = false;  // every instruction that may collect does
};

class InterpreterLowering final : public CodeLowering {
 public:
  explicit InterpreterLowering(LoweringOptions options = {}) : options_(options) {}
  [[nodiscard]] Result<LoweredCode, std::string> lower(const ModuleImage& image,
                                                       const ResolvedTables& tables) override;

 private:
  LoweringOptions options_;
};

// First words of the stubs of exports and funs.
[[nodiscard]] StubHandlers stub_handlers();
[[nodiscard]] Word purged_fun_handler();

}  // namespace beamlet
