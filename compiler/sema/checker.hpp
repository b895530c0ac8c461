// checker.hpp - the walk over functions that check_scopes, check_expressions, check_patterns and check_guards share.
//
// Purpose     Follows which variables are bound at each place, and looks at every expression once.
// Picture     state_[variable]   Unbound | Bound | Unsafe, and its Decl        what holds here
//             trail_             (variable, state before) ...                  undo to any earlier place
//             Branches of a case: walk one, take its new bindings off the trail (Delta), undo, walk the next; then
//             bound in all: Bound; in some: Unsafe. Operands and arguments: the same, but bound in any: Bound.
// Invariants  I1  undo(mark) brings state_ back to what it was when mark() was called.
//             I2  a Decl is one place that binds; merged ones have a parent, and are used when it is.
// Threads     one compilation, one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/diag/diagnostic.hpp"
#include "compiler/sema/bit_spec.hpp"
#include "compiler/sema/constants.hpp"
#include "compiler/sema/match_fun.hpp"
#include "compiler/sema/module_env.hpp"
#include "compiler/source/arena.hpp"
#include "compiler/syntax/ast.hpp"

namespace beamlet {

class Checker {
 public:
  Checker(const ModuleEnv& env, Interner& symbols, DiagnosticSink& sink);

  void check_function(const FunctionForm& form);
  void check_record_defaults(const RecordForm& form);
  // A prompt's expressions: what is bound before and, as the result, newly after.
  std::vector<Symbol> check_sequence(ExprList expressions, std::span<const Symbol> bound_before);

  // What the functions walked so far refer to.
  struct Uses {
    // local function -> local functions it names
    std::unordered_map<NameArity, std::vector<NameArity>> calls;
    std::unordered_set<NameArity> imports;
    std::unordered_set<Symbol> records;
  };
  [[nodiscard]] Uses& uses() { return uses_; }

  // Functions are not looked for where forms are missing because of syntax errors.
  void set_incomplete(bool incomplete) { incomplete_ = incomplete; }
  // Records are known from their declaration on: `declared` grows as the forms are walked.
  void set_declared_records(const std::unordered_set<Symbol>& declared) { declared_records_ = &declared; }
  // Which warnings are wanted (-compile(nowarn_...)).
  struct Warnings {
    bool unused_vars = true;
    bool shadowed_vars = true;
    bool export_vars = false;
    bool obsolete_guards = true;
    bool ignored = false;  // values nobody looks at
    bool failed = false;   // operations that must fail
    bool nomatch = true;   // clauses that cannot match
    bool format = false;   // calls of io:format and the like
    bool deprecated = false;
    std::unordered_set<std::string> not_deprecated;  // "erlang:now/0"
  };
  void set_warnings(Warnings wanted) { warn_ = std::move(wanted); }

 private:
  enum class Binding : uint8_t { Unbound, Bound, Unsafe };
  struct State {
    Binding binding = Binding::Unbound;
    uint32_t decl = 0;
  };
  struct Decl {
    Symbol name;
    SourceSpan span;  // unknown: made by a merge
    uint32_t parent = kNoDecl;
    bool used = false;
    std::string_view construct = {};  // Unsafe: what makes it so
    SourceSpan construct_span = {};
    const Expr* value = nullptr;  // what it was given, when that is written out
  };
  static constexpr uint32_t kNoDecl = UINT32_MAX;
  struct Change {
    Symbol name;
    State before;
  };
  using Delta = std::vector<std::pair<Symbol, State>>;

  // The pattern that is being walked.
  struct PatternScope {
    uint32_t first_decl;         // Decls from here on belong to it
    uint32_t first_in_binary;    // those that a size may use, inside a binary
    bool shadows;                // outer variables of the same names are hidden (fun heads, generators)
    std::string_view construct;  // for the warning: "fun", "generator"
  };

  // Bindings (check_scopes.cpp)
  [[nodiscard]] State& state(Symbol name);
  void set_state(Symbol name, State to);
  [[nodiscard]] size_t mark() const { return trail_.size(); }
  [[nodiscard]] Delta take_since(size_t mark);
  void undo(size_t mark);
  uint32_t declare(Symbol name, SourceSpan span);
  uint32_t merged(uint32_t a, uint32_t b);
  void use(const VarExpr& var);
  void warn_exported(const VarExpr& var, const Decl& decl);
  void warn_underscore(DiagCode code, Symbol name, SourceSpan span);
  void mark_used(uint32_t decl) { decls_[decl].used = true; }
  void merge_siblings(const Delta& delta);
  void merge_branches(const std::vector<Delta>& branches, std::string_view construct, SourceSpan span);
  void make_unsafe(const Delta& delta, std::string_view construct, SourceSpan span);
  void report_unused(size_t first_decl);

  // Expressions (check_scopes.cpp)
  void sequence(ExprList body);
  void siblings(ExprList list);
  void sibling(const Expr* e, std::vector<Delta>& deltas);
  void merge(std::vector<Delta>& deltas);
  void expr(const Expr* e);
  void binary_expr(const BinaryExpr& e);
  void short_circuit(const BinaryExpr& e);
  void call(const CallExpr& e);
  bool match_fun_call(const CallExpr& e);
  void local_call(NameArity f, SourceSpan span, bool is_call);
  void fun_expr(const FunExpr& e);
  size_t case_clauses(ClauseList clauses, std::vector<Delta>& branches, const Expr* subject = nullptr);
  bool clause(const Clause& clause, PatternScope scope, const Expr* subject = nullptr);
  void try_expr(const TryExpr& e);
  void catch_clause(const CatchClause& clause);
  void maybe_expr(const MaybeExpr& e);
  void comprehension(const ComprehensionExpr& e);
  void generator(const Qualifier& q);
  void map_fields(const MapExpr& e, std::vector<Delta>& deltas);
  void match_expr(const Expr* pattern, const Expr* value);
  void bit_elements(const BitstringExpr& e, std::vector<Delta>& deltas);

  // Advice: what is legal and does not do what it seems to.
  // Values nobody looks at (check_ignored.cpp)
  struct Callee {
    std::string_view module, name;
    uint32_t arity;
  };
  [[nodiscard]] std::optional<Callee> callee(const CallExpr& e) const;
  void ignored(const Expr* e);
  void ignored_term(const Expr& e);
  void ignored_call(const CallExpr& e);
  // Calls (check_calls.cpp)
  void advise_call(const CallExpr& e);
  void advise_arguments(const CallExpr& e, const Callee& f);
  void advise_format(const CallExpr& e, const Callee& f);
  void advise_deprecated(const CallExpr& e, const Callee& f);
  // Operations that must fail (check_failing.cpp)
  void will_fail(SourceSpan span, std::string_view what, std::string_view reason);
  [[nodiscard]] const Expr* value_of(Symbol name) const;
  [[nodiscard]] static bool is_written_out(const Expr& e);
  [[nodiscard]] std::string_view builtin_name(const CallExpr& e) const;
  Constant constant(const Expr& e, bool reports = false);
  void advise_map(const MapExpr& e);
  [[nodiscard]] std::optional<uint64_t> segment_bits(const BitElement& element, const BitSpec& spec);
  void advise_float_size(const BitElement& element, const BitSpec& spec);
  void advise_construction(const BitElement& element, const BitSpec& spec);
  void advise_bits_element(const Expr& e);
  void advise_segment_pattern(const BitElement& element, const BitSpec& spec);
  // Clauses (check_clauses.cpp)
  void advise_guard(const Clause& clause);
  [[nodiscard]] static bool is_true(const Constant& value);
  [[nodiscard]] bool always_true(Guard guard) const;
  void clause_order(ClauseList clauses);
  void advise_subject(const Expr& subject, const Clause& clause);
  void advise_boolean_case(const CaseExpr& e);
  [[nodiscard]] static bool is_computed_boolean(const Expr& e, const Constant& value);
  [[nodiscard]] static bool is_switch(const Expr& subject);
  void advise_match(const Expr& pattern, const Expr& value, SourceSpan span);
  void advise_alias(const MatchExpr& e);
  void advise_all_dead(size_t dead, size_t clauses, SourceSpan span);

  // Records (check_records.cpp)
  const RecordInfo* record_named(Symbol name, SourceSpan span);
  void record_field(const RecordInfo& record, Symbol field, SourceSpan span);
  void record_fields(const RecordExpr& e);
  void record_wildcard(const RecordExpr& e);
  void record_info(const CallExpr& e);

  // Patterns (check_patterns.cpp)
  [[nodiscard]] PatternScope pattern_scope(bool shadows, std::string_view construct);
  void patterns(ExprList list, PatternScope scope);
  void pattern(const Expr* p, PatternScope& scope);
  void pattern_var(const VarExpr& var, PatternScope& scope);
  void pattern_map(const MapExpr& map, PatternScope& scope);
  void pattern_bits(const BitstringExpr& bits, PatternScope& scope);
  [[nodiscard]] bool is_constant_pattern(const Expr* p) const;
  void constant_pattern(const Expr* p, PatternScope& scope);
  void illegal_pattern(const Expr* p, PatternScope& scope);
  void bind_variables(const Expr* p, PatternScope& scope);
  BitSpec bit_spec(const BitElement& element);

  // Guards (check_guards.cpp)
  void guard(Guard guard);
  void guard_test(const Expr* test);
  void guard_expr(const Expr* e);
  void guard_call(const CallExpr& e);
  void is_record_guard(const CallExpr& e);
  [[nodiscard]] bool is_guard(const Expr* e) const;

  [[nodiscard]] std::string text(NameArity f) const;
  void suggest_function(Diagnostic& d, NameArity wrong) const;

  const ModuleEnv& env_;
  Interner& symbols_;
  DiagnosticSink& sink_;
  Uses uses_;
  std::vector<NameArity>* callees_ = nullptr;  // of the function being walked
  std::vector<State> states_;
  std::vector<Change> trail_;
  std::vector<Decl> decls_;
  const Symbol* stack_variable_ = nullptr;    // of the catch clause whose guard is being walked
  const PatternScope* size_scope_ = nullptr;  // inside a size or map key of this pattern
  Arena made_;                                // expressions of the checker's own
  bool incomplete_ = false;
  bool dead_clause_ = false;  // the clause being walked cannot match
  Warnings warn_;
  // those so far; null: all of the environment's
  const std::unordered_set<Symbol>* declared_records_ = nullptr;
};

}  // namespace beamlet
