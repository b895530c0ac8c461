// lower.hpp - checked AST to core IR.
//
// Purpose     The one place where the language's constructs get their meaning: evaluation order, failure, scopes, sugar.
//             Everything after it knows only the dozen ideas of core.hpp.
// Invariants  the CheckedModule is `ok` (check.hpp I1). Runs on a stack of kPassStackBytes (ast.hpp I2).
// Threads     one compilation, one thread at a time.
#pragma once

#include "compiler/core/core.hpp"
#include "compiler/sema/check.hpp"

namespace beamlet {

// What the lowering needs to know of the text besides the tree.
struct LoweringContext {
  const SourceManager* sources;
  Interner* symbols;
  FileId file;
  std::span<const Form* const> forms;
};

[[nodiscard]] core::Module lower_module(const CheckedModule& checked);

// For the shell and `beamlet eval`: a module of the given name with the function
//   eval(Bindings) -> {Value, NewBindings}
// where Bindings is the tuple of the values of `bound_before`, NewBindings that of `bound_after`, in these orders.
// `env` names the functions, records and imports the expressions may use; calls of functions in `env.functions` go to
// module `env.module`.
[[nodiscard]] core::Module lower_expressions(const LoweringContext& context, ExprList expressions,
                                             std::span<const Symbol> bound_before,
                                             std::span<const Symbol> bound_after, const ModuleEnv& env,
                                             std::string_view module_name);

}  // namespace beamlet
