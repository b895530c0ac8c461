#include "compiler/sema/constants.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace beamlet {
namespace {

using Kind = Constant::Kind;

Constant boolean(bool value) { return {.kind = Kind::Atom, .atom = value ? sym::kTrue : sym::kFalse}; }
Constant integer(int64_t value) { return {.kind = Kind::Integer, .integer = value}; }
Constant real(double value) {
  return std::isfinite(value) ? Constant{.kind = Kind::Float, .real = value} : Constant{};
}
constexpr Constant kUnknown{};
constexpr Constant kSomeBoolean{.kind = Kind::Boolean};

bool is_true(const Constant& c) { return c.is(Kind::Atom) && c.atom == sym::kTrue; }
bool is_false(const Constant& c) { return c.is(Kind::Atom) && c.atom == sym::kFalse; }
bool is_boolean(const Constant& c) { return c.is(Kind::Boolean) || is_true(c) || is_false(c); }
bool is_nil(const Constant& c) { return c.is(Kind::Term) && written_length(*c.term) == 0; }

// Where a value stands in the order of terms.
enum class Rank : uint8_t { Number, Atom, Fun, Tuple, Map, List, Bits };
Rank rank_of(const Constant& c) {
  if (c.is_number()) return Rank::Number;
  if (!c.is(Kind::Term)) return Rank::Atom;
  switch (c.term->kind) {
    case ExprKind::Tuple:
    case ExprKind::Record:
      return Rank::Tuple;
    case ExprKind::Map:
      return Rank::Map;
    case ExprKind::Bitstring:
      return Rank::Bits;
    case ExprKind::String:
    case ExprKind::List:
      return Rank::List;
    default:
      return Rank::Fun;
  }
}

double as_real(const Constant& c) { return c.is(Kind::Float) ? c.real : static_cast<double>(c.integer); }
// Beyond these an integer has no exact float.
bool is_exact_real(const Constant& c) {
  constexpr int64_t kMost = int64_t{1} << 53;
  return c.is(Kind::Float) || (c.integer <= kMost && c.integer >= -kMost);
}

std::string operator_text(std::string_view op, int arity) {
  return "evaluation of operator '" + std::string(op) + "'/" + std::to_string(arity);
}
std::string call_text(std::string_view name, size_t arity) {
  return "the call to " + std::string(name) + "/" + std::to_string(arity);
}

// None: the result is not a small integer, or does not exist.
std::optional<int64_t> compute(BinaryOp op, int64_t a, int64_t b) {
  int64_t out = 0;
  switch (op) {
    case BinaryOp::Add:
      return __builtin_add_overflow(a, b, &out) ? std::nullopt : std::optional(out);
    case BinaryOp::Subtract:
      return __builtin_sub_overflow(a, b, &out) ? std::nullopt : std::optional(out);
    case BinaryOp::Multiply:
      return __builtin_mul_overflow(a, b, &out) ? std::nullopt : std::optional(out);
    case BinaryOp::Div:
    case BinaryOp::Rem:
      if (b == 0 || (b == -1 && a == std::numeric_limits<int64_t>::min())) return std::nullopt;
      return op == BinaryOp::Div ? a / b : a % b;
    case BinaryOp::Band:
      return a & b;
    case BinaryOp::Bor:
      return a | b;
    case BinaryOp::Bxor:
      return a ^ b;
    case BinaryOp::Bsr:
      return b >= 0 && b < 64 ? std::optional(a >> b) : std::nullopt;
    case BinaryOp::Bsl:
      if (b < 0 || b > 62) return std::nullopt;
      return __builtin_mul_overflow(a, int64_t{1} << b, &out) ? std::nullopt : std::optional(out);
    default:
      return std::nullopt;
  }
}

bool is_integers_only(BinaryOp op) {
  return op == BinaryOp::Div || op == BinaryOp::Rem || op == BinaryOp::Band || op == BinaryOp::Bor ||
         op == BinaryOp::Bxor || op == BinaryOp::Bsl || op == BinaryOp::Bsr;
}

}  // namespace

int64_t written_length(const Expr& e) {
  if (const auto* text = as<StringExpr>(&e)) {
    return std::ranges::count_if(text->utf8, [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; });
  }
  int64_t length = 0;
  for (const Expr* at = &e;;) {
    const auto* list = as<ListExpr>(at);
    if (list == nullptr) return -1;
    length += static_cast<int64_t>(list->elements.size());
    if (list->tail == nullptr) return length;
    at = list->tail;
  }
}

Constant ConstantFolder::fault(SourceSpan span, const std::string& what, std::string_view reason) {
  if (ask_.fails) ask_.fails(span, what, reason);
  return {.kind = Kind::Fails};
}

Constant ConstantFolder::fold(const Expr& e, int depth) {
  if (depth == 0) return kUnknown;
  switch (e.kind) {
    case ExprKind::Atom:
      return {.kind = Kind::Atom, .atom = to<AtomExpr>(e).name};
    case ExprKind::Integer:
      return to<IntegerExpr>(e).digits.empty() ? integer(to<IntegerExpr>(e).value) : kUnknown;
    case ExprKind::Char:
      return integer(static_cast<int64_t>(to<CharExpr>(e).value));
    case ExprKind::Float:
      return real(to<FloatExpr>(e).value);
    case ExprKind::String:
    case ExprKind::Tuple:
    case ExprKind::List:
    case ExprKind::Bitstring:
    case ExprKind::Fun:
    case ExprKind::LocalFun:
      return {.kind = Kind::Term, .term = &e};
    case ExprKind::Map:
      return to<MapExpr>(e).base == nullptr ? Constant{.kind = Kind::Term, .term = &e} : kUnknown;
    case ExprKind::Record:
      return to<RecordExpr>(e).base == nullptr ? Constant{.kind = Kind::Term, .term = &e} : kUnknown;
    case ExprKind::Var: {
      const Expr* value = ask_.value_of ? ask_.value_of(to<VarExpr>(e).name) : nullptr;
      if (value == nullptr || value->kind == ExprKind::Var) return kUnknown;
      Constant constant = fold(*value, 1);
      constant.by_name = true;
      return constant;
    }
    case ExprKind::Unary:
      return unary(to<UnaryExpr>(e), depth);
    case ExprKind::Binary: {
      const auto& b = to<BinaryExpr>(e);
      if (b.op == BinaryOp::AndAlso || b.op == BinaryOp::OrElse) return short_circuit(b, depth);
      return is_right_associative(b.op) ? kUnknown : spine(b, depth);
    }
    case ExprKind::Call:
      return call(to<CallExpr>(e), depth);
    default:
      return kUnknown;
  }
}

Constant ConstantFolder::unary(const UnaryExpr& e, int depth) {
  const Constant value = fold(*e.operand, depth - 1);
  if (value.is(Kind::Unknown) || value.is(Kind::Fails)) return value;
  const auto fails = [&](std::string_view reason) {
    return fault(e.span, operator_text(spelling(e.op), 1), reason);
  };
  if (e.op == UnaryOp::Not) {
    if (value.is(Kind::Boolean)) return value;
    return is_boolean(value) ? boolean(is_false(value)) : fails("badarg");
  }
  if (value.is_no_number() || (e.op == UnaryOp::Bnot && value.is(Kind::Float))) return fails("badarith");
  if (e.op == UnaryOp::Plus) return value;
  if (value.is(Kind::Float)) return real(-value.real);
  if (e.op == UnaryOp::Bnot) return integer(~value.integer);
  return value.integer == std::numeric_limits<int64_t>::min() ? kUnknown : integer(-value.integer);
}

// a + b * c - d: from the left, with a loop.
Constant ConstantFolder::spine(const BinaryExpr& top, int depth) {
  const Spine parts = spine_operands(top);
  Constant value = fold(*parts.operands[0], depth - 1);
  for (size_t i = 0; i < parts.operators.size(); ++i) {
    const Constant right = fold(*parts.operands[i + 1], depth - 1);
    if (value.is(Kind::Fails) || right.is(Kind::Fails)) {
      value = {.kind = Kind::Fails};
    } else {
      value = binary(*parts.operators[i], value, right);
    }
  }
  return value;
}

Constant ConstantFolder::short_circuit(const BinaryExpr& e, int depth) {
  const Constant left = fold(*e.left, depth - 1);
  const bool is_and = e.op == BinaryOp::AndAlso;
  if (left.is(Kind::Fails)) return left;
  if (is_and ? is_false(left) : is_true(left)) return left;
  if (is_and ? is_true(left) : is_false(left)) return fold(*e.right, depth - 1);
  return kUnknown;
}

Constant ConstantFolder::binary(const BinaryExpr& e, const Constant& left, const Constant& right) {
  if (e.op >= BinaryOp::Equal && e.op <= BinaryOp::ExactNotEqual) return compare(e.op, left, right);
  if (e.op == BinaryOp::And || e.op == BinaryOp::Or || e.op == BinaryOp::Xor) {
    if (left.is(Kind::Unknown) || right.is(Kind::Unknown)) return kUnknown;
    if (!is_boolean(left) || !is_boolean(right))
      return fault(e.operator_span, operator_text(spelling(e.op), 2), "badarg");
    if (left.is(Kind::Boolean) || right.is(Kind::Boolean)) return kSomeBoolean;
    const bool a = is_true(left);
    const bool b = is_true(right);
    return boolean(e.op == BinaryOp::And ? a && b : e.op == BinaryOp::Or ? a || b : a != b);
  }
  return arithmetic(e, left, right);
}

Constant ConstantFolder::arithmetic(const BinaryExpr& e, const Constant& left, const Constant& right) {
  if (left.is(Kind::Unknown) || right.is(Kind::Unknown)) return kUnknown;
  const bool divides = e.op == BinaryOp::Div || e.op == BinaryOp::Rem || e.op == BinaryOp::Divide;
  const bool by_zero = divides && right.is_number() && as_real(right) == 0;
  const bool wrong_float = is_integers_only(e.op) && (left.is(Kind::Float) || right.is(Kind::Float));
  if (left.is_no_number() || right.is_no_number() || by_zero || wrong_float)
    return fault(e.operator_span, operator_text(spelling(e.op), 2), "badarith");
  if (e.op == BinaryOp::Divide || left.is(Kind::Float) || right.is(Kind::Float)) {
    if (!is_exact_real(left) || !is_exact_real(right)) return kUnknown;
    const double a = as_real(left);
    const double b = as_real(right);
    return real(e.op == BinaryOp::Divide     ? a / b
                : e.op == BinaryOp::Multiply ? a * b
                : e.op == BinaryOp::Add      ? a + b
                                             : a - b);
  }
  const auto value = compute(e.op, left.integer, right.integer);
  return value ? integer(*value) : kUnknown;
}

Constant ConstantFolder::compare(BinaryOp op, const Constant& left, const Constant& right) const {
  if (left.is(Kind::Unknown) || right.is(Kind::Unknown)) return kSomeBoolean;
  const bool is_exact = op == BinaryOp::ExactEqual || op == BinaryOp::ExactNotEqual;
  std::optional<int> order;  // < 0: the left one comes first
  if (rank_of(left) != rank_of(right)) {
    order = rank_of(left) < rank_of(right) ? -1 : 1;
  } else if (left.is(Kind::Integer) && right.is(Kind::Integer)) {
    order = left.integer < right.integer ? -1 : left.integer > right.integer ? 1 : 0;
  } else if (left.is_number()) {
    if (is_exact && left.kind != right.kind) {
      order = -1;
    } else if (is_exact_real(left) && is_exact_real(right) && as_real(left) != 0) {
      order = as_real(left) < as_real(right) ? -1 : as_real(left) > as_real(right) ? 1 : 0;
    }
  } else if (left.is(Kind::Atom) && right.is(Kind::Atom)) {
    order = symbols_.text(left.atom).compare(symbols_.text(right.atom));
  } else if (is_nil(left) || is_nil(right)) {
    if (is_nil(left) && is_nil(right)) order = 0;
    if (is_nil(left) != is_nil(right)) order = is_nil(left) ? -1 : 1;
  }
  if (!order) return kSomeBoolean;
  switch (op) {
    case BinaryOp::Equal:
    case BinaryOp::ExactEqual:
      return boolean(*order == 0);
    case BinaryOp::NotEqual:
    case BinaryOp::ExactNotEqual:
      return boolean(*order != 0);
    case BinaryOp::Less:
      return boolean(*order < 0);
    case BinaryOp::LessEqual:
      return boolean(*order <= 0);
    case BinaryOp::Greater:
      return boolean(*order > 0);
    default:
      return boolean(*order >= 0);
  }
}

Constant ConstantFolder::call(const CallExpr& e, int depth) {
  const std::string_view name = ask_.callee ? ask_.callee(e) : std::string_view{};
  if (name.empty() || e.arguments.empty()) return kUnknown;
  if (e.arguments.size() == 1) {
    const Constant value = fold(*e.arguments[0], depth - 1);
    if (value.is(Kind::Fails)) return value;
    if (name.starts_with("is_")) return type_test(name, value);
    return selection(e, name, value, depth);
  }
  if (name == "element" && e.arguments.size() == 2) {
    const Constant tuple = fold(*e.arguments[1], depth - 1);
    return tuple.is(Kind::Fails) ? tuple : selection(e, name, tuple, depth);
  }
  if ((name == "is_function" && e.arguments.size() == 2) || name == "is_map_key" || name == "is_record")
    return kSomeBoolean;
  return kUnknown;
}

Constant ConstantFolder::type_test(std::string_view name, const Constant& value) const {
  struct Test {
    std::string_view name;
    bool (*holds)(const Constant&);
  };
  static constexpr Test kTests[] = {
      {"is_atom", [](const Constant& c) { return rank_of(c) == Rank::Atom; }},
      {"is_binary", [](const Constant& c) { return rank_of(c) == Rank::Bits; }},
      {"is_bitstring", [](const Constant& c) { return rank_of(c) == Rank::Bits; }},
      {"is_boolean", [](const Constant& c) { return is_boolean(c); }},
      {"is_float", [](const Constant& c) { return c.is(Kind::Float); }},
      {"is_function", [](const Constant& c) { return rank_of(c) == Rank::Fun; }},
      {"is_integer", [](const Constant& c) { return c.is(Kind::Integer); }},
      {"is_list", [](const Constant& c) { return rank_of(c) == Rank::List; }},
      {"is_map", [](const Constant& c) { return rank_of(c) == Rank::Map; }},
      {"is_number", [](const Constant& c) { return c.is_number(); }},
      {"is_pid", [](const Constant&) { return false; }},
      {"is_port", [](const Constant&) { return false; }},
      {"is_reference", [](const Constant&) { return false; }},
      {"is_tuple", [](const Constant& c) { return rank_of(c) == Rank::Tuple; }},
  };
  const auto* test = std::ranges::find(kTests, name, &Test::name);
  if (test == std::end(kTests)) return kUnknown;
  if (value.is(Kind::Unknown)) return kSomeBoolean;
  // Bits need not be whole bytes.
  if (name == "is_binary" && rank_of(value) == Rank::Bits) return kSomeBoolean;
  return boolean(test->holds(value));
}

Constant ConstantFolder::part(const Constant& whole, const Expr& e, int depth) {
  const bool is_literal = e.kind == ExprKind::Atom || e.kind == ExprKind::Integer ||
                          e.kind == ExprKind::Char || e.kind == ExprKind::Float;
  return whole.by_name && !is_literal ? kUnknown : fold(e, depth);
}

// length/1, hd/1, element/2 and others that look into a term.
Constant ConstantFolder::selection(const CallExpr& e, std::string_view name, const Constant& value,
                                   int depth) {
  if (value.is(Kind::Unknown)) return kUnknown;
  const auto fails = [&] { return fault(e.span, call_text(name, e.arguments.size()), "badarg"); };
  const auto* tuple = as<TupleExpr>(value.term);
  const bool is_record = value.is(Kind::Term) && value.term->kind == ExprKind::Record;
  if (name == "length") {
    if (!value.is(Kind::Term) || rank_of(value) != Rank::List) return fails();
    const int64_t length = written_length(*value.term);
    return length >= 0 ? integer(length) : kUnknown;
  }
  if (name == "hd" || name == "tl") {
    if (!value.is(Kind::Term) || rank_of(value) != Rank::List || is_nil(value)) return fails();
    const auto* list = as<ListExpr>(value.term);
    return name == "hd" && list != nullptr ? part(value, *list->elements[0], depth - 1) : kUnknown;
  }
  if (name == "tuple_size") {
    if (is_record) return kUnknown;
    return tuple != nullptr ? integer(static_cast<int64_t>(tuple->elements.size())) : fails();
  }
  if (name == "element") {
    const Constant at = fold(*e.arguments[0], depth - 1);
    if (is_record || at.is(Kind::Unknown) || at.is(Kind::Fails)) return at.is(Kind::Fails) ? at : kUnknown;
    if (tuple == nullptr || !at.is(Kind::Integer) || at.integer < 1 ||
        at.integer > static_cast<int64_t>(tuple->elements.size()))
      return fails();
    return part(value, *tuple->elements[static_cast<size_t>(at.integer) - 1], depth - 1);
  }
  return kUnknown;
}

}  // namespace beamlet
