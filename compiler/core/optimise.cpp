// The passes of core, in order.

#include "compiler/core/passes.hpp"

namespace beamlet::core {

void optimise(Module& module) {
  for (Function& f : module.functions) {
    // Booleans become branches, so that the types see them.
    straighten(module, f);
    propagate_types(module, f);
    // Decided tests leave jumps and blocks nobody reaches.
    straighten(module, f);
    remove_dead(module, f);
    fuse_tuple_tests(module, f);
    mark_receives(module, f);
  }
  pass_contexts(module);
  for (Function& f : module.functions)
    if (forget_positions(f)) remove_dead(module, f);
}

}  // namespace beamlet::core
