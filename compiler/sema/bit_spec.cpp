#include "compiler/sema/bit_spec.hpp"

namespace beamlet {
namespace {

// What one modifier's name says.
struct Meaning {
  enum class Part : uint8_t { None, Type, Sign, Endian, Unit } part = Part::None;
  BitType type = BitType::Integer;
  uint16_t unit = 0;  // a type's own default unit
  Endian endian = Endian::Big;
  bool is_signed = false;
};

Meaning meaning_of(Symbol name) {
  using Part = Meaning::Part;
  switch (name.id) {
    case sym::kIntegerId:
      return {Part::Type, BitType::Integer, 1};
    case sym::kFloatId:
      return {Part::Type, BitType::Float, 1};
    case sym::kBinaryId:
    case sym::kBytesId:
      return {Part::Type, BitType::Binary, 8};
    case sym::kBitstringId:
    case sym::kBitsId:
      return {Part::Type, BitType::Binary, 1};
    case sym::kUtf8Id:
      return {Part::Type, BitType::Utf8, 1};
    case sym::kUtf16Id:
      return {Part::Type, BitType::Utf16, 1};
    case sym::kUtf32Id:
      return {Part::Type, BitType::Utf32, 1};
    case sym::kSignedId:
      return {Part::Sign, BitType::Integer, 0, Endian::Big, true};
    case sym::kUnsignedId:
      return {Part::Sign, BitType::Integer, 0, Endian::Big, false};
    case sym::kBigId:
      return {Part::Endian, BitType::Integer, 0, Endian::Big};
    case sym::kLittleId:
      return {Part::Endian, BitType::Integer, 0, Endian::Little};
    case sym::kNativeId:
      return {Part::Endian, BitType::Integer, 0, Endian::Native};
    case sym::kUnitId:
      return {Part::Unit};
    default:
      return {};
  }
}

}  // namespace

BitSpecResult resolve_bit_spec(const BitElement& element) {
  BitSpecResult result;
  BitSpec& spec = result.spec;
  const BitModifier* type = nullptr;
  const BitModifier* sign = nullptr;
  const BitModifier* endian = nullptr;
  const BitModifier* unit = nullptr;
  uint16_t type_unit = 1;
  const auto fail = [&](BitSpecError error, const BitModifier* at) {
    result.error = error;
    result.at = at;
    return result;
  };

  for (const BitModifier& modifier : element.modifiers) {
    const Meaning meaning = meaning_of(modifier.name);
    const bool has_number = modifier.unit >= 0;
    if (has_number != (meaning.part == Meaning::Part::Unit))
      return fail(BitSpecError::UnknownModifier, &modifier);
    switch (meaning.part) {
      case Meaning::Part::None:
        return fail(BitSpecError::UnknownModifier, &modifier);
      case Meaning::Part::Type:
        if (type != nullptr && (spec.type != meaning.type || type_unit != meaning.unit)) {
          return fail(BitSpecError::Conflict, &modifier);
        }
        type = &modifier;
        spec.type = meaning.type;
        type_unit = meaning.unit;
        break;
      case Meaning::Part::Sign:
        if (sign != nullptr && spec.is_signed != meaning.is_signed)
          return fail(BitSpecError::Conflict, &modifier);
        sign = &modifier;
        spec.is_signed = meaning.is_signed;
        break;
      case Meaning::Part::Endian:
        if (endian != nullptr && spec.endian != meaning.endian)
          return fail(BitSpecError::Conflict, &modifier);
        endian = &modifier;
        spec.endian = meaning.endian;
        break;
      case Meaning::Part::Unit:
        if (modifier.unit < 1 || modifier.unit > 256) return fail(BitSpecError::BadUnit, &modifier);
        if (unit != nullptr && unit->unit != modifier.unit) return fail(BitSpecError::Conflict, &modifier);
        unit = &modifier;
        break;
    }
  }

  spec.unit = unit != nullptr ? static_cast<uint16_t>(unit->unit) : type_unit;
  const bool is_utf =
      spec.type == BitType::Utf8 || spec.type == BitType::Utf16 || spec.type == BitType::Utf32;
  // A string literal without a type, or with utf8/16/32, is its characters one by one.
  if (is_utf) {
    if (element.size != nullptr || unit != nullptr) return fail(BitSpecError::SizeOrUnitOnUtf, unit);
    spec.size = BitSpec::Size::None;
    spec.default_size = 0;
  } else if (element.size != nullptr) {
    spec.size = BitSpec::Size::Expression;
    spec.default_size = 0;
  } else if (spec.type == BitType::Binary) {
    spec.size = BitSpec::Size::Rest;
    spec.default_size = 0;
  } else {
    if (unit != nullptr) return fail(BitSpecError::UnitWithoutSize, unit);
    spec.size = BitSpec::Size::Default;
    spec.default_size = spec.type == BitType::Float ? 64 : 8;
  }
  return result;
}

}  // namespace beamlet
