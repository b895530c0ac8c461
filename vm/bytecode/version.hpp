// version.hpp - the version of the module file format, and nothing else: a change of this file is a change of the contract.
//
// History     1  first format
#pragma once

#include <cstdint>

namespace beamlet {

inline constexpr uint32_t kBytecodeVersion = 1;

}  // namespace beamlet
