// opcode.hpp - the instruction set as C++: enum and facts, expanded from vm/tables/opcodes.def.
//
// Purpose     Everything that must know what an instruction is (code generator, verifier, disassembler, loader,
//             interpreter) asks OpInfo; nobody restates a fact of the table.
// Threads     [any] constant data.
#pragma once

#include <cstdint>
#include <string_view>

namespace beamlet {

enum class Op : uint8_t {
#define OPCODE(number, name, operands, flags, doc) name = number,
#include "vm/tables/opcodes.def"
#undef OPCODE
};

namespace op_flag {
inline constexpr uint8_t None = 0;
inline constexpr uint8_t Terminator = 1;
inline constexpr uint8_t MayGc = 2;
inline constexpr uint8_t CallsOut = 4;
inline constexpr uint8_t Pseudo = 8;
inline constexpr uint8_t Retired = 16;
}  // namespace op_flag

struct OpInfo {
  std::string_view name;
  std::string_view operands;  // letters of operand_kinds.def, "[..]" for a counted list
  uint8_t flags;
  std::string_view doc;

  [[nodiscard]] constexpr bool has(uint8_t flag) const { return (flags & flag) != 0; }
};

// Numbers run from 1 to kLastOpcode without gaps.
inline constexpr uint8_t kLastOpcode = 0
#define OPCODE(number, name, operands, flags, doc) +1
#include "vm/tables/opcodes.def"
#undef OPCODE
    ;

// Facts of an opcode; `op` must be one of the enum's values (the reader guarantees it for code from outside).
[[nodiscard]] const OpInfo& op_info(Op op);

}  // namespace beamlet
