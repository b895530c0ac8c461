// ast_builder.hpp - what the grammar's actions call: makes nodes, keeps lists while they grow, words syntax errors.
//
// Purpose     Keeps parser.yy short. One builder serves one form after the other of a compilation.
// Picture     A list that is still growing lies on a scratch stack, [start, start + count):
//               | outer list so far | inner list so far |         inner ones are taken off before outer ones go on
// Invariants  I1  whatever lies behind start + count when a list is appended to is dead (inner lists that an error
//                 threw away) and cut off first.
//             I2  tokens stay where they are while their form is parsed: values point to them.
// Threads     one compilation, one thread at a time.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "compiler/diag/diagnostic.hpp"
#include "compiler/syntax/ast.hpp"
#include "compiler/syntax/lexer.hpp"

namespace beamlet {

// A list on the scratch stack.
struct ListMark {
  uint32_t start;
  uint32_t count;
};

// Bison's semantic value: what a grammar symbol stands for.
union ParserValue {
  const Token* token;
  const Expr* expr;
  const TypeExpr* type;
  const void* item;  // an element of a list: MapField, Clause, ... as the rule knows
  ListMark list;
  ExprList exprs;
  Guard guard;

  ParserValue() : list{0, 0} {}
};
static_assert(std::is_trivially_copyable_v<ParserValue>);

enum class StartKind : uint8_t { Function, Attribute, Record, Type, Spec, Expressions };

class AstBuilder {
 public:
  AstBuilder(Arena& arena, Interner& symbols, const SourceManager& sources, DiagnosticSink& sink);

  // Parses one form: `tokens` from its first (attributes: behind the name) to its full stop. Null when there is none.
  // `attribute`: the name token of -name(...).
  const Form* parse_form(StartKind start, std::span<const Token> tokens, SourceSpan span,
                         const Token* attribute);
  // Parses `E1, ..., En.`; none when it failed.
  [[nodiscard]] bool parse_expressions(std::span<const Token> tokens, ExprList& out);
  // Where the first syntax error of the last form was: an index into its tokens; none: -1.
  [[nodiscard]] ptrdiff_t error_index() const { return first_error_; }

  // Syntax errors of the next form are not reported: its tokens were wrong already.
  void set_quiet(bool quiet) { quiet_ = quiet; }
  // The highest node made so far.
  [[nodiscard]] uint32_t max_height() const { return max_height_; }

  // ---- called by the parser ----
  int next_token(ParserValue& value, SourceSpan& span);
  void syntax_error(SourceSpan span, const std::vector<std::string>& expected);
  void recovered() { skipping_ = false; }

  [[nodiscard]] ListMark empty_list() const { return {static_cast<uint32_t>(scratch_.size()), 0}; }
  [[nodiscard]] ListMark list(const void* first) {
    scratch_.push_back(first);
    return {static_cast<uint32_t>(scratch_.size() - 1), 1};
  }
  [[nodiscard]] ListMark append(ListMark list, const void* next) {
    scratch_.resize(list.start + list.count);
    scratch_.push_back(next);
    return {list.start, list.count + 1};
  }
  [[nodiscard]] ListMark prepend(const void* first, ListMark list);
  [[nodiscard]] ExprList take_exprs(ListMark list) { return take<Expr>(list); }
  [[nodiscard]] Guard take_guard(ListMark alternatives);
  [[nodiscard]] const void* conjunction(ListMark exprs);

  // Expressions
  const Expr* var(const Token* t);
  const Expr* atom(const Token* t);
  const Expr* integer(const Token* t);
  const Expr* float_number(const Token* t);
  const Expr* character(const Token* t);
  const Expr* string(ListMark parts, SourceSpan span);
  const Expr* binary_string(const Token* t);
  const Expr* tuple(ListMark elements, SourceSpan span);
  const Expr* list_expr(ListMark elements, const Expr* tail, SourceSpan span);
  const Expr* parenthesized(const Expr* e, SourceSpan span);
  const Expr* error_expr(SourceSpan span);
  const Expr* match(const Expr* pattern, const Expr* value, SourceSpan op, SourceSpan span);
  const Expr* maybe_match(const Expr* pattern, const Expr* value, SourceSpan op, SourceSpan span);
  const Expr* unary(UnaryOp op, const Expr* operand, SourceSpan span);
  const Expr* binary(BinaryOp op, const Expr* left, const Expr* right, SourceSpan op_span, SourceSpan span);
  const Expr* catch_expr(const Expr* body, SourceSpan span);
  const Expr* remote(const Expr* module, const Expr* function, SourceSpan span);
  const Expr* call(const Expr* function, ExprList arguments, SourceSpan span);
  const Expr* local_fun(const Token* name, const Token* arity, SourceSpan span);
  const Expr* remote_fun(const Expr* module, const Expr* function, const Expr* arity, SourceSpan span);
  const Expr* fun(ListMark clauses, SourceSpan span);
  const Expr* block(ListMark body, SourceSpan span);
  const Expr* if_expr(ListMark clauses, SourceSpan span);
  const Expr* case_expr(const Expr* subject, ListMark clauses, SourceSpan span);
  const Expr* receive(ListMark clauses, const Expr* timeout, ExprList timeout_body, SourceSpan span);
  const Expr* maybe_expr(ListMark body, ListMark else_clauses, SourceSpan span);
  const Expr* try_expr(ListMark body, ListMark of_clauses, ListMark catch_clauses, ExprList after_body,
                       SourceSpan span);
  const Expr* try_after(ListMark body, ListMark of_clauses, ListMark after_body, SourceSpan span);
  const Expr* map(const Expr* base, ListMark fields, SourceSpan span);
  const void* map_field(bool exact, const Expr* key, const Expr* value, SourceSpan span);
  const Expr* record(const Expr* base, const Token* name, ListMark fields, SourceSpan span);
  const void* record_field(const Token* name, const Expr* value, SourceSpan span);
  const Expr* record_access(const Expr* base, const Token* name, const Token* field, SourceSpan span);
  const Expr* record_index(const Token* name, const Token* field, SourceSpan span);
  const Expr* bitstring(ListMark elements, SourceSpan span);
  const void* bit_element(const Expr* value, const Expr* size, ListMark modifiers, SourceSpan span);
  const void* bit_modifier(const Token* name, const Token* unit, SourceSpan span);
  const Expr* comprehension(ComprehensionKind kind, const Expr* element, const Expr* value,
                            ListMark qualifiers, SourceSpan span);
  const Expr* map_comprehension(const void* field, ListMark qualifiers, SourceSpan span);
  const void* filter(const Expr* test);
  const void* generator(QualifierKind kind, bool strict, const Expr* pattern, const Expr* source,
                        SourceSpan span);
  const void* map_generator(bool strict, const void* field, const Expr* source, SourceSpan span);
  const void* zip(ListMark generators, SourceSpan span);

  // Clauses
  const void* function_clause(const Token* name, ExprList patterns, Guard guard, ExprList body,
                              SourceSpan span, SourceSpan head);
  const void* fun_clause(const Token* name, ExprList patterns, Guard guard, ExprList body, SourceSpan span,
                         SourceSpan head);
  const void* clause(const Expr* pattern, Guard guard, ExprList body, SourceSpan span, SourceSpan head);
  const void* if_clause(ListMark guard, ExprList body, SourceSpan span, SourceSpan head);
  const void* catch_clause(const Expr* exception_class, const Expr* pattern, const Expr* stacktrace,
                           Guard guard, ExprList body, SourceSpan span);

  // Types
  const TypeExpr* type_var(const Token* t);
  const TypeExpr* type_atom(const Token* t);
  const TypeExpr* type_integer(const Token* t);
  const TypeExpr* type_char(const Token* t);
  const TypeExpr* type_node(TypeKind kind, ListMark args, SourceSpan span);
  const TypeExpr* type_annotated(const Token* name, const TypeExpr* type, SourceSpan span);
  const TypeExpr* type_union(ListMark alternatives, SourceSpan span);
  const TypeExpr* type_binary(TypeKind kind, std::string_view op, const TypeExpr* a, const TypeExpr* b,
                              SourceSpan span);
  const TypeExpr* type_unary(std::string_view op, const TypeExpr* a, SourceSpan span);
  const TypeExpr* type_call(const Token* module, const Token* name, ListMark args, SourceSpan span);
  const TypeExpr* type_pair(TypeKind kind, const TypeExpr* key, const TypeExpr* value, SourceSpan span);
  const TypeExpr* type_record(const Token* name, ListMark fields, SourceSpan span);
  const TypeExpr* type_field(const Token* name, const TypeExpr* type, SourceSpan span);
  const TypeExpr* type_bits(const Token* v1, const TypeExpr* base, const Token* v2, const TypeExpr* unit,
                            SourceSpan span);

  // Forms
  void finish_function(ListMark clauses, SourceSpan span);
  void finish_expressions(ListMark exprs);
  void finish_attribute(ListMark values, SourceSpan span);
  void finish_record(const Token* name, ListMark fields, SourceSpan span);
  const void* field_decl(const Token* name, const Expr* default_value, const TypeExpr* type, SourceSpan span);
  void finish_type(const Token* name, ListMark parameters, const TypeExpr* type, SourceSpan span);
  void finish_spec(const Token* module, const Token* name, ListMark clauses, SourceSpan span);
  const void* spec_clause(const TypeExpr* fun, ListMark constraints, SourceSpan span);
  const void* constraint(const Token* var, const TypeExpr* type, SourceSpan span);
  const void* subtype_constraint(const Token* function, const Token* var, const TypeExpr* type,
                                 SourceSpan span);

 private:
  struct NamedClause {  // a function or fun clause on its way into its form
    const Token* name;  // or null
    Clause clause;
  };

  // A list of node pointers, into the arena.
  template <typename T>
  [[nodiscard]] std::span<const T* const> take(ListMark list) {
    if (list.count == 0) return {};
    auto** to = static_cast<const T**>(arena_.allocate(list.count * sizeof(T*), alignof(T*)));
    for (uint32_t i = 0; i < list.count; ++i) to[i] = static_cast<const T*>(scratch_[list.start + i]);
    scratch_.resize(list.start);
    return {to, list.count};
  }
  // A list of nodes held by value.
  template <typename T>
  [[nodiscard]] std::span<const T> take_values(ListMark list) {
    if (list.count == 0) return {};
    T* to = static_cast<T*>(arena_.allocate(list.count * sizeof(T), alignof(T)));
    for (uint32_t i = 0; i < list.count; ++i) to[i] = *static_cast<const T*>(scratch_[list.start + i]);
    scratch_.resize(list.start);
    return {to, list.count};
  }

  // Makes a node; `height` is the highest child's. Too high: an ErrorExpr and one diagnostic.
  template <typename T, typename... Fields>
  const Expr* node(SourceSpan span, uint32_t height, Fields... fields) {
    if (height >= kMaxNesting) return too_deep(span);
    max_height_ = std::max(max_height_, height + 1);
    return arena_.make<T>(Expr{T::kKind, false, static_cast<uint16_t>(height + 1), span}, fields...);
  }
  const Expr* too_deep(SourceSpan span);
  const TypeExpr* type_made(TypeKind kind, SourceSpan span, Symbol name, Symbol module, TypeList args);

  // Fills depths_; the index of the bracket that has no partner, or -1.
  [[nodiscard]] ptrdiff_t measure_depths();
  [[nodiscard]] bool run(StartKind start, std::span<const Token> tokens);

  // Attributes whose argument was read as an expression
  void convert_attribute(Symbol name, std::span<const Expr* const> values, SourceSpan span);
  [[nodiscard]] bool name_arity_list(const Expr* e, std::vector<NameArityRef>& out);
  [[nodiscard]] const Expr* constant(const Expr* e);
  void bad_attribute(Symbol name, SourceSpan span, std::string_view expected);

  Arena& arena_;
  Interner& symbols_;
  const SourceManager& sources_;
  DiagnosticSink& sink_;

  std::vector<const void*> scratch_;
  std::span<const Token> tokens_;
  size_t next_ = 0;
  StartKind start_kind_ = StartKind::Function;
  bool start_given_ = false;
  const Token* attribute_ = nullptr;
  SourceSpan form_span_;
  const Form* result_ = nullptr;
  ExprList result_exprs_;
  ptrdiff_t first_error_ = -1;
  bool skipping_ = false;  // after an error: only separators and closers of depth `skip_depth_` or less
  bool give_up_ = false;   // brackets do not match: no recovery inside this form
  bool quiet_ = false;
  bool nesting_reported_ = false;
  uint32_t max_height_ = 0;
  std::vector<uint32_t> depths_;  // of each token; filled at the first error of a form
  uint32_t skip_depth_ = 0;
};

}  // namespace beamlet
