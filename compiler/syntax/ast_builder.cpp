// Expressions and clauses.

#include "compiler/syntax/ast_builder.hpp"

#include "vm/base/limits.hpp"

namespace beamlet {
namespace {

uint32_t height_of(const Expr* e) { return e == nullptr ? 0 : e->height; }

uint32_t height_of(ExprList list) {
  uint32_t height = 0;
  for (const Expr* e : list) height = std::max<uint32_t>(height, e->height);
  return height;
}

uint32_t height_of(Guard guard) {
  uint32_t height = 0;
  for (const ExprList& alternative : guard) height = std::max(height, height_of(alternative));
  return height;
}

uint32_t height_of(ClauseList clauses) {
  uint32_t height = 0;
  for (const Clause* c : clauses) {
    height = std::max({height, height_of(c->patterns), height_of(c->guard), height_of(c->body)});
  }
  return height;
}

uint32_t height_of(std::span<const Qualifier* const> qualifiers) {
  uint32_t height = 0;
  for (const Qualifier* q : qualifiers) {
    height = std::max({height, height_of(q->pattern), height_of(q->value_pattern), height_of(q->source)});
    for (const Qualifier* part : q->zipped) {
      height = std::max(
          {height, height_of(part->pattern), height_of(part->value_pattern), height_of(part->source)});
    }
  }
  return height;
}

// What the operand of a spine adds to the spine's height: another node of the spine adds nothing (ast.hpp I2).
uint32_t spine_height(const Expr* e, bool right_associative) {
  const auto* inner = as<BinaryExpr>(e);
  if (inner != nullptr && is_right_associative(inner->op) == right_associative) return inner->height - 1u;
  return e->height;
}

}  // namespace

AstBuilder::AstBuilder(Arena& arena, Interner& symbols, const SourceManager& sources, DiagnosticSink& sink)
    : arena_(arena), symbols_(symbols), sources_(sources), sink_(sink) {}

ListMark AstBuilder::prepend(const void* first, ListMark list) {
  scratch_.resize(list.start + list.count);
  scratch_.insert(scratch_.begin() + list.start, first);
  return {list.start, list.count + 1};
}

Guard AstBuilder::take_guard(ListMark alternatives) { return take_values<ExprList>(alternatives); }

const void* AstBuilder::conjunction(ListMark exprs) { return arena_.make<ExprList>(take_exprs(exprs)); }

const Expr* AstBuilder::too_deep(SourceSpan span) {
  if (!nesting_reported_) sink_.report(DiagCode::NestingTooDeep, {span.begin, 1});
  nesting_reported_ = true;
  return error_expr(span);
}

const Expr* AstBuilder::error_expr(SourceSpan span) { return node<ErrorExpr>(span, 0); }

const Expr* AstBuilder::var(const Token* t) { return node<VarExpr>(t->span, 0, t->name()); }

const Expr* AstBuilder::atom(const Token* t) { return node<AtomExpr>(t->span, 0, t->name()); }

const Expr* AstBuilder::integer(const Token* t) {
  if (t->text_length > 0) return node<IntegerExpr>(t->span, 0, int64_t{0}, t->text(), t->base);
  return node<IntegerExpr>(t->span, 0, t->integer, std::string_view{}, t->base);
}

const Expr* AstBuilder::float_number(const Token* t) { return node<FloatExpr>(t->span, 0, t->real); }

const Expr* AstBuilder::character(const Token* t) { return node<CharExpr>(t->span, 0, t->character); }

// Adjacent strings are one string.
const Expr* AstBuilder::string(ListMark parts, SourceSpan span) {
  const auto part = [&](uint32_t i) { return static_cast<const Token*>(scratch_[parts.start + i])->text(); };
  std::string_view text = part(0);
  if (parts.count > 1) {
    size_t size = 0;
    for (uint32_t i = 0; i < parts.count; ++i) size += part(i).size();
    char* const joined = static_cast<char*>(arena_.allocate(size + 1, 1));
    char* end = joined;
    for (uint32_t i = 0; i < parts.count; ++i) end = std::ranges::copy(part(i), end).out;
    text = {joined, size};
  }
  scratch_.resize(parts.start);
  return node<StringExpr>(span, 0, text);
}

// ~"text" is <<"text"/utf8>>
const Expr* AstBuilder::binary_string(const Token* t) {
  const Expr* text = node<StringExpr>(t->span, 0, t->text());
  const auto* utf8 = arena_.make<BitModifier>(t->span, sym::kUtf8, int64_t{-1});
  const auto* element =
      arena_.make<BitElement>(t->span, text, nullptr, std::span<const BitModifier>{utf8, 1});
  return node<BitstringExpr>(t->span, 1, std::span<const BitElement>{element, 1});
}

const Expr* AstBuilder::tuple(ListMark elements, SourceSpan span) {
  const ExprList list = take_exprs(elements);
  return node<TupleExpr>(span, height_of(list), list);
}

const Expr* AstBuilder::list_expr(ListMark elements, const Expr* tail, SourceSpan span) {
  const ExprList list = take_exprs(elements);
  uint32_t height = height_of(list);
  if (tail != nullptr) {
    height = std::max<uint32_t>(height, tail->kind == ExprKind::List ? tail->height - 1u : tail->height);
  }
  return node<ListExpr>(span, height, list, tail);
}

const Expr* AstBuilder::parenthesized(const Expr* e, SourceSpan span) {
  // The node was made a moment ago and nobody else has seen it.
  auto* inner = const_cast<Expr*>(e);
  inner->parenthesized = true;
  inner->span = span;
  return inner;
}

const Expr* AstBuilder::match(const Expr* pattern, const Expr* value, SourceSpan op, SourceSpan span) {
  return node<MatchExpr>(span, std::max(height_of(pattern), height_of(value)), pattern, value, op);
}

const Expr* AstBuilder::maybe_match(const Expr* pattern, const Expr* value, SourceSpan op, SourceSpan span) {
  return node<MaybeMatchExpr>(span, std::max(height_of(pattern), height_of(value)), pattern, value, op);
}

const Expr* AstBuilder::unary(UnaryOp op, const Expr* operand, SourceSpan span) {
  return node<UnaryExpr>(span, height_of(operand), op, operand);
}

const Expr* AstBuilder::binary(BinaryOp op, const Expr* left, const Expr* right, SourceSpan op_span,
                               SourceSpan span) {
  const bool to_right = is_right_associative(op);
  const uint32_t height = to_right ? std::max(height_of(left), spine_height(right, true))
                                   : std::max(spine_height(left, false), height_of(right));
  return node<BinaryExpr>(span, height, op, left, right, op_span);
}

const Expr* AstBuilder::catch_expr(const Expr* body, SourceSpan span) {
  return node<CatchExpr>(span, height_of(body), body);
}

const Expr* AstBuilder::remote(const Expr* module, const Expr* function, SourceSpan span) {
  return node<RemoteExpr>(span, std::max(height_of(module), height_of(function)), module, function);
}

const Expr* AstBuilder::call(const Expr* function, ExprList arguments, SourceSpan span) {
  const Expr* module = nullptr;
  if (const auto* name = as<RemoteExpr>(function); name != nullptr && !name->parenthesized) {
    module = name->module;
    function = name->function;
  }
  if (arguments.size() > limits::kMaxArity) sink_.report(DiagCode::TooManyArguments, span);
  const uint32_t height = std::max({height_of(module), height_of(function), height_of(arguments)});
  return node<CallExpr>(span, height, module, function, arguments);
}

const Expr* AstBuilder::local_fun(const Token* name, const Token* arity, SourceSpan span) {
  if (arity->text_length > 0 || arity->integer > 255) {
    sink_.report(DiagCode::TooManyArguments, arity->span);
    return error_expr(span);
  }
  return node<LocalFunExpr>(span, 0, name->name(), static_cast<uint32_t>(arity->integer));
}

const Expr* AstBuilder::remote_fun(const Expr* module, const Expr* function, const Expr* arity,
                                   SourceSpan span) {
  return node<RemoteFunExpr>(span, 1, module, function, arity);
}

const Expr* AstBuilder::fun(ListMark clauses, SourceSpan span) {
  const auto* first = static_cast<const NamedClause*>(scratch_[clauses.start]);
  const Symbol name = first->name != nullptr ? first->name->name() : sym::kEmpty;
  const SourceSpan name_span = first->name != nullptr ? first->name->span : SourceSpan{};
  std::vector<const Clause*> kept;
  kept.reserve(clauses.count);
  for (uint32_t i = 0; i < clauses.count; ++i) {
    const auto* clause = static_cast<const NamedClause*>(scratch_[clauses.start + i]);
    const Symbol its_name = clause->name != nullptr ? clause->name->name() : sym::kEmpty;
    if (its_name != name || clause->clause.patterns.size() != first->clause.patterns.size()) {
      sink_.report(DiagCode::FunHeadMismatch, clause->clause.head);
      continue;
    }
    kept.push_back(&clause->clause);
  }
  scratch_.resize(clauses.start);
  const ClauseList list = arena_.copy(kept);
  if (!kept.empty() && kept[0]->patterns.size() > limits::kMaxArity)
    sink_.report(DiagCode::TooManyArguments, span);
  return node<FunExpr>(span, height_of(list), name, name_span, list);
}

const Expr* AstBuilder::block(ListMark body, SourceSpan span) {
  const ExprList list = take_exprs(body);
  return node<BlockExpr>(span, height_of(list), list);
}

const Expr* AstBuilder::if_expr(ListMark clauses, SourceSpan span) {
  const ClauseList list = take<Clause>(clauses);
  return node<IfExpr>(span, height_of(list), list);
}

const Expr* AstBuilder::case_expr(const Expr* subject, ListMark clauses, SourceSpan span) {
  const ClauseList list = take<Clause>(clauses);
  return node<CaseExpr>(span, std::max(height_of(subject), height_of(list)), subject, list);
}

const Expr* AstBuilder::receive(ListMark clauses, const Expr* timeout, ExprList timeout_body,
                                SourceSpan span) {
  const ClauseList list = take<Clause>(clauses);
  const uint32_t height = std::max({height_of(list), height_of(timeout), height_of(timeout_body)});
  return node<ReceiveExpr>(span, height, list, timeout, timeout_body);
}

const Expr* AstBuilder::maybe_expr(ListMark body, ListMark else_clauses, SourceSpan span) {
  const ClauseList clauses = take<Clause>(else_clauses);
  const ExprList list = take_exprs(body);
  return node<MaybeExpr>(span, std::max(height_of(list), height_of(clauses)), list, clauses);
}

const Expr* AstBuilder::try_expr(ListMark body, ListMark of_clauses, ListMark catch_clauses,
                                 ExprList after_body, SourceSpan span) {
  const auto caught = take<CatchClause>(catch_clauses);
  const ClauseList of_list = take<Clause>(of_clauses);
  const ExprList list = take_exprs(body);
  uint32_t height = std::max({height_of(list), height_of(of_list), height_of(after_body)});
  for (const CatchClause* c : caught) {
    height = std::max({height, height_of(c->pattern), height_of(c->guard), height_of(c->body)});
  }
  return node<TryExpr>(span, height, list, of_list, caught, after_body);
}

const Expr* AstBuilder::try_after(ListMark body, ListMark of_clauses, ListMark after_body, SourceSpan span) {
  const ExprList after_list = take_exprs(after_body);
  const ClauseList of_list = take<Clause>(of_clauses);
  const ExprList list = take_exprs(body);
  const uint32_t height = std::max({height_of(list), height_of(of_list), height_of(after_list)});
  return node<TryExpr>(span, height, list, of_list, std::span<const CatchClause* const>{}, after_list);
}

const Expr* AstBuilder::map(const Expr* base, ListMark fields, SourceSpan span) {
  const auto list = take_values<MapField>(fields);
  uint32_t height = height_of(base);
  for (const MapField& field : list)
    height = std::max({height, height_of(field.key), height_of(field.value)});
  return node<MapExpr>(span, height, base, list);
}

const void* AstBuilder::map_field(bool exact, const Expr* key, const Expr* value, SourceSpan span) {
  return arena_.make<MapField>(span, exact, key, value);
}

const Expr* AstBuilder::record(const Expr* base, const Token* name, ListMark fields, SourceSpan span) {
  const auto list = take_values<RecordField>(fields);
  uint32_t height = height_of(base);
  for (const RecordField& field : list) height = std::max(height, height_of(field.value));
  return node<RecordExpr>(span, height, base, name->name(), name->span, list);
}

const void* AstBuilder::record_field(const Token* name, const Expr* value, SourceSpan span) {
  if (name->is(TokenKind::Var) && name->name() != sym::kUnderscore) {
    sink_.report(DiagCode::VariableAsFieldName, name->span, {symbols_.text(name->name())});
  }
  return arena_.make<RecordField>(span, name->span, name->name(), value);
}

const Expr* AstBuilder::record_access(const Expr* base, const Token* name, const Token* field,
                                      SourceSpan span) {
  return node<RecordAccessExpr>(span, height_of(base), base, name->name(), field->name(), name->span,
                                field->span);
}

const Expr* AstBuilder::record_index(const Token* name, const Token* field, SourceSpan span) {
  return node<RecordIndexExpr>(span, 0, name->name(), field->name(), name->span, field->span);
}

const Expr* AstBuilder::bitstring(ListMark elements, SourceSpan span) {
  const auto list = take_values<BitElement>(elements);
  uint32_t height = 0;
  for (const BitElement& e : list) height = std::max({height, height_of(e.value), height_of(e.size)});
  return node<BitstringExpr>(span, height, list);
}

const void* AstBuilder::bit_element(const Expr* value, const Expr* size, ListMark modifiers,
                                    SourceSpan span) {
  return arena_.make<BitElement>(span, value, size, take_values<BitModifier>(modifiers));
}

const void* AstBuilder::bit_modifier(const Token* name, const Token* unit, SourceSpan span) {
  int64_t value = -1;
  if (unit != nullptr) value = unit->text_length > 0 ? INT64_MAX : unit->integer;
  return arena_.make<BitModifier>(span, name->name(), value);
}

const Expr* AstBuilder::comprehension(ComprehensionKind kind, const Expr* element, const Expr* value,
                                      ListMark qualifiers, SourceSpan span) {
  const auto list = take<Qualifier>(qualifiers);
  const uint32_t height = std::max({height_of(element), height_of(value), height_of(list)});
  return node<ComprehensionExpr>(span, height, kind, element, value, list);
}

const Expr* AstBuilder::map_comprehension(const void* field, ListMark qualifiers, SourceSpan span) {
  const auto* pair = static_cast<const MapField*>(field);
  return comprehension(ComprehensionKind::Map, pair->key, pair->value, qualifiers, span);
}

const void* AstBuilder::filter(const Expr* test) {
  return arena_.make<Qualifier>(QualifierKind::Filter, false, test->span, nullptr, nullptr, test);
}

const void* AstBuilder::generator(QualifierKind kind, bool strict, const Expr* pattern, const Expr* source,
                                  SourceSpan span) {
  if (kind == QualifierKind::BinaryGenerator && pattern->kind != ExprKind::Bitstring &&
      pattern->kind != ExprKind::Error) {
    sink_.report(DiagCode::BinaryGeneratorPattern, pattern->span);
  }
  return arena_.make<Qualifier>(kind, strict, span, pattern, nullptr, source);
}

const void* AstBuilder::map_generator(bool strict, const void* field, const Expr* source, SourceSpan span) {
  const auto* pair = static_cast<const MapField*>(field);
  return arena_.make<Qualifier>(QualifierKind::MapGenerator, strict, span, pair->key, pair->value, source);
}

const void* AstBuilder::zip(ListMark generators, SourceSpan span) {
  const auto list = take<Qualifier>(generators);
  if (list.size() == 1) return list[0];
  return arena_.make<Qualifier>(QualifierKind::Zip, false, span, nullptr, nullptr, nullptr, list);
}

const void* AstBuilder::function_clause(const Token* name, ExprList patterns, Guard guard, ExprList body,
                                        SourceSpan span, SourceSpan head) {
  return arena_.make<NamedClause>(name, Clause{span, head, patterns, guard, body});
}

const void* AstBuilder::fun_clause(const Token* name, ExprList patterns, Guard guard, ExprList body,
                                   SourceSpan span, SourceSpan head) {
  return arena_.make<NamedClause>(name, Clause{span, head, patterns, guard, body});
}

const void* AstBuilder::clause(const Expr* pattern, Guard guard, ExprList body, SourceSpan span,
                               SourceSpan head) {
  const auto patterns = arena_.copy(std::span<const Expr* const>{&pattern, 1});
  return arena_.make<Clause>(span, head, patterns, guard, body);
}

const void* AstBuilder::if_clause(ListMark guard, ExprList body, SourceSpan span, SourceSpan head) {
  return arena_.make<Clause>(span, head, ExprList{}, take_guard(guard), body);
}

const void* AstBuilder::catch_clause(const Expr* exception_class, const Expr* pattern, const Expr* stacktrace,
                                     Guard guard, ExprList body, SourceSpan span) {
  return arena_.make<CatchClause>(span, exception_class, pattern, stacktrace, guard, body);
}

}  // namespace beamlet
