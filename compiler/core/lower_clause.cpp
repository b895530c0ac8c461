// Clauses, branches and where their values go.

#include <algorithm>

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

// ---------------------------------------------------------------------------------------------------------------
// Continuations

void Lowering::open_join(Join& join) {
  join.mark = mark();
  join.handler = s_->handler;
}

void Lowering::deliver(const Cont& cont, Arg value) {
  if (s_->current == kNone) return;  // nobody gets here
  if (cont.is_tail()) {
    ret(value);
    return;
  }
  Join::Edge edge{s_->current, value, {}};
  for (size_t i = cont.join->mark; i < trail_.size(); ++i) {
    Symbol v = trail_[i].variable;
    if (environment_[v.id].scope == s_->number) edge.binds.push_back({v, environment_[v.id].value});
  }
  cont.join->edges.push_back(std::move(edge));
  use(kNone);
}

// Goes on after the join: variables that every path has bound stay bound.
Arg Lowering::close_join(Join& join) {
  undo(join.mark);
  if (join.edges.empty()) {
    use(kNone);
    return nil_arg();
  }
  if (join.edges.size() == 1) {
    use(join.edges[0].from);
    for (const Binding& b : join.edges[0].binds) bind(b.variable, b.value);
    return join.edges[0].value;
  }
  // Which variables do all edges bind?
  std::unordered_map<uint32_t, uint32_t> seen;  // variable -> edges so far
  uint32_t count = 0;
  for (const Join::Edge& edge : join.edges) {
    for (const Binding& b : edge.binds) {
      uint32_t& n = seen[b.variable.id];
      if (n == count) n = count + 1;
    }
    ++count;
  }
  struct Out {
    Symbol variable;
    std::vector<Arg> values;
  };
  std::vector<Out> outs;
  std::unordered_map<uint32_t, size_t> out_index;
  for (const Binding& b : join.edges[0].binds)
    if (seen[b.variable.id] == count && out_index.try_emplace(b.variable.id, outs.size()).second)
      outs.push_back({b.variable, {}});
  for (Out& out : outs) out.values.resize(count);
  for (size_t i = 0; i < count; ++i)
    for (const Binding& b : join.edges[i].binds) {
      auto it = out_index.find(b.variable.id);
      if (it != out_index.end()) outs[it->second].values[i] = b.value;
    }
  auto all_same = [](const std::vector<Arg>& values) {
    return std::ranges::all_of(values, [&](Arg a) { return a == values[0]; });
  };
  std::vector<Arg> results(count);
  for (size_t i = 0; i < count; ++i) results[i] = join.edges[i].value;
  bool one_result = all_same(results);
  std::vector<const Out*> phis;
  for (const Out& out : outs)
    if (!all_same(out.values)) phis.push_back(&out);
  auto params = static_cast<uint32_t>(phis.size() + (one_result ? 0 : 1));
  BlockId block = s_->fn.new_block(params, join.handler);
  std::vector<Arg> arguments;
  for (size_t i = 0; i < count; ++i) {
    arguments.clear();
    if (!one_result) arguments.push_back(results[i]);
    for (const Out* out : phis) arguments.push_back(out->values[i]);
    use(join.edges[i].from);
    jump(block, arguments);
  }
  use(block);
  uint32_t next = one_result ? 0 : 1;
  for (const Out& out : outs) bind(out.variable, all_same(out.values) ? out.values[0] : param(block, next++));
  return one_result ? results[0] : param(block, 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Clauses with patterns

void Lowering::function_clauses(ClauseList clauses, std::span<const Arg> subjects, const Cont& cont,
                                bool shadow, const std::function<void()>& on_mismatch) {
  std::vector<MatchRow> rows(clauses.size());
  for (uint32_t i = 0; i < clauses.size(); ++i) {
    const Clause& c = *clauses[i];
    rows[i].clause = i;
    rows[i].guard = c.guard;
    for (size_t p = c.patterns.size(); p-- > 0;)
      add_constraint(rows[i], {Subject::Kind::Whole, subjects[p], 0}, pattern(*c.patterns[p], shadow));
  }
  BlockId fail = new_block();
  match(rows, fail, [&](uint32_t clause) { body_to(clauses[clause]->body, cont); });
  use(fail);
  on_mismatch();
}

// case on a test: branch instead of making true or false.
bool Lowering::boolean_case_to(const CaseExpr& e, const Cont& cont) {
  if (!is_boolean_expr(*e.subject)) return false;
  const Clause* on_true = nullptr;
  const Clause* on_false = nullptr;
  for (const Clause* c : e.clauses) {
    if (!c->guard.empty()) return false;
    const auto* atom = as<AtomExpr>(c->patterns[0]);
    const auto* var = as<VarExpr>(c->patterns[0]);
    bool any = var != nullptr && var->name == sym::kUnderscore;
    if (atom == nullptr && !any) return false;
    if (on_true == nullptr && (any || atom->name == sym::kTrue)) on_true = c;
    if (on_false == nullptr && (any || atom->name == sym::kFalse)) on_false = c;
  }
  BlockId yes = new_block();
  BlockId no = new_block();
  test(*e.subject, yes, no);
  uint32_t line = line_of(e.span);
  for (bool truth : {true, false}) {
    use(truth ? yes : no);
    const Clause* c = truth ? on_true : on_false;
    size_t before = mark();
    if (c != nullptr) {
      body_to(c->body, cont);
    } else {
      Arg args[] = {atom_arg(truth ? "true" : "false")};
      end(Op::CaseEnd, args, {}, line);
    }
    undo(before);
  }
  return true;
}

void Lowering::case_to(const CaseExpr& e, const Cont& cont) {
  if (boolean_case_to(e, cont)) return;
  Arg subject = expr(*e.subject);
  uint32_t line = line_of(e.span);
  Arg subjects[] = {subject};
  function_clauses(e.clauses, subjects, cont, false, [&] { end(Op::CaseEnd, subjects, {}, line); });
}

void Lowering::if_to(const IfExpr& e, const Cont& cont) {
  for (const Clause* c : e.clauses) {
    BlockId next = new_block();
    guard(c->guard, next);
    size_t before = mark();
    body_to(c->body, cont);
    undo(before);
    use(next);
  }
  end(Op::IfEnd, {}, {}, line_of(e.span));
}

// A andalso B, A orelse B as values: the last operand's value is delivered as it is.
void Lowering::short_circuit_to(const BinaryExpr& top, const Cont& cont) {
  const BinaryExpr* e = &top;
  for (;;) {
    bool is_and = e->op == BinaryOp::AndAlso;
    size_t before = mark();
    BlockId go_on = new_block();
    BlockId stop = new_block();
    if (is_boolean_expr(*e->left)) {
      test(*e->left, is_and ? go_on : stop, is_and ? stop : go_on);
    } else {
      Arg left = expr(*e->left);
      BlockId yes = is_and ? go_on : stop;
      BlockId no = is_and ? stop : go_on;
      test_value(left, yes, no, line_of(e->operator_span));
    }
    use(stop);
    deliver(cont, atom_arg(is_and ? "false" : "true"));
    use(go_on);
    const auto* next = as<BinaryExpr>(e->right);
    if (next != nullptr && (next->op == BinaryOp::AndAlso || next->op == BinaryOp::OrElse)) {
      e = next;
      continue;
    }
    expr_to(*e->right, cont);
    undo(before);
    return;
  }
}

// maybe: each `P ?= E` that does not match leaves with its value.
void Lowering::maybe_to(const MaybeExpr& e, const Cont& cont) {
  struct Exit {
    BlockId from;
    Arg value;
  };
  std::vector<Exit> exits;
  size_t before = mark();
  for (size_t i = 0; i < e.body.size(); ++i) {
    const auto* m = as<MaybeMatchExpr>(e.body[i]);
    bool is_last = i + 1 == e.body.size();
    if (m == nullptr) {
      if (is_last) {
        expr_to(*e.body[i], cont);
      } else {
        (void)expr(*e.body[i]);
      }
      continue;
    }
    Arg value = expr(*m->value);
    match_or_fail(*m->pattern, value, [&] {
      exits.push_back({here(), value});
      use(kNone);
    });
    if (is_last) deliver(cont, value);
  }
  undo(before);
  if (exits.empty()) return;
  BlockId out = new_block(1);
  for (const Exit& exit : exits) {
    use(exit.from);
    Arg args[] = {exit.value};
    jump(out, args);
  }
  use(out);
  Arg value = param(out, 0);
  if (e.else_clauses.empty()) {
    deliver(cont, value);
    return;
  }
  uint32_t line = line_of(e.span);
  Arg subjects[] = {value};
  function_clauses(e.else_clauses, subjects, cont, false, [&] {
    Arg else_clause[] = {atom_arg("else_clause"), value};
    raise_error(make_tuple(else_clause), line);
  });
}

}  // namespace beamlet::core
