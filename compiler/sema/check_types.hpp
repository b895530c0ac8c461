// check_types.hpp - the names in types, specs and record fields.
#pragma once

#include <unordered_set>

#include "compiler/diag/diagnostic.hpp"
#include "compiler/sema/module_env.hpp"

namespace beamlet {

// Reports undefined, unused and doubly defined types and specs. Returns the records that types speak of.
[[nodiscard]] std::unordered_set<Symbol> check_types(const Ast& ast, const ModuleEnv& env, bool warn_unused,
                                                     DiagnosticSink& sink);

}  // namespace beamlet
