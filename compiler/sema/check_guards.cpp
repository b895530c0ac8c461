// Guards: tests without effects. Sizes and map keys in patterns follow the same rules.

#include "compiler/sema/checker.hpp"

namespace beamlet {
void Checker::guard(Guard guard) {
  for (const ExprList& alternative : guard) {
    for (const Expr* test : alternative) guard_test(test);
  }
}

// A whole test may be written the old way: atom(X) for is_atom(X).
void Checker::guard_test(const Expr* test) {
  const auto* call = as<CallExpr>(test);
  const auto* name = call != nullptr && call->module == nullptr ? as<AtomExpr>(call->function) : nullptr;
  if (name == nullptr) return guard_expr(test);
  const NameArity f{name->name, static_cast<uint32_t>(call->arguments.size())};
  const CallTarget::Kind target = env_.resolve_call(f).kind;
  if (!is_old_type_test(symbols_.text(f.name), f.arity) || target == CallTarget::Kind::Local ||
      target == CallTarget::Kind::Imported)
    return guard_expr(test);
  if (warn_.obsolete_guards)
    sink_.report(DiagCode::ObsoleteGuard, test->span, {text(f)}).suggestion =
        "write `is_" + std::string(symbols_.text(f.name)) + "`";
  if (f.arity == 2) is_record_guard(*call);
  for (const Expr* argument : call->arguments) guard_expr(argument);
}

void Checker::guard_expr(const Expr* e) {
  switch (e->kind) {
    case ExprKind::Var: {
      const auto& var = to<VarExpr>(*e);
      if (stack_variable_ != nullptr && var.name == *stack_variable_) {
        sink_.report(DiagCode::StacktraceInGuard, var.span, {symbols_.text(var.name)});
        return;
      }
      return use(var);
    }
    case ExprKind::Atom:
    case ExprKind::Integer:
    case ExprKind::Float:
    case ExprKind::Char:
    case ExprKind::String:
    case ExprKind::Error:
      return;
    case ExprKind::Tuple:
      for (const Expr* element : to<TupleExpr>(*e).elements) guard_expr(element);
      return;
    case ExprKind::List:
      for (const auto* list = &to<ListExpr>(*e); list != nullptr; list = as<ListExpr>(list->tail)) {
        for (const Expr* element : list->elements) guard_expr(element);
        if (list->tail != nullptr && list->tail->kind != ExprKind::List) guard_expr(list->tail);
      }
      return;
    case ExprKind::Map: {
      const auto& map = to<MapExpr>(*e);
      if (map.base != nullptr) guard_expr(map.base);
      for (const MapField& field : map.fields) {
        if (field.exact && map.base == nullptr) sink_.report(DiagCode::ExactInMapCreation, field.span);
        guard_expr(field.key);
        guard_expr(field.value);
      }
      return;
    }
    case ExprKind::Record: {
      const auto& record = to<RecordExpr>(*e);
      if (record.base != nullptr) break;
      record_fields(record);
      for (const RecordField& field : record.fields) guard_expr(field.value);
      return;
    }
    case ExprKind::RecordAccess: {
      const auto& access = to<RecordAccessExpr>(*e);
      if (const RecordInfo* record = record_named(access.name, access.name_span)) {
        record_field(*record, access.field, access.field_span);
      }
      return guard_expr(access.base);
    }
    case ExprKind::RecordIndex:
      return expr(e);
    case ExprKind::Bitstring:
      for (const BitElement& element : to<BitstringExpr>(*e).elements) {
        (void)bit_spec(element);
        guard_expr(element.value);
        if (element.size != nullptr) guard_expr(element.size);
      }
      return;
    case ExprKind::Unary:
      return guard_expr(to<UnaryExpr>(*e).operand);
    case ExprKind::Binary: {
      const auto& binary = to<BinaryExpr>(*e);
      const Spine spine = spine_operands(binary);
      for (const BinaryExpr* op : spine.operators) {
        if (op->op == BinaryOp::Send || op->op == BinaryOp::Append || op->op == BinaryOp::ListSubtract) {
          sink_.report(DiagCode::IllegalGuard, op->operator_span);
        }
      }
      for (const Expr* operand : spine.operands) guard_expr(operand);
      return;
    }
    case ExprKind::Call:
      return guard_call(to<CallExpr>(*e));
    default:
      break;
  }
  sink_.report(DiagCode::IllegalGuard, e->span);
}

// In a guard the record is named: is_record(X, name) and is_record(X, name, 3).
void Checker::is_record_guard(const CallExpr& e) {
  const auto* record = as<AtomExpr>(e.arguments[1]);
  if (record == nullptr || (e.arguments.size() == 3 && e.arguments[2]->kind != ExprKind::Integer)) {
    sink_.report(DiagCode::IllegalGuard, e.span);
  } else if (e.arguments.size() == 2) {
    (void)record_named(record->name, record->span);
  }
}

void Checker::guard_call(const CallExpr& e) {
  const auto* name = as<AtomExpr>(e.function);
  const auto* module = as<AtomExpr>(e.module);
  if (name == nullptr || (e.module != nullptr && (module == nullptr || module->name != sym::kErlang))) {
    sink_.report(DiagCode::IllegalGuard, e.span);
    return;
  }
  const NameArity f{name->name, static_cast<uint32_t>(e.arguments.size())};
  const CallTarget target = env_.resolve_call(f);
  if (e.module == nullptr && target.kind == CallTarget::Kind::RecordInfo) {
    sink_.report(DiagCode::IllegalGuard, e.span);
    return record_info(e);
  }
  const bool own = e.module == nullptr &&
                   (target.kind == CallTarget::Kind::Local || target.kind == CallTarget::Kind::Imported);
  const bool suppressed = e.module == nullptr && target.kind == CallTarget::Kind::Undefined;
  if (own || suppressed || !env_.guard_functions.contains(f)) {
    Diagnostic& d = sink_.report(DiagCode::IllegalGuardCall, e.span, {text(f)});
    if (own && env_.guard_functions.contains(f)) {
      d.suggestion = "the module's own " + text(f) +
                     " hides the guard function; write `erlang:" + std::string(symbols_.text(f.name)) + "`";
    }
    if (!own && e.module == nullptr && is_old_type_test(symbols_.text(f.name), f.arity))
      d.suggestion = "write `is_" + std::string(symbols_.text(f.name)) + "`";
    for (const Expr* argument : e.arguments) guard_expr(argument);
    return;
  }
  if (f.name == sym::kIsRecord) is_record_guard(e);
  for (const Expr* argument : e.arguments) guard_expr(argument);
}

}  // namespace beamlet
