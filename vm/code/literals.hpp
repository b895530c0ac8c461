// literals.hpp - a module's constants: from the image's bytes to terms in the literal space.
// Threads     [any]; load_literals before the module is published.
#pragma once

#include "vm/code/module.hpp"

namespace beamlet {

// Decodes the image's literals, attributes and compile information into one literal area. False when bytes are malformed.
[[nodiscard]] bool load_literals(const ModuleImage& image, Module& module);

}  // namespace beamlet
