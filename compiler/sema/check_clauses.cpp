// Clauses that cannot match: their guard is false, their pattern does not fit, or an earlier clause leaves nothing to them.

#include <algorithm>
#include <array>
#include <unordered_map>

#include "compiler/sema/checker.hpp"
#include "compiler/sema/constants.hpp"
#include "compiler/sema/patterns_cover.hpp"

namespace beamlet {

// ---------------------------------------------------------------------------------------------------------------
// Guards

// A guard whose variables are bound: none of its alternatives can be true.
void Checker::advise_guard(const Clause& clause) {
  if (clause.guard.empty()) return;
  bool fails = false;
  const auto is_never = [&](const Expr* test) {
    const Constant value = constant(*test, true);
    fails = fails || value.is(Constant::Kind::Fails);
    return !value.is(Constant::Kind::Unknown) && !value.is(Constant::Kind::Boolean) && !is_true(value);
  };
  const bool never = std::ranges::all_of(
      clause.guard, [&](const ExprList& tests) { return std::ranges::any_of(tests, is_never); });
  if (!never) return;
  dead_clause_ = true;
  if (warn_.nomatch && !fails) sink_.report(DiagCode::GuardFalse, clause.head);
}

bool Checker::is_true(const Constant& value) {
  return value.is(Constant::Kind::Atom) && value.atom == sym::kTrue;
}

// One alternative is true whatever its variables are.
bool Checker::always_true(Guard guard) const {
  ConstantFolder::Questions questions;
  questions.callee = [this](const CallExpr& call) { return builtin_name(call); };
  ConstantFolder folder(symbols_, std::move(questions));
  return guard.empty() || std::ranges::any_of(guard, [&](const ExprList& tests) {
           return std::ranges::all_of(tests, [&](const Expr* t) { return is_true(folder.fold(*t)); });
         });
}

// ---------------------------------------------------------------------------------------------------------------
// Patterns

// A clause that an earlier one without a guard leaves nothing to.
void Checker::clause_order(ClauseList clauses) {
  if (!warn_.nomatch || clauses.size() < 2) return;
  const PatternCover cover([&](Symbol name) { return state(name).binding != Binding::Unbound; });
  // Earlier clauses by what their first pattern looks like; those that take anything are in `open`.
  constexpr size_t kMaxLookedAt = 32;
  std::unordered_map<uint64_t, std::vector<const Clause*>> by_shape;
  std::vector<const Clause*> open;
  for (const Clause* clause : clauses) {
    if (clause->patterns.empty() && clause->guard.empty()) continue;  // a guard lost to a syntax error
    const Clause* by = nullptr;
    const auto look = [&](const std::vector<const Clause*>& earlier) {
      for (size_t i = 0; i < earlier.size() && i < kMaxLookedAt && by == nullptr; ++i)
        if (cover.covers(earlier[i]->patterns, clause->patterns)) by = earlier[i];
    };
    look(open);
    std::array<uint64_t, 2> shapes{};
    const size_t shape_count = clause->patterns.empty() ? 0 : cover.shapes(*clause->patterns[0], shapes);
    for (size_t i = 0; i < shape_count && by == nullptr; ++i) {
      if (const auto found = by_shape.find(shapes[i]); found != by_shape.end()) look(found->second);
    }
    if (by != nullptr) {
      sink_.report(DiagCode::ClauseCannotMatch, clause->head)
          .notes.push_back({by->head, "this clause always matches"});
      continue;
    }
    if (!always_true(clause->guard)) continue;
    if (shape_count == 0) {
      open.push_back(clause);
    } else {
      by_shape[shapes[0]].push_back(clause);
    }
  }
}

// The pattern of a clause of `case`, against what is looked at.
void Checker::advise_subject(const Expr& subject, const Clause& clause) {
  if (clause.patterns.empty() || !never_fits(*clause.patterns[0], subject)) return;
  dead_clause_ = true;
  if (warn_.nomatch && !is_switch(subject)) sink_.report(DiagCode::NeverMatches, clause.patterns[0]->span);
}

// case X > 1 of true -> ...; false -> ...; _ -> ... end
void Checker::advise_boolean_case(const CaseExpr& e) {
  const Constant value = constant(*e.subject);
  if (!warn_.nomatch || !(value.is(Constant::Kind::Boolean) || is_computed_boolean(*e.subject, value)))
    return;
  const Clause* seen_true = nullptr;
  const Clause* seen_false = nullptr;
  for (const Clause* clause : e.clauses) {
    if (clause->patterns.empty()) continue;
    const Expr& pattern = *clause->patterns[0];
    if (seen_true != nullptr && seen_false != nullptr) {
      sink_.report(DiagCode::ClauseCannotMatch, clause->head)
          .notes.push_back({seen_false->head, "`true` and `false` are all there is"});
      continue;
    }
    const auto* atom = as<AtomExpr>(&pattern);
    const bool is_boolean = atom != nullptr && (atom->name == sym::kTrue || atom->name == sym::kFalse);
    if (!is_boolean && is_written_out(pattern)) {
      sink_.report(DiagCode::NeverMatches, pattern.span);
    } else if (is_boolean && always_true(clause->guard)) {
      (atom->name == sym::kTrue ? seen_true : seen_false) = clause;
    }
  }
}

// The value is known although it is not written there: `1 > 2`.
bool Checker::is_computed_boolean(const Expr& e, const Constant& value) {
  return e.kind != ExprKind::Atom && value.is(Constant::Kind::Atom) &&
         (value.atom == sym::kTrue || value.atom == sym::kFalse) && e.kind != ExprKind::Var;
}

// A literal is looked at by those who switch code on and off.
bool Checker::is_switch(const Expr& subject) {
  return subject.kind != ExprKind::Tuple && subject.kind != ExprKind::List && subject.kind != ExprKind::Map &&
         subject.kind != ExprKind::Fun;
}

// pattern = value
void Checker::advise_match(const Expr& pattern, const Expr& value, SourceSpan span) {
  if (!warn_.nomatch) return;
  const auto known = [&](const Expr& e) -> const Expr& {
    const auto* var = as<VarExpr>(&e);
    const Expr* found = var != nullptr ? value_of(var->name) : nullptr;
    return found != nullptr ? *found : e;
  };
  const Constant result = constant(value);
  const bool no_boolean = result.is(Constant::Kind::Boolean) && is_written_out(pattern) &&
                          !(pattern.kind == ExprKind::Atom && (to<AtomExpr>(pattern).name == sym::kTrue ||
                                                               to<AtomExpr>(pattern).name == sym::kFalse));
  // {a, _} = {b, _} = X
  const auto* inner = as<MatchExpr>(&value);
  if (inner != nullptr && never_fits(pattern, *inner->pattern))
    sink_.report(DiagCode::PatternNeverMatches, join(pattern.span, inner->pattern->span));
  if (no_boolean || never_fits(known(pattern), known(value))) sink_.report(DiagCode::NoClauseMatches, span);
}

// pattern = pattern: no value is both.
void Checker::advise_alias(const MatchExpr& e) {
  if (!never_fits(*e.pattern, *e.value)) return;
  dead_clause_ = true;
  if (warn_.nomatch) sink_.report(DiagCode::PatternNeverMatches, e.span);
}

// None of the clauses that were walked since `dead` began at 0 can match.
void Checker::advise_all_dead(size_t dead, size_t clauses, SourceSpan span) {
  if (warn_.nomatch && clauses > 0 && dead == clauses) sink_.report(DiagCode::NoClauseEver, span);
}

}  // namespace beamlet
