// embedded_library.hpp - the library's archive inside the executable.
#pragma once

#include <string_view>

namespace beamlet {

// The bytes of the archive made by pack_stdlib (module_archive.hpp).
[[nodiscard]] std::string_view embedded_library();

}  // namespace beamlet
