// bit_spec.hpp - what `/little-signed-unit:8` says, with the defaults filled in.
//
// Purpose     One place knows the rules of bit syntax modifiers; the checker and the lowering both ask it.
#pragma once

#include <cstdint>

#include "compiler/syntax/ast.hpp"

namespace beamlet {

enum class BitType : uint8_t {
  Integer,
  Float,
  Binary,
  Utf8,
  Utf16,
  Utf32
};  // bytes = Binary:8, bits = Binary:1
enum class Endian : uint8_t { Big, Little, Native };

struct BitSpec {
  BitType type = BitType::Integer;
  Endian endian = Endian::Big;
  bool is_signed = false;
  uint16_t unit = 1;  // 1..256: integer, float 1; binary and bytes 8; bitstring and bits 1
  // What the size is: the element's expression, a default number of units, or everything that is left
  // (binaries), or nothing at all (utf types).
  enum class Size : uint8_t { Expression, Default, Rest, None } size = Size::Default;
  uint32_t default_size = 8;  // with Size::Default: integer 8, float 64
};

enum class BitSpecError : uint8_t {
  None,
  UnknownModifier,  // at
  Conflict,         // at: a second type, sign, endianness or unit that differs
  BadUnit,          // at: not in 1..256
  UnitWithoutSize,  // unit on integer or float needs a size
  SizeOrUnitOnUtf,  // at or the size
};
struct BitSpecResult {
  BitSpec spec;
  BitSpecError error = BitSpecError::None;
  const BitModifier* at = nullptr;
};
// A string as value (`<<"abc"/utf8>>`) has the same rules, applied to each character.
[[nodiscard]] BitSpecResult resolve_bit_spec(const BitElement& element);

}  // namespace beamlet
