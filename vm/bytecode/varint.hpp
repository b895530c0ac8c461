// varint.hpp - numbers of variable length, least significant 7 bits first, top bit set on all bytes but the last.
//
// Purpose     Shared by the code stream (operand.cpp) and the file's tables (format.cpp).
// Threads     values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace beamlet {

inline void put_varint(std::string& out, uint64_t v) {
  for (; v >= 0x80; v >>= 7) out.push_back(static_cast<char>(v | 0x80));
  out.push_back(static_cast<char>(v));
}

// Reads one number at `pos` and moves `pos` behind it; false when the bytes end first or the number has more than 64 bits.
[[nodiscard]] inline bool get_varint(std::string_view bytes, size_t& pos, uint64_t& out) {
  out = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (pos == bytes.size()) return false;
    auto byte = static_cast<uint8_t>(bytes[pos++]);
    if (shift == 63 && byte > 1) return false;
    out |= uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

}  // namespace beamlet
