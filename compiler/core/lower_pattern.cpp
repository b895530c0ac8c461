// Patterns of the AST to patterns of the match compiler.

#include <algorithm>

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

namespace {

const Pattern kAnything{};

// Strings up to this length are matched cell by cell, so that clauses share tests; longer ones are compared whole.
constexpr size_t kMaxSharedString = 64;

}  // namespace

const Pattern* Lowering::literal_pattern(Arg a) {
  auto* p = arena_.make<Pattern>();
  p->kind = PatternKind::Literal;
  p->value = a;
  return p;
}

const Pattern* Lowering::pattern_variable(Symbol name, bool shadow) {
  if (name == sym::kUnderscore) return &kAnything;
  auto* p = arena_.make<Pattern>();
  if (!shadow && is_bound(name)) {
    p->kind = PatternKind::Equal;
    p->value = look_up(name);
    return p;
  }
  p->binds = arena_.copy(std::span<const Symbol>(&name, 1));
  return p;
}

const Pattern* Lowering::pattern_alias(const Pattern* a, const Pattern* b) {
  if (a->kind != PatternKind::Any && a->also == nullptr && b->kind == PatternKind::Any && b->also == nullptr)
    std::swap(a, b);
  // The variables of `a` go to a copy of `b`; what else `a` says is tested as well.
  auto* p = arena_.make<Pattern>(*b);
  std::vector<Symbol> binds(b->binds.begin(), b->binds.end());
  binds.insert(binds.end(), a->binds.begin(), a->binds.end());
  p->binds = keep(binds);
  if (a->kind == PatternKind::Any && a->also == nullptr) return p;
  auto* first = arena_.make<Pattern>(*a);
  first->binds = {};
  const Pattern** end = &first->also;
  while (*end != nullptr) {  // chains are as long as the aliases written
    auto* copy = arena_.make<Pattern>(**end);
    *end = copy;
    end = &copy->also;
  }
  *end = p->also;
  p->also = first;
  return p;
}

const Pattern* Lowering::pattern_string(std::string_view utf8, const Pattern* tail) {
  std::vector<uint32_t> cps = code_points(utf8);
  for (size_t i = cps.size(); i-- > 0;) {
    auto* cell = arena_.make<Pattern>();
    cell->kind = PatternKind::Cons;
    const Pattern* parts[] = {literal_pattern(int_arg(cps[i])), tail};
    cell->parts = arena_.copy(std::span<const Pattern* const>(parts));
    tail = cell;
  }
  return tail;
}

const Pattern* Lowering::pattern_list(const ListExpr& e, bool shadow) {
  std::vector<const Pattern*> elements;
  const ListExpr* at = &e;
  const Pattern* tail = nullptr;
  while (tail == nullptr) {
    for (const Expr* x : at->elements) elements.push_back(pattern(*x, shadow));
    if (at->tail == nullptr) {
      tail = literal_pattern(nil_arg());
    } else if (const auto* next = as<ListExpr>(at->tail)) {
      at = next;
    } else {
      tail = pattern(*at->tail, shadow);
    }
  }
  for (size_t i = elements.size(); i-- > 0;) {
    auto* cell = arena_.make<Pattern>();
    cell->kind = PatternKind::Cons;
    const Pattern* parts[] = {elements[i], tail};
    cell->parts = arena_.copy(std::span<const Pattern* const>(parts));
    tail = cell;
  }
  return tail;
}

const Pattern* Lowering::pattern_record(const RecordExpr& e, bool shadow) {
  const RecordInfo* info = env_.record(e.name);
  std::vector<const Pattern*> parts{literal_pattern(atom_arg(e.name))};
  size_t fields = info == nullptr ? 0 : info->form->fields.size();
  parts.resize(fields + 1, nullptr);
  const Expr* others = nullptr;
  for (const RecordField& f : e.fields) {
    if (f.name == sym::kUnderscore) {
      others = f.value;
    } else if (auto index = info->index_of(f.name)) {
      parts[*index + 1] = pattern(*f.value, shadow);
    }
  }
  for (const Pattern*& p : parts)
    if (p == nullptr) p = others != nullptr ? pattern(*others, shadow) : &kAnything;
  auto* p = arena_.make<Pattern>();
  p->kind = PatternKind::Tuple;
  p->parts = keep(parts);
  return p;
}

const Pattern* Lowering::pattern_map(const MapExpr& e, bool shadow) {
  std::vector<MapPair> pairs;
  for (const MapField& f : e.fields) {
    // Variables and literals are known now, and clauses share the look-up; other keys wait for their turn.
    Arg key = f.key->kind == ExprKind::Var ? expr(*f.key) : constant(*f.key);
    pairs.push_back({key, key.is_none() ? f.key : nullptr, pattern(*f.value, shadow)});
  }
  auto* p = arena_.make<Pattern>();
  p->kind = PatternKind::Map;
  p->pairs = keep(pairs);
  return p;
}

const Pattern* Lowering::pattern(const Expr& e, bool shadow) {
  switch (e.kind) {
    case ExprKind::Var:
      return pattern_variable(to<VarExpr>(e).name, shadow);
    case ExprKind::String: {
      std::string_view text = to<StringExpr>(e).utf8;
      if (text.size() <= kMaxSharedString) return pattern_string(text, literal_pattern(nil_arg()));
      auto* p = arena_.make<Pattern>();
      p->kind = PatternKind::Equal;
      p->value = constant(e);
      return p;
    }
    case ExprKind::Tuple: {
      std::vector<const Pattern*> parts;
      for (const Expr* x : to<TupleExpr>(e).elements) parts.push_back(pattern(*x, shadow));
      auto* p = arena_.make<Pattern>();
      p->kind = PatternKind::Tuple;
      p->parts = keep(parts);
      return p;
    }
    case ExprKind::List:
      return pattern_list(to<ListExpr>(e), shadow);
    case ExprKind::Map:
      return pattern_map(to<MapExpr>(e), shadow);
    case ExprKind::Record:
      return pattern_record(to<RecordExpr>(e), shadow);
    case ExprKind::Bitstring:
      return pattern_bits(to<BitstringExpr>(e), shadow);
    case ExprKind::Match: {
      const Pattern* a = pattern(*to<MatchExpr>(e).pattern, shadow);
      return pattern_alias(a, pattern(*to<MatchExpr>(e).value, shadow));
    }
    case ExprKind::Binary: {
      const auto& b = to<BinaryExpr>(e);
      if (b.op == BinaryOp::Append) {  // "prefix" ++ Rest, [A, B] ++ Rest
        const Pattern* tail = pattern(*b.right, shadow);
        if (const auto* text = as<StringExpr>(b.left)) return pattern_string(text->utf8, tail);
        if (const auto* list = as<ListExpr>(b.left); list != nullptr && list->tail == nullptr) {
          for (size_t i = list->elements.size(); i-- > 0;) {
            auto* cell = arena_.make<Pattern>();
            cell->kind = PatternKind::Cons;
            const Pattern* parts[] = {pattern(*list->elements[i], shadow), tail};
            cell->parts = arena_.copy(std::span<const Pattern* const>(parts));
            tail = cell;
          }
          return tail;
        }
      }
      break;
    }
    default:
      break;
  }
  Arg c = constant(e);
  return c.is_none() ? &kAnything : literal_pattern(c);
}

}  // namespace beamlet::core
