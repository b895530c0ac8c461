// pack_stdlib - compiles the library and packs it into one archive that the executable embeds.
//
// Usage       pack_stdlib OUT.bla OUT.hpp OUT.cpp FILE.bl... FILE.hrl...
//             OUT.cpp is the table of the headers (tools/common/embedded_headers.hpp). OUT.hpp names the archive's checksum: what embeds the archive includes it, so that it is rebuilt (and no compiler cache answers
//             with an old object) when the archive changes.
// Purpose     A build step. It links the compiler alone (no machine), which proves that the compiler needs none.
#include <xxhash.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tools/common/compile_file.hpp"
#include "tools/common/embedded_headers.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/bytecode/module_archive.hpp"

// The library's own modules include headers from the disk.
std::string_view beamlet::embedded_header(std::string_view) { return {}; }

namespace {

// A C++ source with the texts as raw strings, in pieces no compiler finds too long.
std::string header_table(const std::vector<std::pair<std::string, std::string>>& headers) {
  constexpr size_t kPiece = 8192;
  std::string out =
      "// Made by pack_stdlib.\n#include \"tools/common/embedded_headers.hpp\"\n\nnamespace beamlet {\n\n"
      "std::string_view embedded_header(std::string_view file_name) {\n";
  for (const auto& [name, text] : headers) {
    out += "  if (file_name == \"" + name + "\") return {\n";
    for (size_t at = 0; at < text.size(); at += kPiece)
      out += "R\"__hrl__(" + text.substr(at, kPiece) + ")__hrl__\"\n";
    out += ", " + std::to_string(text.size()) + "};\n";
  }
  return out + "  return {};\n}\n\n}  // namespace beamlet\n";
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int kFirstSource = 4;
  if (argc <= kFirstSource) {
    std::fprintf(stderr, "usage: pack_stdlib OUT.bla OUT.hpp OUT.cpp FILE.bl... FILE.hrl...\n");
    return 2;
  }
  std::vector<std::pair<std::string, std::string>> modules, headers;
  bool failed = false;
  for (int i = kFirstSource; i < argc; ++i) {
    std::filesystem::path path(argv[i]);
    if (path.extension() == ".hrl") {
      std::optional<std::string> text = beamlet::read_file(path);
      if (text && !text->empty()) {
        headers.emplace_back(path.filename(), std::move(*text));
      } else {
        std::fprintf(stderr, "pack_stdlib: cannot read %s\n", argv[i]);
        failed = true;
      }
      continue;
    }
    beamlet::CompileFileOptions options;
    options.include_folders = {path.parent_path() / "include"};
    options.module_folders = {path.parent_path()};
    // Traces name the library's files as OTP's do: without the folder they were built in.
    const std::optional<std::string> source = beamlet::read_file(path);
    if (!source) {
      std::fprintf(stderr, "pack_stdlib: cannot read %s\n", argv[i]);
      failed = true;
      continue;
    }
    beamlet::CompiledFile compiled = beamlet::compile_text(path.filename(), *source, options);
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
  header
      << "#pragma once\n// Made by pack_stdlib: the archive's xxHash64.\n#define BEAMLET_ARCHIVE_CHECKSUM \""
      << std::hex << XXH64(archive.data(), archive.size(), 0) << "\"\n";
  std::ofstream table(argv[3]);
  table << header_table(headers);
  return out.good() && header.good() && table.good() ? 0 : 1;
}
