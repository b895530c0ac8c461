// embedded_headers.hpp - the library's headers (stdlib/include/*.hrl) inside the executable.
//
// Purpose     -include_lib("eunit/include/eunit.hrl") and its like are answered without files beside the executable. pack_stdlib makes the
//             table (`pack_stdlib` itself, which has none, answers with nothing).
// Threads     [any]; constant data.
#pragma once

#include <string_view>

namespace beamlet {

// The text of a header by its file name ("bltest.hrl"); data() is null when there is none.
[[nodiscard]] std::string_view embedded_header(std::string_view file_name);

}  // namespace beamlet
