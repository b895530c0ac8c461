// check.hpp - the static checks: erl_lint's rules and their meaning.
//
// Purpose     Says whether a parsed module is a Beamlet module, with all errors and warnings in one go, and
// collects
//             what the back half needs to know about it.
// Invariants  I1  the Ast is not changed. When `ok`, compiler/core may rely on: every variable bound and
// safe, patterns
//                 and guards legal, record and field names known, bit specs resolvable, clauses of equal
//                 arity, local calls resolvable, no ErrorExpr / ErrorForm / RemoteExpr.
// Threads     one compilation, one thread at a time.
#pragma once

#include "compiler/diag/diagnostic.hpp"
#include "compiler/sema/module_env.hpp"
#include "compiler/syntax/ast.hpp"

namespace beamlet {

struct CheckedModule {
  const Ast* ast = nullptr;
  ModuleEnv env;
  bool ok = false;  // no errors in the sink
};
// `default_module`: see ModuleEnv; functions defined at a prompt may call what is not defined yet.
// `behaviours`: finds the behaviours of other modules; null: only the library's are known.
class BehaviourResolver;
[[nodiscard]] CheckedModule check_module(const Ast& ast, DiagnosticSink& sink,
                                         Symbol default_module = sym::kEmpty,
                                         BehaviourResolver* behaviours = nullptr);

// The shell and `beamlet eval`: a sequence of expressions with variables bound before it. `env` may be empty
// (its functions, records and imports are those defined at the prompt).
struct CheckedExpressions {
  std::vector<Symbol> bound_after;  // variables bound by the expressions, in order of appearance
  bool ok = false;
};
[[nodiscard]] CheckedExpressions check_expressions(ExprList expressions, std::span<const Symbol> bound_before,
                                                   const ModuleEnv& env, Interner& symbols,
                                                   DiagnosticSink& sink);

}  // namespace beamlet
