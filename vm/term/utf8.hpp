// utf8.hpp - one character to and from UTF-8.
//
// Threads     [any] pure functions.
#pragma once

#include <cstddef>
#include <cstdint>

namespace beamlet {

// A character of Unicode that may be encoded: no surrogate, at most 16#10FFFF.
[[nodiscard]] constexpr bool is_scalar_value(uint64_t c) {
  return c <= 0x10FFFF && (c & ~uint64_t{0x7FF}) != 0xD800;
}
// Writes 1 to 4 bytes, returns how many.
size_t put_utf8(uint8_t* to, uint32_t c);
// Reads one character; returns its bytes, 0 when malformed (overlong forms, surrogates) or cut off.
[[nodiscard]] size_t get_utf8(const uint8_t* from, size_t left, uint32_t& c);

}  // namespace beamlet
