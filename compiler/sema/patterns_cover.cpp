#include "compiler/sema/patterns_cover.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <string_view>

#include "compiler/sema/bit_spec.hpp"
#include "compiler/sema/constants.hpp"

namespace beamlet {
namespace {

// Patterns deeper than this are not compared.
constexpr uint16_t kMaxHeight = 40;

bool is_integer(const Expr& e, int64_t& value) {
  if (const auto* c = as<CharExpr>(&e)) {
    value = static_cast<int64_t>(c->value);
    return true;
  }
  const auto* i = as<IntegerExpr>(&e);
  if (i == nullptr || !i->digits.empty()) return false;
  value = i->value;
  return true;
}

bool is_literal(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Atom:
    case ExprKind::Integer:
    case ExprKind::Char:
    case ExprKind::Float:
    case ExprKind::String:
      return true;
    default:
      return false;
  }
}

bool same_literal(const Expr& a, const Expr& b) {
  int64_t x = 0;
  int64_t y = 0;
  if (is_integer(a, x) && is_integer(b, y)) return x == y;
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case ExprKind::Atom:
      return to<AtomExpr>(a).name == to<AtomExpr>(b).name;
    case ExprKind::Integer:
      return to<IntegerExpr>(a).base == to<IntegerExpr>(b).base &&
             to<IntegerExpr>(a).digits == to<IntegerExpr>(b).digits &&
             to<IntegerExpr>(a).value == to<IntegerExpr>(b).value;
    case ExprKind::Float:
      return std::bit_cast<uint64_t>(to<FloatExpr>(a).value) ==
             std::bit_cast<uint64_t>(to<FloatExpr>(b).value);
    case ExprKind::String:
      return to<StringExpr>(a).utf8 == to<StringExpr>(b).utf8;
    default:
      return false;
  }
}

uint64_t mix(uint64_t h, uint64_t v) { return (h ^ v) * 0x9E3779B97F4A7C15u + (h >> 29); }

// What an expression makes or a pattern takes, as far as its outermost look tells.
enum class Shape : uint8_t { Unknown, Atom, Integer, Float, Nil, Cons, Tuple, Map, Bits, Fun };
Shape shape_of(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Atom:
      return Shape::Atom;
    case ExprKind::Integer:
    case ExprKind::Char:
      return Shape::Integer;
    case ExprKind::Float:
      return Shape::Float;
    case ExprKind::String:
      return to<StringExpr>(e).utf8.empty() ? Shape::Nil : Shape::Cons;
    case ExprKind::List:
      return to<ListExpr>(e).elements.empty() ? Shape::Nil : Shape::Cons;
    case ExprKind::Tuple:
    case ExprKind::Record:
      return Shape::Tuple;
    case ExprKind::Map:
      return Shape::Map;
    case ExprKind::Bitstring:
      return Shape::Bits;
    case ExprKind::Fun:
    case ExprKind::LocalFun:
    case ExprKind::RemoteFun:
      return Shape::Fun;
    default:
      return Shape::Unknown;
  }
}

}  // namespace

bool PatternCover::is_fresh(const Expr& e) const {
  const auto* var = as<VarExpr>(&e);
  return var != nullptr && (var->name == sym::kUnderscore || !is_bound_(var->name));
}

// `P = Var` and `Var = P` say what P says.
const Expr& PatternCover::plain(const Expr& e) const {
  const Expr* at = &e;
  while (const auto* match = as<MatchExpr>(at)) {
    if (is_fresh(*match->pattern)) {
      at = match->value;
    } else if (is_fresh(*match->value)) {
      at = match->pattern;
    } else {
      break;
    }
  }
  return *at;
}

uint64_t PatternCover::literal_shape(const Expr& e) const {
  int64_t value = 0;
  if (is_integer(e, value)) return mix(1, static_cast<uint64_t>(value));
  switch (e.kind) {
    case ExprKind::Atom:
      return mix(2, to<AtomExpr>(e).name.id);
    case ExprKind::Float:
      return mix(3, std::bit_cast<uint64_t>(to<FloatExpr>(e).value));
    case ExprKind::String:
      return mix(4, std::hash<std::string_view>{}(to<StringExpr>(e).utf8));
    case ExprKind::Integer:
      return mix(5, std::hash<std::string_view>{}(to<IntegerExpr>(e).digits));
    default:
      return 0;
  }
}

size_t PatternCover::shapes(const Expr& pattern, std::array<uint64_t, 2>& out) const {
  const Expr& p = plain(pattern);
  uint64_t general = 0;
  const Expr* first = nullptr;
  switch (p.kind) {
    case ExprKind::Var:
      if (is_fresh(p)) return 0;
      out[0] = mix(6, to<VarExpr>(p).name.id);
      return 1;
    case ExprKind::Tuple:
      general = mix(7, to<TupleExpr>(p).elements.size());
      if (!to<TupleExpr>(p).elements.empty()) first = to<TupleExpr>(p).elements[0];
      break;
    case ExprKind::List:
      general = mix(8, to<ListExpr>(p).elements.empty() ? 0 : 1);
      if (!to<ListExpr>(p).elements.empty()) first = to<ListExpr>(p).elements[0];
      break;
    case ExprKind::Record:
      out[0] = mix(9, to<RecordExpr>(p).name.id);
      return 1;
    case ExprKind::Bitstring:
      out[0] = mix(10, to<BitstringExpr>(p).elements.size());
      return 1;
    default:
      out[0] = is_literal(p) ? literal_shape(p) : mix(11, static_cast<uint64_t>(p.kind));
      return 1;
  }
  const uint64_t of_first = first != nullptr ? literal_shape(plain(*first)) : 0;
  out[0] = of_first != 0 ? mix(general, of_first) : general;
  out[1] = general;
  return of_first != 0 ? 2 : 1;
}

bool PatternCover::covers(ExprList earlier, ExprList later) const {
  if (earlier.size() != later.size()) return false;
  std::vector<Symbol> seen;
  for (size_t i = 0; i < earlier.size(); ++i) {
    if (earlier[i]->height > kMaxHeight || later[i]->height > kMaxHeight) return false;
    if (!covers(*earlier[i], *later[i], seen)) return false;
  }
  return true;
}

// The variable, which has no value yet, is met for the first time.
bool PatternCover::is_first(const VarExpr& var, std::vector<Symbol>& seen) {
  if (std::ranges::find(seen, var.name) != seen.end()) return false;
  seen.push_back(var.name);
  return true;
}

// The part of the earlier clause takes any value.
bool PatternCover::takes_all(const Expr& a, std::vector<Symbol>& seen) const {
  const auto* var = as<VarExpr>(&a);
  if (var == nullptr || !is_fresh(a)) return false;
  return var->name == sym::kUnderscore || is_first(*var, seen);
}

// `seen`: variables of the earlier clause; one that stands twice compares.
bool PatternCover::covers(const Expr& a, const Expr& b, std::vector<Symbol>& seen) const {
  if (const auto* var = as<VarExpr>(&a)) {
    if (var->name == sym::kUnderscore) return true;
    if (is_bound_(var->name)) {
      const auto* other = as<VarExpr>(&plain(b));
      return other != nullptr && other->name == var->name;
    }
    return is_first(*var, seen);
  }
  if (const auto* match = as<MatchExpr>(&a))
    return covers(*match->pattern, b, seen) && covers(*match->value, b, seen);
  const Expr& p = plain(b);
  if (is_literal(a)) return is_literal(p) && same_literal(a, p);
  if (a.kind != p.kind) return false;
  switch (a.kind) {
    case ExprKind::Tuple: {
      const auto& x = to<TupleExpr>(a).elements;
      const auto& y = to<TupleExpr>(p).elements;
      if (x.size() != y.size()) return false;
      for (size_t i = 0; i < x.size(); ++i)
        if (!covers(*x[i], *y[i], seen)) return false;
      return true;
    }
    case ExprKind::List:
      return covers_list(to<ListExpr>(a), to<ListExpr>(p), seen);
    case ExprKind::Record: {
      const auto& x = to<RecordExpr>(a);
      const auto& y = to<RecordExpr>(p);
      if (x.name != y.name) return false;
      for (const RecordField& field : x.fields) {
        if (field.name == sym::kUnderscore) return false;
        const auto same = std::ranges::find(y.fields, field.name, &RecordField::name);
        if (same == y.fields.end() ? !takes_all(*field.value, seen)
                                   : !covers(*field.value, *same->value, seen))
          return false;
      }
      return true;
    }
    case ExprKind::Bitstring:
      return covers_bits(to<BitstringExpr>(a), to<BitstringExpr>(p), seen);
    case ExprKind::Map:
      return covers_map(to<MapExpr>(a), to<MapExpr>(p), seen);
    default:
      return false;
  }
}

// Every key that is asked for is asked for by the other one, too, and its value covered.
bool PatternCover::covers_map(const MapExpr& a, const MapExpr& b, std::vector<Symbol>& seen) const {
  constexpr size_t kMostFields = 32;
  if (a.fields.size() > kMostFields || b.fields.size() > kMostFields) return false;
  return std::ranges::all_of(a.fields, [&](const MapField& x) {
    const auto same_key = [&](const MapField& y) {
      return is_literal(*x.key) && is_literal(*y.key) && same_literal(*x.key, *y.key);
    };
    const auto y = std::ranges::find_if(b.fields, same_key);
    return y != b.fields.end() && covers(*x.value, *y->value, seen);
  });
}

bool PatternCover::covers_list(const ListExpr& a, const ListExpr& b, std::vector<Symbol>& seen) const {
  // The same elements, then a tail that covers what is left of the other: written the same way, or a variable.
  if (a.elements.size() > b.elements.size()) return false;
  for (size_t i = 0; i < a.elements.size(); ++i)
    if (!covers(*a.elements[i], *b.elements[i], seen)) return false;
  if (a.elements.size() < b.elements.size()) return a.tail != nullptr && takes_all(*a.tail, seen);
  if (a.tail == nullptr) return b.tail == nullptr;
  if (b.tail == nullptr) return takes_all(*a.tail, seen);
  return covers(*a.tail, *b.tail, seen);
}

bool PatternCover::covers_bits(const BitstringExpr& a, const BitstringExpr& b,
                               std::vector<Symbol>& seen) const {
  if (a.elements.size() != b.elements.size()) return false;
  for (size_t i = 0; i < a.elements.size(); ++i) {
    const BitElement& x = a.elements[i];
    const BitElement& y = b.elements[i];
    const auto same_modifier = [](const BitModifier& m, const BitModifier& n) {
      return m.name == n.name && m.unit == n.unit;
    };
    if (!std::ranges::equal(x.modifiers, y.modifiers, same_modifier)) return false;
    if ((x.size == nullptr) != (y.size == nullptr)) return false;
    if (x.size != nullptr && !(is_literal(*x.size) && is_literal(*y.size) && same_literal(*x.size, *y.size)))
      return false;
    if (!covers(*x.value, *y.value, seen)) return false;
  }
  return true;
}

bool is_constant_term(const Expr& top) {
  std::vector<const Expr*> todo{&top};
  while (!todo.empty()) {
    const Expr* e = todo.back();
    todo.pop_back();
    if (const auto* tuple = as<TupleExpr>(e)) {
      todo.insert(todo.end(), tuple->elements.begin(), tuple->elements.end());
    } else if (const auto* list = as<ListExpr>(e)) {
      todo.insert(todo.end(), list->elements.begin(), list->elements.end());
      if (list->tail != nullptr) todo.push_back(list->tail);
    } else if (!is_literal(*e)) {
      return false;
    }
  }
  return true;
}

namespace {

// A record is a tuple whose first element is its name; its size is not looked up here.
bool record_never_fits(const Expr& a, const Expr& b) {
  const auto* x = as<RecordExpr>(&a);
  const auto* y = as<RecordExpr>(&b);
  if ((x != nullptr && x->base != nullptr) || (y != nullptr && y->base != nullptr)) return false;
  if (x != nullptr && y != nullptr) return x->name != y->name;
  const Expr& other = x != nullptr ? b : a;
  const Symbol name = x != nullptr ? x->name : y->name;
  const Shape shape = shape_of(other);
  const auto* tuple = as<TupleExpr>(&other);
  if (tuple == nullptr) return shape != Shape::Unknown && shape != Shape::Tuple;
  if (tuple->elements.empty()) return true;
  const Expr& tag = *tuple->elements[0];
  const auto* atom = as<AtomExpr>(&tag);
  return atom != nullptr ? atom->name != name : shape_of(tag) != Shape::Unknown;
}

}  // namespace

bool never_fits(const Expr& pattern, const Expr& value) {
  if (pattern.height > kMaxHeight || value.height > kMaxHeight) return false;
  if (const auto* match = as<MatchExpr>(&pattern))
    return never_fits(*match->pattern, value) || never_fits(*match->value, value);
  if (pattern.kind == ExprKind::Record || value.kind == ExprKind::Record)
    return record_never_fits(pattern, value);
  const Shape p = shape_of(pattern);
  const Shape v = shape_of(value);
  if (p == Shape::Unknown || v == Shape::Unknown) return false;
  if (p != v) return true;
  if (is_literal(pattern) && is_literal(value)) return !same_literal(pattern, value);
  if (p == Shape::Cons) {
    const int64_t wanted = written_length(pattern);
    const int64_t given = written_length(value);
    if (wanted >= 0 && given >= 0) return wanted != given;
  }
  const auto* x = as<TupleExpr>(&pattern);
  const auto* y = as<TupleExpr>(&value);
  if (x == nullptr || y == nullptr) return false;
  if (x->elements.size() != y->elements.size()) return true;
  for (size_t i = 0; i < x->elements.size(); ++i)
    if (never_fits(*x->elements[i], *y->elements[i])) return true;
  return false;
}

}  // namespace beamlet
