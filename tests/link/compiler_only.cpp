// compiler_only IN.erl OUT.blc - compiles a file; links the compiler and nothing of the machine.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "compiler/driver/compile.hpp"
#include "vm/bytecode/format.hpp"

using namespace beamlet;

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream in(argv[1], std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  std::optional<FileId> file = sources.add(argv[1], text);
  if (!in || !file) return 1;
  CompileResult result = compile_module(sources, *file, symbols, {}, sink);
  sink.finish();
  std::fputs(render_text(sink, sources, {}).c_str(), stderr);
  if (!result.image) return 1;
  std::ofstream out(argv[2], std::ios::binary);
  out << write_module(*result.image);
  return out.flush() ? 0 : 1;
}
