#include "vm/bytecode/opcode.hpp"

namespace beamlet {

namespace {

constexpr OpInfo kOpTable[] = {
    {"", "", 0, ""},
#define OPCODE(number, name, operands, flags, doc) {#name, operands, op_flag::flags, doc},
#include "vm/tables/opcodes.def"
#undef OPCODE
};

constexpr bool known_letter(char c) {
  switch (c) {
#define OPERAND_KIND(letter, name, doc) case letter:
#include "vm/tables/operand_kinds.def"
#undef OPERAND_KIND
    return true;
    case '[':
    case ']':
      return true;
    default:
      return false;
  }
}

constexpr bool signatures_are_known() {
  for (const OpInfo& info : kOpTable)
    for (char c : info.operands)
      if (!known_letter(c)) return false;
  return true;
}
static_assert(signatures_are_known(), "opcodes.def uses a letter that operand_kinds.def does not define");

constexpr uint8_t kNumbers[] = {
#define OPCODE(number, name, operands, flags, doc) number,
#include "vm/tables/opcodes.def"
#undef OPCODE
};
constexpr bool numbers_are_dense() {
  for (int i = 0; i < kLastOpcode; ++i)
    if (kNumbers[i] != i + 1) return false;
  return true;
}
static_assert(numbers_are_dense(), "opcodes.def: numbers must run from 1 without gaps");

}  // namespace

const OpInfo& op_info(Op op) { return kOpTable[static_cast<uint8_t>(op)]; }

}  // namespace beamlet
