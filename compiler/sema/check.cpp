#include "compiler/sema/check.hpp"

#include <algorithm>
#include <string>

#include "compiler/sema/behaviours.hpp"
#include "compiler/sema/check_declarations.hpp"
#include "compiler/sema/check_types.hpp"
#include "compiler/sema/checker.hpp"
#include "compiler/source/deep_stack.hpp"

namespace beamlet {
namespace {

std::string text(const Interner& symbols, NameArity f) {
  return std::string(symbols.text(f.name)) + "/" + std::to_string(f.arity);
}

// nowarn_... options of -compile; `nowarn_unused_function` alone or with a list of functions.
bool has_option(const ModuleEnv& env, Symbol option) {
  const auto names = [&](const Expr* e) {
    const auto* atom = as<AtomExpr>(e);
    return atom != nullptr && atom->name == option;
  };
  return std::ranges::any_of(env.compile_options, [&](const CompileForm* form) {
    const auto* list = as<ListExpr>(form->options);
    return list != nullptr ? std::ranges::any_of(list->elements, names) : names(form->options);
  });
}

std::unordered_set<NameArity> option_functions(const ModuleEnv& env, Symbol option) {
  std::unordered_set<NameArity> found;
  const auto add = [&](const Expr* e) {
    const auto* pair = as<TupleExpr>(e);
    const auto* name =
        pair != nullptr && pair->elements.size() == 2 ? as<AtomExpr>(pair->elements[0]) : nullptr;
    const auto* arity = name != nullptr ? as<IntegerExpr>(pair->elements[1]) : nullptr;
    if (arity != nullptr) found.insert({name->name, static_cast<uint32_t>(arity->value)});
  };
  const auto look = [&](const Expr* e) {
    const auto* tuple = as<TupleExpr>(e);
    const auto* name =
        tuple != nullptr && tuple->elements.size() == 2 ? as<AtomExpr>(tuple->elements[0]) : nullptr;
    if (name == nullptr || name->name != option) return;
    if (const auto* list = as<ListExpr>(tuple->elements[1])) {
      for (const Expr* element : list->elements) add(element);
    } else {
      add(tuple->elements[1]);
    }
  };
  for (const CompileForm* form : env.compile_options) {
    if (const auto* list = as<ListExpr>(form->options)) {
      for (const Expr* element : list->elements) look(element);
    } else {
      look(form->options);
    }
  }
  return found;
}

// {nowarn_deprecated_function, {erlang, now, 0}}, or a list of such triples.
void excused_deprecations(const Expr& top, const Interner& symbols, Checker::Warnings& warnings) {
  std::vector<const Expr*> todo{&top};
  while (!todo.empty()) {
    const Expr* e = todo.back();
    todo.pop_back();
    if (const auto* list = as<ListExpr>(e)) {
      todo.insert(todo.end(), list->elements.begin(), list->elements.end());
      continue;
    }
    const auto* tuple = as<TupleExpr>(e);
    if (tuple == nullptr) continue;
    const auto* name = tuple->elements.empty() ? nullptr : as<AtomExpr>(tuple->elements[0]);
    if (name == nullptr) continue;
    if (tuple->elements.size() == 2 && symbols.text(name->name) == "nowarn_deprecated_function") {
      todo.push_back(tuple->elements[1]);
    } else if (tuple->elements.size() == 3) {
      const auto* function = as<AtomExpr>(tuple->elements[1]);
      const auto* arity = as<IntegerExpr>(tuple->elements[2]);
      if (function == nullptr || arity == nullptr) continue;
      warnings.not_deprecated.insert(std::string(symbols.text(name->name)) + ":" +
                                     std::string(symbols.text(function->name)) + "/" +
                                     std::to_string(arity->value));
    }
  }
}

// What `-compile(nowarn_...)` and `-compile(warn_...)` leave on.
Checker::Warnings wanted_warnings(const ModuleEnv& env, Interner& symbols) {
  const auto on = [&](std::string_view name) {
    return !has_option(env, symbols.intern("nowarn_" + std::string(name)));
  };
  Checker::Warnings warnings;
  warnings.unused_vars = on("unused_vars");
  warnings.shadowed_vars = on("shadow_vars");
  warnings.export_vars = has_option(env, symbols.intern("warn_export_vars"));
  const bool opportunistic = on("opportunistic");
  warnings.ignored = opportunistic && on("ignored");
  warnings.failed = opportunistic && on("failed");
  warnings.nomatch = opportunistic && on("nomatch");
  warnings.obsolete_guards = on("obsolete_guard");
  warnings.format = on("format");
  warnings.deprecated = on("deprecated_function");
  for (const CompileForm* form : env.compile_options) excused_deprecations(*form->options, symbols, warnings);
  return warnings;
}

// Functions that nothing exported leads to.
void report_unused_functions(const ModuleEnv& env, const Interner& symbols, const Checker::Uses& uses,
                             DiagnosticSink& sink) {
  if (env.export_all || has_option(env, sym::kNowarnUnusedFunction)) return;
  const auto excused = option_functions(env, sym::kNowarnUnusedFunction);
  std::vector<NameArity> pending(env.exports.begin(), env.exports.end());
  pending.push_back({sym::kEmpty, 0});  // record defaults
  pending.insert(pending.end(), excused.begin(), excused.end());
  std::unordered_set<NameArity> reached(pending.begin(), pending.end());
  while (!pending.empty()) {
    const NameArity f = pending.back();
    pending.pop_back();
    const auto callees = uses.calls.find(f);
    if (callees == uses.calls.end()) continue;
    for (const NameArity callee : callees->second) {
      if (reached.insert(callee).second) pending.push_back(callee);
    }
  }
  for (const NameArity f : env.function_order) {
    if (!reached.contains(f)) {
      sink.report(DiagCode::UnusedFunction, env.functions.at(f).form->name_span, {text(symbols, f)});
    }
  }
}

void report_unused_imports(const Ast& ast, const ModuleEnv& env, const Checker::Uses& uses,
                           DiagnosticSink& sink) {
  if (has_option(env, sym::kNowarnUnusedImport)) return;
  for (const Form* form : ast.forms) {
    const auto* import = as<ImportForm>(form);
    if (import == nullptr) continue;
    for (const NameArityRef& ref : import->functions) {
      const NameArity f{ref.name, ref.arity};
      if (!uses.imports.contains(f) && !env.functions.contains(f)) {
        sink.report(DiagCode::UnusedImport, ref.span,
                    {ast.symbols->text(import->module), text(*ast.symbols, f)});
      }
    }
  }
}

void report_unused_records(const Ast& ast, const ModuleEnv& env, const Checker::Uses& uses,
                           const std::unordered_set<Symbol>& in_types, DiagnosticSink& sink) {
  if (has_option(env, sym::kNowarnUnusedRecord)) return;
  for (const Form* form : ast.forms) {
    const auto* record = as<RecordForm>(form);
    if (record == nullptr || uses.records.contains(record->name) || in_types.contains(record->name)) continue;
    if (ast.sources->file_of(record->span.begin) != ast.file) continue;  // headers declare for others, too
    sink.report(DiagCode::UnusedRecord, record->name_span, {ast.symbols->text(record->name)});
  }
}

}  // namespace

CheckedModule check_module(const Ast& ast, DiagnosticSink& sink, Symbol default_module,
                           BehaviourResolver* behaviours) {
  CheckedModule result;
  result.ast = &ast;
  result.env = build_module_env(ast, sink);
  result.env.default_module = default_module;
  Checker checker(result.env, *ast.symbols, sink);
  const bool incomplete =
      std::ranges::any_of(ast.forms, [](const Form* form) { return form->kind == FormKind::Error; });
  checker.set_incomplete(incomplete);
  checker.set_warnings(wanted_warnings(result.env, *ast.symbols));
  std::unordered_set<Symbol> declared_records;
  checker.set_declared_records(declared_records);
  const bool walked = run_for_height(ast.max_height, [&] {
    for (const Form* form : ast.forms) {
      if (const auto* function = as<FunctionForm>(form)) {
        checker.check_function(*function);
      } else if (const auto* record = as<RecordForm>(form)) {
        checker.check_record_defaults(*record);
        declared_records.insert(record->name);
      }
    }
  });
  if (!walked) sink.report(DiagCode::Internal, {}, {"no stack for a deeply nested module"});
  const auto records_in_types =
      check_types(ast, result.env, !has_option(result.env, sym::kNowarnUnusedType), sink);
  if (!incomplete) {
    report_unused_functions(result.env, *ast.symbols, checker.uses(), sink);
    report_unused_imports(ast, result.env, checker.uses(), sink);
    report_unused_records(ast, result.env, checker.uses(), records_in_types, sink);
    check_declarations(result.env, *ast.symbols, sink);
    check_behaviours(result.env, *ast.symbols, behaviours, sink);
  }
  if (sink.warning_count() > 0 && has_option(result.env, ast.symbols->intern("warnings_as_errors"))) {
    sink.report(DiagCode::WarningsAsErrors, {});
  }
  result.ok = !sink.has_errors();
  return result;
}

CheckedExpressions check_expressions(ExprList expressions, std::span<const Symbol> bound_before,
                                     const ModuleEnv& env, Interner& symbols, DiagnosticSink& sink) {
  CheckedExpressions result;
  const size_t errors_before = sink.error_count();
  Checker checker(env, symbols, sink);
  uint32_t height = 0;
  for (const Expr* e : expressions) height = std::max<uint32_t>(height, e->height);
  if (!run_for_height(height,
                      [&] { result.bound_after = checker.check_sequence(expressions, bound_before); })) {
    sink.report(DiagCode::Internal, {}, {"no stack for a deeply nested expression"});
  }
  result.ok = sink.error_count() == errors_before;
  return result;
}

}  // namespace beamlet
