// Patterns: what may stand in them, what they bind.

#include "compiler/sema/checker.hpp"

namespace beamlet {

Checker::PatternScope Checker::pattern_scope(bool shadows, std::string_view construct) {
  const auto next = static_cast<uint32_t>(decls_.size());
  return {next, UINT32_MAX, shadows, construct};
}

void Checker::patterns(ExprList list, PatternScope scope) {
  for (const Expr* p : list) pattern(p, scope);
}

// What it would bind counts as bound: one error is enough.
void Checker::illegal_pattern(const Expr* p, PatternScope& scope) {
  sink_.report(DiagCode::IllegalPattern, p->span);
  bind_variables(p, scope);
}

void Checker::bind_variables(const Expr* p, PatternScope& scope) {
  switch (p->kind) {
    case ExprKind::Var: {
      const auto& var = to<VarExpr>(*p);
      pattern_var(var, scope);
      if (const State at = state(var.name); at.binding == Binding::Bound) mark_used(at.decl);
      break;
    }
    case ExprKind::Unary:
      bind_variables(to<UnaryExpr>(*p).operand, scope);
      break;
    case ExprKind::Binary:
      for (const Expr* operand : spine_operands(to<BinaryExpr>(*p)).operands) bind_variables(operand, scope);
      break;
    case ExprKind::Tuple:
      for (const Expr* element : to<TupleExpr>(*p).elements) bind_variables(element, scope);
      break;
    case ExprKind::List:
      for (const auto* list = &to<ListExpr>(*p); list != nullptr; list = as<ListExpr>(list->tail)) {
        for (const Expr* element : list->elements) bind_variables(element, scope);
        if (list->tail != nullptr && list->tail->kind != ExprKind::List) bind_variables(list->tail, scope);
      }
      break;
    case ExprKind::Call:
      for (const Expr* argument : to<CallExpr>(*p).arguments) bind_variables(argument, scope);
      break;
    case ExprKind::Map:
      for (const MapField& field : to<MapExpr>(*p).fields) bind_variables(field.value, scope);
      break;
    default:
      break;
  }
}

void Checker::pattern(const Expr* p, PatternScope& scope) {
  switch (p->kind) {
    case ExprKind::Var:
      return pattern_var(to<VarExpr>(*p), scope);
    case ExprKind::Atom:
    case ExprKind::Integer:
    case ExprKind::Float:
    case ExprKind::Char:
    case ExprKind::String:
    case ExprKind::Error:
      return;
    case ExprKind::Tuple:
      for (const Expr* element : to<TupleExpr>(*p).elements) pattern(element, scope);
      return;
    case ExprKind::List:
      for (const auto* list = &to<ListExpr>(*p); list != nullptr; list = as<ListExpr>(list->tail)) {
        for (const Expr* element : list->elements) pattern(element, scope);
        if (list->tail != nullptr && list->tail->kind != ExprKind::List) pattern(list->tail, scope);
      }
      return;
    case ExprKind::Map:
      return pattern_map(to<MapExpr>(*p), scope);
    case ExprKind::Record: {
      const auto& record = to<RecordExpr>(*p);
      if (record.base != nullptr) return illegal_pattern(p, scope);
      record_fields(record);
      record_wildcard(record);
      for (const RecordField& field : record.fields) pattern(field.value, scope);
      return;
    }
    case ExprKind::RecordIndex:
      return expr(p);
    case ExprKind::Bitstring:
      return pattern_bits(to<BitstringExpr>(*p), scope);
    case ExprKind::Match:
      advise_alias(to<MatchExpr>(*p));
      pattern(to<MatchExpr>(*p).pattern, scope);
      return pattern(to<MatchExpr>(*p).value, scope);
    case ExprKind::Unary:
      constant_pattern(p, scope);
      return;
    case ExprKind::Binary: {
      // "prefix" ++ Rest, else arithmetic of constants
      const Expr* at = p;
      for (const auto* append = as<BinaryExpr>(at); append != nullptr && append->op == BinaryOp::Append;
           append = as<BinaryExpr>(at)) {
        bool literal = append->left->kind == ExprKind::String;
        if (const auto* list = as<ListExpr>(append->left)) {
          literal = list->tail == nullptr;
          for (const Expr* element : list->elements) {
            literal = literal && (element->kind == ExprKind::Integer || element->kind == ExprKind::Char);
          }
        }
        if (!literal) {
          illegal_pattern(append->left, scope);
          return bind_variables(append->right, scope);
        }
        at = append->right;
      }
      if (at != p) return pattern(at, scope);
      constant_pattern(p, scope);
      return;
    }
    default:
      return illegal_pattern(p, scope);
  }
}

// Arithmetic that has a value.
void Checker::constant_pattern(const Expr* p, PatternScope& scope) {
  if (!is_constant_pattern(p) || constant(*p).is(Constant::Kind::Fails)) illegal_pattern(p, scope);
}

// Arithmetic on number literals.
bool Checker::is_constant_pattern(const Expr* p) const {
  for (;;) {
    switch (p->kind) {
      case ExprKind::Integer:
      case ExprKind::Float:
      case ExprKind::Char:
      case ExprKind::Error:
        return true;
      case ExprKind::Unary:
        if (to<UnaryExpr>(*p).op == UnaryOp::Not) return false;
        p = to<UnaryExpr>(*p).operand;
        continue;
      case ExprKind::Binary: {
        const auto& binary = to<BinaryExpr>(*p);
        switch (binary.op) {
          case BinaryOp::Multiply:
          case BinaryOp::Divide:
          case BinaryOp::Div:
          case BinaryOp::Rem:
          case BinaryOp::Band:
          case BinaryOp::Add:
          case BinaryOp::Subtract:
          case BinaryOp::Bor:
          case BinaryOp::Bxor:
          case BinaryOp::Bsl:
          case BinaryOp::Bsr:
            break;
          default:
            return false;
        }
        if (!is_constant_pattern(binary.right)) return false;
        p = binary.left;
        continue;
      }
      default:
        return false;
    }
  }
}

void Checker::pattern_var(const VarExpr& var, PatternScope& scope) {
  if (var.name == sym::kUnderscore) return;
  const State at = state(var.name);
  if (at.binding == Binding::Bound && at.decl >= scope.first_decl) {
    mark_used(at.decl);  // the same variable twice in one pattern: both places must be equal
    warn_underscore(DiagCode::UnderscoreRepeated, var.name, decls_[at.decl].span);
    warn_underscore(DiagCode::UnderscoreRepeated, var.name, var.span);
    return;
  }
  if (scope.shadows) {
    if (at.binding == Binding::Bound && warn_.shadowed_vars) {
      sink_.report(DiagCode::ShadowedVariable, var.span, {symbols_.text(var.name), scope.construct});
    }
    (void)declare(var.name, var.span);
    return;
  }
  switch (at.binding) {
    case Binding::Unbound:
      (void)declare(var.name, var.span);
      return;
    case Binding::Bound:
      mark_used(at.decl);
      warn_exported(var, decls_[at.decl]);
      warn_underscore(DiagCode::UnderscoreRebound, var.name, var.span);
      return;
    case Binding::Unsafe:
      use(var);
      return;  // reports it
  }
}

void Checker::pattern_map(const MapExpr& map, PatternScope& scope) {
  if (map.base != nullptr) return illegal_pattern(&map, scope);
  for (const MapField& field : map.fields) {
    if (!field.exact) {
      sink_.report(DiagCode::MapUpdateInPattern, field.span);
      pattern(field.value, scope);
      continue;
    }
    const PatternScope* outer = size_scope_;
    PatternScope key_scope = scope;
    key_scope.first_in_binary = UINT32_MAX;  // a key sees nothing of its own pattern
    size_scope_ = &key_scope;
    guard_expr(field.key);
    size_scope_ = outer;
    pattern(field.value, scope);
  }
}

void Checker::pattern_bits(const BitstringExpr& bits, PatternScope& scope) {
  const uint32_t outer_first = scope.first_in_binary;
  scope.first_in_binary = static_cast<uint32_t>(decls_.size());
  for (size_t i = 0; i < bits.elements.size(); ++i) {
    const BitElement& element = bits.elements[i];
    const BitSpec spec = bit_spec(element);
    if (spec.size == BitSpec::Size::Rest && i + 1 < bits.elements.size() && element.size == nullptr) {
      sink_.report(DiagCode::UnsizedBinaryNotLast, element.span);
    }
    // The size is worked out before the value is bound: it sees what stands before it in this binary.
    if (element.size != nullptr) {
      const PatternScope* outer = size_scope_;
      const PatternScope size_scope = scope;
      size_scope_ = &size_scope;
      guard_expr(element.size);
      size_scope_ = outer;
    }
    advise_segment_pattern(element, spec);
    const Expr* value = element.value;
    switch (value->kind) {
      case ExprKind::Var:
        pattern_var(to<VarExpr>(*value), scope);
        break;
      case ExprKind::String: {
        const bool is_utf = spec.size == BitSpec::Size::None;
        if (element.size != nullptr || (!element.modifiers.empty() && !is_utf)) {
          sink_.report(DiagCode::SizedStringPattern, element.span);
        }
        break;
      }
      case ExprKind::Atom:  // legal; matches nothing
      case ExprKind::Integer:
      case ExprKind::Float:
      case ExprKind::Char:
      case ExprKind::Error:
        break;
      default:
        constant_pattern(value, scope);
    }
  }
  scope.first_in_binary = outer_first;
}

BitSpec Checker::bit_spec(const BitElement& element) {
  const BitSpecResult result = resolve_bit_spec(element);
  const SourceSpan span = result.at != nullptr ? result.at->span : element.span;
  const std::string_view name = result.at != nullptr ? symbols_.text(result.at->name) : std::string_view{};
  switch (result.error) {
    case BitSpecError::None:
      break;
    case BitSpecError::UnknownModifier:
      sink_.report(DiagCode::UnknownBitModifier, span, {name});
      break;
    case BitSpecError::Conflict:
      sink_.report(DiagCode::BitModifierConflict, span, {name});
      break;
    case BitSpecError::BadUnit:
      sink_.report(DiagCode::BadBitUnit, span);
      break;
    case BitSpecError::UnitWithoutSize:
      sink_.report(DiagCode::UnitWithoutSize, span);
      break;
    case BitSpecError::SizeOrUnitOnUtf:
      sink_.report(DiagCode::SizeOnUtf, element.size != nullptr ? element.size->span : span);
      break;
  }
  return result.spec;
}

}  // namespace beamlet
