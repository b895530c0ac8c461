// source_encoding.hpp - the encoding comment of a source text.
//
// Purpose     A source is UTF-8 unless a comment in its first two lines says otherwise (`%% coding: latin-1`): then its bytes are the
//             characters 0 to 255, and it is made UTF-8 before anything else looks at it.
// See         lang-spec/01-lexical.md
#pragma once

#include <string>
#include <string_view>

namespace beamlet {

[[nodiscard]] bool is_latin1_source(std::string_view text);
// The text as UTF-8.
[[nodiscard]] std::string decode_source(std::string text);

}  // namespace beamlet
