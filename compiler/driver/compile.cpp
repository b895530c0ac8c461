#include "compiler/driver/compile.hpp"

#include <pthread.h>

#include "compiler/codegen/assemble.hpp"
#include "compiler/core/lower.hpp"
#include "compiler/core/passes.hpp"
#include "compiler/sema/check.hpp"
#include "vm/base/assert.hpp"
#include "vm/bytecode/disassembler.hpp"

namespace beamlet {

namespace {

// Core to image, with what the options want to see on the way.
ModuleImage generate(core::Module& module, const CompileOptions& options, std::string& dump) {
  auto show = [&] {
    for (const core::Function& f : module.functions) dump += core::print(module, f) + "\n";
  };
  if (options.dump_blocks) show();
  if (!module.faults.empty()) return {};
  core::optimise(module);
  if (options.dump_core) show();
#if BEAMLET_DEBUG
  for (const core::Function& f : module.functions) BEAMLET_CHECK(core::verify(module, f).empty());
#endif
  ModuleImage image = codegen::assemble(module);
  if (options.dump_bytecode) dump += disassemble(image);
  return image;
}

void compile_here(SourceManager& sources, FileId file, Interner& symbols, const CompileOptions& options,
                  DiagnosticSink& sink, CompileResult& out) {
  // Text to tree.
  ParseResult parsed = parse_module(sources, file, symbols, options.preprocess, sink);
  // The static rules. Run even after syntax errors, so that all errors are told at once.
  CheckedModule checked =
      check_module(*parsed.ast, sink,
                   options.default_module.empty() ? sym::kEmpty : symbols.intern(options.default_module),
                   options.behaviours);
  if (sink.has_errors() || !parsed.ok || !checked.ok) return;
  // Tree to core, core to better core, core to bytecode.
  core::Module module = lower_module(checked);
  out.image = generate(module, options, out.dump);
  for (const core::LimitFault& fault : module.faults) sink.report(fault.code, fault.span, {fault.what});
  if (!module.faults.empty()) out.image.reset();
}

// Calls a function object on the big stack.
template <typename F>
void on_pass_stack(F f) {
  run_on_pass_stack([](void* p) { (*static_cast<F*>(p))(); }, &f);
}

}  // namespace

void run_on_pass_stack(void (*f)(void*), void* argument) {
  struct Job {
    void (*f)(void*);
    void* argument;
  } job{f, argument};
  pthread_attr_t attributes;
  BEAMLET_CHECK(pthread_attr_init(&attributes) == 0);
  BEAMLET_CHECK(pthread_attr_setstacksize(&attributes, kPassStackBytes) == 0);
  pthread_t thread{};
  int error = pthread_create(
      &thread, &attributes,
      [](void* p) -> void* {
        auto* work = static_cast<Job*>(p);
        work->f(work->argument);
        return nullptr;
      },
      &job);
  pthread_attr_destroy(&attributes);
  BEAMLET_CHECK(error == 0);
  pthread_join(thread, nullptr);
}

CompileResult compile_module(SourceManager& sources, FileId file, Interner& symbols,
                             const CompileOptions& options, DiagnosticSink& sink) {
  CompileResult out;
  on_pass_stack([&] { compile_here(sources, file, symbols, options, sink, out); });
  return out;
}

CompileResult compile_expressions(const ExpressionsAst& ast, ExprList expressions,
                                  const std::vector<Symbol>& bound_before,
                                  const std::vector<Symbol>& bound_after, const ModuleEnv& env,
                                  std::string_view module_name, const CompileOptions& options) {
  CompileResult out;
  on_pass_stack([&] {
    LoweringContext context{ast.sources, ast.symbols, ast.file, {}};
    core::Module module =
        lower_expressions(context, expressions, bound_before, bound_after, env, module_name);
    out.image = generate(module, options, out.dump);
    if (module.faults.empty()) return;
    DiagnosticSink sink;
    out.fault = sink.report(module.faults[0].code, {}, {module.faults[0].what}).message;
    out.image.reset();
  });
  return out;
}

}  // namespace beamlet
