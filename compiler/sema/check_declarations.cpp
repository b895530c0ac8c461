#include "compiler/sema/check_declarations.hpp"

#include <algorithm>
#include <string>

#include "compiler/syntax/ast_print.hpp"

namespace beamlet {
namespace {

// Options of -dialyzer.
constexpr std::string_view kDialyzerOptions[] = {
    "nowarn_function",
    "no_return",
    "no_unused",
    "no_improper_lists",
    "no_fun_app",
    "no_match",
    "no_opaque",
    "no_fail_call",
    "no_contracts",
    "no_behaviours",
    "no_undefined_callbacks",
    "unmatched_returns",
    "error_handling",
    "underspecs",
    "overspecs",
    "specdiffs",
    "extra_return",
    "missing_return",
    "no_missing_calls",
    "no_unknown",
    "unknown",
    "no_extra_return",
    "no_missing_return",
    "no_underspecs",
    "overlapping_contract",
    "race_conditions",
};

class DeclarationChecker {
 public:
  DeclarationChecker(const ModuleEnv& env, const Interner& symbols, DiagnosticSink& sink)
      : env_(env), symbols_(symbols), sink_(sink) {}

  void run() {
    for (const AttributeForm* form : env_.attributes) {
      if (form->name == sym::kDeprecated || form->name == sym::kRemoved) {
        each(*form->value, [&](const Expr& e) { tool_entry(*form, e); });
      } else if (form->name == sym::kDialyzer) {
        each(*form->value, [&](const Expr& e) { dialyzer(e); });
      }
    }
    for (const CompileForm* form : env_.compile_options)
      each(*form->options, [&](const Expr& e) { option(e, *form); });
    callbacks();
  }

 private:
  std::string text(NameArity f) const {
    return std::string(symbols_.text(f.name)) + "/" + std::to_string(f.arity);
  }
  std::string text(const Expr& e) const { return print_expr(e, symbols_, {}); }

  template <typename Use>
  void each(const Expr& e, Use&& use) const {
    if (const auto* list = as<ListExpr>(&e)) {
      for (const Expr* element : list->elements) use(*element);
    } else {
      use(e);
    }
  }

  // {f, 1}
  static bool name_arity(const Expr& e, NameArity& f) {
    const auto* pair = as<TupleExpr>(&e);
    if (pair == nullptr || pair->elements.size() != 2) return false;
    const auto* name = as<AtomExpr>(pair->elements[0]);
    const auto* arity = as<IntegerExpr>(pair->elements[1]);
    if (name == nullptr || arity == nullptr || arity->value > 255) return false;
    f = {name->name, static_cast<uint32_t>(arity->value)};
    return true;
  }

  [[nodiscard]] bool is_exported(NameArity f) const {
    return std::ranges::find(env_.exports, f) != env_.exports.end();
  }
  [[nodiscard]] bool exports_name(Symbol name) const {
    return std::ranges::any_of(env_.exports, [&](NameArity f) { return f.name == name; });
  }

  // -deprecated and -removed: module, {f, 1}, {f, '_'}, {f, 1, When}
  void tool_entry(const AttributeForm& form, const Expr& e) {
    const std::string_view attribute = symbols_.text(form.name);
    const auto bad = [&] { sink_.report(DiagCode::BadToolAttribute, form.span, {attribute, text(e)}); };
    if (const auto* whole = as<AtomExpr>(&e)) {
      if (symbols_.text(whole->name) != "module") bad();
      return;
    }
    const auto* tuple = as<TupleExpr>(&e);
    if (tuple == nullptr || tuple->elements.size() < 2 || tuple->elements.size() > 3) return bad();
    const auto* name = as<AtomExpr>(tuple->elements[0]);
    const auto* arity = as<IntegerExpr>(tuple->elements[1]);
    const auto* any = as<AtomExpr>(tuple->elements[1]);
    if (name == nullptr || (arity == nullptr && (any == nullptr || symbols_.text(any->name) != "_")))
      return bad();
    if (tuple->elements.size() == 3 && !is_remark(form, *tuple->elements[2])) return bad();
    if (arity == nullptr && symbols_.text(name->name) == "_") return;  // all functions
    const bool exported = arity == nullptr ? exports_name(name->name)
                                           : is_exported({name->name, static_cast<uint32_t>(arity->value)});
    const std::string f = std::string(symbols_.text(name->name)) + "/" +
                          (arity == nullptr ? "_" : std::to_string(arity->value));
    if (form.name == sym::kDeprecated && !exported) {
      sink_.report(DiagCode::AttributeOfUndefined, form.span, {attribute, f});
    } else if (form.name == sym::kRemoved && exported) {
      sink_.report(DiagCode::RemovedStillExported, form.span, {f});
    }
  }
  [[nodiscard]] bool is_remark(const AttributeForm& form, const Expr& e) const {
    if (e.kind == ExprKind::String) return true;
    const auto* when = as<AtomExpr>(&e);
    if (when == nullptr || form.name != sym::kDeprecated) return false;
    const std::string_view w = symbols_.text(when->name);
    return w == "next_version" || w == "next_major_release" || w == "eventually";
  }

  // -dialyzer(Option), -dialyzer({Options, Functions})
  void dialyzer(const Expr& e) {
    const auto known = [&](const Expr& o) {
      const auto* atom = as<AtomExpr>(&o);
      const bool ok = atom != nullptr && std::ranges::find(kDialyzerOptions, symbols_.text(atom->name)) !=
                                             std::end(kDialyzerOptions);
      if (!ok) sink_.report(DiagCode::BadToolAttribute, o.span, {"dialyzer", text(o)});
    };
    const auto* tuple = as<TupleExpr>(&e);
    if (tuple == nullptr || tuple->elements.size() != 2) {
      known(e);
      const auto* atom = as<AtomExpr>(&e);
      if (atom != nullptr && symbols_.text(atom->name) == "nowarn_function")  // of which function?
        sink_.report(DiagCode::BadToolAttribute, e.span, {"dialyzer", text(e)});
      return;
    }
    each(*tuple->elements[0], known);
    each(*tuple->elements[1], [&](const Expr& function) { named_function(function, "dialyzer"); });
  }

  void named_function(const Expr& e, std::string_view attribute) {
    NameArity f{};
    if (name_arity(e, f) && !env_.functions.contains(f))
      sink_.report(DiagCode::OptionForUndefined, e.span, {text(f), attribute});
  }

  void option(const Expr& e, const CompileForm& form) {
    if (const auto* atom = as<AtomExpr>(&e)) {
      if (atom->name == sym::kExportAll && !has(sym::kNowarnExportAll))
        sink_.report(DiagCode::ExportAllEnabled, e.span.is_known() ? e.span : form.span);
      return;
    }
    const auto* tuple = as<TupleExpr>(&e);
    if (tuple == nullptr || tuple->elements.size() != 2) return;
    const auto* name = as<AtomExpr>(tuple->elements[0]);
    if (name == nullptr || name->name != sym::kNowarnUnusedFunction) return;
    NameArity f{};
    if (name_arity(*tuple->elements[1], f)) return named_function(*tuple->elements[1], "compile");
    each(*tuple->elements[1], [&](const Expr& function) { named_function(function, "compile"); });
  }
  [[nodiscard]] bool has(Symbol option) const {
    return std::ranges::any_of(env_.compile_options, [&](const CompileForm* form) {
      bool found = false;
      each(*form->options, [&](const Expr& e) {
        const auto* atom = as<AtomExpr>(&e);
        found = found || (atom != nullptr && atom->name == option);
      });
      return found;
    });
  }

  // A module with callbacks gets its behaviour_info/1 from the compiler.
  void callbacks() {
    const auto own = std::ranges::find_if(env_.function_order, [&](NameArity f) {
      return f.arity == 1 && symbols_.text(f.name) == "behaviour_info";
    });
    if (own == env_.function_order.end()) return;
    for (const Form* form : env_.ast->forms) {
      const auto* spec = as<SpecForm>(form);
      if (spec != nullptr && spec->is_callback)
        sink_.report(DiagCode::BehaviourInfoAndCallback, spec->name_span, {text({spec->name, spec->arity})});
    }
  }

  const ModuleEnv& env_;
  const Interner& symbols_;
  DiagnosticSink& sink_;
};

}  // namespace

void check_declarations(const ModuleEnv& env, const Interner& symbols, DiagnosticSink& sink) {
  DeclarationChecker(env, symbols, sink).run();
}

}  // namespace beamlet
