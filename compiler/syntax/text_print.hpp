// text_print.hpp - names, texts and numbers as source text: what the AST printer and the token dump share.
#pragma once

#include <string>
#include <string_view>

namespace beamlet {

// One character as it stands between `quote`s, escaped where it has to be.
void append_escaped(std::string& out, char32_t c, char quote);
[[nodiscard]] std::string quoted(std::string_view text, char quote);
// The shortest text that reads back as this number.
[[nodiscard]] std::string float_text(double value);

}  // namespace beamlet
