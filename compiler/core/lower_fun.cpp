// Funs: each becomes a function of its own whose last parameters are the variables it takes along.

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

Arg Lowering::make_fun(FunctionId id, std::span<const Symbol> free) {
  std::vector<Arg> values;
  for (Symbol v : free) values.push_back(look_up(v));
  m_.functions[id].is_lambda = true;
  return emit(Op::MakeFun, values, id, 0);
}

Arg Lowering::fun_expr(const FunExpr& e) {
  if (e.name != sym::kEmpty) return named_fun(e);
  auto arity = static_cast<uint32_t>(e.clauses[0]->patterns.size());
  Scope scope;
  scope.id = reserve_function();
  size_t before = mark();
  open_scope(scope, arity);
  scope.fn.is_internal = true;
  uint32_t line = scope.fn.line = line_of(e.span);
  std::vector<Arg> params;
  for (ValueId v : scope.params) params.push_back(Arg::value(v));
  function_clauses(e.clauses, params, Cont{}, true, [&] {
    std::vector<Arg> all;
    for (ValueId v : scope.params) all.push_back(Arg::value(v));
    end(Op::FuncClause, all, {}, line);
  });
  undo(before);
  std::vector<Symbol> free = scope.free;
  close_scope("-" + base_name_ + "-fun-" + std::to_string(fun_count_++) + "-");
  return make_fun(scope.id, free);
}

// fun Loop(X) -> ... Loop(Y) ... end. Its free variables are known before its body, because calls of itself pass them on.
Arg Lowering::named_fun(const FunExpr& e) {
  auto arity = static_cast<uint32_t>(e.clauses[0]->patterns.size());
  std::vector<Symbol> mentioned;
  collect_variables(e, mentioned);
  Scope scope;
  scope.id = reserve_function();
  size_t before = mark();
  std::vector<Symbol> free;
  std::unordered_map<uint32_t, bool> seen;
  for (Symbol v : mentioned) {
    if (v == e.name || !is_bound(v) || environment_[v.id].value.is_literal()) continue;
    if (seen.try_emplace(v.id, true).second) free.push_back(v);
  }
  open_scope(scope, arity);
  scope.fn.is_internal = true;
  uint32_t line = scope.fn.line = line_of(e.span);
  std::vector<Arg> params;
  for (ValueId v : scope.params) params.push_back(Arg::value(v));
  for (Symbol v : free) (void)look_up(v);
  scope.self_name = e.name;
  scope.self_function = scope.id;
  scope.self_arity = arity;
  // The variable itself: made anew where it is used as a value; dropped where it is not.
  bind(e.name, make_fun(scope.id, scope.free));
  function_clauses(e.clauses, params, Cont{}, true, [&] {
    std::vector<Arg> all;
    for (ValueId v : scope.params) all.push_back(Arg::value(v));
    end(Op::FuncClause, all, {}, line);
  });
  undo(before);
  std::string name = "-" + base_name_ + "-" + std::string(symbols_.text(e.name)) + "/" +
                     std::to_string(arity) + "-" + std::to_string(letrec_count_++) + "-";
  free = scope.free;
  close_scope(name);
  return make_fun(scope.id, free);
}

Arg Lowering::local_fun(const LocalFunExpr& e) {
  CallTarget target = env_.resolve_call({e.name, e.arity});
  if (target.kind == CallTarget::Kind::Imported || target.kind == CallTarget::Kind::AutoImported)
    return Arg::literal(m_.literals.export_fun(atom_of(target.module), atom_of(e.name), e.arity));
  auto it = function_ids_.find({e.name, e.arity});
  if (it == function_ids_.end())
    return Arg::literal(m_.literals.export_fun(atom_of(env_.module), atom_of(e.name), e.arity));
  return make_fun(it->second, {});
}

Arg Lowering::remote_fun(const RemoteFunExpr& e) {
  Arg args[] = {expr(*e.module), expr(*e.function), expr(*e.arity)};
  const LiteralPool::Node* m = node(args[0]);
  const LiteralPool::Node* f = node(args[1]);
  int64_t arity = 0;
  if (m != nullptr && f != nullptr && m->kind == LiteralPool::Kind::Atom &&
      f->kind == LiteralPool::Kind::Atom && is_int_literal(args[2], arity) && arity >= 0 && arity <= 255)
    return Arg::literal(m_.literals.export_fun(m->a, f->a, static_cast<uint32_t>(arity)));
  return call_import("erlang", "make_fun", args, line_of(e.span));
}

// Every variable that the expression mentions (also those it binds), each as often as it stands there.
void Lowering::collect_variables(const Expr& top, std::vector<Symbol>& out) const {
  std::vector<const Expr*> todo{&top};
  auto add = [&](const Expr* e) {
    if (e != nullptr) todo.push_back(e);
  };
  auto add_list = [&](ExprList list) { todo.insert(todo.end(), list.begin(), list.end()); };
  auto add_guard = [&](Guard g) {
    for (const ExprList& alternative : g) add_list(alternative);
  };
  auto add_clauses = [&](ClauseList clauses) {
    for (const Clause* c : clauses) {
      add_list(c->patterns);
      add_guard(c->guard);
      add_list(c->body);
    }
  };
  auto add_qualifier = [&](const Qualifier& q) {
    add(q.pattern);
    add(q.value_pattern);
    add(q.source);
  };
  while (!todo.empty()) {
    const Expr* e = todo.back();
    todo.pop_back();
    switch (e->kind) {
      case ExprKind::Var:
        out.push_back(to<VarExpr>(*e).name);
        break;
      case ExprKind::Tuple:
        add_list(to<TupleExpr>(*e).elements);
        break;
      case ExprKind::List:
        add_list(to<ListExpr>(*e).elements);
        add(to<ListExpr>(*e).tail);
        break;
      case ExprKind::Map:
        add(to<MapExpr>(*e).base);
        for (const MapField& f : to<MapExpr>(*e).fields) {
          add(f.key);
          add(f.value);
        }
        break;
      case ExprKind::Record: {
        const auto& r = to<RecordExpr>(*e);
        add(r.base);
        for (const RecordField& f : r.fields) add(f.value);
        break;
      }
      case ExprKind::RecordAccess:
        add(to<RecordAccessExpr>(*e).base);
        break;
      case ExprKind::Bitstring:
        for (const BitElement& x : to<BitstringExpr>(*e).elements) {
          add(x.value);
          add(x.size);
        }
        break;
      case ExprKind::Match:
        add(to<MatchExpr>(*e).pattern);
        add(to<MatchExpr>(*e).value);
        break;
      case ExprKind::MaybeMatch:
        add(to<MaybeMatchExpr>(*e).pattern);
        add(to<MaybeMatchExpr>(*e).value);
        break;
      case ExprKind::Unary:
        add(to<UnaryExpr>(*e).operand);
        break;
      case ExprKind::Binary:
        add(to<BinaryExpr>(*e).left);
        add(to<BinaryExpr>(*e).right);
        break;
      case ExprKind::Catch:
        add(to<CatchExpr>(*e).body);
        break;
      case ExprKind::Call:
        add(to<CallExpr>(*e).module);
        add(to<CallExpr>(*e).function);
        add_list(to<CallExpr>(*e).arguments);
        break;
      case ExprKind::RemoteFun:
        add(to<RemoteFunExpr>(*e).module);
        add(to<RemoteFunExpr>(*e).function);
        add(to<RemoteFunExpr>(*e).arity);
        break;
      case ExprKind::Fun:
        add_clauses(to<FunExpr>(*e).clauses);
        break;
      case ExprKind::Block:
        add_list(to<BlockExpr>(*e).body);
        break;
      case ExprKind::If:
        add_clauses(to<IfExpr>(*e).clauses);
        break;
      case ExprKind::Case:
        add(to<CaseExpr>(*e).subject);
        add_clauses(to<CaseExpr>(*e).clauses);
        break;
      case ExprKind::Receive:
        add_clauses(to<ReceiveExpr>(*e).clauses);
        add(to<ReceiveExpr>(*e).timeout);
        add_list(to<ReceiveExpr>(*e).timeout_body);
        break;
      case ExprKind::Try: {
        const auto& t = to<TryExpr>(*e);
        add_list(t.body);
        add_clauses(t.of_clauses);
        for (const CatchClause* c : t.catch_clauses) {
          add(c->exception_class);
          add(c->pattern);
          add(c->stacktrace);
          add_guard(c->guard);
          add_list(c->body);
        }
        add_list(t.after_body);
        break;
      }
      case ExprKind::Maybe:
        add_list(to<MaybeExpr>(*e).body);
        add_clauses(to<MaybeExpr>(*e).else_clauses);
        break;
      case ExprKind::Comprehension: {
        const auto& c = to<ComprehensionExpr>(*e);
        add(c.element);
        add(c.value);
        for (const Qualifier* q : c.qualifiers) {
          add_qualifier(*q);
          for (const Qualifier* z : q->zipped) add_qualifier(*z);
        }
        break;
      }
      default:
        break;
    }
  }
}

}  // namespace beamlet::core
