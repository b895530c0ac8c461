// match_fun.hpp - `ets:fun2ms(fun ... end)` and `dbg:fun2ms(fun ... end)`: a fun as a match specification.
//
// Purpose     A match specification is a program for tables and traces, written as a term. The compiler writes it for a fun that is
//             written out: what the parse transform of OTP does, without a transform.
// Picture     fun({K, V}) when V > Limit -> {V, K} end
//                 [{ {'$1', '$2'},  [{'>', '$2', {const, Limit}}],  [{{'$2', '$1'}}] }]
//                    head           one guard, its tests            the body's expressions
//             A guard with `;` makes one entry for each alternative. Variables of the head are '$1', '$2', ...; the variable that
//             names the whole parameter is '$_'; a variable from outside is {const, V}.
// Invariants  I1  the result is an expression of tuples, lists, maps, literals and variables from outside: nothing in it is a fun.
//             I2  it is a function of its arguments: the checks make it to find what is wrong, the lowering to compile it.
// Threads     one compilation, one thread at a time.
#pragma once

#include <functional>
#include <vector>

#include "compiler/diag/diagnostic.hpp"
#include "compiler/sema/module_env.hpp"
#include "compiler/source/arena.hpp"
#include "compiler/syntax/ast.hpp"

namespace beamlet {

// What `ets:fun2ms(...)` and `dbg:fun2ms(...)`, or `fun2ms(...)` imported from there, are about; None: it is another call.
enum class MatchFunDialect : uint8_t { None, Ets, Dbg };
[[nodiscard]] MatchFunDialect match_fun_dialect(const CallExpr& call, const ModuleEnv& env,
                                                const Interner& symbols);

struct MatchFunContext {
  const ModuleEnv& env;
  Interner& symbols;
  Arena& arena;                                            // the new expressions live here
  DiagnosticSink* sink;                                    // or null: nothing is reported
  std::function<void(const VarExpr&)> head_variable = {};  // told of each place in a head that binds
  std::vector<Symbol> records = {};                        // found in the fun
};
// The specification, or null when something was reported.
[[nodiscard]] const Expr* translate_match_fun(const FunExpr& fun, MatchFunDialect dialect,
                                              MatchFunContext& context);

}  // namespace beamlet
