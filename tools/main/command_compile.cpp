#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tools/main/commands.hpp"
#include "vm/bytecode/disassembler.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/bytecode/verifier.hpp"

namespace beamlet {

namespace {

std::filesystem::path output_of(const CompileCommand& command, const std::string& file) {
  std::filesystem::path source(file);
  std::filesystem::path beside = source;
  beside.replace_extension(".blc");
  if (command.output.empty()) return beside;
  std::filesystem::path output(command.output);
  return std::filesystem::is_directory(output) ? output / beside.filename() : output;
}

}  // namespace

int command_compile(const CompileCommand& command) {
  bool failed = false;
  for (const std::string& file : command.files) {
    CompiledFile compiled = compile_file(file, command.options);
    std::fputs(compiled.diagnostics.c_str(), stderr);
    std::fputs(compiled.dump.c_str(), stdout);
    if (!compiled.image) {
      failed = true;
      continue;
    }
    if (command.verify) {
      if (std::optional<std::string> fault = verify_module(*compiled.image)) {
        std::fprintf(stderr, "beamlet: %s: the compiler made code that is not safe: %s\n", file.c_str(),
                     fault->c_str());
        failed = true;
        continue;
      }
    }
    std::filesystem::path output = output_of(command, file);
    std::ofstream out(output, std::ios::binary);
    out << write_module(*compiled.image);
    if (!out.flush()) {
      std::fprintf(stderr, "beamlet: cannot write %s\n", output.c_str());
      failed = true;
    }
  }
  return failed ? 1 : 0;
}

int command_disasm(const std::vector<std::string>& files) {
  bool failed = false;
  for (const std::string& file : files) {
    std::optional<std::string> bytes = read_file(file);
    if (bytes && bytes->starts_with(kModuleMagic)) {
      Result<ModuleImage, std::string> image = read_module(*bytes);
      if (image) {
        std::fputs(disassemble(*image).c_str(), stdout);
        continue;
      }
      std::fprintf(stderr, "beamlet: %s: %s\n", file.c_str(), image.error().c_str());
      failed = true;
      continue;
    }
    CompiledFile compiled = compile_file(file, {});
    std::fputs(compiled.diagnostics.c_str(), stderr);
    if (compiled.image)
      std::fputs(disassemble(*compiled.image).c_str(), stdout);
    else
      failed = true;
  }
  return failed ? 1 : 0;
}

}  // namespace beamlet
