// compile.hpp - source text to ModuleImage: the list of passes.
//
// Purpose     What every tool calls. It reads no files: the caller adds texts to the SourceManager and answers includes.
// Invariants  I1  errors go to the sink; without errors there is an image.
//             I2  the same text and options give the same image, byte for byte.
//             I3  the passes run on a thread with a stack of kPassStackBytes (ast.hpp I2), started and joined here.
// Threads     any number of compilations at once, each with its own SourceManager, Interner and sink.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.hpp"
#include "compiler/sema/behaviours.hpp"
#include "compiler/sema/module_env.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/source/symbols.hpp"
#include "compiler/syntax/parse.hpp"
#include "vm/bytecode/module_image.hpp"

namespace beamlet {

struct CompileOptions {
  PreprocessOptions preprocess;
  BehaviourResolver* behaviours = nullptr;  // or null: behaviours of other modules are not looked for
  // the shell: where calls go of functions that are not declared; empty: an error
  std::string default_module;
  bool dump_core = false;      // after the passes of compiler/core
  bool dump_blocks = false;    // before them: as lowered
  bool dump_bytecode = false;  // the disassembly
};

struct CompileResult {
  std::optional<ModuleImage> image;  // none: errors in the sink
  std::string dump;                  // what the dump options asked for
  std::string fault;  // of compile_expressions: the limit that the code goes beyond; empty: none
};

[[nodiscard]] CompileResult compile_module(SourceManager& sources, FileId file, Interner& symbols,
                                           const CompileOptions& options, DiagnosticSink& sink);

// The shell and `beamlet eval`: expressions that were parsed and checked, as a module of the given name whose function eval/1 takes
// the tuple of the values of `bound_before` and returns {Value, Values of bound_after}.
[[nodiscard]] CompileResult compile_expressions(const ExpressionsAst& ast, ExprList expressions,
                                                const std::vector<Symbol>& bound_before,
                                                const std::vector<Symbol>& bound_after, const ModuleEnv& env,
                                                std::string_view module_name, const CompileOptions& options);

// Runs f() on a thread with a stack made for the passes.
void run_on_pass_stack(void (*f)(void*), void* argument);

}  // namespace beamlet
