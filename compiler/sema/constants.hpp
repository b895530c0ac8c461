// constants.hpp - what an expression certainly is, as far as a look at the source tells.
//
// Purpose     For the warnings about guards that are constant, operations that must fail and segments that cannot fit.
// Picture     X = foo, if length([a]) > 2; X + 1 == 2 -> ...
//                         false            fails: badarith
// Invariants  I1  on the safe side: Unknown when in doubt, so nothing is said that is not so.
//             I2  looks only kMaxDepth levels deep (a spine of operators is one level): the whole walk stays linear.
// Threads     one compilation, one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "compiler/source/symbols.hpp"
#include "compiler/syntax/ast.hpp"

namespace beamlet {

struct Constant {
  enum class Kind : uint8_t {
    Unknown,
    Fails,    // has no value: evaluating it raises
    Atom,     // `atom`
    Integer,  // `integer`
    Float,    // `real`
    Boolean,  // true or false, not known which
    Term,     // `term`: a string, tuple, list, map, bitstring or fun, whose parts may be anything
  };
  Kind kind = Kind::Unknown;
  Symbol atom{};
  int64_t integer = 0;
  double real = 0;
  const Expr* term = nullptr;
  bool by_name = false;  // Term: the value of a variable; variables in it are not those of this place

  [[nodiscard]] bool is(Kind k) const { return kind == k; }
  // Something that is no number: arithmetic refuses it.
  [[nodiscard]] bool is_no_number() const {
    return kind == Kind::Atom || kind == Kind::Boolean || kind == Kind::Term;
  }
  [[nodiscard]] bool is_number() const { return kind == Kind::Integer || kind == Kind::Float; }
};

class ConstantFolder {
 public:
  struct Questions {
    // The function of module erlang that is called; empty: another, or not known.
    std::function<std::string_view(const CallExpr&)> callee;
    // The expression whose value the variable has; null: not known.
    std::function<const Expr*(Symbol)> value_of;
    // "evaluation of operator '+'/2" "badarith": told of everything that fails on the way.
    std::function<void(SourceSpan, std::string_view what, std::string_view reason)> fails;
  };
  ConstantFolder(const Interner& symbols, Questions questions)
      : symbols_(symbols), ask_(std::move(questions)) {}

  [[nodiscard]] Constant fold(const Expr& e) { return fold(e, kMaxDepth); }

 private:
  static constexpr int kMaxDepth = 8;

  [[nodiscard]] Constant fold(const Expr& e, int depth);
  [[nodiscard]] Constant unary(const UnaryExpr& e, int depth);
  [[nodiscard]] Constant spine(const BinaryExpr& top, int depth);
  [[nodiscard]] Constant short_circuit(const BinaryExpr& e, int depth);
  [[nodiscard]] Constant binary(const BinaryExpr& e, const Constant& left, const Constant& right);
  [[nodiscard]] Constant arithmetic(const BinaryExpr& e, const Constant& left, const Constant& right);
  [[nodiscard]] Constant compare(BinaryOp op, const Constant& left, const Constant& right) const;
  [[nodiscard]] Constant call(const CallExpr& e, int depth);
  [[nodiscard]] Constant type_test(std::string_view name, const Constant& value) const;
  [[nodiscard]] Constant selection(const CallExpr& e, std::string_view name, const Constant& value,
                                   int depth);
  [[nodiscard]] Constant part(const Constant& whole, const Expr& e, int depth);
  [[nodiscard]] Constant fault(SourceSpan span, const std::string& what, std::string_view reason);

  const Interner& symbols_;
  Questions ask_;
};

// Elements of a list or string that is written out to its end; -1: no such list.
[[nodiscard]] int64_t written_length(const Expr& e);

}  // namespace beamlet
