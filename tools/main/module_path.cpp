#include "tools/main/module_path.hpp"

#include <cstdio>

#include "tools/common/compile_file.hpp"
#include "vm/bytecode/format.hpp"

namespace beamlet {

std::optional<ModulePath::Known> ModulePath::look(std::string_view module) const {
  for (const std::string& folder : folders_) {
    std::string base = folder + "/" + std::string(module);
    if (std::optional<std::string> bytes = read_file(base + ".blc"))
      return Known{std::move(*bytes), base + ".blc", false};
    for (const char* extension : {".bl", ".erl"}) {
      std::string path = base + extension;
      if (!read_file(path)) continue;
      CompileFileOptions options;
      options.module_folders = folders_;
      CompiledFile compiled = compile_file(path, options);
      std::fputs(compiled.diagnostics.c_str(), stderr);
      if (compiled.image) return Known{write_module(*compiled.image), path, true};
    }
  }
  return std::nullopt;
}

std::optional<FoundModule> ModulePath::find(std::string_view module, bool again) {
  auto given = given_.find(module);
  if (given == given_.end() || again) {
    if (std::optional<Known> known = look(module)) {
      Known& place = given == given_.end() ? found_ : given->second;
      place = std::move(*known);
      return FoundModule{place.bytes, place.path, place.is_trusted};
    }
  }
  if (given != given_.end())
    return FoundModule{given->second.bytes, given->second.path, given->second.is_trusted};
  std::string_view bytes = archive_.find(module);
  if (bytes.empty()) return std::nullopt;
  return FoundModule{bytes, {}, true};
}

bool ModulePath::is_near(std::string_view module) {
  return given_.find(module) != given_.end() || !archive_.find(module).empty();
}

}  // namespace beamlet
