#include <unistd.h>

#include <cstdio>

#include "compiler/sema/check.hpp"
#include "tools/main/commands.hpp"
#include "tools/main/embedded_library.hpp"
#include "tools/main/module_path.hpp"
#include "vm/boot/runtime.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/io/stdio.hpp"

namespace beamlet {

namespace {

constexpr std::string_view kModule = "beamlet_eval";

// The expressions as a module whose eval/1 computes them; nothing when they are wrong: told on stderr.
std::optional<ModuleImage> compile_text(const std::string& text) {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  std::optional<FileId> file = sources.add("eval", text);
  if (!file) return std::nullopt;
  ParseExpressionsResult parsed = parse_expressions(sources, *file, symbols, {}, sink);
  ModuleEnv env = empty_module_env(symbols);
  env.module = symbols.intern(kModule);
  std::optional<ModuleImage> image;
  if (parsed.state == InputState::Complete && !sink.has_errors()) {
    const auto& items = parsed.ast->items;
    if (items.size() != 1 || items[0].form != nullptr) {
      std::fprintf(stderr, "beamlet: eval takes one sequence of expressions\n");
      return std::nullopt;
    }
    CheckedExpressions checked = check_expressions(items[0].expressions, {}, env, symbols, sink);
    if (checked.ok && !sink.has_errors()) {
      CompileResult compiled =
          compile_expressions(*parsed.ast, items[0].expressions, {}, {}, env, kModule, {});
      if (!compiled.fault.empty()) std::fprintf(stderr, "beamlet: %s\n", compiled.fault.c_str());
      image = std::move(compiled.image);
    }
  } else if (parsed.state == InputState::Incomplete && !sink.has_errors()) {
    std::fprintf(stderr, "beamlet: the expression is not complete\n");
  }
  sink.finish();
  if (sink.has_errors())
    std::fputs(render_text(sink, sources, {.colour = isatty(STDERR_FILENO) != 0}).c_str(), stderr);
  return image;
}

}  // namespace

int command_eval(const EvalCommand& command) {
  // First as it stands, for diagnostics that point into the user's text; then with the printing around it.
  if (!compile_text(command.expression)) return 1;
  std::string text = command.expression;
  while (!text.empty() && (text.back() == '.' || text.back() == ' ' || text.back() == '\n')) text.pop_back();
  std::optional<ModuleImage> image = compile_text("io:fwrite(\"~p~n\", [begin " + text + "\nend])");
  if (!image) return 1;

  ModulePath path(embedded_library());
  for (const std::string& folder : command.folders) path.add_folder(folder);
  path.add_folder(".");
  // Large: not on the stack.
  auto runtime = std::make_unique<Runtime>(command.machine.runtime_options(path));
  Result<Module*, std::string> loaded = runtime->code().load_file_bytes(write_module(*image), {}, true);
  if (!loaded) {
    std::fprintf(stderr, "beamlet: %s\n", loaded.error().c_str());
    return 1;
  }
  Term no_variables[1] = {Term::small(0)};
  Word empty_tuple[1];
  no_variables[0] = make_tuple(reinterpret_cast<Term*>(empty_tuple), 0);
  MainResult result = runtime->call(kModule, "eval", no_variables);
  Stdio::instance().flush();
  if (result.ok) return 0;
  std::fprintf(stderr, "%s\n", result.report.c_str());
  return 1;
}

}  // namespace beamlet
