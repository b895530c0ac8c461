// patterns_cover.hpp - does one pattern leave anything to another?
//
// Purpose     For the warnings about clauses that cannot match. Every answer is on the safe side: "does not cover" and "may fit" when
//             it would take more than a look at the source to know.
// Threads     one compilation, one thread at a time.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "compiler/source/symbols.hpp"
#include "compiler/syntax/ast.hpp"

namespace beamlet {

class PatternCover {
 public:
  // `is_bound`: the variable has a value already, so it stands for that value alone.
  explicit PatternCover(std::function<bool(Symbol)> is_bound) : is_bound_(std::move(is_bound)) {}

  // Whatever matches `later` matches `earlier`.
  [[nodiscard]] bool covers(ExprList earlier, ExprList later) const;
  // Patterns that may cover one another share a shape. The first is the pattern's own (0 of them: it takes anything); the second
  // a more general one that may cover it.
  [[nodiscard]] size_t shapes(const Expr& pattern, std::array<uint64_t, 2>& out) const;

 private:
  [[nodiscard]] bool covers(const Expr& a, const Expr& b, std::vector<Symbol>& seen) const;
  [[nodiscard]] static bool is_first(const VarExpr& var, std::vector<Symbol>& seen);
  [[nodiscard]] bool takes_all(const Expr& a, std::vector<Symbol>& seen) const;
  [[nodiscard]] bool covers_list(const ListExpr& a, const ListExpr& b, std::vector<Symbol>& seen) const;
  [[nodiscard]] bool covers_bits(const BitstringExpr& a, const BitstringExpr& b,
                                 std::vector<Symbol>& seen) const;
  [[nodiscard]] bool covers_map(const MapExpr& a, const MapExpr& b, std::vector<Symbol>& seen) const;
  [[nodiscard]] bool is_fresh(const Expr& e) const;
  [[nodiscard]] const Expr& plain(const Expr& e) const;
  [[nodiscard]] uint64_t literal_shape(const Expr& e) const;

  std::function<bool(Symbol)> is_bound_;
};

// A literal, or tuples and lists of literals.
[[nodiscard]] bool is_constant_term(const Expr& e);
// No value of the expression can match the pattern: they have different shapes.
[[nodiscard]] bool never_fits(const Expr& pattern, const Expr& value);

}  // namespace beamlet
