#include "compiler/syntax/ast.hpp"

#include <algorithm>
#include <array>

namespace beamlet {

std::string_view spelling(BinaryOp op) {
  static constexpr std::array<std::string_view, 27> kSpellings = {
      "*",  "/",  "div", "rem", "band", "and", "+",  "-", "bor", "bxor", "bsl",     "bsr",    "or", "xor",
      "++", "--", "==",  "/=",  "=<",   "<",   ">=", ">", "=:=", "=/=",  "andalso", "orelse", "!"};
  return kSpellings[static_cast<size_t>(op)];
}

std::string_view spelling(UnaryOp op) {
  static constexpr std::array<std::string_view, 4> kSpellings = {"+", "-", "bnot", "not"};
  return kSpellings[static_cast<size_t>(op)];
}

Spine spine_operands(const BinaryExpr& top) {
  Spine spine;
  spine.right_associative = is_right_associative(top.op);
  const BinaryExpr* at = &top;
  if (spine.right_associative) {
    for (;;) {
      spine.operators.push_back(at);
      spine.operands.push_back(at->left);
      const auto* next = as<BinaryExpr>(at->right);
      if (next == nullptr || !is_right_associative(next->op)) break;
      at = next;
    }
    spine.operands.push_back(at->right);
    return spine;
  }
  for (;;) {
    spine.operators.push_back(at);
    spine.operands.push_back(at->right);
    const auto* next = as<BinaryExpr>(at->left);
    if (next == nullptr || is_right_associative(next->op)) break;
    at = next;
  }
  spine.operands.push_back(at->left);
  std::ranges::reverse(spine.operators);
  std::ranges::reverse(spine.operands);
  return spine;
}

}  // namespace beamlet
