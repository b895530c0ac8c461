// Declarations: collecting them, and the rules about them.

#include "compiler/sema/module_env.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "compiler/diag/suggest.hpp"

namespace beamlet {
namespace {

constexpr int64_t kMostInlineSize = 1'000'000;

struct NamedFunction {
  std::string_view name;
  uint32_t arity;
};

constexpr NamedFunction kAutoImports[] = {
#define AUTO_IMPORT(name, arity) {name, arity},
#include "vm/tables/auto_imports.def"
#undef AUTO_IMPORT
};

struct BifRow {
  std::string_view module;
  std::string_view name;
  uint32_t arity;
  std::string_view kind;
};
constexpr BifRow kBifs[] = {
#define BIF(module, name, arity, symbol, Kind, doc) {module, name, arity, #Kind},
#include "vm/tables/bifs.def"
#undef BIF
};

// In the language since R14 or later: calling a function of the module by such a name is no ambiguity.
constexpr NamedFunction kNewerAutoImports[] = {
    {"alias", 0},
    {"alias", 1},
    {"atom_to_binary", 1},
    {"binary_part", 2},
    {"binary_part", 3},
    {"binary_to_atom", 1},
    {"binary_to_existing_atom", 1},
    {"binary_to_float", 1},
    {"binary_to_integer", 1},
    {"binary_to_integer", 2},
    {"binary_to_term", 2},
    {"ceil", 1},
    {"check_old_code", 1},
    {"check_process_code", 3},
    {"demonitor", 1},
    {"demonitor", 2},
    {"error", 1},
    {"error", 2},
    {"error", 3},
    {"float_to_binary", 1},
    {"float_to_binary", 2},
    {"float_to_list", 2},
    {"floor", 1},
    {"garbage_collect", 2},
    {"get_keys", 0},
    {"halt", 2},
    {"integer_to_binary", 1},
    {"integer_to_binary", 2},
    {"integer_to_list", 2},
    {"is_map", 1},
    {"is_map_key", 2},
    {"list_to_integer", 2},
    {"list_to_port", 1},
    {"list_to_ref", 1},
    {"map_get", 2},
    {"map_size", 1},
    {"max", 2},
    {"min", 2},
    {"monitor", 2},
    {"monitor", 3},
    {"nodes", 2},
    {"port_command", 3},
    {"port_to_list", 1},
    {"ref_to_list", 1},
    {"spawn_monitor", 2},
    {"spawn_monitor", 4},
    {"spawn_request", 1},
    {"spawn_request", 2},
    {"spawn_request", 3},
    {"spawn_request", 4},
    {"spawn_request", 5},
    {"spawn_request_abandon", 1},
    {"term_to_iovec", 1},
    {"term_to_iovec", 2},
    {"unalias", 1},
};

void add_language_functions(ModuleEnv& env, Interner& symbols) {
  for (const NamedFunction& f : kAutoImports) env.auto_imported.insert({symbols.intern(f.name), f.arity});
  for (const BifRow& row : kBifs) {
    if (row.module != "erlang" || row.kind != "Guard" || row.name.empty()) continue;
    env.guard_functions.insert({symbols.intern(row.name), row.arity});
  }
}

std::string_view base_name(std::string_view path) {
  path.remove_prefix(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

// One pass over the forms.
class Collector {
 public:
  Collector(const Ast& ast, DiagnosticSink& sink) : ast_(ast), symbols_(*ast.symbols), sink_(sink) {
    env_.ast = &ast;
    env_.is_script = ast.is_script;
    add_language_functions(env_, symbols_);
  }

  ModuleEnv run() {
    env_.module = symbols_.intern(base_name(ast_.sources->name(ast_.file)));
    for (const Form* form : ast_.forms) collect(*form);
    if (env_.is_script) env_.export_all = true;
    for (const ImportForm* import : imports_) check_import(*import);
    finish_exports();
    finish_inline();
    for (const NameArity f : own_bifs_)
      if (env_.functions.contains(f)) env_.no_auto_import.insert(f);
    return std::move(env_);
  }

 private:
  std::string text(NameArity f) const {
    return std::string(symbols_.text(f.name)) + "/" + std::to_string(f.arity);
  }

  void collect(const Form& form) {
    switch (form.kind) {
      case FormKind::Module:
        return module(to<ModuleForm>(form));
      case FormKind::Export:
        late(form, sym::kExport);
        exports_.push_back(&to<ExportForm>(form));
        return;
      case FormKind::Import:
        late(form, sym::kImport);
        imports_.push_back(&to<ImportForm>(form));
        for (const NameArityRef& f : to<ImportForm>(form).functions) {
          (void)env_.imports.try_emplace({f.name, f.arity}, to<ImportForm>(form).module);
        }
        return;
      case FormKind::Record:
        return record(to<RecordForm>(form));
      case FormKind::Behaviour:
        return behaviour(to<BehaviourForm>(form));
      case FormKind::Compile:
        env_.compile_options.push_back(&to<CompileForm>(form));
        option(to<CompileForm>(form).options);
        return;
      case FormKind::Attribute:
        return attribute(to<AttributeForm>(form));
      case FormKind::Function:
        return function(to<FunctionForm>(form));
      case FormKind::ExportType:
        return late(form, sym::kExportType);
      case FormKind::OptionalCallbacks:
        return late(form, sym::kOptionalCallbacks);
      case FormKind::Spec:
        if (to<SpecForm>(form).is_callback) late(form, sym::kCallback);
        return;
      case FormKind::Type:
      case FormKind::File:
      case FormKind::Error:
        return;
    }
  }

  // Attributes that have to stand before the first function.
  void late(const Form& form, Symbol name) {
    if (!env_.function_order.empty()) {
      sink_.report(DiagCode::AttributeAfterFunctions, form.span, {symbols_.text(name)});
    }
  }

  void module(const ModuleForm& form) {
    if (!env_.function_order.empty()) return late(form, sym::kModule);
    if (module_ != nullptr) {
      sink_.report(DiagCode::DuplicateModule, form.span)
          .notes.push_back({module_->span, "the first one is here"});
      return;
    }
    module_ = &form;
    env_.module = form.name;
  }

  void record(const RecordForm& form) {
    const auto [at, fresh] = env_.records.try_emplace(form.name, RecordInfo{&form});
    if (!fresh) {
      sink_.report(DiagCode::DuplicateRecord, form.name_span, {symbols_.text(form.name)})
          .notes.push_back({at->second.form->name_span, "defined here before"});
    }
    std::unordered_set<Symbol> seen;
    for (const RecordFieldDecl& field : form.fields) {
      if (!seen.insert(field.name).second) {
        sink_.report(DiagCode::DuplicateRecordField, field.name_span,
                     {symbols_.text(form.name), symbols_.text(field.name)});
      }
    }
  }

  void behaviour(const BehaviourForm& form) {
    late(form, form.spelling);
    const bool twice = std::ranges::any_of(
        env_.behaviours, [&](const BehaviourForm* other) { return other->name == form.name; });
    if (twice) sink_.report(DiagCode::DuplicateBehaviour, form.span, {symbols_.text(form.name)});
    env_.behaviours.push_back(&form);
  }

  void attribute(const AttributeForm& form) {
    if (form.name == sym::kOnLoad) {
      sink_.report(DiagCode::OnLoadUnsupported, form.span);
      return;
    }
    if (form.name == sym::kNifs) {
      sink_.report(DiagCode::NifUnsupported, form.span);
      return;
    }
    // Documentation and what Dialyzer is told may stand anywhere.
    if (form.name != sym::kDoc && form.name != sym::kModuledoc && form.name != sym::kDialyzer)
      late(form, form.name);
    env_.attributes.push_back(&form);
  }

  void function(const FunctionForm& form) {
    const NameArity name{form.name, form.arity};
    if ((form.name == sym::kModuleInfo && form.arity <= 1) ||
        (form.name == sym::kRecordInfo && form.arity == 2)) {
      sink_.report(DiagCode::RedefinedBuiltinFunction, form.name_span, {text(name)});
    }
    const auto [at, fresh] = env_.functions.try_emplace(name, FunctionInfo{&form});
    if (!fresh) {
      sink_.report(DiagCode::DuplicateFunction, form.name_span, {text(name)})
          .notes.push_back({at->second.form->name_span, "defined here before"});
      return;
    }
    env_.function_order.push_back(name);
  }

  // -compile(Option) or -compile([Option, ...])
  void option(const Expr* e) {
    if (const auto* list = as<ListExpr>(e)) {
      for (const Expr* element : list->elements) option(element);
    } else if (const auto* atom = as<AtomExpr>(e)) {
      if (atom->name == sym::kExportAll) env_.export_all = true;
      if (atom->name == sym::kNowarnBifClash) sink_.report(DiagCode::NowarnBifClash, e->span);
      if (atom->name == sym::kInline) env_.inline_all = true;
      if (atom->name == sym::kNoAutoImport) env_.no_auto_import_all = true;
    } else if (const auto* tuple = as<TupleExpr>(e); tuple != nullptr && tuple->elements.size() == 2) {
      const auto* name = as<AtomExpr>(tuple->elements[0]);
      if (name == nullptr) return;
      if (name->name == sym::kParseTransform) {
        const auto* transform = as<AtomExpr>(tuple->elements[1]);
        // Match specifications are translated by the compiler itself: nothing to do for that one.
        if (transform != nullptr && symbols_.text(transform->name) == "ms_transform") {
          env_.translates_match_funs = true;
          return;
        }
        sink_.report(DiagCode::ParseTransformUnsupported, e->span,
                     {transform != nullptr ? symbols_.text(transform->name) : "?"});
      }
      if (name->name == sym::kNoAutoImport)
        functions_of(tuple->elements[1], [&](NameArity f, SourceSpan) { env_.no_auto_import.insert(f); });
      if (const auto* size = as<IntegerExpr>(tuple->elements[1]);
          size != nullptr && symbols_.text(name->name) == "inline_size")
        env_.inline_size = static_cast<uint32_t>(std::clamp<int64_t>(size->value, 0, kMostInlineSize));
      if (name->name == sym::kNowarnBifClash) {
        if (tuple->elements[1]->kind == ExprKind::Tuple) sink_.report(DiagCode::NowarnBifClash, e->span);
        functions_of(tuple->elements[1], [&](NameArity f, SourceSpan) { own_bifs_.push_back(f); });
      }
      if (name->name == sym::kInline) inline_option(*tuple->elements[1]);
    }
  }

  void inline_option(const Expr& functions) {
    const bool is_one = functions.kind == ExprKind::Tuple || functions.kind == ExprKind::List;
    if (!is_one) sink_.report(DiagCode::BadInline, functions.span);
    functions_of(&functions, [&](NameArity f, SourceSpan span) { inlined_.emplace_back(f, span); });
  }

  // {f, 1}, or a list of them
  template <typename Use>
  void functions_of(const Expr* e, Use&& use) {
    if (const auto* list = as<ListExpr>(e)) {
      for (const Expr* element : list->elements) functions_of(element, use);
    } else if (const auto* pair = as<TupleExpr>(e); pair != nullptr && pair->elements.size() == 2) {
      const auto* name = as<AtomExpr>(pair->elements[0]);
      const auto* arity = as<IntegerExpr>(pair->elements[1]);
      if (name != nullptr && arity != nullptr)
        use({name->name, static_cast<uint32_t>(arity->value)}, e->span);
    }
  }

  void check_import(const ImportForm& form) {
    for (const NameArityRef& ref : form.functions) {
      const NameArity f{ref.name, ref.arity};
      const auto first = env_.imports.find(f);
      // The same function twice in one list is one import.
      const bool again = !imported_.try_emplace(f, &form).second && imported_.at(f) != &form;
      if (again || (first != env_.imports.end() && first->second != form.module)) {
        sink_.report(DiagCode::DuplicateImport, ref.span, {text(f), symbols_.text(first->second)});
      }
      if (const auto own = env_.functions.find(f); own != env_.functions.end()) {
        sink_.report(DiagCode::ImportClash, own->second.form->name_span,
                     {text(f), symbols_.text(form.module)});
      }
      if (env_.auto_imported.contains(f) && !env_.no_auto_import.contains(f) && !env_.no_auto_import_all) {
        const bool newer = is_newer_auto_import(symbols_.text(f.name), f.arity);
        sink_
            .report(newer ? DiagCode::ImportOverridesNewer : DiagCode::ImportOverridesAutoImport, ref.span,
                    {text(f)})
            .suggestion = "add -compile({no_auto_import, [" + text(f) + "]}).";
      }
    }
  }

  void finish_exports() {
    std::unordered_set<NameArity> seen;
    const auto add = [&](NameArity f) {
      env_.exports.push_back(f);
      if (const auto found = env_.functions.find(f); found != env_.functions.end())
        found->second.exported = true;
    };
    for (const ExportForm* form : exports_) {
      for (const NameArityRef& ref : form->functions) {
        const NameArity f{ref.name, ref.arity};
        if (!seen.insert(f).second) {
          sink_.report(DiagCode::DuplicateExport, ref.span, {text(f)});
          continue;
        }
        if (!env_.functions.contains(f) && !(f.name == sym::kModuleInfo && f.arity <= 1) &&
            !has_broken_forms()) {
          suggest(sink_.report(DiagCode::ExportUndefined, ref.span, {text(f)}), f);
        }
        if (!(f.name == sym::kModuleInfo && f.arity <= 1)) add(f);
      }
    }
    if (!env_.export_all) return;
    for (const NameArity f : env_.function_order) {
      if (seen.insert(f).second) add(f);
    }
  }

  void finish_inline() {
    for (const auto& [f, span] : inlined_) {
      const auto found = env_.functions.find(f);
      if (found != env_.functions.end()) {
        found->second.inlined = true;
      } else if (!has_broken_forms()) {
        sink_.report(DiagCode::InlineUndefined, span, {text(f)});
      }
    }
  }

  // Forms that could not be parsed may define anything.
  bool has_broken_forms() const {
    return std::ranges::any_of(ast_.forms, [](const Form* f) { return f->kind == FormKind::Error; });
  }

  void suggest(Diagnostic& d, NameArity wrong) const {
    for (const NameArity f : env_.function_order) {
      if (f.name == wrong.name) {
        d.suggestion = "did you mean `" + text(f) + "`?";
        return;
      }
    }
    NearestName nearest(symbols_.text(wrong.name));
    for (const NameArity f : env_.function_order) {
      if (f.arity == wrong.arity) nearest.consider(symbols_.text(f.name));
    }
    if (!nearest.best().empty()) {
      d.suggestion =
          "did you mean `" + std::string(nearest.best()) + "/" + std::to_string(wrong.arity) + "`?";
    }
  }

  const Ast& ast_;
  Interner& symbols_;
  DiagnosticSink& sink_;
  ModuleEnv env_;
  const ModuleForm* module_ = nullptr;
  std::vector<const ExportForm*> exports_;
  std::vector<const ImportForm*> imports_;
  std::unordered_map<NameArity, const ImportForm*> imported_;
  std::vector<std::pair<NameArity, SourceSpan>> inlined_;
  std::vector<NameArity> own_bifs_;  // {nowarn_bif_clash, [F/A]}
};

}  // namespace

std::optional<uint32_t> RecordInfo::index_of(Symbol field) const {
  for (size_t i = 0; i < form->fields.size(); ++i) {
    if (form->fields[i].name == field) return static_cast<uint32_t>(i);
  }
  return std::nullopt;
}

CallTarget ModuleEnv::resolve_call(NameArity function) const {
  if (functions.contains(function)) return {CallTarget::Kind::Local, {}};
  if (const auto import = imports.find(function); import != imports.end()) {
    return {CallTarget::Kind::Imported, import->second};
  }
  if (function.name == sym::kRecordInfo && function.arity == 2) return {CallTarget::Kind::RecordInfo, {}};
  if (function.name == sym::kModuleInfo && function.arity <= 1) return {CallTarget::Kind::Local, {}};
  if (auto_imported.contains(function) && !no_auto_import_all && !no_auto_import.contains(function)) {
    return {CallTarget::Kind::AutoImported, sym::kErlang};
  }
  if (default_module != sym::kEmpty) return {CallTarget::Kind::Imported, default_module};
  return {CallTarget::Kind::Undefined, {}};
}

const RecordInfo* ModuleEnv::record(Symbol name) const {
  const auto found = records.find(name);
  return found == records.end() ? nullptr : &found->second;
}

ModuleEnv build_module_env(const Ast& ast, DiagnosticSink& sink) { return Collector(ast, sink).run(); }

ModuleEnv empty_module_env(Interner& symbols) {
  ModuleEnv env;
  add_language_functions(env, symbols);
  return env;
}

bool is_old_type_test(std::string_view name, uint32_t arity) {
  constexpr std::string_view kOld[] = {"atom",   "binary", "float", "function",  "integer", "list",
                                       "number", "pid",    "port",  "reference", "tuple"};
  return (arity == 1 && std::ranges::find(kOld, name) != std::end(kOld)) || (name == "record" && arity == 2);
}

bool is_newer_auto_import(std::string_view name, uint32_t arity) {
  return std::ranges::any_of(kNewerAutoImports,
                             [&](const NamedFunction& f) { return f.name == name && f.arity == arity; });
}

}  // namespace beamlet
