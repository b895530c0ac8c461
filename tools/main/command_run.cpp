#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "tools/main/commands.hpp"
#include "tools/main/embedded_library.hpp"
#include "tools/main/module_path.hpp"
#include "vm/boot/runtime.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/io/stdio.hpp"

namespace beamlet {

namespace {

constexpr int kExitFailure = 1;

// The file to run: of a folder the module that is named after it, or main.bl. Empty: told why on stderr.
std::string program_file(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return path;
  std::string folder = fs::canonical(path, ignored).filename().string();
  for (const std::string& name : {folder + ".bl", folder + ".erl", std::string("main.bl")}) {
    fs::path file = fs::path(path) / name;
    if (fs::is_regular_file(file, ignored)) return file.string();
  }
  std::fprintf(stderr, "beamlet: %s is a folder without %s.bl or main.bl to run\n", path.c_str(),
               folder.c_str());
  return {};
}

// The program's module file: the file itself when it is one, else what the source compiles to. Empty: told why on stderr.
std::string module_file(const std::string& path, std::string& name) {
  std::optional<std::string> text = read_file(path);
  if (!text) {
    std::fprintf(stderr, "beamlet: cannot read %s: %s\n", path.c_str(), why_unreadable(path).c_str());
    return {};
  }
  if (text->starts_with(kModuleMagic)) {
    Result<ModuleImage, std::string> image = read_module(*text);
    if (!image) {
      std::fprintf(stderr, "beamlet: %s: %s\n", path.c_str(), image.error().c_str());
      return {};
    }
    name = image->name();
    return *text;
  }
  CompileFileOptions options;
  options.colour = isatty(STDERR_FILENO) != 0;
  CompiledFile compiled = compile_file(path, options);
  std::fputs(compiled.diagnostics.c_str(), stderr);
  if (!compiled.image) return {};
  name = compiled.image->name();
  return write_module(*compiled.image);
}

int finish(const MainResult& result) {
  Stdio::instance().flush();
  if (result.ok) return 0;
  std::fprintf(stderr, "%s\n", result.report.c_str());
  return kExitFailure;
}

}  // namespace

int command_run(const RunCommand& command) {
  std::string file = program_file(command.file);
  if (file.empty()) return kExitFailure;
  std::string name;
  std::string bytes = module_file(file, name);
  if (bytes.empty()) return kExitFailure;
  ModulePath path(embedded_library());
  for (const std::string& folder : command.folders) path.add_folder(folder);
  std::filesystem::path folder = std::filesystem::path(file).parent_path();
  path.add_folder(folder.empty() ? "." : folder.string());
  // Large: not on the stack.
  auto runtime = std::make_unique<Runtime>(command.machine.runtime_options(path));
  Result<Module*, std::string> loaded = runtime->code().load_file_bytes(bytes, file, true);
  if (!loaded) {
    std::fprintf(stderr, "beamlet: cannot load %s: %s\n", file.c_str(), loaded.error().c_str());
    return kExitFailure;
  }
  return finish(runtime->run_main(name, command.args));
}

}  // namespace beamlet
