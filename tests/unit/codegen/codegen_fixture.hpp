// codegen_fixture.hpp - compile a piece of text to an image and its dumps.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "compiler/driver/compile.hpp"
#include "vm/bytecode/verifier.hpp"

namespace beamlet::test {

struct Built {
  CompileResult result;
  std::string diagnostics;
};

inline Built build(std::string_view text, const CompileOptions& options = {}, std::string name = "t.erl") {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  FileId file = *sources.add(std::move(name), text);
  Built out;
  out.result = compile_module(sources, file, symbols, options, sink);
  sink.finish();
  if (!out.result.image) out.diagnostics = render_text(sink, sources);
  return out;
}

// The disassembly of a module that must compile and verify.
inline std::string bytecode(std::string_view text) {
  CompileOptions options;
  options.dump_bytecode = true;
  Built b = build(text, options);
  REQUIRE_MESSAGE(b.result.image, b.diagnostics);
  auto fault = verify_module(*b.result.image);
  CHECK_MESSAGE(!fault, fault.value_or(""));
  return b.result.dump;
}

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::filesystem::path source_root() {
  const char* root = std::getenv("BEAMLET_SOURCE_ROOT");
  return root != nullptr ? root : ".";
}

}  // namespace beamlet::test
