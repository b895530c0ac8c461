// Types, forms and attributes.

#include <limits>

#include "compiler/syntax/ast_builder.hpp"

namespace beamlet {

// ---------------------------------------------------------------------------------------------------------------
// Types

const TypeExpr* AstBuilder::type_made(TypeKind kind, SourceSpan span, Symbol name, Symbol module,
                                      TypeList args) {
  uint32_t height = 0;
  for (const TypeExpr* arg : args) height = std::max<uint32_t>(height, arg->height);
  if (height >= kMaxNesting) {
    (void)too_deep(span);
    args = {};
    height = 0;
  }
  max_height_ = std::max(max_height_, height + 1);
  TypeExpr made{kind, static_cast<uint16_t>(height + 1), span, name, module};
  made.args = args;
  return arena_.make<TypeExpr>(made);
}

const TypeExpr* AstBuilder::type_var(const Token* t) {
  return type_made(TypeKind::Var, t->span, t->name(), {}, {});
}

const TypeExpr* AstBuilder::type_atom(const Token* t) {
  return type_made(TypeKind::Atom, t->span, t->name(), {}, {});
}

const TypeExpr* AstBuilder::type_integer(const Token* t) {
  TypeExpr made{TypeKind::Integer, 1, t->span, {}, {}};
  if (t->text_length > 0) {
    made.digits = t->text();
    made.value = t->base;
  } else {
    made.value = t->integer;
  }
  return arena_.make<TypeExpr>(made);
}

const TypeExpr* AstBuilder::type_char(const Token* t) {
  TypeExpr made{TypeKind::Char, 1, t->span, {}, {}};
  made.value = t->character;
  return arena_.make<TypeExpr>(made);
}

const TypeExpr* AstBuilder::type_node(TypeKind kind, ListMark args, SourceSpan span) {
  return type_made(kind, span, {}, {}, take<TypeExpr>(args));
}

const TypeExpr* AstBuilder::type_annotated(const Token* name, const TypeExpr* type, SourceSpan span) {
  return type_made(TypeKind::Annotated, span, name->name(), {}, arena_.copy(TypeList{&type, 1}));
}

const TypeExpr* AstBuilder::type_union(ListMark alternatives, SourceSpan span) {
  const auto list = take<TypeExpr>(alternatives);
  return list.size() == 1 ? list[0] : type_made(TypeKind::Union, span, {}, {}, list);
}

const TypeExpr* AstBuilder::type_binary(TypeKind kind, std::string_view op, const TypeExpr* a,
                                        const TypeExpr* b, SourceSpan span) {
  const TypeExpr* const both[] = {a, b};
  return type_made(kind, span, symbols_.intern(op), {}, arena_.copy(TypeList{both}));
}

const TypeExpr* AstBuilder::type_unary(std::string_view op, const TypeExpr* a, SourceSpan span) {
  return type_made(TypeKind::Unary, span, symbols_.intern(op), {}, arena_.copy(TypeList{&a, 1}));
}

const TypeExpr* AstBuilder::type_call(const Token* module, const Token* name, ListMark args,
                                      SourceSpan span) {
  const auto list = take<TypeExpr>(args);
  if (module == nullptr) return type_made(TypeKind::Call, span, name->name(), {}, list);
  return type_made(TypeKind::RemoteCall, span, name->name(), module->name(), list);
}

const TypeExpr* AstBuilder::type_pair(TypeKind kind, const TypeExpr* key, const TypeExpr* value,
                                      SourceSpan span) {
  const TypeExpr* const both[] = {key, value};
  return type_made(kind, span, {}, {}, arena_.copy(TypeList{both}));
}

const TypeExpr* AstBuilder::type_record(const Token* name, ListMark fields, SourceSpan span) {
  return type_made(TypeKind::Record, span, name->name(), {}, take<TypeExpr>(fields));
}

const TypeExpr* AstBuilder::type_field(const Token* name, const TypeExpr* type, SourceSpan span) {
  return type_made(TypeKind::RecordField, span, name->name(), {}, arena_.copy(TypeList{&type, 1}));
}

// <<>>  <<_:M>>  <<_:_*N>>  <<_:M, _:_*N>>: the unit is `_*N`, read as a product.
const TypeExpr* AstBuilder::type_bits(const Token* v1, const TypeExpr* base, const Token* v2,
                                      const TypeExpr* unit, SourceSpan span) {
  TypeExpr zero{TypeKind::Integer, 1, span, {}, {}};
  const TypeExpr* parts[2] = {arena_.make<TypeExpr>(zero), arena_.make<TypeExpr>(zero)};
  const auto is_unit = [](const TypeExpr* t) {
    return t != nullptr && t->kind == TypeKind::Binary && t->args[0]->kind == TypeKind::Var &&
           t->args[0]->name == sym::kUnderscore;
  };
  bool wrong =
      (v1 != nullptr && v1->name() != sym::kUnderscore) || (v2 != nullptr && v2->name() != sym::kUnderscore);
  if (unit != nullptr) {
    wrong = wrong || !is_unit(unit) || is_unit(base);
    parts[0] = base;
    if (!wrong) parts[1] = unit->args[1];
  } else if (is_unit(base)) {
    parts[1] = base->args[1];
  } else if (base != nullptr) {
    parts[0] = base;
  }
  if (wrong) sink_.report(DiagCode::BadBinaryType, span);
  return type_made(TypeKind::Bitstring, span, {}, {}, arena_.copy(TypeList{parts}));
}

// ---------------------------------------------------------------------------------------------------------------
// Forms

void AstBuilder::finish_expressions(ListMark exprs) { result_exprs_ = take_exprs(exprs); }

void AstBuilder::finish_function(ListMark clauses, SourceSpan span) {
  const auto* first = static_cast<const NamedClause*>(scratch_[clauses.start]);
  const Symbol name = first->name->name();
  const size_t arity = first->clause.patterns.size();
  std::vector<const Clause*> kept;
  kept.reserve(clauses.count);
  for (uint32_t i = 0; i < clauses.count; ++i) {
    const auto* clause = static_cast<const NamedClause*>(scratch_[clauses.start + i]);
    if (clause->name->name() != name || clause->clause.patterns.size() != arity) {
      const std::string this_one = std::string(symbols_.text(clause->name->name())) + "/" +
                                   std::to_string(clause->clause.patterns.size());
      const std::string whole = std::string(symbols_.text(name)) + "/" + std::to_string(arity);
      Diagnostic& d = sink_.report(DiagCode::HeadMismatch, clause->clause.head, {this_one, whole});
      d.notes.push_back({first->clause.head, whole + " begins here"});
      d.suggestion = "end " + whole + " with a full stop if " + this_one + " is another function";
      continue;
    }
    kept.push_back(&clause->clause);
  }
  scratch_.resize(clauses.start);
  if (arity > 255) sink_.report(DiagCode::TooManyArguments, first->clause.head);
  result_ = arena_.make<FunctionForm>(Form{FormKind::Function, span}, name, static_cast<uint32_t>(arity),
                                      first->name->span, ClauseList{arena_.copy(kept)});
}

const void* AstBuilder::field_decl(const Token* name, const Expr* default_value, const TypeExpr* type,
                                   SourceSpan span) {
  return arena_.make<RecordFieldDecl>(span, name->span, name->name(), default_value, type);
}

void AstBuilder::finish_record(const Token* name, ListMark fields, SourceSpan) {
  result_ = arena_.make<RecordForm>(Form{FormKind::Record, form_span_}, name->name(), name->span,
                                    take_values<RecordFieldDecl>(fields));
}

void AstBuilder::finish_type(const Token* name, ListMark parameters, const TypeExpr* type, SourceSpan) {
  const Symbol attribute = attribute_->name();
  const TypeDeclKind kind = attribute == sym::kOpaque    ? TypeDeclKind::Opaque
                            : attribute == sym::kNominal ? TypeDeclKind::Nominal
                                                         : TypeDeclKind::Type;
  result_ = arena_.make<TypeForm>(Form{FormKind::Type, form_span_}, kind, name->name(), name->span,
                                  TypeList{take<TypeExpr>(parameters)}, type);
}

const void* AstBuilder::spec_clause(const TypeExpr* fun, ListMark constraints, SourceSpan span) {
  return arena_.make<SpecClause>(span, fun, TypeList{take<TypeExpr>(constraints)});
}

const void* AstBuilder::constraint(const Token* var, const TypeExpr* type, SourceSpan span) {
  return type_made(TypeKind::Constraint, span, var->name(), {}, arena_.copy(TypeList{&type, 1}));
}

const void* AstBuilder::subtype_constraint(const Token* function, const Token* var, const TypeExpr* type,
                                           SourceSpan span) {
  if (symbols_.text(function->name()) != "is_subtype") {
    sink_.report(DiagCode::BadConstraint, function->span, {symbols_.text(function->name())});
  }
  return constraint(var, type, span);
}

void AstBuilder::finish_spec(const Token* module, const Token* name, ListMark clauses, SourceSpan) {
  const auto list = take_values<SpecClause>(clauses);
  const size_t arity = list[0].fun->args.size() - 1;
  for (const SpecClause& clause : list) {
    if (clause.fun->args.size() - 1 != arity) sink_.report(DiagCode::SpecArityMismatch, clause.span);
  }
  result_ = arena_.make<SpecForm>(Form{FormKind::Spec, form_span_}, attribute_->name() == sym::kCallback,
                                  module != nullptr ? module->name() : sym::kEmpty, name->name(), name->span,
                                  static_cast<uint32_t>(arity), list);
}

// ---------------------------------------------------------------------------------------------------------------
// Attributes: their argument was read as an expression

void AstBuilder::bad_attribute(Symbol name, SourceSpan span, std::string_view expected) {
  sink_.report(DiagCode::BadAttribute, span, {symbols_.text(name), expected});
}

void AstBuilder::finish_attribute(ListMark values, SourceSpan span) {
  const auto list = take<Expr>(values);
  convert_attribute(attribute_->name(), list, span);
}

// [f/1, g/2], also with conses written out.
bool AstBuilder::name_arity_list(const Expr* e, std::vector<NameArityRef>& out) {
  const auto* list = as<ListExpr>(e);
  if (list == nullptr) return false;
  for (;;) {
    for (const Expr* element : list->elements) {
      if (element->kind == ExprKind::Error) continue;
      const auto* slash = as<BinaryExpr>(element);
      const auto* name = slash != nullptr ? as<AtomExpr>(slash->left) : nullptr;
      const auto* arity = slash != nullptr ? as<IntegerExpr>(slash->right) : nullptr;
      if (slash == nullptr || slash->op != BinaryOp::Divide || name == nullptr || arity == nullptr ||
          !arity->digits.empty() || arity->value > std::numeric_limits<int32_t>::max()) {
        return false;
      }
      out.push_back({element->span, name->name, static_cast<uint32_t>(arity->value)});
    }
    if (list->tail == nullptr) return true;
    list = as<ListExpr>(list->tail);
    if (list == nullptr) return false;
  }
}

// The constant term that the expression writes, f/1 in it turned to {f, 1}; null when it is not constant.
const Expr* AstBuilder::constant(const Expr* e) {
  switch (e->kind) {
    case ExprKind::Atom:
    case ExprKind::Integer:
    case ExprKind::Float:
    case ExprKind::Char:
    case ExprKind::String:
    case ExprKind::LocalFun:
    case ExprKind::RemoteFun:
    case ExprKind::Error:
      return e;
    case ExprKind::Unary: {
      const auto& u = to<UnaryExpr>(*e);
      const bool number = u.operand->kind == ExprKind::Integer || u.operand->kind == ExprKind::Float ||
                          u.operand->kind == ExprKind::Char;
      return number && (u.op == UnaryOp::Minus || u.op == UnaryOp::Plus) ? e : nullptr;
    }
    case ExprKind::Binary: {
      const auto& b = to<BinaryExpr>(*e);
      if (b.op != BinaryOp::Divide || b.left->kind != ExprKind::Atom || b.right->kind != ExprKind::Integer) {
        return nullptr;
      }
      const Expr* const both[] = {b.left, b.right};
      return node<TupleExpr>(e->span, 1, ExprList{arena_.copy(ExprList{both})});
    }
    case ExprKind::Bitstring: {
      for (const BitElement& element : to<BitstringExpr>(*e).elements) {
        if (constant(element.value) == nullptr) return nullptr;
      }
      return e;
    }
    default:
      break;
  }
  // Containers: copied only when an element changes.
  std::vector<const Expr*> elements;
  const auto convert = [&](ExprList list) {
    for (const Expr* element : list) {
      const Expr* value = constant(element);
      if (value == nullptr) return false;
      elements.push_back(value);
    }
    return true;
  };
  if (const auto* tuple = as<TupleExpr>(e)) {
    if (!convert(tuple->elements)) return nullptr;
    return node<TupleExpr>(e->span, e->height - 1u, ExprList{arena_.copy(elements)});
  }
  if (const auto* list = as<ListExpr>(e)) {
    const Expr* tail = list->tail != nullptr ? constant(list->tail) : nullptr;
    if (!convert(list->elements) || (list->tail != nullptr && tail == nullptr)) return nullptr;
    return node<ListExpr>(e->span, e->height - 1u, ExprList{arena_.copy(elements)}, tail);
  }
  if (const auto* map = as<MapExpr>(e)) {
    std::vector<MapField> fields;
    if (map->base != nullptr) return nullptr;
    for (const MapField& field : map->fields) {
      const Expr* key = constant(field.key);
      const Expr* value = constant(field.value);
      if (key == nullptr || value == nullptr || field.exact) return nullptr;
      fields.push_back({field.span, false, key, value});
    }
    return node<MapExpr>(e->span, e->height - 1u, static_cast<const Expr*>(nullptr),
                         std::span<const MapField>{arena_.copy(fields)});
  }
  return nullptr;
}

void AstBuilder::convert_attribute(Symbol name, std::span<const Expr* const> values, SourceSpan span) {
  const auto form = [&](FormKind kind) { return Form{kind, form_span_}; };
  const Expr* value = values[0];
  std::vector<NameArityRef> refs;
  if (name == sym::kModule) {
    const auto* atom = as<AtomExpr>(value);
    if (atom == nullptr || values.size() > 1) return bad_attribute(name, span, "an atom: -module(name).");
    result_ = arena_.make<ModuleForm>(form(FormKind::Module), atom->name);
  } else if (name == sym::kExport || name == sym::kExportType || name == sym::kOptionalCallbacks) {
    if (values.size() != 1 || !name_arity_list(value, refs)) {
      return bad_attribute(name, span, "a list of Name/Arity");
    }
    const std::span<const NameArityRef> list = arena_.copy(refs);
    if (name == sym::kExport) {
      result_ = arena_.make<ExportForm>(form(FormKind::Export), list);
    } else if (name == sym::kExportType) {
      result_ = arena_.make<ExportTypeForm>(form(FormKind::ExportType), list);
    } else {
      result_ = arena_.make<OptionalCallbacksForm>(form(FormKind::OptionalCallbacks), list);
    }
  } else if (name == sym::kImport) {
    const auto* module = as<AtomExpr>(value);
    if (module == nullptr || values.size() > 2 || (values.size() == 2 && !name_arity_list(values[1], refs))) {
      return bad_attribute(name, span, "a module and a list: -import(lists, [map/2]).");
    }
    result_ = arena_.make<ImportForm>(form(FormKind::Import), module->name,
                                      std::span<const NameArityRef>{arena_.copy(refs)});
  } else if (name == sym::kBehaviour || name == sym::kBehavior) {
    const auto* atom = as<AtomExpr>(value);
    if (atom == nullptr || values.size() > 1) return bad_attribute(name, span, "an atom: -behaviour(name).");
    result_ = arena_.make<BehaviourForm>(form(FormKind::Behaviour), atom->name, name);
  } else if (name == sym::kFile) {
    const auto* file = as<StringExpr>(value);
    const auto* line = values.size() == 2 ? as<IntegerExpr>(values[1]) : nullptr;
    if (file == nullptr || line == nullptr) return bad_attribute(name, span, "a string and a line number");
    result_ = arena_.make<FileForm>(form(FormKind::File), file->utf8, static_cast<uint32_t>(line->value));
  } else {
    const Expr* term = constant(value);
    if (term == nullptr || values.size() > 1) return bad_attribute(name, span, "one constant term");
    if (name == sym::kCompile) {
      result_ = arena_.make<CompileForm>(form(FormKind::Compile), term);
    } else {
      result_ = arena_.make<AttributeForm>(form(FormKind::Attribute), name, term);
    }
  }
}

}  // namespace beamlet
