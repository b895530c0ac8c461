// verify_code.hpp - a module's code, decoded and indexed for the verifier.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vm/bytecode/module_image.hpp"
#include "vm/bytecode/operand.hpp"

namespace beamlet::verify {

inline constexpr size_t kNoInstruction = ~size_t{0};

struct Decoded {
  Op op;
  uint32_t first_operand;  // in Code::operand_pool
  uint32_t list_begin, list_end;
  uint32_t function;
  bool is_reached;  // by some path of its function
};

struct Function {
  size_t begin = 0, end = 0;  // instructions
  size_t info = 0;            // its FuncInfo
  uint32_t entry_label = 0;
  uint32_t name = 0, arity = 0;
  bool queued = true;
  std::bitset<256> context_arguments;  // which arguments some local call passes a match context in
};

struct Code {
  explicit Code(const ModuleImage& i) : image(i) {}

  const ModuleImage& image;
  std::vector<Decoded> instructions;
  std::vector<Operand> operand_pool;
  std::vector<size_t> label_to_instruction;
  std::vector<Function> functions;
  std::unordered_map<uint32_t, uint32_t> entry_to_function;
  std::vector<uint32_t> to_verify;
  std::string error;

  [[nodiscard]] const Operand* operands(size_t i) const {
    return &operand_pool[instructions[i].first_operand];
  }
  // Notes the first fault, with its place; always false.
  [[nodiscard]] bool fail(size_t at, std::string_view why);
};

}  // namespace beamlet::verify
