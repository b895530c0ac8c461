// Types: their names are looked up; nothing more is asked of them.

#include "compiler/sema/check_types.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "compiler/diag/suggest.hpp"

namespace beamlet {
namespace {

struct BuiltinType {
  std::string_view name;
  uint32_t arity;
};
constexpr BuiltinType kBuiltinTypes[] = {
    {"any", 0},
    {"arity", 0},
    {"atom", 0},
    {"binary", 0},
    {"bitstring", 0},
    {"bool", 0},
    {"boolean", 0},
    {"byte", 0},
    {"char", 0},
    {"dynamic", 0},
    {"float", 0},
    {"function", 0},
    {"fun", 0},
    {"identifier", 0},
    {"integer", 0},
    {"iodata", 0},
    {"iolist", 0},
    {"list", 0},
    {"list", 1},
    {"map", 0},
    {"maybe_improper_list", 0},
    {"maybe_improper_list", 2},
    {"mfa", 0},
    {"module", 0},
    {"neg_integer", 0},
    {"nil", 0},
    {"no_return", 0},
    {"node", 0},
    {"non_neg_integer", 0},
    {"none", 0},
    {"nonempty_binary", 0},
    {"nonempty_bitstring", 0},
    {"nonempty_improper_list", 2},
    {"nonempty_list", 0},
    {"nonempty_list", 1},
    {"nonempty_maybe_improper_list", 0},
    {"nonempty_maybe_improper_list", 2},
    {"nonempty_string", 0},
    {"number", 0},
    {"pid", 0},
    {"port", 0},
    {"pos_integer", 0},
    {"reference", 0},
    {"string", 0},
    {"term", 0},
    {"timeout", 0},
    {"tuple", 0},
};

class TypeChecker {
 public:
  TypeChecker(const Ast& ast, const ModuleEnv& env, DiagnosticSink& sink)
      : ast_(ast), env_(env), symbols_(*ast.symbols), sink_(sink) {
    for (const BuiltinType& type : kBuiltinTypes) builtin_.insert({symbols_.intern(type.name), type.arity});
  }

  void run() {
    for (const Form* form : ast_.forms) {
      if (const auto* type = as<TypeForm>(form)) declare(*type);
    }
    for (const Form* form : ast_.forms) {
      if (const auto* type = as<TypeForm>(form)) {
        user_ = NameArity{type->name, static_cast<uint32_t>(type->parameters.size())};
        walk(type->type);
        user_.reset();
        check_parameters(*type);
        check_opaque(*type);
      } else if (const auto* spec = as<SpecForm>(form)) {
        check_spec(*spec);
      } else if (const auto* record = as<RecordForm>(form)) {
        declared_records_.insert(record->name);
        check_fields(*record);
      } else if (const auto* optional = as<OptionalCallbacksForm>(form)) {
        check_optional(*optional);
      } else if (const auto* exported = as<ExportTypeForm>(form)) {
        check_export(*exported);
      }
    }
  }

 private:
  std::string text(NameArity t) const {
    return std::string(symbols_.text(t.name)) + "/" + std::to_string(t.arity);
  }

  void declare(const TypeForm& form) {
    const NameArity name{form.name, static_cast<uint32_t>(form.parameters.size())};
    if (builtin_.contains(name) && !is_newer_builtin(name)) {
      sink_.report(DiagCode::RedefinedBuiltinType, form.name_span, {text(name)});
      used_.insert(name);
    }
    for (const TypeExpr* parameter : form.parameters)
      if (parameter->name == sym::kUnderscore) sink_.report(DiagCode::BadTypeParameter, parameter->span);
    const auto [at, fresh] = types_.try_emplace(name, &form);
    if (!fresh) {
      sink_.report(DiagCode::DuplicateType, form.name_span, {text(name)})
          .notes.push_back({at->second->name_span, "defined here before"});
    }
  }

  // A module that brought its own before they were built in goes on using it.
  bool is_newer_builtin(NameArity name) const {
    static constexpr std::string_view kNewer[] = {"dynamic", "nonempty_binary", "nonempty_bitstring"};
    return std::ranges::find(kNewer, symbols_.text(name.name)) != std::end(kNewer);
  }

  void check_spec(const SpecForm& form) {
    for (const SpecClause& clause : form.clauses) {
      walk(clause.fun);
      for (const TypeExpr* constraint : clause.constraints) walk(constraint);
      count_variables(clause.fun);
      for (const TypeExpr* constraint : clause.constraints) {
        count_variables(constraint);
        note_variable(constraint->name, constraint->span);
      }
      report_singletons();
    }
    if (form.is_callback && form.module != sym::kEmpty)
      sink_.report(DiagCode::CallbackOfModule, form.name_span,
                   {std::string(symbols_.text(form.module)) + ":" + text({form.name, form.arity})});
    if (form.is_callback && !callbacks_.insert({form.name, form.arity}).second) {
      sink_.report(DiagCode::DuplicateCallback, form.name_span, {text({form.name, form.arity})});
    }
    if (form.is_callback) return;
    if (form.module != sym::kEmpty && form.module != env_.module) {
      const std::string f = std::string(symbols_.text(form.module)) + ":" + text({form.name, form.arity});
      sink_.report(DiagCode::SpecForOtherModule, form.name_span, {f});
      return;
    }
    const NameArity name{form.name, form.arity};
    const bool broken =
        std::ranges::any_of(ast_.forms, [](const Form* f) { return f->kind == FormKind::Error; });
    if (!env_.functions.contains(name) && !broken) {
      Diagnostic& d = sink_.report(DiagCode::SpecForUndefined, form.name_span, {text(name)});
      for (const NameArity f : env_.function_order) {
        if (f.name == name.name) d.suggestion = "did you mean `" + text(f) + "`?";
      }
    }
    if (!specs_.insert(name).second) sink_.report(DiagCode::DuplicateSpec, form.name_span, {text(name)});
  }

  void check_optional(const OptionalCallbacksForm& form) {
    for (const NameArityRef& ref : form.functions) {
      const bool declared = std::ranges::any_of(ast_.forms, [&](const Form* other) {
        const auto* spec = as<SpecForm>(other);
        return spec != nullptr && spec->is_callback && spec->name == ref.name && spec->arity == ref.arity;
      });
      if (!declared)
        sink_.report(DiagCode::OptionalCallbackUndefined, ref.span, {text({ref.name, ref.arity})});
      if (!optional_.insert({ref.name, ref.arity}).second)
        sink_.report(DiagCode::DuplicateOptionalCallback, ref.span, {text({ref.name, ref.arity})});
    }
  }

  void check_opaque(const TypeForm& form) {
    if (form.decl != TypeDeclKind::Opaque || form.type->kind != TypeKind::Call || !form.type->args.empty())
      return;
    const std::string_view name = symbols_.text(form.type->name);
    if (name == "any" || name == "term")
      sink_.report(DiagCode::OpaqueAny, form.name_span,
                   {text({form.name, static_cast<uint32_t>(form.parameters.size())})});
  }

  void check_export(const ExportTypeForm& form) {
    for (const NameArityRef& ref : form.types) {
      const NameArity name{ref.name, ref.arity};
      if (exported_.contains(name)) sink_.report(DiagCode::DuplicateTypeExport, ref.span, {text(name)});
      if (!types_.contains(name)) sink_.report(DiagCode::ExportTypeUndefined, ref.span, {text(name)});
      used_.insert(name);
      exported_.insert(name);
    }
  }

  // All types under `top`, without recursion.
  void walk(const TypeExpr* top) {
    if (top == nullptr) return;
    pending_.assign(1, top);
    while (!pending_.empty()) {
      const TypeExpr* type = pending_.back();
      pending_.pop_back();
      if (type->kind == TypeKind::Call) called(*type);
      check_shape(*type);
      for (const TypeExpr* arg : type->args) pending_.push_back(arg);
    }
  }

  // What one type says on its own, apart from what stands in it.
  void check_shape(const TypeExpr& type) {
    switch (type.kind) {
      case TypeKind::Call:
        return called(type);
      case TypeKind::RemoteCall:
        if (type.module == env_.module) use({type.name, static_cast<uint32_t>(type.args.size())});
        return;
      case TypeKind::Record:
        return check_record(type);
      case TypeKind::Range:
        if (are_integers(type)) check_range(type);
        return;
      case TypeKind::Unary:
      case TypeKind::Binary:
        (void)are_integers(type);
        return;
      case TypeKind::Bitstring:
        if (!are_integers(type)) return;
        for (const TypeExpr* size : type.args) {
          const auto value = number(*size);
          if (value && *value < 0) sink_.report(DiagCode::BadBinaryType, size->span);
        }
        return;
      default:
        return;
    }
  }

  // #r{f :: type()}: the record is known here, and so are its fields.
  void check_record(const TypeExpr& type) {
    records_.insert(type.name);
    const RecordInfo* record = env_.record(type.name);
    if (record == nullptr || !declared_records_.contains(type.name)) {
      Diagnostic& d = sink_.report(DiagCode::UndefinedRecord, type.span, {symbols_.text(type.name)});
      if (record != nullptr) d.notes.push_back({record->form->name_span, "it is defined later, here"});
      return;
    }
    std::unordered_set<Symbol> seen;
    for (const TypeExpr* field : type.args) {
      const std::string_view name = symbols_.text(field->name);
      if (!record->index_of(field->name)) {
        sink_.report(DiagCode::UndefinedField, field->span, {symbols_.text(type.name), name})
            .notes.push_back({record->form->name_span, "the record is defined here"});
      } else if (!seen.insert(field->name).second) {
        sink_.report(DiagCode::DuplicateField, field->span, {symbols_.text(type.name), name});
      }
    }
  }

  void check_fields(const RecordForm& record) {
    for (const RecordFieldDecl& field : record.fields) {
      if (field.type == nullptr) continue;
      walk(field.type);
      count_variables(field.type);
    }
    report_singletons();
  }

  // Numbers, and arithmetic on numbers.
  [[nodiscard]] bool are_integers(const TypeExpr& type) {
    bool all = true;
    for (const TypeExpr* arg : type.args) {
      if (arg->kind == TypeKind::Integer || arg->kind == TypeKind::Char || arg->kind == TypeKind::Unary ||
          arg->kind == TypeKind::Binary)
        continue;
      sink_.report(DiagCode::BadIntegerType, arg->span);
      all = false;
    }
    return all;
  }

  // A number, if it is written out.
  std::optional<int64_t> number(const TypeExpr& type) const {
    constexpr uint16_t kMaxHeight = 100;
    if (type.height > kMaxHeight) return std::nullopt;
    if (type.kind == TypeKind::Unary && symbols_.text(type.name) == "-") {
      const auto value = number(*type.args[0]);
      return value ? std::optional(-*value) : std::nullopt;
    }
    if (type.kind == TypeKind::Char || (type.kind == TypeKind::Integer && type.digits.empty()))
      return type.value;
    return std::nullopt;
  }
  void check_range(const TypeExpr& type) {
    const auto low = number(*type.args[0]);
    const auto high = number(*type.args[1]);
    if (low && high && *low > *high)
      sink_.report(DiagCode::BadRangeType, type.span, {std::to_string(*low), std::to_string(*high)});
  }

  // Type variables of one scope: how often each is named, and where first.
  void note_variable(Symbol name, SourceSpan span) {
    if (symbols_.text(name).starts_with('_')) return;
    const auto at = std::ranges::find(variables_, name, &Variable::name);
    if (at == variables_.end()) {
      variables_.push_back({name, span, 1});
    } else {
      ++at->count;
    }
  }

  void count_variables(const TypeExpr* top) {
    pending_.assign(1, top);
    while (!pending_.empty()) {
      const TypeExpr* type = pending_.back();
      pending_.pop_back();
      if (type->kind == TypeKind::Var) note_variable(type->name, type->span);
      for (auto arg = type->args.rbegin(); arg != type->args.rend(); ++arg) pending_.push_back(*arg);
    }
  }

  void report_singletons() {
    for (const Variable& variable : variables_) {
      if (variable.count == 1) {
        sink_.report(DiagCode::SingletonTypeVariable, variable.span, {symbols_.text(variable.name)});
      }
    }
    variables_.clear();
  }

  // As in OTP, a variable that is no parameter is bound by being named twice: `{Key, Key}`.
  void check_parameters(const TypeForm& form) {
    count_variables(form.type);
    std::erase_if(variables_, [&](const Variable& variable) {
      const bool known =
          std::ranges::any_of(form.parameters, [&](const TypeExpr* p) { return p->name == variable.name; });
      if (known || variable.count > 1) return false;
      sink_.report(DiagCode::UnboundTypeVariable, variable.span, {symbols_.text(variable.name)});
      return true;
    });
    for (const TypeExpr* parameter : form.parameters) note_variable(parameter->name, parameter->span);
    report_singletons();
  }

  void use(NameArity name) {
    if (user_) {
      uses_[*user_].push_back(name);
    } else {
      used_.insert(name);
    }
  }

  void called(const TypeExpr& type) {
    const NameArity name{type.name, static_cast<uint32_t>(type.args.size())};
    if (types_.contains(name)) return use(name);
    const std::string_view text_of_name = symbols_.text(type.name);
    if (builtin_.contains(name) || (text_of_name == "tuple" && name.arity == 0)) return;
    Diagnostic& d = sink_.report(DiagCode::UndefinedType, type.span, {text(name)});
    NearestName nearest(text_of_name);
    for (const auto& [other, form] : types_) nearest.consider(symbols_.text(other.name));
    for (const BuiltinType& other : kBuiltinTypes) nearest.consider(other.name);
    if (!nearest.best().empty()) d.suggestion = "did you mean `" + std::string(nearest.best()) + "()`?";
  }

  const Ast& ast_;
  const ModuleEnv& env_;
  Interner& symbols_;
  DiagnosticSink& sink_;
  std::unordered_set<NameArity> builtin_;
  std::unordered_map<NameArity, const TypeForm*> types_;
  std::unordered_set<NameArity> used_;                          // by specs, records and exports
  std::unordered_map<NameArity, std::vector<NameArity>> uses_;  // by types
  std::optional<NameArity> user_;                               // the type being walked
  std::unordered_set<Symbol> declared_records_;                 // so far
  std::unordered_set<NameArity> exported_;
  std::unordered_set<NameArity> specs_;
  std::unordered_set<NameArity> callbacks_;
  std::unordered_set<NameArity> optional_;
  std::vector<const TypeExpr*> pending_;
  struct Variable {
    Symbol name;
    SourceSpan span;
    uint32_t count;
  };
  std::vector<Variable> variables_;

 public:
  void report_unused() {
    // Types that only unused types speak of are unused, too.
    std::vector<NameArity> pending(used_.begin(), used_.end());
    while (!pending.empty()) {
      const auto named = uses_.find(pending.back());
      pending.pop_back();
      if (named == uses_.end()) continue;
      for (const NameArity name : named->second)
        if (used_.insert(name).second) pending.push_back(name);
    }
    for (const auto& [name, form] : types_) {
      const bool here = ast_.sources->file_of(form->span.begin) == ast_.file;
      if (here && form->decl == TypeDeclKind::Opaque && !exported_.contains(name))
        sink_.report(DiagCode::OpaqueNotExported, form->name_span, {text(name)});
      if (here && !used_.contains(name)) sink_.report(DiagCode::UnusedType, form->name_span, {text(name)});
    }
  }

  std::unordered_set<Symbol> records_;  // named in types
};

}  // namespace

std::unordered_set<Symbol> check_types(const Ast& ast, const ModuleEnv& env, bool warn_unused,
                                       DiagnosticSink& sink) {
  TypeChecker checker(ast, env, sink);
  checker.run();
  if (warn_unused) checker.report_unused();
  return std::move(checker.records_);
}

}  // namespace beamlet
