// literals.hpp - a module's constants: from the image's bytes to terms in the literal space.
// Threads     [any]; load_literals before the module is published.
#pragma once

#include <optional>
#include <string>

#include "vm/code/module.hpp"

namespace beamlet {

// Decodes the image's literals, attributes and compile information into one literal area. Otherwise what stands in the way: malformed bytes, or a full space.
[[nodiscard]] std::optional<std::string> load_literals(const ModuleImage& image, Module& module);

}  // namespace beamlet
