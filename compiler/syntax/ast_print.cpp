#include "compiler/syntax/ast_print.hpp"

#include "compiler/source/deep_stack.hpp"
#include "compiler/syntax/text_print.hpp"

namespace beamlet {
namespace {

// How tightly an expression holds together; a child looser than its place asks for is put in parentheses.
enum Level : int {
  kCatch,
  kMatch,
  kOrElse,
  kAndAlso,
  kCompare,
  kListOp,
  kAdd,
  kMultiply,
  kPrefix,
  kHash,
  kCallee,
  kMax
};

int level_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
    case BinaryOp::Div:
    case BinaryOp::Rem:
    case BinaryOp::Band:
    case BinaryOp::And:
      return kMultiply;
    case BinaryOp::Add:
    case BinaryOp::Subtract:
    case BinaryOp::Bor:
    case BinaryOp::Bxor:
    case BinaryOp::Bsl:
    case BinaryOp::Bsr:
    case BinaryOp::Or:
    case BinaryOp::Xor:
      return kAdd;
    case BinaryOp::Append:
    case BinaryOp::ListSubtract:
      return kListOp;
    case BinaryOp::AndAlso:
      return kAndAlso;
    case BinaryOp::OrElse:
      return kOrElse;
    case BinaryOp::Send:
      return kMatch;
    default:
      return kCompare;
  }
}

int level_of(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Catch:
      return kCatch;
    case ExprKind::Match:
    case ExprKind::MaybeMatch:
      return kMatch;
    case ExprKind::Binary:
      return level_of(to<BinaryExpr>(e).op);
    case ExprKind::Unary:
      return kPrefix;
    case ExprKind::Map:
    case ExprKind::Record:
    case ExprKind::RecordAccess:
    case ExprKind::RecordIndex:
      return kHash;
    case ExprKind::Call:
    case ExprKind::Remote:
      return kCallee;
    case ExprKind::Comprehension:
      return to<ComprehensionExpr>(e).result == ComprehensionKind::Map ? kHash : kMax;
    default:
      return kMax;
  }
}

class Printer {
 public:
  Printer(const Interner& symbols, const PrintOptions& options) : symbols_(symbols), options_(options) {}

  std::string take() { return std::move(out_); }

  void form(const Form& form);
  void expr(const Expr& e, int needed = kCatch) {
    const bool operators = level_of(e) < kHash;
    const bool parentheses =
        level_of(e) < needed || (options_.explicit_structure && operators && needed > kCatch) ||
        (options_.explicit_structure && (e.kind == ExprKind::Binary || e.kind == ExprKind::Unary));
    if (parentheses) out_ += '(';
    bare(e);
    if (parentheses) out_ += ')';
  }
  void type(const TypeExpr& t, int needed = 0);

 private:
  void atom(Symbol name) { out_ += print_atom(symbols_.text(name)); }
  void name(Symbol name) { out_ += symbols_.text(name); }
  void line() {
    out_ += '\n';
    out_.append(static_cast<size_t>(indent_) * 4, ' ');
  }
  template <typename List, typename Each>
  void list(const List& items, std::string_view separator, Each&& each) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += separator;
      first = false;
      each(item);
    }
  }
  void exprs(ExprList items) {
    list(items, ", ", [&](const Expr* e) { expr(*e); });
  }
  void body(ExprList items) {
    ++indent_;
    line();
    bool first = true;
    for (const Expr* e : items) {
      if (!first) {
        out_ += ',';
        line();
      }
      first = false;
      expr(*e);
    }
    --indent_;
  }
  void guard(Guard guard, bool is_if = false) {
    if (guard.empty()) return;
    if (!is_if) out_ += " when ";
    list(guard, "; ", [&](const ExprList& tests) { exprs(tests); });
  }
  void arguments(ExprList items) {
    out_ += '(';
    exprs(items);
    out_ += ')';
  }
  void clauses(ClauseList items) {
    ++indent_;
    bool first = true;
    for (const Clause* clause : items) {
      if (!first) out_ += ';';
      first = false;
      line();
      for (const Expr* p : clause->patterns) expr(*p);
      guard(clause->guard, clause->patterns.empty());
      out_ += " ->";
      body(clause->body);
    }
    --indent_;
  }
  void end() {
    line();
    out_ += "end";
  }
  void integer(int64_t value, std::string_view digits, unsigned base) {
    if (digits.empty()) {
      out_ += std::to_string(value);
    } else {
      if (base != 10) out_ += std::to_string(base) + "#";
      out_ += digits;
    }
  }
  void bare(const Expr& e);
  void binary(const BinaryExpr& e);
  void bits(const BitstringExpr& e);
  void map(const MapExpr& e);
  void record_fields(const RecordExpr& e);
  void fun(const FunExpr& e);
  void try_expr(const TryExpr& e);
  void qualifier(const Qualifier& q);
  void comprehension(const ComprehensionExpr& e);
  void spec(const SpecForm& form);
  void name_arities(std::span<const NameArityRef> refs) {
    out_ += '[';
    list(refs, ", ", [&](const NameArityRef& ref) {
      atom(ref.name);
      out_ += "/" + std::to_string(ref.arity);
    });
    out_ += ']';
  }

  const Interner& symbols_;
  const PrintOptions& options_;
  std::string out_;
  int indent_ = 0;
};

void Printer::bare(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Var:
      return name(to<VarExpr>(e).name);
    case ExprKind::Atom:
      return atom(to<AtomExpr>(e).name);
    case ExprKind::Integer: {
      const auto& i = to<IntegerExpr>(e);
      return integer(i.value, i.digits, i.base);
    }
    case ExprKind::Float:
      out_ += float_text(to<FloatExpr>(e).value);
      return;
    case ExprKind::Char:
      out_ += '$';
      if (to<CharExpr>(e).value == U' ') {
        out_ += "\\s";
      } else {
        append_escaped(out_, to<CharExpr>(e).value, '\\');
      }
      return;
    case ExprKind::String:
      out_ += quoted(to<StringExpr>(e).utf8, '"');
      return;
    case ExprKind::Tuple:
      out_ += '{';
      exprs(to<TupleExpr>(e).elements);
      out_ += '}';
      return;
    case ExprKind::List: {
      // Conses written one in the other stay so, but are printed in a loop: [a | [b | [c]]]
      size_t open = 0;
      for (const auto* l = &to<ListExpr>(e);;) {
        out_ += '[';
        ++open;
        exprs(l->elements);
        if (l->tail == nullptr) break;
        out_ += " | ";
        const auto* next = as<ListExpr>(l->tail);
        if (next == nullptr) {
          expr(*l->tail);
          break;
        }
        l = next;
      }
      out_.append(open, ']');
      return;
    }
    case ExprKind::Map:
      return map(to<MapExpr>(e));
    case ExprKind::Record: {
      const auto& r = to<RecordExpr>(e);
      if (r.base != nullptr)
        expr(*r.base,
             r.base->kind == ExprKind::Record || r.base->kind == ExprKind::RecordAccess ? kHash : kMax);
      out_ += '#';
      atom(r.name);
      return record_fields(r);
    }
    case ExprKind::RecordAccess: {
      const auto& r = to<RecordAccessExpr>(e);
      expr(*r.base,
           r.base->kind == ExprKind::Record || r.base->kind == ExprKind::RecordAccess ? kHash : kMax);
      out_ += '#';
      atom(r.name);
      out_ += '.';
      return atom(r.field);
    }
    case ExprKind::RecordIndex:
      out_ += '#';
      atom(to<RecordIndexExpr>(e).name);
      out_ += '.';
      return atom(to<RecordIndexExpr>(e).field);
    case ExprKind::Bitstring:
      return bits(to<BitstringExpr>(e));
    case ExprKind::Match:
      expr(*to<MatchExpr>(e).pattern, kMatch + 1);
      out_ += " = ";
      return expr(*to<MatchExpr>(e).value, kMatch);
    case ExprKind::MaybeMatch:
      expr(*to<MaybeMatchExpr>(e).pattern);
      out_ += " ?= ";
      return expr(*to<MaybeMatchExpr>(e).value);
    case ExprKind::Unary: {
      const auto& u = to<UnaryExpr>(e);
      out_ += spelling(u.op);
      const bool word = u.op == UnaryOp::Not || u.op == UnaryOp::Bnot;
      if (word || u.operand->kind == ExprKind::Unary) out_ += ' ';
      return expr(*u.operand, kPrefix);
    }
    case ExprKind::Binary:
      return binary(to<BinaryExpr>(e));
    case ExprKind::Catch:
      out_ += "catch ";
      return expr(*to<CatchExpr>(e).body, kCatch);
    case ExprKind::Call: {
      const auto& c = to<CallExpr>(e);
      if (c.module != nullptr) {
        expr(*c.module, kMax);
        out_ += ':';
      }
      expr(*c.function, kMax);
      return arguments(c.arguments);
    }
    case ExprKind::Remote:
      expr(*to<RemoteExpr>(e).module, kMax);
      out_ += ':';
      return expr(*to<RemoteExpr>(e).function, kMax);
    case ExprKind::LocalFun:
      out_ += "fun ";
      atom(to<LocalFunExpr>(e).name);
      out_ += "/" + std::to_string(to<LocalFunExpr>(e).arity);
      return;
    case ExprKind::RemoteFun:
      out_ += "fun ";
      expr(*to<RemoteFunExpr>(e).module);
      out_ += ':';
      expr(*to<RemoteFunExpr>(e).function);
      out_ += '/';
      return expr(*to<RemoteFunExpr>(e).arity);
    case ExprKind::Fun:
      return fun(to<FunExpr>(e));
    case ExprKind::Block:
      out_ += "begin";
      body(to<BlockExpr>(e).body);
      return end();
    case ExprKind::If:
      out_ += "if";
      clauses(to<IfExpr>(e).clauses);
      return end();
    case ExprKind::Case:
      out_ += "case ";
      expr(*to<CaseExpr>(e).subject);
      out_ += " of";
      clauses(to<CaseExpr>(e).clauses);
      return end();
    case ExprKind::Receive: {
      const auto& r = to<ReceiveExpr>(e);
      out_ += "receive";
      clauses(r.clauses);
      if (r.timeout != nullptr) {
        line();
        out_ += "after ";
        expr(*r.timeout);
        out_ += " ->";
        body(r.timeout_body);
      }
      return end();
    }
    case ExprKind::Try:
      return try_expr(to<TryExpr>(e));
    case ExprKind::Maybe:
      out_ += "maybe";
      body(to<MaybeExpr>(e).body);
      if (!to<MaybeExpr>(e).else_clauses.empty()) {
        line();
        out_ += "else";
        clauses(to<MaybeExpr>(e).else_clauses);
      }
      return end();
    case ExprKind::Comprehension:
      return comprehension(to<ComprehensionExpr>(e));
    case ExprKind::Error:
      out_ += "<error>";
      return;
  }
}

void Printer::binary(const BinaryExpr& e) {
  const int level = level_of(e.op);
  const auto op = [&](const BinaryExpr& node) {
    out_ += ' ';
    out_ += spelling(node.op);
    out_ += ' ';
  };
  if (options_.explicit_structure) {  // nesting shown as it is: `(a + b) + c`
    const Spine spine = spine_operands(e);
    const size_t last = spine.operators.size() - 1;
    if (spine.right_associative) {
      for (size_t i = 0; i <= last; ++i) {
        expr(*spine.operands[i], kMax);
        op(*spine.operators[i]);
        if (i < last) out_ += '(';
      }
      expr(*spine.operands.back(), kMax);
      out_.append(last, ')');
    } else {
      out_.append(last, '(');
      expr(*spine.operands[0], kMax);
      for (size_t i = 0; i <= last; ++i) {
        op(*spine.operators[i]);
        expr(*spine.operands[i + 1], kMax);
        if (i < last) out_ += ')';
      }
    }
    return;
  }
  if (is_right_associative(e.op)) {
    const BinaryExpr* at = &e;
    for (;;) {
      expr(*at->left, level + 1);
      op(*at);
      const auto* next = as<BinaryExpr>(at->right);
      if (next == nullptr || level_of(next->op) != level) break;
      at = next;
    }
    return expr(*at->right, level);
  }
  std::vector<const BinaryExpr*> spine{&e};
  if (level != kCompare) {
    for (const auto* next = as<BinaryExpr>(e.left); next != nullptr && level_of(next->op) == level;
         next = as<BinaryExpr>(next->left)) {
      spine.push_back(next);
    }
  }
  expr(*spine.back()->left, level == kCompare ? level + 1 : level);
  for (auto node = spine.rbegin(); node != spine.rend(); ++node) {
    op(**node);
    expr(*(*node)->right, level + 1);
  }
}

void Printer::bits(const BitstringExpr& e) {
  out_ += "<<";
  list(e.elements, ", ", [&](const BitElement& element) {
    // `-1` may stand there bare, but parentheses are always right.
    expr(*element.value, kMax);
    if (element.size != nullptr) {
      out_ += ':';
      expr(*element.size, kMax);
    }
    if (!element.modifiers.empty()) out_ += '/';
    list(element.modifiers, "-", [&](const BitModifier& modifier) {
      atom(modifier.name);
      if (modifier.unit >= 0) out_ += ":" + std::to_string(modifier.unit);
    });
  });
  out_ += ">>";
}

void Printer::map(const MapExpr& e) {
  if (e.base != nullptr) expr(*e.base, e.base->kind == ExprKind::Map ? kHash : kMax);
  out_ += "#{";
  list(e.fields, ", ", [&](const MapField& field) {
    expr(*field.key);
    out_ += field.exact ? " := " : " => ";
    expr(*field.value);
  });
  out_ += '}';
}

void Printer::record_fields(const RecordExpr& e) {
  out_ += '{';
  list(e.fields, ", ", [&](const RecordField& field) {
    if (field.name == sym::kUnderscore) {
      out_ += '_';
    } else {
      atom(field.name);
    }
    out_ += " = ";
    expr(*field.value);
  });
  out_ += '}';
}

void Printer::fun(const FunExpr& e) {
  out_ += "fun";
  ++indent_;
  bool first = true;
  for (const Clause* clause : e.clauses) {
    if (!first) out_ += ';';
    first = false;
    line();
    if (e.name != sym::kEmpty) name(e.name);
    arguments(clause->patterns);
    guard(clause->guard);
    out_ += " ->";
    body(clause->body);
  }
  --indent_;
  end();
}

void Printer::try_expr(const TryExpr& e) {
  out_ += "try";
  body(e.body);
  if (!e.of_clauses.empty()) {
    line();
    out_ += "of";
    clauses(e.of_clauses);
  }
  if (!e.catch_clauses.empty()) {
    line();
    out_ += "catch";
    ++indent_;
    bool first = true;
    for (const CatchClause* clause : e.catch_clauses) {
      if (!first) out_ += ';';
      first = false;
      line();
      if (clause->exception_class != nullptr) {
        expr(*clause->exception_class);
        out_ += ':';
      }
      expr(*clause->pattern);
      if (clause->stacktrace != nullptr) {
        out_ += ':';
        expr(*clause->stacktrace);
      }
      guard(clause->guard);
      out_ += " ->";
      body(clause->body);
    }
    --indent_;
  }
  if (!e.after_body.empty()) {
    line();
    out_ += "after";
    body(e.after_body);
  }
  end();
}

void Printer::qualifier(const Qualifier& q) {
  switch (q.kind) {
    case QualifierKind::Filter:
      return expr(*q.source);
    case QualifierKind::Zip:
      return list(q.zipped, " && ", [&](const Qualifier* part) { qualifier(*part); });
    case QualifierKind::MapGenerator:
      expr(*q.pattern);
      out_ += " := ";
      expr(*q.value_pattern);
      out_ += q.strict ? " <:- " : " <- ";
      return expr(*q.source);
    case QualifierKind::ListGenerator:
      expr(*q.pattern);
      out_ += q.strict ? " <:- " : " <- ";
      return expr(*q.source);
    case QualifierKind::BinaryGenerator:
      expr(*q.pattern);
      out_ += q.strict ? " <:= " : " <= ";
      return expr(*q.source);
  }
}

void Printer::comprehension(const ComprehensionExpr& e) {
  constexpr std::string_view kOpen[] = {"[", "<<", "#{"};
  constexpr std::string_view kClose[] = {"]", ">>", "}"};
  const auto kind = static_cast<size_t>(e.result);
  out_ += kOpen[kind];
  expr(*e.element, e.result == ComprehensionKind::Binary ? kMax : kCatch);
  if (e.value != nullptr) {
    out_ += " => ";
    expr(*e.value);
  }
  out_ += " || ";
  list(e.qualifiers, ", ", [&](const Qualifier* q) { qualifier(*q); });
  out_ += kClose[kind];
}

// ---------------------------------------------------------------------------------------------------------------
// Types. Levels: 0 annotated and union, 1 range, 2 operators, 3 the rest.

void Printer::type(const TypeExpr& t, int needed) {
  const auto each = [&](const TypeExpr* arg) { type(*arg); };
  int level = 3;
  if (t.kind == TypeKind::Annotated || t.kind == TypeKind::Union || t.kind == TypeKind::Constraint) level = 0;
  if (t.kind == TypeKind::Range) level = 1;
  if (t.kind == TypeKind::Binary || t.kind == TypeKind::Unary) level = 2;
  if (level < needed) out_ += '(';
  switch (t.kind) {
    case TypeKind::Atom:
      atom(t.name);
      break;
    case TypeKind::Integer:
      integer(t.value, t.digits, static_cast<unsigned>(t.value));
      break;
    case TypeKind::Char:
      out_ += '$';
      append_escaped(out_, static_cast<char32_t>(t.value), '\\');
      break;
    case TypeKind::Var:
      name(t.name);
      break;
    case TypeKind::Annotated:
    case TypeKind::Constraint:
      name(t.name);
      out_ += " :: ";
      type(*t.args[0]);
      break;
    case TypeKind::Union: {
      // An annotated type swallows what follows it: only the last may stand bare.
      bool first = true;
      for (const TypeExpr* arg : t.args) {
        if (!first) out_ += " | ";
        first = false;
        type(*arg, 1);
      }
      break;
    }
    case TypeKind::Range:
      type(*t.args[0], 2);
      out_ += "..";
      type(*t.args[1], 2);
      break;
    case TypeKind::Unary:
      name(t.name);
      out_ += ' ';
      type(*t.args[0], 3);
      break;
    case TypeKind::Binary:
      type(*t.args[0], 3);
      out_ += ' ';
      name(t.name);
      out_ += ' ';
      type(*t.args[1], 3);
      break;
    case TypeKind::RemoteCall:
      atom(t.module);
      out_ += ':';
      [[fallthrough]];
    case TypeKind::Call:
      atom(t.name);
      out_ += '(';
      list(t.args, ", ", each);
      out_ += ')';
      break;
    case TypeKind::Nil:
      out_ += "[]";
      break;
    case TypeKind::List:
      out_ += '[';
      type(*t.args[0]);
      out_ += ']';
      break;
    case TypeKind::NonemptyList:
      out_ += '[';
      type(*t.args[0]);
      out_ += ", ...]";
      break;
    case TypeKind::Tuple:
      out_ += '{';
      list(t.args, ", ", each);
      out_ += '}';
      break;
    case TypeKind::Map:
      out_ += "#{";
      list(t.args, ", ", each);
      out_ += '}';
      break;
    case TypeKind::MapAssoc:
    case TypeKind::MapExact:
      type(*t.args[0]);
      out_ += t.kind == TypeKind::MapExact ? " := " : " => ";
      type(*t.args[1]);
      break;
    case TypeKind::Record:
      out_ += '#';
      atom(t.name);
      out_ += '{';
      list(t.args, ", ", each);
      out_ += '}';
      break;
    case TypeKind::RecordField:
      atom(t.name);
      out_ += " :: ";
      type(*t.args[0]);
      break;
    case TypeKind::Bitstring:
      out_ += "<<_:";
      type(*t.args[0], 3);
      out_ += ", _:_*";
      type(*t.args[1], 3);
      out_ += ">>";
      break;
    case TypeKind::FunAny:
      out_ += "fun()";
      break;
    case TypeKind::FunAnyArgs:
      out_ += "fun((...) -> ";
      type(*t.args[0]);
      out_ += ')';
      break;
    case TypeKind::Fun:
      out_ += "fun((";
      list(t.args.first(t.args.size() - 1), ", ", each);
      out_ += ") -> ";
      type(*t.args.back());
      out_ += ')';
      break;
  }
  if (level < needed) out_ += ')';
}

// ---------------------------------------------------------------------------------------------------------------
// Forms

void Printer::spec(const SpecForm& form) {
  out_ += form.is_callback ? "-callback " : "-spec ";
  if (form.module != sym::kEmpty) {
    atom(form.module);
    out_ += ':';
  }
  atom(form.name);
  list(form.clauses, ";\n    ", [&](const SpecClause& clause) {
    out_ += '(';
    const TypeList args = clause.fun->args;
    list(args.first(args.size() - 1), ", ", [&](const TypeExpr* arg) { type(*arg); });
    out_ += ") -> ";
    type(*args.back());
    if (clause.constraints.empty()) return;
    out_ += " when ";
    list(clause.constraints, ", ", [&](const TypeExpr* c) { type(*c); });
  });
  out_ += ".\n";
}

void Printer::form(const Form& form) {
  switch (form.kind) {
    case FormKind::Module:
      out_ += "-module(";
      atom(to<ModuleForm>(form).name);
      break;
    case FormKind::Export:
      out_ += "-export(";
      name_arities(to<ExportForm>(form).functions);
      break;
    case FormKind::ExportType:
      out_ += "-export_type(";
      name_arities(to<ExportTypeForm>(form).types);
      break;
    case FormKind::OptionalCallbacks:
      out_ += "-optional_callbacks(";
      name_arities(to<OptionalCallbacksForm>(form).functions);
      break;
    case FormKind::Import:
      out_ += "-import(";
      atom(to<ImportForm>(form).module);
      out_ += ", ";
      name_arities(to<ImportForm>(form).functions);
      break;
    case FormKind::Behaviour:
      out_ += "-behaviour(";
      atom(to<BehaviourForm>(form).name);
      break;
    case FormKind::Compile:
      out_ += "-compile(";
      expr(*to<CompileForm>(form).options);
      break;
    case FormKind::Attribute:
      out_ += '-';
      atom(to<AttributeForm>(form).name);
      out_ += '(';
      expr(*to<AttributeForm>(form).value);
      break;
    case FormKind::File:
      out_ +=
          "-file(" + quoted(to<FileForm>(form).name, '"') + ", " + std::to_string(to<FileForm>(form).line);
      break;
    case FormKind::Record: {
      const auto& record = to<RecordForm>(form);
      out_ += "-record(";
      atom(record.name);
      out_ += ", {";
      list(record.fields, ", ", [&](const RecordFieldDecl& field) {
        atom(field.name);
        if (field.default_value != nullptr) {
          out_ += " = ";
          expr(*field.default_value);
        }
        if (field.type != nullptr) {
          out_ += " :: ";
          type(*field.type);
        }
      });
      out_ += '}';
      break;
    }
    case FormKind::Type: {
      const auto& t = to<TypeForm>(form);
      constexpr std::string_view kWords[] = {"-type ", "-opaque ", "-nominal "};
      out_ += kWords[static_cast<size_t>(t.decl)];
      atom(t.name);
      out_ += '(';
      list(t.parameters, ", ", [&](const TypeExpr* p) { type(*p); });
      out_ += ") :: ";
      type(*t.type);
      out_ += ".\n";
      return;
    }
    case FormKind::Spec:
      return spec(to<SpecForm>(form));
    case FormKind::Function: {
      const auto& function = to<FunctionForm>(form);
      list(function.clauses, ";\n", [&](const Clause* clause) {
        atom(function.name);
        arguments(clause->patterns);
        guard(clause->guard);
        out_ += " ->";
        body(clause->body);
      });
      out_ += ".\n";
      return;
    }
    case FormKind::Error:
      out_ += "%% form with errors\n";
      return;
  }
  out_ += ").\n";
}

}  // namespace

std::string print_form(const Form& form, const Interner& symbols, const PrintOptions& options) {
  Printer printer(symbols, options);
  printer.form(form);
  return printer.take();
}

std::string print_expr(const Expr& e, const Interner& symbols, const PrintOptions& options) {
  Printer printer(symbols, options);
  (void)run_for_height(e.height, [&] { printer.expr(e); });
  return printer.take();
}

std::string print_type(const TypeExpr& type, const Interner& symbols) {
  const PrintOptions options;
  Printer printer(symbols, options);
  (void)run_for_height(type.height, [&] { printer.type(type); });
  return printer.take();
}

std::string print_ast(const Ast& ast, const PrintOptions& options) {
  std::string out;
  (void)run_for_height(ast.max_height, [&] {
    const Form* before = nullptr;
    for (const Form* form : ast.forms) {
      const bool function = form->kind == FormKind::Function;
      const bool spec_before = before != nullptr && before->kind == FormKind::Spec;
      if (before != nullptr && !spec_before &&
          (function || before->kind == FormKind::Function || form->kind == FormKind::Spec)) {
        out += '\n';
      }
      out += print_form(*form, *ast.symbols, options);
      before = form;
    }
  });
  return out;
}

}  // namespace beamlet
