#include "vm/term/utf8.hpp"

namespace beamlet {

size_t put_utf8(uint8_t* to, uint32_t c) {
  if (c < 0x80) {
    to[0] = static_cast<uint8_t>(c);
    return 1;
  }
  if (c < 0x800) {
    to[0] = static_cast<uint8_t>(0xC0 | c >> 6);
    to[1] = static_cast<uint8_t>(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    to[0] = static_cast<uint8_t>(0xE0 | c >> 12);
    to[1] = static_cast<uint8_t>(0x80 | (c >> 6 & 0x3F));
    to[2] = static_cast<uint8_t>(0x80 | (c & 0x3F));
    return 3;
  }
  to[0] = static_cast<uint8_t>(0xF0 | c >> 18);
  to[1] = static_cast<uint8_t>(0x80 | (c >> 12 & 0x3F));
  to[2] = static_cast<uint8_t>(0x80 | (c >> 6 & 0x3F));
  to[3] = static_cast<uint8_t>(0x80 | (c & 0x3F));
  return 4;
}

size_t get_utf8(const uint8_t* from, size_t left, uint32_t& c) {
  if (left == 0) return 0;
  uint8_t first = from[0];
  if (first < 0x80) {
    c = first;
    return 1;
  }
  size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (size == 0 || first > 0xF4 || left < size) return 0;
  uint32_t value = first & (0xFFu >> (size + 1));
  for (size_t i = 1; i < size; ++i) {
    if ((from[i] & 0xC0) != 0x80) return 0;
    value = value << 6 | (from[i] & 0x3Fu);
  }
  constexpr uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < kSmallest[size] || !is_scalar_value(value)) return 0;
  c = value;
  return size;
}

}  // namespace beamlet
