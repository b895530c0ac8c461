// float_text.hpp - doubles to text and back, in the language's formats.
//
// Purpose     Shortest text that reads back as the same double, in the form Erlang prints (`1.0`, `0.1`, `1.0e10`, `1.0e-5`); fixed and
//             scientific forms; exact reading. No locale, no allocation beyond the result.
// Threads     [any] pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace beamlet {

inline constexpr size_t kMaxShortFloat = 32;
// Writes the shortest form into `out` (no terminating zero), returns its length. What ~p, ~w and float_to_list(F, [short]) print.
[[nodiscard]] size_t float_shortest(double value, char (&out)[kMaxShortFloat]);
// Appends the shortest form.
void append_float(std::string& out, double value);
// float_to_list(F, [{decimals, D}]): plain digits, D (0..253) after the point; `compact` drops trailing zeros but one.
// Rounds as OTP does (see float_text.cpp). Empty when the text, before compacting, has more than 255 characters: OTP fails with badarg there.
[[nodiscard]] std::string float_fixed(double value, int decimals, bool compact);
// float_to_list(F, [{scientific, D}]) with D (0..249) digits after the point: 1.00000000000000000000e+00 has 20, OTP's default.
[[nodiscard]] std::string float_scientific(double value, int decimals);
// Reads text of the language's float syntax: [+-]digits.digits[(e|E)[+-]digits]. Nothing else is accepted; too large for a double
// gives nullopt as well, too small gives 0.
[[nodiscard]] std::optional<double> parse_float(std::string_view text);

}  // namespace beamlet
