// lower_impl.hpp - the state and the parts of the lowering; included by the lower_*.cpp files only.
//
// Purpose     One class, because every construct may hold every other; its methods are grouped by file.
//             lower.cpp: module and functions; lower_expr: values and operators; lower_call: calls; lower_clause: clauses and
//             branches; lower_pattern: AST patterns; match_compile: decision trees; lower_guard: tests; lower_record, lower_binary,
//             lower_comprehension, lower_receive, lower_try, lower_fun: what their names say.
//
// Picture     A Scope is a function being built: the source's functions, funs and comprehensions each have one. The
//             environment maps a variable to (value, scope); a look-up from an inner scope makes the variable a free one there.
//             A Cont says where a value goes: returned (tail position), or to a Join where several paths meet.
//
// Invariants  W1  `current` is the block that grows; kNone after a construct that never completes: the code that follows
//                 goes to a fresh block nobody reaches, which the passes drop.
//             W2  the trail holds every binding made since a mark, so a branch is left by undoing to its mark.
#pragma once

#include <functional>
#include <unordered_map>
#include <vector>

#include "compiler/core/core.hpp"
#include "compiler/core/lower.hpp"
#include "compiler/core/pattern.hpp"
#include "compiler/sema/check.hpp"

namespace beamlet::core {

// A part of a value, not fetched yet.
struct Subject {
  enum class Kind : uint8_t { Whole, Head, Tail, Element } kind = Kind::Whole;
  Arg base;
  uint32_t index = 0;
  friend bool operator==(const Subject&, const Subject&) = default;
};

// What is still to be tested of a row: subject against pattern.
struct Constraint {
  Subject subject;
  const Pattern* pattern;
  std::span<const MapPair> pairs;  // Map, started: what is left
  uint32_t segment = 0;            // Bits, started: 1 + the next segment
  bool started = false;
};

struct MatchRow {
  struct Bind {
    Symbol variable;
    Subject subject;
  };
  struct Check {
    Subject subject;
    Arg value;
  };
  std::vector<Constraint> todo;  // the last one is next
  std::vector<Bind> binds;
  std::vector<Check> checks;
  Guard guard;
  uint32_t clause = 0;
};

class Lowering {
 public:
  Lowering(const LoweringContext& ast, const ModuleEnv& env);
  [[nodiscard]] Module run_module();
  [[nodiscard]] Module run_expressions(ExprList expressions, std::span<const Symbol> bound_before,
                                       std::span<const Symbol> bound_after, std::string_view module_name);

 private:
  // -- scopes and the environment (lower.cpp) ----------------------------------------------------------------------
  struct Binding {
    Symbol variable;
    Arg value;
  };
  struct Scope {
    Scope* outer = nullptr;
    FunctionId id = 0;
    uint32_t number = 0;
    Function fn;
    BlockId current = kNone;
    BlockId fail = kNone;     // guards: where failing operations go; none: they raise
    BlockId handler = kNone;  // innermost try
    std::vector<ValueId> params;
    std::vector<Symbol> free;  // captured variables, in the order of their parameters
    std::unordered_map<uint32_t, ValueId> captured;
    // Inside a named fun: its variable, and how to call it directly.
    Symbol self_name;
    FunctionId self_function = kNone;
    uint32_t self_arity = 0;
  };
  struct Entry {
    Arg value;
    uint32_t scope = 0;  // 0: unbound
  };

  void open_scope(Scope& scope, uint32_t arity);
  void close_scope(std::string_view name);  // finishes the function and puts it in the module
  [[nodiscard]] FunctionId reserve_function();
  void bind(Symbol variable, Arg value);
  [[nodiscard]] bool is_bound(Symbol variable) const;
  [[nodiscard]] Arg look_up(Symbol variable);
  [[nodiscard]] size_t mark() const { return trail_.size(); }
  void undo(size_t to);
  [[nodiscard]] Symbol hidden_name(std::string_view prefix);

  // -- emitting (lower.cpp) --------------------------------------------------------------------------------------------
  [[nodiscard]] BlockId new_block(uint32_t params = 0) { return s_->fn.new_block(params, s_->handler); }
  void use(BlockId block) { s_->current = block; }
  BlockId here();  // the current block; a fresh unreachable one when there is none
  Arg emit(Op op, std::initializer_list<Arg> arguments, uint32_t aux, uint32_t line);
  Arg emit(Op op, std::span<const Arg> arguments, uint32_t aux, uint32_t line);
  Arg truth_of(Op op, std::span<const Arg> arguments, uint32_t aux);
  void emit_void(Op op, std::initializer_list<Arg> arguments, uint32_t aux = 0, uint32_t line = 0);
  Arg emit_branching(Op op, std::initializer_list<Arg> arguments, uint32_t aux, uint32_t line, BlockId yes,
                     BlockId no, bool with_result);
  void branch(Op op, std::initializer_list<Arg> arguments, BlockId yes, BlockId no, uint32_t aux = 0,
              uint32_t line = 0);
  void end(Op op, std::span<const Arg> arguments, std::span<const BlockId> successors, uint32_t line = 0);
  void jump(BlockId to, std::span<const Arg> arguments = {});
  void ret(Arg value);
  Arg param(BlockId block, uint32_t index) {
    return Arg::value(s_->fn.params_of(s_->fn.blocks[block])[index]);
  }
  [[nodiscard]] uint32_t line_of(uint32_t offset);
  [[nodiscard]] uint32_t line_of(SourceSpan span) { return line_of(span.begin); }

  // -- literals ----------------------------------------------------------------------------------------------------------
  [[nodiscard]] uint32_t atom_of(Symbol s);
  [[nodiscard]] Arg atom_arg(Symbol s) { return Arg::literal(m_.literals.atom(atom_of(s))); }
  [[nodiscard]] Arg atom_arg(std::string_view text) { return m_.atom_arg(text); }
  [[nodiscard]] Arg int_arg(int64_t v) { return m_.int_arg(v); }
  [[nodiscard]] Arg nil_arg() { return Arg::literal(m_.literals.nil()); }
  [[nodiscard]] LiteralId integer_literal(const IntegerExpr& e, bool negative);
  [[nodiscard]] LiteralId string_literal(std::string_view utf8);
  [[nodiscard]] std::vector<uint32_t> code_points(std::string_view utf8) const;
  // The constant an expression denotes (attributes, patterns), or none.
  [[nodiscard]] Arg constant(const Expr& e);
  [[nodiscard]] Arg constant_tuple_or_none(std::span<const Arg> elements);
  [[nodiscard]] LiteralId map_literal(std::span<const LiteralId> keys_and_values);
  [[nodiscard]] bool is_int_literal(Arg a, int64_t& value) const;
  [[nodiscard]] const LiteralPool::Node* node(Arg a) const {
    return a.is_literal() ? &m_.literals[a.literal()] : nullptr;
  }

  // -- continuations (lower_clause.cpp) --------------------------------------------------------------------------------------
  struct Join {
    struct Edge {
      BlockId from;
      Arg value;
      std::vector<Binding> binds;
    };
    size_t mark = 0;
    BlockId handler = kNone;
    std::vector<Edge> edges;
  };
  struct Cont {
    Join* join = nullptr;  // none: return
    [[nodiscard]] bool is_tail() const { return join == nullptr; }
  };
  void open_join(Join& join);
  void deliver(const Cont& cont, Arg value);
  Arg close_join(Join& join);

  // -- expressions --------------------------------------------------------------------------------------------------------
  Arg expr(const Expr& e);
  void expr_to(const Expr& e, const Cont& cont);
  void body_to(ExprList body, const Cont& cont);
  Arg body(ExprList body);
  [[nodiscard]] static bool is_branching(const Expr& e);
  std::vector<Arg> exprs(ExprList list);
  Arg list_expr(const ListExpr& e);
  Arg make_list(std::span<const Arg> elements, Arg tail);
  Arg make_tuple(std::span<const Arg> elements);
  Arg make_cons(Arg head, Arg tail);
  Arg map_expr(const MapExpr& e);
  Arg match_expr(const MatchExpr& e);
  void match_or_fail(const Expr& pattern, Arg value, const std::function<void()>& on_mismatch);
  Arg unary_expr(const UnaryExpr& e);
  Arg binary_expr(const BinaryExpr& e);
  Arg binary_op(BinaryOp op, Arg left, Arg right, uint32_t line);
  Arg right_spine(const BinaryExpr& top);
  Arg append_literals(Arg left, Arg right);  // a literal list before another; none: it is improper
  [[nodiscard]] Arg fold(Op op, Arg left, Arg right);
  void short_circuit_to(const BinaryExpr& e, const Cont& cont);
  void raise_error(Arg reason, uint32_t line);

  // -- calls (lower_call.cpp) --------------------------------------------------------------------------------------------
  Arg call_expr(const CallExpr& e);
  Arg call_erlang(std::string_view name, std::span<const Arg> arguments, uint32_t line);
  bool apply_call(const CallExpr& e, Arg& result);
  Arg call_import(std::string_view module, std::string_view name, std::span<const Arg> arguments,
                  uint32_t line);
  Arg call_local(NameArity f, std::span<const Arg> arguments, uint32_t line);
  Arg bif(std::string_view name, std::span<const Arg> arguments, uint32_t line);
  [[nodiscard]] bool is_guard_bif(std::string_view name, uint32_t arity) const;
  Arg is_record_call(std::span<const Arg> arguments, uint32_t line);
  [[nodiscard]] static bool op_for(std::string_view name, uint32_t arity, Op& op, bool& swapped);

  // -- clauses (lower_clause.cpp) ------------------------------------------------------------------------------------------
  void function_clauses(ClauseList clauses, std::span<const Arg> subjects, const Cont& cont, bool shadow,
                        const std::function<void()>& on_mismatch);
  void if_to(const IfExpr& e, const Cont& cont);
  void case_to(const CaseExpr& e, const Cont& cont);
  bool boolean_case_to(const CaseExpr& e, const Cont& cont);
  void maybe_to(const MaybeExpr& e, const Cont& cont);

  // -- guards (lower_guard.cpp) ----------------------------------------------------------------------------------------------
  void guard(Guard g, BlockId fail);
  void test(const Expr& e, BlockId yes, BlockId no);
  void test_spine(const BinaryExpr& e, BlockId yes, BlockId no);
  void test_value(Arg v, BlockId yes, BlockId no, uint32_t line);
  bool test_call(const CallExpr& e, BlockId yes, BlockId no);
  bool old_type_test(const Expr& e, BlockId yes, BlockId no);
  bool builtin_test(const CallExpr& e, std::string_view name, BlockId yes, BlockId no);
  [[nodiscard]] bool is_boolean_expr(const Expr& e) const;
  [[nodiscard]] bool cannot_fail_test(const Expr& e) const;
  [[nodiscard]] bool is_guard_expr(const Expr& e) const;
  void collect_variables(const Expr& e, std::vector<Symbol>& out) const;

  // -- patterns (lower_pattern.cpp, match_compile.cpp) ------------------------------------------------------------------------
  const Pattern* pattern(const Expr& e, bool shadow);
  const Pattern* pattern_variable(Symbol name, bool shadow);
  const Pattern* pattern_list(const ListExpr& e, bool shadow);
  const Pattern* pattern_string(std::string_view utf8, const Pattern* tail);
  const Pattern* pattern_record(const RecordExpr& e, bool shadow);
  const Pattern* pattern_bits(const BitstringExpr& e, bool shadow);
  const Pattern* pattern_map(const MapExpr& e, bool shadow);
  const Pattern* pattern_alias(const Pattern* a, const Pattern* b);
  const Pattern* literal_pattern(Arg a);
  Arg size_value(const Expr& size, const MatchRow& row, BlockId fail);

  void add_constraint(MatchRow& row, const Subject& subject, const Pattern* p);
  [[nodiscard]] Arg fetch(const Subject& subject);
  using BodyFunction = std::function<void(uint32_t)>;
  // Tests rows in order; the first that matches runs body(clause). Ends with no current block.
  void match(std::vector<MatchRow>& rows, BlockId fail, const BodyFunction& body);
  bool complete_row(MatchRow& row, BlockId fail, const BodyFunction& body);
  void switch_on(Arg value, std::span<MatchRow> rows, const Subject& subject, BlockId fail,
                 const BodyFunction& body);
  void match_map_key(std::span<MatchRow> rows, const Subject& subject, BlockId fail,
                     const BodyFunction& body);
  void match_segment(std::span<MatchRow> rows, const Subject& subject, BlockId fail,
                     const BodyFunction& body);
  bool match_literal_bits(MatchRow& row, Constraint& c, BlockId fail);
  Arg read_segment(const BitsSegment& seg, Arg context, Arg size, bool wanted, BlockId fail);
  [[nodiscard]] size_t group_end(std::span<MatchRow> rows, size_t first, const Constraint& c);
  [[nodiscard]] bool same_segment(const MatchRow& a, const Constraint& ca, const MatchRow& b,
                                  const Constraint& cb);

  // -- other constructs ------------------------------------------------------------------------------------------------
  Arg record_expr(const RecordExpr& e);
  Arg record_access(const RecordAccessExpr& e);
  Arg bitstring_expr(const BitstringExpr& e);
  bool constant_bitstring(const BitstringExpr& e, Arg& out);
  void bit_elements(const BitstringExpr& e, std::vector<Arg>& args, std::vector<Segment>& segments);
  Arg bs_create(std::span<const Arg> args, std::span<const Segment> segments, uint32_t line);
  void receive_to(const ReceiveExpr& e, const Cont& cont);
  void try_to(const TryExpr& e, const Cont& cont);
  void try_region(const TryExpr& e, const Cont& cont);
  void after_code(ExprList after, FunctionId& helper, std::vector<Symbol>& free);
  Arg arm(Op op, BlockId handler);
  void catch_clauses(std::span<const CatchClause* const> clauses, BlockId handler, const Cont& cont);
  Arg catch_expr(const CatchExpr& e);
  Arg fun_expr(const FunExpr& e);
  Arg named_fun(const FunExpr& e);
  Arg make_fun(FunctionId id, std::span<const Symbol> free);
  Arg local_fun(const LocalFunExpr& e);
  Arg remote_fun(const RemoteFunExpr& e);

  // -- comprehensions (lower_comprehension.cpp)
  struct Level;
  Arg comprehension_expr(const ComprehensionExpr& e);
  Arg generator_source(const Qualifier& q);
  Arg comprehension_call(const ComprehensionExpr& e, size_t qualifier, Level* outer, Arg accumulator);
  void comprehension_filter(const ComprehensionExpr& e, size_t qualifier, Level& level);
  void generator_step(const ComprehensionExpr& e, size_t qualifier, Level& level,
                      std::span<const Arg> states);
  void binary_step(const ComprehensionExpr& e, size_t qualifier, Level& level, const Qualifier& q, Arg state);
  const Pattern* sizes_of(const Pattern* p);
  const Pattern* with_rest(const Pattern* p, Symbol rest);
  Arg next_iteration(Level* level, Arg accumulator);
  [[nodiscard]] Arg captured_or_bound(Symbol v);

  // -- module level (lower.cpp)
  void lower_function(const FunctionInfo& info);
  void module_info_function(uint32_t arity);
  void behaviour_info_function();
  [[nodiscard]] LiteralId attributes_literal();
  [[nodiscard]] LiteralId docs_literal();
  [[nodiscard]] LiteralId compile_info_literal();
  [[nodiscard]] LiteralId term_literal(const Expr& e);

  template <typename T>
  std::span<const T> keep(const std::vector<T>& v) {
    return arena_.copy(v);
  }

  LoweringContext ast_;
  const ModuleEnv& env_;
  Interner& symbols_;
  Module m_;
  Arena arena_;
  Scope* s_ = nullptr;
  uint32_t scope_count_ = 0;
  std::vector<Entry> environment_;  // by Symbol::id
  struct TrailItem {
    Symbol variable;
    Entry before;
  };
  std::vector<TrailItem> trail_;
  std::vector<uint32_t> atom_of_symbol_;  // +1; 0: not yet
  std::unordered_map<NameArity, FunctionId> function_ids_;
  std::unordered_map<uint64_t, uint32_t> line_index_;
  std::unordered_map<std::string_view, uint32_t> file_index_;
  uint32_t last_offset_ = 0, last_line_ = 0;
  SourceSpan form_span_;                              // of the function being lowered
  uint32_t record_depth_ = 0, expanded_records_ = 0;  // inside defaults of records: how deep, how many so far
  std::string base_name_;                             // "f/1": what names of funs start with
  uint32_t fun_count_ = 0, letrec_count_ = 0, hidden_count_ = 0;
  bool calls_go_out_ = false;  // expressions of the shell: local calls are calls of env_.module
};

}  // namespace beamlet::core
