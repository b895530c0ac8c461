// pack_stdlib - compiles the library and packs it into one archive that the executable embeds.
//
// Usage       pack_stdlib OUT.bla OUT.hpp FILE.bl...
//             OUT.hpp names the archive's checksum: what embeds the archive includes it, so that it is rebuilt (and no compiler cache answers
//             with an old object) when the archive changes.
// Purpose     A build step. It links the compiler alone (no machine), which proves that the compiler needs none.
#include <xxhash.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tools/common/compile_file.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/bytecode/module_archive.hpp"

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: pack_stdlib OUT.bla OUT.hpp FILE.bl...\n");
    return 2;
  }
  std::vector<std::pair<std::string, std::string>> modules;
  bool failed = false;
  for (int i = 3; i < argc; ++i) {
    beamlet::CompiledFile compiled = beamlet::compile_file(argv[i], {});
    std::fputs(compiled.diagnostics.c_str(), stderr);
    if (!compiled.image) {
      failed = true;
      continue;
    }
    modules.emplace_back(compiled.image->name(), beamlet::write_module(*compiled.image));
  }
  if (failed) return 1;
  std::string archive = beamlet::pack_archive(std::move(modules));
  std::ofstream out(argv[1], std::ios::binary);
  out << archive;
  std::ofstream header(argv[2]);
  header << "#pragma once\n// Made by pack_stdlib: the archive's xxHash64.\n#define BEAMLET_ARCHIVE_CHECKSUM \"" << std::hex
         << XXH64(archive.data(), archive.size(), 0) << "\"\n";
  return out.good() && header.good() ? 0 : 1;
}
