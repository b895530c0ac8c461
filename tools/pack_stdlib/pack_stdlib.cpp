// pack_stdlib - compiles the library and packs it into one archive that the executable embeds.
//
// Usage       pack_stdlib OUT.bla FILE.bl...
// Purpose     A build step. It links the compiler alone (no machine), which proves that the compiler needs none.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tools/common/compile_file.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/bytecode/module_archive.hpp"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: pack_stdlib OUT.bla FILE.bl...\n");
    return 2;
  }
  std::vector<std::pair<std::string, std::string>> modules;
  bool failed = false;
  for (int i = 2; i < argc; ++i) {
    beamlet::CompiledFile compiled = beamlet::compile_file(argv[i], {});
    std::fputs(compiled.diagnostics.c_str(), stderr);
    if (!compiled.image) {
      failed = true;
      continue;
    }
    modules.emplace_back(compiled.image->name(), beamlet::write_module(*compiled.image));
  }
  if (failed) return 1;
  std::ofstream out(argv[1], std::ios::binary);
  out << beamlet::pack_archive(std::move(modules));
  return out.good() ? 0 : 1;
}
