// assemble.hpp - a core module to a ModuleImage: runs the steps of codegen on each function and collects the tables.
//
// Threads     one compilation, one thread at a time.
#pragma once

#include <string>

#include "compiler/core/core.hpp"
#include "vm/bytecode/module_image.hpp"

namespace beamlet::codegen {

// The functions of `module` are used up. What goes beyond a limit of the machine is added to `module.faults`; the image is
// of no use then.
[[nodiscard]] ModuleImage assemble(core::Module& module);

}  // namespace beamlet::codegen
