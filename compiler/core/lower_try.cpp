// Exceptions: try and catch.
//
//   block:    tag = try -> handler          region (blocks with this handler): the protected expressions, try_end tag
//   handler(class, reason, trace):          try_case tag; the catch clauses; when none matches: raise again
// With `after`, the whole of that is the protected part of another try whose handler runs the after-code and raises again.

#include <algorithm>

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

namespace {

// After-code with more nodes than this, or with a try of its own, is a function called from both ends.
constexpr size_t kSmallAfter = 12;

// Counts nodes, up to a little more than `limit`; anything that branches or nests counts as too much.
[[nodiscard]] bool is_small(ExprList body, size_t limit) {
  std::vector<const Expr*> todo(body.begin(), body.end());
  size_t count = 0;
  while (!todo.empty()) {
    if (++count > limit) return false;
    const Expr* e = todo.back();
    todo.pop_back();
    switch (e->kind) {
      case ExprKind::Var:
      case ExprKind::Atom:
      case ExprKind::Integer:
      case ExprKind::Float:
      case ExprKind::Char:
      case ExprKind::String:
        break;
      case ExprKind::Tuple:
        for (const Expr* x : to<TupleExpr>(*e).elements) todo.push_back(x);
        break;
      case ExprKind::List:
        for (const Expr* x : to<ListExpr>(*e).elements) todo.push_back(x);
        if (to<ListExpr>(*e).tail != nullptr) todo.push_back(to<ListExpr>(*e).tail);
        break;
      case ExprKind::Call:
        for (const Expr* x : to<CallExpr>(*e).arguments) todo.push_back(x);
        break;
      case ExprKind::Binary:
        if (to<BinaryExpr>(*e).op != BinaryOp::Send) return false;
        todo.push_back(to<BinaryExpr>(*e).left);
        todo.push_back(to<BinaryExpr>(*e).right);
        break;
      default:
        return false;
    }
  }
  return true;
}

}  // namespace

// Starts a region whose exceptions go to `handler`; the code that follows belongs to it.
Arg Lowering::arm(Op op, BlockId handler) {
  Arg tag = emit(op, {}, handler, 0);
  BlockId region = s_->fn.new_block(0, handler);
  jump(region);
  use(region);
  s_->handler = handler;
  return tag;
}

Arg Lowering::catch_expr(const CatchExpr& e) {
  BlockId outer = s_->handler;
  BlockId done = s_->fn.new_block(1, outer);
  size_t before = mark();
  Arg tag = arm(Op::Catch, done);
  Arg value = expr(*e.body);
  if (s_->current != kNone) {
    Arg args[] = {value};
    jump(done, args);
  }
  s_->handler = outer;
  undo(before);
  use(done);
  emit_void(Op::CatchEnd, {tag});
  return param(done, 0);
}

void Lowering::catch_clauses(std::span<const CatchClause* const> clauses, BlockId handler, const Cont& cont) {
  Arg cls = param(handler, 0), reason = param(handler, 1), trace = param(handler, 2);
  std::vector<MatchRow> rows(clauses.size());
  for (uint32_t i = 0; i < clauses.size(); ++i) {
    const CatchClause& c = *clauses[i];
    rows[i].clause = i;
    rows[i].guard = c.guard;
    const Pattern* class_pattern = c.exception_class != nullptr ? pattern(*c.exception_class, false)
                                                                : literal_pattern(atom_arg("throw"));
    add_constraint(rows[i], {Subject::Kind::Whole, reason, 0}, pattern(*c.pattern, false));
    add_constraint(rows[i], {Subject::Kind::Whole, cls, 0}, class_pattern);
  }
  BlockId fail = new_block();
  match(rows, fail, [&](uint32_t n) {
    const CatchClause& c = *clauses[n];
    if (const auto* var = as<VarExpr>(c.stacktrace); var != nullptr && var->name != sym::kUnderscore) {
      std::vector<Symbol> used;
      for (const Expr* e : c.body) collect_variables(*e, used);
      bool wanted = std::find(used.begin(), used.end(), var->name) != used.end();
      bind(var->name, wanted ? emit(Op::BuildStacktrace, {trace}, 0, 0) : nil_arg());
    }
    body_to(c.body, cont);
  });
  use(fail);
  Arg all[] = {cls, reason, trace};
  end(Op::RawRaise, all, {});
}

void Lowering::try_region(const TryExpr& e, const Cont& cont) {
  BlockId outer = s_->handler;
  size_t before = mark();
  if (e.catch_clauses.empty()) {  // try ... of ... after: the protected part is protected by the after alone
    Arg value = body(e.body);
    if (e.of_clauses.empty()) {
      deliver(cont, value);
      undo(before);
      return;
    }
    Arg subjects[] = {value};
    uint32_t line = line_of(e.span);
    function_clauses(e.of_clauses, subjects, cont, false, [&] { end(Op::TryCaseEnd, subjects, {}, line); });
    undo(before);
    return;
  }
  BlockId handler = s_->fn.new_block(3, outer);
  Arg tag = arm(Op::Try, handler);
  Arg value = body(e.body);
  bool completes = s_->current != kNone;
  if (completes) emit_void(Op::TryEnd, {tag});
  s_->handler = outer;
  if (completes) {
    BlockId after = new_block();
    jump(after);
    use(after);
    if (e.of_clauses.empty()) {
      deliver(cont, value);
    } else {
      Arg subjects[] = {value};
      uint32_t line = line_of(e.span);
      function_clauses(e.of_clauses, subjects, cont, false, [&] { end(Op::TryCaseEnd, subjects, {}, line); });
    }
  }
  undo(before);
  use(handler);
  emit_void(Op::TryCase, {tag});
  catch_clauses(e.catch_clauses, handler, cont);
  undo(before);
}

// Runs the after-code here: in line when it is small, else through a function made at the first use.
void Lowering::after_code(ExprList after, FunctionId& helper, std::vector<Symbol>& free) {
  size_t before = mark();
  if (is_small(after, kSmallAfter)) {
    (void)body(after);
    undo(before);
    return;
  }
  if (helper == kNone) {
    Scope scope;
    scope.id = helper = reserve_function();
    uint32_t number = fun_count_++;
    open_scope(scope, 0);
    scope.fn.is_internal = true;
    scope.fn.line = line_of(after[0]->span);
    body_to(after, Cont{});
    undo(before);
    free = scope.free;
    close_scope("-" + base_name_ + "-after$^" + std::to_string(number) + "/0-" +
                std::to_string(letrec_count_++) + "-");
  }
  std::vector<Arg> arguments;
  for (Symbol v : free) arguments.push_back(look_up(v));
  (void)emit(Op::Call, arguments, helper, line_of(after[0]->span));
}

void Lowering::try_to(const TryExpr& e, const Cont& cont) {
  if (e.after_body.empty()) {
    try_region(e, cont);
    return;
  }
  BlockId outer = s_->handler;
  size_t before = mark();
  FunctionId helper = kNone;
  std::vector<Symbol> free;
  BlockId handler = s_->fn.new_block(3, outer);
  Arg tag = arm(Op::Try, handler);
  Join join;
  open_join(join);
  try_region(e, Cont{&join});
  Arg value = close_join(join);
  bool completes = s_->current != kNone;
  if (completes) emit_void(Op::TryEnd, {tag});
  undo(before);
  s_->handler = outer;
  if (completes) {
    BlockId after = new_block();
    jump(after);
    use(after);
    after_code(e.after_body, helper, free);
    deliver(cont, value);
  }
  use(handler);
  emit_void(Op::TryCase, {tag});
  after_code(e.after_body, helper, free);
  Arg all[] = {param(handler, 0), param(handler, 1), param(handler, 2)};
  if (s_->current != kNone) end(Op::RawRaise, all, {});
  undo(before);
}

}  // namespace beamlet::core
