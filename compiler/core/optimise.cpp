// The passes of core, in order.

#include <algorithm>

#include "compiler/core/passes.hpp"

namespace beamlet::core {

void simplify(Module& module, Function& f) {
  // Booleans become branches, so that the types see them.
  straighten(module, f);
  propagate_types(module, f);
  // Decided tests leave jumps and blocks nobody reaches.
  straighten(module, f);
  remove_dead(module, f);
}

void optimise(Module& module) {
  drop_unused(module);
  for (Function& f : module.functions) simplify(module, f);
  inline_calls(module);
  if (std::ranges::any_of(module.functions, [](const Function& f) { return f.inline_size > 0; }))
    drop_unused(module);
  for (Function& f : module.functions) {
    fuse_tuple_tests(module, f);
    mark_receives(module, f);
  }
  pass_contexts(module);
  for (Function& f : module.functions)
    if (forget_positions(f)) remove_dead(module, f);
}

}  // namespace beamlet::core
