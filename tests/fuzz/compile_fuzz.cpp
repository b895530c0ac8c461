// compile_fuzz.cpp - libFuzzer target: the whole compiler, from lexer to bytecode, and the printer on any bytes.
//
// Looked for besides crashes: a text that parses without error prints to a text that does, too; rendering works for
// whatever was reported; without errors there is an image, which the verifier accepts; expressions for the shell never end in a state that contradicts their diagnostics.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/driver/compile.hpp"
#include "compiler/sema/check.hpp"
#include "compiler/syntax/ast_print.hpp"
#include "compiler/syntax/parse.hpp"
#include "vm/bytecode/verifier.hpp"

namespace {

using namespace beamlet;

// Headers that include themselves, define macros, or are not there.
class FuzzIncludes : public IncludeResolver {
 public:
  std::optional<IncludedText> resolve(std::string_view name, std::string_view, bool) override {
    if (name == "a.hrl") return IncludedText{"a.hrl", "-define(A, 1).\n-record(a, {x}).\n"};
    if (name == "b.hrl") return IncludedText{"b.hrl", "-include(\"b.hrl\").\n"};
    return std::nullopt;
  }
};

void compile(std::string_view text) {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  FuzzIncludes includes;
  PreprocessOptions options;
  options.includes = &includes;
  const FileId file = *sources.add("fuzz.erl", text);
  const ParseResult parsed = parse_module(sources, file, symbols, options, sink);
  const bool parsed_well = !sink.has_errors();
  const CheckedModule checked = check_module(*parsed.ast, sink);
  sink.finish();
  (void)render_text(sink, sources, {.colour = true});
  (void)render_json(sink, sources);
  if (!parsed_well) return;
  const std::string printed = print_ast(*parsed.ast);
  SourceManager again_sources;
  DiagnosticSink again_sink;
  const FileId again = *again_sources.add("fuzz.erl", printed);
  const ParseResult reparsed = parse_module(again_sources, again, symbols, options, again_sink);
  if (again_sink.has_errors() || print_ast(*reparsed.ast) != printed) std::abort();
}

void generate(std::string_view text) {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  FuzzIncludes includes;
  CompileOptions options;
  options.preprocess.includes = &includes;
  const CompileResult result =
      compile_module(sources, *sources.add("fuzz.erl", text), symbols, options, sink);
  if (result.image.has_value() == sink.has_errors()) std::abort();
  if (!result.image) return;
  if (const std::optional<std::string> fault = verify_module(*result.image)) {
    std::fprintf(stderr, "the compiler broke a rule of the bytecode: %s\n", fault->c_str());
    std::abort();
  }
}

void read_at_prompt(std::string_view text) {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  ExpressionOptions options;
  options.add_final_stop = text.size() % 2 == 0;
  const FileId file = *sources.add("shell", text);
  const auto result = parse_expressions(sources, file, symbols, options, sink);
  if (result.state == InputState::Complete && sink.has_errors()) std::abort();
  const ModuleEnv env = empty_module_env(symbols);
  for (const auto& item : result.ast->items)
    (void)check_expressions(item.expressions, {}, env, symbols, sink);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  compile(text);
  generate(text);
  read_at_prompt(text);
  return 0;
}
