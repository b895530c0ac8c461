// check_declarations.hpp - attributes that speak of functions: -deprecated, -removed, -dialyzer, -compile, -callback.
#pragma once

#include "compiler/diag/diagnostic.hpp"
#include "compiler/sema/module_env.hpp"

namespace beamlet {

void check_declarations(const ModuleEnv& env, const Interner& symbols, DiagnosticSink& sink);

}  // namespace beamlet
