// module_env.hpp - what a module declares, found by name.
//
// Purpose     Built once from the forms; the checks and compiler/core ask it instead of walking the forms
// again:
//             what is function f/1, which module does a local call go to, where in the tuple is field x.
// Invariants  I1  points into the Ast; lives no longer than it.
//             I2  with duplicate declarations (an error) the first one wins.
// Threads     immutable once check_module has returned.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/diag/diagnostic.hpp"
#include "compiler/syntax/ast.hpp"

namespace beamlet {

struct RecordInfo {
  const RecordForm* form;
  // Position in `form->fields`; none: no such field. The tuple element is 2 + that (element 1 is the record's
  // name).
  [[nodiscard]] std::optional<uint32_t> index_of(Symbol field) const;
};

struct FunctionInfo {
  const FunctionForm* form;
  bool exported = false;
  bool inlined = false;  // -compile({inline, ...})
};

// Where a call `f(A, ...)` without a module goes.
struct CallTarget {
  enum class Kind : uint8_t { Local, Imported, AutoImported, RecordInfo, Undefined } kind;
  Symbol module;  // Imported: the module; AutoImported: sym::kErlang
};

struct ModuleEnv {
  const Ast* ast = nullptr;
  Symbol module;
  bool is_script = false;
  bool export_all = false;
  bool inline_all = false;
  uint32_t inline_size = 24;  // {inline_size, N}: of functions that inline_all means
  bool no_auto_import_all = false;
  // At a prompt: where calls go that nothing declares, so that they fail when they are made. sym::kEmpty: nowhere, an error.
  Symbol default_module = sym::kEmpty;
  // ms_transform.hrl is included: fun2ms without a literal fun is an error
  bool translates_match_funs = false;
  std::unordered_map<NameArity, FunctionInfo> functions;
  std::vector<NameArity> function_order;  // as defined
  std::vector<NameArity> exports;         // in order, duplicates removed, module_info/0,1 not included
  std::unordered_map<NameArity, Symbol> imports;  // to the module
  std::unordered_map<Symbol, RecordInfo> records;
  std::unordered_set<NameArity> no_auto_import;
  // of module erlang, whether or not this module suppresses them
  std::unordered_set<NameArity> auto_imported;
  std::unordered_set<NameArity> guard_functions;  // of module erlang
  std::vector<const BehaviourForm*> behaviours;
  std::vector<const AttributeForm*> attributes;  // in source order
  std::vector<const CompileForm*> compile_options;

  // Spec 3.12: local functions come first, then imports, then the auto-imported functions of `erlang`.
  [[nodiscard]] CallTarget resolve_call(NameArity function) const;
  [[nodiscard]] const RecordInfo* record(Symbol name) const;
};

// Collects the declarations and reports what is wrong with them.
[[nodiscard]] ModuleEnv build_module_env(const Ast& ast, DiagnosticSink& sink);
// The environment of a prompt where nothing is declared yet: auto-imported functions only.
[[nodiscard]] ModuleEnv empty_module_env(Interner& symbols);

// Guards of long ago, still taken with a warning where they are a whole test: atom(X) for is_atom(X).
[[nodiscard]] bool is_old_type_test(std::string_view name, uint32_t arity);

// Auto-imported functions that came after R14: a local function of the same name is called without complaint.
[[nodiscard]] bool is_newer_auto_import(std::string_view name, uint32_t arity);

}  // namespace beamlet
