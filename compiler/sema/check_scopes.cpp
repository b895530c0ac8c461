// Which variables are bound, safe and used.

#include <algorithm>

#include "compiler/diag/suggest.hpp"
#include "compiler/sema/checker.hpp"

namespace beamlet {

Checker::Checker(const ModuleEnv& env, Interner& symbols, DiagnosticSink& sink)
    : env_(env), symbols_(symbols), sink_(sink), states_(symbols.size()) {}

// ---------------------------------------------------------------------------------------------------------------
// Bindings

Checker::State& Checker::state(Symbol name) {
  if (name.id >= states_.size()) states_.resize(symbols_.size());
  return states_[name.id];
}

void Checker::set_state(Symbol name, State to) {
  State& at = state(name);
  trail_.push_back({name, at});
  at = to;
}

void Checker::undo(size_t mark) {
  while (trail_.size() > mark) {
    states_[trail_.back().name.id] = trail_.back().before;
    trail_.pop_back();
  }
}

Checker::Delta Checker::take_since(size_t mark) {
  Delta delta;
  for (size_t i = mark; i < trail_.size(); ++i)
    delta.emplace_back(trail_[i].name, states_[trail_[i].name.id]);
  if (delta.size() > 1) {  // one entry for each name; all entries of a name are equal
    std::ranges::sort(delta, {}, [](const auto& entry) { return entry.first; });
    const auto rest = std::ranges::unique(delta, {}, [](const auto& entry) { return entry.first; });
    delta.erase(rest.begin(), rest.end());
  }
  undo(mark);
  return delta;
}

uint32_t Checker::declare(Symbol name, SourceSpan span) {
  decls_.push_back({name, span});
  const auto decl = static_cast<uint32_t>(decls_.size() - 1);
  set_state(name, {Binding::Bound, decl});
  return decl;
}

// Both places bind the same variable from now on: using it uses both.
uint32_t Checker::merged(uint32_t a, uint32_t b) {
  if (a == b) return a;
  const auto decl = static_cast<uint32_t>(decls_.size());
  decls_.push_back({decls_[a].name, {}});
  decls_[a].parent = decl;
  decls_[b].parent = decl;
  return decl;
}

void Checker::merge_siblings(const Delta& delta) {
  for (const auto& [name, after] : delta) {
    const State before = state(name);
    if (before.binding == Binding::Unbound || after.binding == Binding::Unsafe) {
      set_state(name, after);
    } else if (before.binding == Binding::Bound) {
      warn_underscore(DiagCode::UnderscoreRepeated, name, decls_[before.decl].span);
      warn_underscore(DiagCode::UnderscoreRepeated, name, decls_[after.decl].span);
      set_state(name, {Binding::Bound, merged(before.decl, after.decl)});
    }
  }
}

void Checker::merge_branches(const std::vector<Delta>& branches, std::string_view construct,
                             SourceSpan span) {
  struct Outcome {
    Symbol name;
    uint32_t branch;
    State state;
  };
  std::vector<Outcome> all;
  for (uint32_t b = 0; b < branches.size(); ++b) {
    for (const auto& [name, after] : branches[b]) all.push_back({name, b, after});
  }
  std::ranges::sort(all, {}, [](const Outcome& o) { return std::pair(o.name, o.branch); });
  for (size_t i = 0; i < all.size();) {
    size_t end = i;
    size_t bound = 0;
    uint32_t decl = all[i].state.decl;
    bool was_unsafe = false;
    for (; end < all.size() && all[end].name == all[i].name; ++end) {
      if (all[end].state.binding == Binding::Bound) {
        ++bound;
        if (end > i) decl = merged(decl, all[end].state.decl);
      } else {
        was_unsafe = true;
      }
    }
    if (bound == branches.size()) {
      if (warn_.export_vars) {
        const auto exported = static_cast<uint32_t>(decls_.size());
        decls_.push_back({all[i].name, {}, kNoDecl, false, construct, span});
        if (decls_[decl].parent == kNoDecl) decls_[decl].parent = exported;
        decl = exported;
      }
      set_state(all[i].name, {Binding::Bound, decl});
    } else if (state(all[i].name).binding != Binding::Bound) {
      if (was_unsafe) {
        set_state(all[i].name, all[i].state.binding == Binding::Unsafe ? all[i].state : all[end - 1].state);
      }
      make_unsafe({{all[i].name, {Binding::Bound, decl}}}, construct, span);
    }
    i = end;
  }
}

void Checker::make_unsafe(const Delta& delta, std::string_view construct, SourceSpan span) {
  for (const auto& [name, after] : delta) {
    if (after.binding == Binding::Unsafe) {
      set_state(name, after);
      continue;
    }
    decls_.push_back({name, {}, kNoDecl, false, construct, span});
    const auto decl = static_cast<uint32_t>(decls_.size() - 1);
    if (decls_[after.decl].parent == kNoDecl) decls_[after.decl].parent = decl;  // said to be unsafe is used
    set_state(name, {Binding::Unsafe, decl});
  }
}

void Checker::use(const VarExpr& var) {
  if (var.name == sym::kUnderscore) {
    sink_.report(DiagCode::UnboundUnderscore, var.span);
    return;
  }
  const State at = state(var.name);
  if (at.binding == Binding::Bound) {
    // In a size or a map key of a pattern, the rest of that pattern does not count yet.
    const bool visible = size_scope_ == nullptr || at.decl < size_scope_->first_decl ||
                         at.decl >= size_scope_->first_in_binary;
    mark_used(at.decl);
    warn_exported(var, decls_[at.decl]);
    if (visible) return;
  }
  if (at.binding == Binding::Unsafe) {
    mark_used(at.decl);
    const Decl& decl = decls_[at.decl];
    sink_.report(DiagCode::UnsafeVariable, var.span, {symbols_.text(var.name), decl.construct})
        .notes.push_back({decl.construct_span, "the `" + std::string(decl.construct) + "` is here"});
  } else {
    Diagnostic& d = sink_.report(DiagCode::UnboundVariable, var.span, {symbols_.text(var.name)});
    NearestName nearest(symbols_.text(var.name));
    for (const Change& change : trail_) {
      if (states_[change.name.id].binding == Binding::Bound) nearest.consider(symbols_.text(change.name));
    }
    if (!nearest.best().empty()) d.suggestion = "did you mean `" + std::string(nearest.best()) + "`?";
  }
  mark_used(declare(var.name, {}));  // said once is enough
}

// Bound in all branches of a construct, and used behind it (asked for with warn_export_vars).
void Checker::warn_exported(const VarExpr& var, const Decl& decl) {
  if (!warn_.export_vars || decl.construct.empty()) return;
  sink_.report(DiagCode::ExportedVariable, var.span, {symbols_.text(var.name), decl.construct})
      .notes.push_back({decl.construct_span, "the `" + std::string(decl.construct) + "` is here"});
}

// `_X` reads like `_`, and is not: its second place compares.
void Checker::warn_underscore(DiagCode code, Symbol name, SourceSpan span) {
  const std::string_view written = symbols_.text(name);
  if (written.starts_with('_') && span.is_known()) sink_.report(code, span, {written});
}

void Checker::report_unused(size_t first_decl) {
  if (!warn_.unused_vars) return;
  for (size_t i = first_decl; i < decls_.size(); ++i) {
    const Decl& decl = decls_[i];
    if (!decl.span.is_known() || symbols_.text(decl.name).starts_with('_')) continue;
    bool used = decl.used;
    for (uint32_t up = decl.parent; up != kNoDecl && !used; up = decls_[up].parent) used = decls_[up].used;
    if (!used) sink_.report(DiagCode::UnusedVariable, decl.span, {symbols_.text(decl.name)});
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Functions

void Checker::check_function(const FunctionForm& form) {
  callees_ = &uses_.calls[{form.name, form.arity}];
  clause_order(form.clauses);
  size_t dead = 0;
  for (const Clause* c : form.clauses) {
    decls_.clear();
    const size_t before = mark();
    dead += clause(*c, pattern_scope(false, "function")) ? 1 : 0;
    undo(before);
    report_unused(0);
  }
  advise_all_dead(dead, form.clauses.size(), form.name_span);
  callees_ = nullptr;
}

void Checker::check_record_defaults(const RecordForm& form) {
  std::vector<NameArity> callees;
  callees_ = &callees;
  decls_.clear();
  for (const RecordFieldDecl& field : form.fields) {
    if (field.default_value == nullptr) continue;
    const size_t before = mark();
    const size_t first_decl = decls_.size();
    expr(field.default_value);
    // A default is put into many places: it may bind nothing that could be seen there.
    std::unordered_set<Symbol> visible;
    for (size_t i = before; i < trail_.size(); ++i) visible.insert(trail_[i].name);
    for (size_t i = first_decl; i < decls_.size(); ++i) {
      Decl& decl = decls_[i];
      if (!decl.span.is_known() || !visible.contains(decl.name)) continue;
      decl.used = true;
      sink_.report(DiagCode::VariableInRecordDefault, decl.span, {symbols_.text(decl.name)});
    }
    undo(before);
  }
  report_unused(0);
  // A record's defaults count as called: they run wherever it is created.
  auto& roots = uses_.calls[{sym::kEmpty, 0}];
  roots.insert(roots.end(), callees.begin(), callees.end());
  callees_ = nullptr;
}

std::vector<Symbol> Checker::check_sequence(ExprList expressions, std::span<const Symbol> bound_before) {
  std::vector<NameArity> callees;
  callees_ = &callees;
  warn_ = {};
  warn_.unused_vars = false;
  decls_.clear();
  for (const Symbol name : bound_before) (void)declare(name, {});
  const size_t before = mark();
  sequence(expressions);
  std::vector<Symbol> bound;
  for (size_t i = before; i < trail_.size(); ++i) {
    const Symbol name = trail_[i].name;
    if (states_[name.id].binding == Binding::Bound && std::ranges::find(bound, name) == bound.end() &&
        std::ranges::find(bound_before, name) == bound_before.end()) {
      bound.push_back(name);
    }
  }
  undo(0);
  callees_ = nullptr;
  return bound;
}

// ---------------------------------------------------------------------------------------------------------------
// Expressions

void Checker::sequence(ExprList body) {
  for (size_t i = 0; i < body.size(); ++i) {
    expr(body[i]);
    if (i + 1 < body.size()) ignored(body[i]);
  }
}

// Evaluated side by side: none sees what another binds.
void Checker::sibling(const Expr* e, std::vector<Delta>& deltas) {
  const size_t before = mark();
  expr(e);
  if (mark() > before) deltas.push_back(take_since(before));
}

void Checker::merge(std::vector<Delta>& deltas) {
  for (const Delta& delta : deltas) merge_siblings(delta);
  deltas.clear();
}

void Checker::siblings(ExprList list) {
  if (list.size() == 1) return expr(list[0]);
  std::vector<Delta> deltas;
  for (const Expr* e : list) sibling(e, deltas);
  merge(deltas);
}

void Checker::expr(const Expr* e) {
  switch (e->kind) {
    case ExprKind::Var:
      return use(to<VarExpr>(*e));
    case ExprKind::Atom:
    case ExprKind::Integer:
    case ExprKind::Float:
    case ExprKind::Char:
    case ExprKind::String:
    case ExprKind::Error:
      return;
    case ExprKind::Tuple:
      return siblings(to<TupleExpr>(*e).elements);
    case ExprKind::List: {
      std::vector<Delta> deltas;
      for (const auto* list = &to<ListExpr>(*e); list != nullptr; list = as<ListExpr>(list->tail)) {
        for (const Expr* element : list->elements) sibling(element, deltas);
        if (list->tail != nullptr && list->tail->kind != ExprKind::List) sibling(list->tail, deltas);
      }
      return merge(deltas);
    }
    case ExprKind::Map: {
      const auto& map = to<MapExpr>(*e);
      std::vector<Delta> deltas;
      if (map.base != nullptr) sibling(map.base, deltas);
      map_fields(map, deltas);
      advise_map(map);
      return merge(deltas);
    }
    case ExprKind::Record: {
      const auto& record = to<RecordExpr>(*e);
      std::vector<Delta> deltas;
      if (record.base != nullptr) sibling(record.base, deltas);
      record_fields(record);
      for (const RecordField& field : record.fields) sibling(field.value, deltas);
      return merge(deltas);
    }
    case ExprKind::RecordAccess: {
      const auto& access = to<RecordAccessExpr>(*e);
      if (const RecordInfo* record = record_named(access.name, access.name_span)) {
        record_field(*record, access.field, access.field_span);
      }
      return expr(access.base);
    }
    case ExprKind::RecordIndex: {
      const auto& index = to<RecordIndexExpr>(*e);
      if (const RecordInfo* record = record_named(index.name, index.name_span)) {
        record_field(*record, index.field, index.field_span);
      }
      return;
    }
    case ExprKind::Bitstring: {
      std::vector<Delta> deltas;
      bit_elements(to<BitstringExpr>(*e), deltas);
      return merge(deltas);
    }
    case ExprKind::Match:
      advise_match(*to<MatchExpr>(*e).pattern, *to<MatchExpr>(*e).value, e->span);
      return match_expr(to<MatchExpr>(*e).pattern, to<MatchExpr>(*e).value);
    case ExprKind::MaybeMatch:
      return match_expr(to<MaybeMatchExpr>(*e).pattern, to<MaybeMatchExpr>(*e).value);
    case ExprKind::Unary:
      (void)constant(*e, true);
      return expr(to<UnaryExpr>(*e).operand);
    case ExprKind::Binary:
      return binary_expr(to<BinaryExpr>(*e));
    case ExprKind::Catch: {
      const size_t before = mark();
      expr(to<CatchExpr>(*e).body);
      if (mark() > before) make_unsafe(take_since(before), "catch", e->span);
      return;
    }
    case ExprKind::Call:
      return call(to<CallExpr>(*e));
    case ExprKind::Remote:
      sink_.report(DiagCode::BareRemoteName, e->span);
      return;
    case ExprKind::LocalFun:
      return local_call({to<LocalFunExpr>(*e).name, to<LocalFunExpr>(*e).arity}, e->span, false);
    case ExprKind::RemoteFun: {
      const auto& fun = to<RemoteFunExpr>(*e);
      const Expr* const parts[] = {fun.module, fun.function, fun.arity};
      if (const Constant arity = constant(*fun.arity);
          arity.is(Constant::Kind::Integer) && arity.integer > 255)
        will_fail(e->span, "fun construction", "badarg");
      return siblings(parts);
    }
    case ExprKind::Fun:
      return fun_expr(to<FunExpr>(*e));
    case ExprKind::Block:
      return sequence(to<BlockExpr>(*e).body);
    case ExprKind::If: {
      std::vector<Delta> branches;
      const SourceSpan word{e->span.begin, 2};
      const ClauseList clauses = to<IfExpr>(*e).clauses;
      advise_all_dead(case_clauses(clauses, branches), clauses.size(), word);
      return merge_branches(branches, "if", word);
    }
    case ExprKind::Case: {
      const auto& c = to<CaseExpr>(*e);
      expr(c.subject);
      advise_boolean_case(c);
      std::vector<Delta> branches;
      const SourceSpan word{e->span.begin, 4};
      advise_all_dead(case_clauses(c.clauses, branches, c.subject), c.clauses.size(), word);
      return merge_branches(branches, "case", word);
    }
    case ExprKind::Receive: {
      const auto& r = to<ReceiveExpr>(*e);
      std::vector<Delta> branches;
      (void)case_clauses(r.clauses, branches);
      if (r.timeout != nullptr) {
        const size_t before = mark();
        expr(r.timeout);
        const Delta timeout = take_since(before);  // seen neither by the clauses nor by the body
        const size_t body = mark();
        sequence(r.timeout_body);
        branches.push_back(take_since(body));
        merge_siblings(timeout);
      }
      return merge_branches(branches, "receive", {e->span.begin, 7});
    }
    case ExprKind::Try:
      return try_expr(to<TryExpr>(*e));
    case ExprKind::Maybe:
      return maybe_expr(to<MaybeExpr>(*e));
    case ExprKind::Comprehension:
      return comprehension(to<ComprehensionExpr>(*e));
  }
}

void Checker::binary_expr(const BinaryExpr& e) {
  if (e.op == BinaryOp::AndAlso || e.op == BinaryOp::OrElse) return short_circuit(e);
  if (!is_right_associative(e.op)) (void)constant(e, true);
  std::vector<Delta> deltas;
  const BinaryExpr* at = &e;
  if (is_right_associative(e.op)) {
    for (;;) {
      sibling(at->left, deltas);
      const auto* next = as<BinaryExpr>(at->right);
      if (next == nullptr || !is_right_associative(next->op) || next->op == BinaryOp::AndAlso ||
          next->op == BinaryOp::OrElse) {
        break;
      }
      at = next;
    }
    sibling(at->right, deltas);
  } else {
    std::vector<const Expr*> operands;
    for (;;) {
      operands.push_back(at->right);
      const auto* next = as<BinaryExpr>(at->left);
      if (next == nullptr || is_right_associative(next->op)) break;
      at = next;
    }
    sibling(at->left, deltas);
    for (auto operand = operands.rbegin(); operand != operands.rend(); ++operand) sibling(*operand, deltas);
  }
  merge(deltas);
}

// A andalso B andalso C: each sees the ones before it; what all but the first bind is unsafe behind.
void Checker::short_circuit(const BinaryExpr& e) {
  expr(e.left);
  const size_t before = mark();
  const Expr* right = e.right;
  for (;;) {
    const auto* next = as<BinaryExpr>(right);
    if (next == nullptr || (next->op != BinaryOp::AndAlso && next->op != BinaryOp::OrElse)) break;
    expr(next->left);
    right = next->right;
  }
  expr(right);
  if (mark() > before) make_unsafe(take_since(before), spelling(e.op), e.operator_span);
}

void Checker::match_expr(const Expr* pattern_side, const Expr* value) {
  std::vector<Delta> deltas;
  sibling(value, deltas);
  const size_t before = mark();
  PatternScope scope = pattern_scope(false, "match");
  pattern(pattern_side, scope);
  if (const auto* var = as<VarExpr>(pattern_side);
      var != nullptr && mark() > before && is_written_out(*value))
    decls_[state(var->name).decl].value = value;
  if (deltas.empty()) return;
  deltas.push_back(take_since(before));
  merge(deltas);
}

void Checker::map_fields(const MapExpr& e, std::vector<Delta>& deltas) {
  for (const MapField& field : e.fields) {
    if (field.exact && e.base == nullptr) sink_.report(DiagCode::ExactInMapCreation, field.span);
    sibling(field.key, deltas);
    sibling(field.value, deltas);
  }
}

void Checker::bit_elements(const BitstringExpr& e, std::vector<Delta>& deltas) {
  for (const BitElement& element : e.elements) {
    advise_construction(element, bit_spec(element));
    sibling(element.value, deltas);
    if (element.size != nullptr) sibling(element.size, deltas);
  }
}

// ets:fun2ms(fun ... end): the match specification is checked in the fun's place.
bool Checker::match_fun_call(const CallExpr& e) {
  const MatchFunDialect dialect = match_fun_dialect(e, env_, symbols_);
  if (dialect == MatchFunDialect::None) return false;
  if (e.module == nullptr) uses_.imports.insert({to<AtomExpr>(*e.function).name, 1});
  const auto* fun = as<FunExpr>(e.arguments[0]);
  if (fun == nullptr || fun->name != sym::kEmpty) {
    if (!env_.translates_match_funs) return false;  // a call like any other: it fails when it runs
    sink_.report(DiagCode::MatchFunNotLiteral, e.span, {dialect == MatchFunDialect::Ets ? "ets" : "dbg"});
    return false;
  }
  MatchFunContext context{env_, symbols_, made_, &sink_};
  context.head_variable = [&](const VarExpr& var) {
    if (state(var.name).binding != Binding::Bound || !warn_.shadowed_vars) return;
    sink_.report(DiagCode::ShadowedVariable, var.span, {symbols_.text(var.name), "fun"});
  };
  const Expr* spec = translate_match_fun(*fun, dialect, context);
  uses_.records.insert(context.records.begin(), context.records.end());
  if (spec != nullptr) expr(spec);
  return true;
}

void Checker::call(const CallExpr& e) {
  if (match_fun_call(e)) return;
  advise_call(e);
  std::vector<Delta> deltas;
  if (e.module != nullptr) sibling(e.module, deltas);
  const auto* name = as<AtomExpr>(e.function);
  if (name == nullptr) {
    sibling(e.function, deltas);
  } else if (e.module == nullptr) {
    const NameArity f{name->name, static_cast<uint32_t>(e.arguments.size())};
    if (env_.resolve_call(f).kind == CallTarget::Kind::RecordInfo) return record_info(e);
    local_call(f, name->span, true);
  }
  if (const auto f = callee(e); f && f->module == "erlang" && f->name == "is_record" && f->arity == 2) {
    if (const auto* record = as<AtomExpr>(e.arguments[1])) (void)record_named(record->name, record->span);
  }
  for (const Expr* argument : e.arguments) sibling(argument, deltas);
  merge(deltas);
}

// A function named without a module, called or as `fun f/1`.
void Checker::local_call(NameArity f, SourceSpan span, bool is_call) {
  switch (env_.resolve_call(f).kind) {
    case CallTarget::Kind::Local:
      if (callees_ != nullptr) callees_->push_back(f);
      if (is_call && env_.auto_imported.contains(f) && !env_.no_auto_import.contains(f) &&
          !env_.no_auto_import_all) {
        const bool newer = is_newer_auto_import(symbols_.text(f.name), f.arity);
        sink_.report(newer ? DiagCode::OverriddenAutoImport : DiagCode::AmbiguousCall, span, {text(f)})
            .suggestion = "write `erlang:" + std::string(symbols_.text(f.name)) +
                          "` for the auto-imported one, or add -compile({no_auto_import, [" + text(f) +
                          "]}).";
      }
      return;
    case CallTarget::Kind::Imported:
      uses_.imports.insert(f);
      if (!is_call &&
          env_.default_module ==
              sym::kEmpty) {  // `fun f/1` names the module's own functions and auto-imported ones only
        sink_.report(DiagCode::UndefinedFunction, span, {text(f)}).suggestion =
            "an imported function is written `fun " + std::string(symbols_.text(env_.imports.at(f))) + ":" +
            text(f) + "`";
      }
      return;
    case CallTarget::Kind::AutoImported:
    case CallTarget::Kind::RecordInfo:
      return;
    case CallTarget::Kind::Undefined:
      if (!incomplete_) suggest_function(sink_.report(DiagCode::UndefinedFunction, span, {text(f)}), f);
      return;
  }
}

void Checker::suggest_function(Diagnostic& d, NameArity wrong) const {
  NearestName nearest(symbols_.text(wrong.name));
  std::string same_name;
  const auto consider = [&](NameArity f) {
    if (f.name == wrong.name && same_name.empty()) same_name = text(f);
    if (f.arity == wrong.arity) nearest.consider(symbols_.text(f.name));
  };
  for (const NameArity f : env_.function_order) consider(f);
  if (same_name.empty() && nearest.best().empty()) {
    std::vector<NameArity> others(env_.auto_imported.begin(), env_.auto_imported.end());
    std::ranges::sort(others);
    for (const NameArity f : others) consider(f);
  }
  if (!same_name.empty()) {
    d.suggestion = "did you mean `" + same_name + "`?";
  } else if (!nearest.best().empty()) {
    d.suggestion = "did you mean `" + std::string(nearest.best()) + "/" + std::to_string(wrong.arity) + "`?";
  }
}

void Checker::fun_expr(const FunExpr& e) {
  const size_t before = mark();
  if (e.name != sym::kEmpty && e.name != sym::kUnderscore) {
    if (state(e.name).binding == Binding::Bound && warn_.shadowed_vars) {
      sink_.report(DiagCode::ShadowedVariable, e.name_span, {symbols_.text(e.name), "named fun"});
    }
    (void)declare(e.name, e.name_span);
  }
  clause_order(e.clauses);
  size_t dead = 0;
  for (const Clause* c : e.clauses) {
    const size_t in_clause = mark();
    dead += clause(*c, pattern_scope(true, "fun")) ? 1 : 0;
    undo(in_clause);
  }
  advise_all_dead(dead, e.clauses.size(), {e.span.begin, 3});
  undo(before);
}

// Patterns, guard and body. True: it cannot match.
bool Checker::clause(const Clause& clause, PatternScope scope, const Expr* subject) {
  dead_clause_ = false;
  if (subject != nullptr) advise_subject(*subject, clause);
  patterns(clause.patterns, scope);
  guard(clause.guard);
  advise_guard(clause);
  const bool dead = dead_clause_;
  sequence(clause.body);
  return dead;
}

// How many of them cannot match.
size_t Checker::case_clauses(ClauseList clauses, std::vector<Delta>& branches, const Expr* subject) {
  clause_order(clauses);
  size_t dead = 0;
  for (const Clause* c : clauses) {
    const size_t before = mark();
    dead += clause(*c, pattern_scope(false, "case"), subject) ? 1 : 0;
    branches.push_back(take_since(before));
  }
  return dead;
}

// What the body binds holds in the `of` clauses, and is unsafe in `catch`, in `after` and behind.
void Checker::try_expr(const TryExpr& e) {
  const SourceSpan word{e.span.begin, 3};
  const size_t before = mark();
  sequence(e.body);
  std::vector<Delta> branches;
  (void)case_clauses(e.of_clauses, branches);
  const Delta body = take_since(before);
  make_unsafe(body, "try", word);
  for (const CatchClause* clause : e.catch_clauses) {
    const size_t in_clause = mark();
    catch_clause(*clause);
    branches.push_back(take_since(in_clause));
  }
  for (const Delta& branch : branches) make_unsafe(branch, "try", word);
  const size_t in_after = mark();
  sequence(e.after_body);
  if (mark() > in_after) make_unsafe(take_since(in_after), "try", word);
}

void Checker::catch_clause(const CatchClause& clause) {
  PatternScope scope = pattern_scope(false, "catch");
  if (const auto* var = as<VarExpr>(clause.exception_class)) pattern_var(*var, scope);
  pattern(clause.pattern, scope);
  const auto* stack = as<VarExpr>(clause.stacktrace);
  if (stack != nullptr && stack->name == sym::kUnderscore) stack = nullptr;
  const bool is_bound = stack != nullptr && state(stack->name).binding == Binding::Bound;
  // The trace is made behind the guard: there is nothing to test yet.
  if (stack != nullptr && !is_bound) stack_variable_ = &stack->name;
  guard(clause.guard);
  stack_variable_ = nullptr;
  if (is_bound) {
    mark_used(state(stack->name).decl);
    sink_.report(DiagCode::StacktraceBound, stack->span, {symbols_.text(stack->name)});
  } else if (stack != nullptr) {
    (void)declare(stack->name, stack->span);
  }
  sequence(clause.body);
}

void Checker::maybe_expr(const MaybeExpr& e) {
  const SourceSpan word{e.span.begin, 5};
  const size_t before = mark();
  sequence(e.body);
  make_unsafe(take_since(before), "maybe", word);
  std::vector<Delta> branches;
  (void)case_clauses(e.else_clauses, branches);
  for (const Delta& branch : branches) make_unsafe(branch, "maybe", word);
}

void Checker::generator(const Qualifier& q) {
  PatternScope scope = pattern_scope(true, "generator");
  pattern(q.pattern, scope);
  if (const auto* bits = as<BitstringExpr>(q.pattern);
      bits != nullptr && q.kind == QualifierKind::BinaryGenerator) {
    for (const BitElement& element : bits->elements) {
      if (resolve_bit_spec(element).spec.size == BitSpec::Size::Rest) {
        sink_.report(DiagCode::UnsizedBinaryInGenerator, element.span);
      }
    }
  }
  if (q.value_pattern != nullptr) pattern(q.value_pattern, scope);
}

void Checker::comprehension(const ComprehensionExpr& e) {
  const size_t before = mark();
  for (const Qualifier* q : e.qualifiers) {
    switch (q->kind) {
      case QualifierKind::Filter:
        expr(q->source);
        break;
      case QualifierKind::Zip: {
        std::vector<Delta> deltas;
        for (const Qualifier* part : q->zipped) sibling(part->source, deltas);
        merge(deltas);
        for (const Qualifier* part : q->zipped) generator(*part);
        break;
      }
      default: {
        const size_t in_source = mark();
        expr(q->source);
        undo(in_source);  // what the source binds is not seen by the pattern
        generator(*q);
        break;
      }
    }
  }
  if (e.result == ComprehensionKind::Binary) advise_bits_element(*e.element);
  expr(e.element);
  if (e.value != nullptr) expr(e.value);
  undo(before);
}

std::string Checker::text(NameArity f) const {
  return std::string(symbols_.text(f.name)) + "/" + std::to_string(f.arity);
}

}  // namespace beamlet
