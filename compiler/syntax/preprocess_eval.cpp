// The value of a -if condition: guard-like expressions over numbers, atoms, strings, tuples and lists.

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/preprocess.hpp"

namespace beamlet {
namespace {

// A term; order of alternatives is Erlang's term order.
struct Value {
  enum class Kind : uint8_t { Number, Atom, Tuple, List } kind = Kind::Number;
  double number = 0;
  int64_t integer = 0;
  bool is_float = false;
  std::string_view atom;
  std::vector<Value> parts;
};

// Conditions are written by people: this deep is deep enough.
constexpr int kMaxDepth = 200;

class Evaluator {
 public:
  explicit Evaluator(const Interner& symbols) : symbols_(symbols) {}

  std::optional<Value> value(const Expr& e, int depth = 0) {
    if (depth > kMaxDepth) return std::nullopt;
    switch (e.kind) {
      case ExprKind::Atom:
        return atom(symbols_.text(to<AtomExpr>(e).name));
      case ExprKind::Integer:
        if (!to<IntegerExpr>(e).digits.empty()) return std::nullopt;
        return integer(to<IntegerExpr>(e).value);
      case ExprKind::Char:
        return integer(to<CharExpr>(e).value);
      case ExprKind::Float:
        return real(to<FloatExpr>(e).value);
      case ExprKind::String:
        return string(to<StringExpr>(e).utf8);
      case ExprKind::Tuple:
        return sequence(Value::Kind::Tuple, to<TupleExpr>(e).elements, depth);
      case ExprKind::List:
        if (to<ListExpr>(e).tail != nullptr) return std::nullopt;
        return sequence(Value::Kind::List, to<ListExpr>(e).elements, depth);
      case ExprKind::Unary:
        return unary(to<UnaryExpr>(e), depth);
      case ExprKind::Binary:
        return binary(to<BinaryExpr>(e), depth);
      case ExprKind::Call:
        return call(to<CallExpr>(e), depth);
      default:
        return std::nullopt;
    }
  }

 private:
  static Value atom(std::string_view text) {
    Value v;
    v.kind = Value::Kind::Atom;
    v.atom = text;
    return v;
  }
  static Value boolean(bool b) { return atom(b ? "true" : "false"); }
  static Value integer(int64_t i) {
    Value v;
    v.integer = i;
    v.number = static_cast<double>(i);
    return v;
  }
  static Value real(double d) {
    Value v;
    v.number = d;
    v.is_float = true;
    return v;
  }
  static Value string(std::string_view utf8) {
    Value v;
    v.kind = Value::Kind::List;
    for (const char* at = utf8.data(); at < utf8.data() + utf8.size();)
      v.parts.push_back(integer(decode_utf8(at)));
    return v;
  }
  std::optional<Value> sequence(Value::Kind kind, ExprList elements, int depth) {
    Value v;
    v.kind = kind;
    for (const Expr* element : elements) {
      auto part = value(*element, depth + 1);
      if (!part) return std::nullopt;
      v.parts.push_back(std::move(*part));
    }
    return v;
  }

  static std::optional<bool> truth(const std::optional<Value>& v) {
    if (!v || v->kind != Value::Kind::Atom || (v->atom != "true" && v->atom != "false")) return std::nullopt;
    return v->atom == "true";
  }

  static int compare(const Value& a, const Value& b, bool exact) {
    if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
    switch (a.kind) {
      case Value::Kind::Number:
        if (exact && a.is_float != b.is_float) return a.is_float ? 1 : -1;
        if (!a.is_float && !b.is_float) return a.integer < b.integer ? -1 : a.integer > b.integer ? 1 : 0;
        return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
      case Value::Kind::Atom:
        return a.atom.compare(b.atom);
      default:
        break;
    }
    if (a.kind == Value::Kind::Tuple && a.parts.size() != b.parts.size()) {
      return a.parts.size() < b.parts.size() ? -1 : 1;
    }
    for (size_t i = 0; i < a.parts.size() && i < b.parts.size(); ++i) {
      if (const int order = compare(a.parts[i], b.parts[i], exact); order != 0) return order;
    }
    return a.parts.size() < b.parts.size() ? -1 : a.parts.size() > b.parts.size() ? 1 : 0;
  }

  std::optional<Value> unary(const UnaryExpr& e, int depth) {
    const auto operand = value(*e.operand, depth + 1);
    if (!operand) return std::nullopt;
    if (e.op == UnaryOp::Not) {
      const auto t = truth(operand);
      return t ? std::optional(boolean(!*t)) : std::nullopt;
    }
    if (operand->kind != Value::Kind::Number) return std::nullopt;
    if (e.op == UnaryOp::Plus) return operand;
    if (e.op == UnaryOp::Bnot)
      return operand->is_float ? std::nullopt : std::optional(integer(~operand->integer));
    if (operand->is_float) return real(-operand->number);
    return operand->integer == INT64_MIN ? std::nullopt : std::optional(integer(-operand->integer));
  }

  std::optional<Value> binary(const BinaryExpr& e, int depth) {
    const auto left = value(*e.left, depth + 1);
    if (e.op == BinaryOp::AndAlso || e.op == BinaryOp::OrElse) {
      const auto t = truth(left);
      if (!t) return std::nullopt;
      return *t == (e.op == BinaryOp::AndAlso) ? value(*e.right, depth + 1) : left;
    }
    const auto right = value(*e.right, depth + 1);
    if (!left || !right) return std::nullopt;
    switch (e.op) {
      case BinaryOp::Equal:
        return boolean(compare(*left, *right, false) == 0);
      case BinaryOp::NotEqual:
        return boolean(compare(*left, *right, false) != 0);
      case BinaryOp::ExactEqual:
        return boolean(compare(*left, *right, true) == 0);
      case BinaryOp::ExactNotEqual:
        return boolean(compare(*left, *right, true) != 0);
      case BinaryOp::Less:
        return boolean(compare(*left, *right, false) < 0);
      case BinaryOp::LessEqual:
        return boolean(compare(*left, *right, false) <= 0);
      case BinaryOp::Greater:
        return boolean(compare(*left, *right, false) > 0);
      case BinaryOp::GreaterEqual:
        return boolean(compare(*left, *right, false) >= 0);
      case BinaryOp::And:
      case BinaryOp::Or:
      case BinaryOp::Xor: {
        const auto a = truth(left);
        const auto b = truth(right);
        if (!a || !b) return std::nullopt;
        return boolean(e.op == BinaryOp::And ? *a && *b : e.op == BinaryOp::Or ? *a || *b : *a != *b);
      }
      default:
        return arithmetic(e.op, *left, *right);
    }
  }

  static std::optional<Value> arithmetic(BinaryOp op, const Value& a, const Value& b) {
    if (a.kind != Value::Kind::Number || b.kind != Value::Kind::Number) return std::nullopt;
    if (op == BinaryOp::Divide)
      return b.number == 0 ? std::nullopt : std::optional(real(a.number / b.number));
    if (a.is_float || b.is_float) {
      switch (op) {
        case BinaryOp::Add:
          return real(a.number + b.number);
        case BinaryOp::Subtract:
          return real(a.number - b.number);
        case BinaryOp::Multiply:
          return real(a.number * b.number);
        default:
          return std::nullopt;
      }
    }
    int64_t result = 0;
    switch (op) {
      case BinaryOp::Add:
        return __builtin_add_overflow(a.integer, b.integer, &result) ? std::nullopt
                                                                     : std::optional(integer(result));
      case BinaryOp::Subtract:
        return __builtin_sub_overflow(a.integer, b.integer, &result) ? std::nullopt
                                                                     : std::optional(integer(result));
      case BinaryOp::Multiply:
        return __builtin_mul_overflow(a.integer, b.integer, &result) ? std::nullopt
                                                                     : std::optional(integer(result));
      case BinaryOp::Div:
      case BinaryOp::Rem:
        if (b.integer == 0 || (a.integer == INT64_MIN && b.integer == -1)) return std::nullopt;
        return integer(op == BinaryOp::Div ? a.integer / b.integer : a.integer % b.integer);
      case BinaryOp::Band:
        return integer(a.integer & b.integer);
      case BinaryOp::Bor:
        return integer(a.integer | b.integer);
      case BinaryOp::Bxor:
        return integer(a.integer ^ b.integer);
      case BinaryOp::Bsl:
        if (b.integer < 0 || b.integer > 62 ||
            __builtin_mul_overflow(a.integer, int64_t{1} << b.integer, &result))
          return std::nullopt;
        return integer(result);
      case BinaryOp::Bsr:
        if (b.integer < 0) return std::nullopt;
        return integer(a.integer >> std::min<int64_t>(b.integer, 63));
      default:
        return std::nullopt;
    }
  }

  // The type tests and sizes that make sense here.
  std::optional<Value> call(const CallExpr& e, int depth) {
    const auto* name = as<AtomExpr>(e.function);
    const auto* module = as<AtomExpr>(e.module);
    if (name == nullptr || e.arguments.empty() ||
        (e.module != nullptr && (module == nullptr || module->name != sym::kErlang))) {
      return std::nullopt;
    }
    const std::string_view text = symbols_.text(name->name);
    const auto a = value(*e.arguments[0], depth + 1);
    if (!a || e.arguments.size() > 2) return std::nullopt;
    if (e.arguments.size() == 2) {
      const auto b = value(*e.arguments[1], depth + 1);
      if (!b || text != "element" || b->kind != Value::Kind::Tuple || a->integer < 1 ||
          static_cast<size_t>(a->integer) > b->parts.size()) {
        return std::nullopt;
      }
      return b->parts[static_cast<size_t>(a->integer - 1)];
    }
    const bool number = a->kind == Value::Kind::Number;
    if (text == "is_atom") return boolean(a->kind == Value::Kind::Atom);
    if (text == "is_integer") return boolean(number && !a->is_float);
    if (text == "is_float") return boolean(number && a->is_float);
    if (text == "is_number") return boolean(number);
    if (text == "is_list") return boolean(a->kind == Value::Kind::List);
    if (text == "is_tuple") return boolean(a->kind == Value::Kind::Tuple);
    if (text == "is_boolean") return boolean(truth(a).has_value());
    if (text == "is_binary" || text == "is_map" || text == "is_pid" || text == "is_function")
      return boolean(false);
    if (text == "length" && a->kind == Value::Kind::List)
      return integer(static_cast<int64_t>(a->parts.size()));
    if (text == "tuple_size" && a->kind == Value::Kind::Tuple)
      return integer(static_cast<int64_t>(a->parts.size()));
    if (text == "abs" && number)
      return a->is_float ? real(std::fabs(a->number)) : integer(std::abs(a->integer));
    if (text == "hd" && a->kind == Value::Kind::List && !a->parts.empty()) return a->parts[0];
    return std::nullopt;
  }

  const Interner& symbols_;
};

}  // namespace

// Like a guard: a value that is not `true` counts as false; so does a failure. None: not an expression of this kind.
std::optional<bool> evaluate_constant(const Expr& e, const Interner& symbols) {
  const auto value = Evaluator(symbols).value(e);
  if (!value) return std::nullopt;
  return value->kind == Value::Kind::Atom && value->atom == "true";
}

}  // namespace beamlet
