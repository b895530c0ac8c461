// Binary instructions in the forms that have handlers of their own.
#include <bit>

#include "vm/interp/handlers.hpp"
#include "vm/interp/lowering_impl.hpp"
#include "vm/term/binary.hpp"

namespace beamlet {

namespace {

// The bits of a field of constant size, or -1.
int64_t constant_bits(Operand size, Operand unit) {
  constexpr int64_t kMost = 1 << 20;
  if (size.kind != Operand::Kind::Int || size.value < 0 || size.value > kMost || unit.value > kMost)
    return -1;
  return size.value * unit.value;
}

// Segments [type, unit, flags, value, size] of a BsCreate: a bitstring appended to, then integers of 8 to 64 bits, whole bytes.
bool appends_integers(std::span<const Operand> segments) {
  constexpr size_t kFields = 5;
  if (segments.size() < 2 * kFields) return false;
  auto type = static_cast<BsType>(segments[0].value);
  if ((type != BsType::Append && type != BsType::PrivateAppend) || segments[1].value != 1 ||
      segments[4].kind != Operand::Kind::Atom)
    return false;
  for (size_t n = kFields; n < segments.size(); n += kFields) {
    int64_t bits = constant_bits(segments[n + 4], segments[n + 1]);
    if (static_cast<BsType>(segments[n].value) != BsType::Integer || bits < 8 || bits > 64 || bits % 8 != 0)
      return false;
  }
  return true;
}

}  // namespace

// A loop over a binary starts with its context in place and reads a byte: one instruction does all that in front of the ordinary ones.
void Lowering::continue_match(size_t n) {
  const std::vector<Operand>& o = code_[n].operands;
  if (o[1] != o[3] || o[1].kind != Kind::X) return;
  constexpr uint64_t kStartWords = 5, kPositionWords = 1, kReadWords = 2, kOwnWords = 2;
  size_t next = following(n);
  auto on_context = [&](size_t k, size_t context, size_t destination) {
    return code_[k].operands[context] == o[1] && code_[k].operands[destination].kind == Kind::X &&
           code_[k].operands[destination] != o[1];
  };
  bool position = is(next, Op::BsGetPosition) && on_context(next, 0, 1);
  size_t read = position ? following(next) : next;
  bool ascii = is(read, Op::BsGetUtf8) && on_context(read, 1, 2);
  bool byte = is(read, Op::BsGetInteger) && on_context(read, 1, 6) &&
              constant_bits(code_[read].operands[3], code_[read].operands[4]) == 8 &&
              (code_[read].operands[5].value & bs_flag::kSigned) == 0;
  if (!ascii && !byte) {
    emit_.begin(kBinary.continue_match, number(o[1]), 1 + kStartWords);
    return;
  }
  emit_.begin(kBinary.continue_with_byte[position][ascii], number(o[1]),
              position ? number(code_[next].operands[1]) : 0);
  emit_.fields(number(code_[read].operands[ascii ? 2 : 6]),
               kOwnWords + kStartWords + (position ? kPositionWords : 0) + kReadWords);
}

// An integer of constant size that is a small one in any case.
bool Lowering::get_integer(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  auto flags = static_cast<uint8_t>(o[5].value);
  bool little = (flags & bs_flag::kLittle) != 0, is_signed = (flags & bs_flag::kSigned) != 0;
  int64_t bits = constant_bits(o[3], o[4]);
  if (bits <= 0 || bits > kMostSmallBits || (little && bits % 8 != 0)) return false;
  if (o[1].kind != Kind::X || o[6].kind != Kind::X) return false;
  bool byte = bits == 8 && !is_signed;
  emit_.begin(byte ? kBinary.get_byte : kBinary.get_integer[little][is_signed], number(o[1]), number(o[6]));
  emit_.target(label(o[0]));
  if (!byte) emit_.word(static_cast<Word>(bits));
  return true;
}

bool Lowering::skip(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  if (o[1].kind != Kind::X) return false;
  int64_t bits = constant_bits(o[2], o[3]);
  if (bits > 0xFFFF || (bits < 0 && o[2].kind != Kind::X)) return false;
  emit_.begin(bits >= 0 ? kBinary.skip_bits : kBinary.skip_units, number(o[1]),
              bits >= 0 ? static_cast<uint64_t>(bits) : number(o[2]));
  emit_.target(label(o[0]));
  if (bits < 0) emit_.word(static_cast<Word>(o[3].value));
  return true;
}

// A literal of few bits stands in the instruction itself.
bool Lowering::match_string(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  int64_t bits = o[2].value;
  if (o[1].kind != Kind::X || bits <= 0 || bits > kMostSmallBits) return false;
  BitView literal = bit_view(emit_.constant(o[3]));
  emit_.begin(kBinary.match_bits, number(o[1]), static_cast<uint64_t>(bits));
  emit_.target(label(o[0]));
  emit_.word(read_bits(literal.bytes, literal.offset, static_cast<uint32_t>(bits)));
  return true;
}

// A power of two is tested by a mask; a unit of one bit needs no test.
bool Lowering::test_unit(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  auto unit = static_cast<uint64_t>(o[2].value);
  if (o[1].kind != Kind::X || unit > 0x8000 || !std::has_single_bit(unit)) return false;
  if (unit == 1) return true;
  emit_.begin(kBinary.test_unit_mask, number(o[1]), unit - 1);
  emit_.target(label(o[0]));
  return true;
}

bool Lowering::common_binary(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  auto is_x = [&](size_t n) { return o[n].kind == Kind::X; };
  switch (i.op) {
    case Op::BsGetInteger:
      return get_integer(i);
    case Op::BsSkip:
      return skip(i);
    case Op::BsMatchString:
      return match_string(i);
    case Op::BsTestUnit:
      return test_unit(i);
    case Op::BsCreate:
      if (!appends_integers(i.list())) return false;
      generic(i, kBinary.append_integers);
      return true;
    case Op::BsGetBinary:
      if (o[3].kind == Kind::Atom || o[4].value % 8 != 0) return false;
      generic(i, kBinary.get_bytes);
      return true;
    case Op::BsGetUtf8:
      if (!is_x(1) || !is_x(2)) return false;
      emit_.begin(kBinary.get_utf8, number(o[1]), number(o[2]));
      emit_.target(label(o[0]));
      return true;
    case Op::BsTestTail:
      if (!is_x(1) || o[2].value > 0xFFFF) return false;
      emit_.begin(kBinary.test_tail, number(o[1]), static_cast<uint64_t>(o[2].value));
      emit_.target(label(o[0]));
      return true;
    case Op::BsGetPosition:
    case Op::BsSetPosition:
      if (!is_x(0) || !is_x(1)) return false;
      emit_.begin(i.op == Op::BsGetPosition ? kBinary.get_position : kBinary.set_position, number(o[0]),
                  number(o[1]));
      return true;
    default:
      return false;
  }
}

}  // namespace beamlet
