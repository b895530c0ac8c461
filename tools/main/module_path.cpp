#include "tools/main/module_path.hpp"

#include <cstdio>

#include "tools/common/compile_file.hpp"
#include "vm/bytecode/format.hpp"

namespace beamlet {

std::optional<std::string_view> ModulePath::find(std::string_view module) {
  if (auto it = modules_.find(module); it != modules_.end()) return it->second;
  for (const std::string& folder : folders_) {
    std::string base = folder + "/" + std::string(module);
    if (std::optional<std::string> bytes = read_file(base + ".blc"))
      return modules_[std::string(module)] = std::move(*bytes);
    for (const char* extension : {".bl", ".erl"}) {
      if (!read_file(base + extension)) continue;
      CompiledFile compiled = compile_file(base + extension, {});
      std::fputs(compiled.diagnostics.c_str(), stderr);
      if (compiled.image) return modules_[std::string(module)] = write_module(*compiled.image);
    }
  }
  std::string_view bytes = archive_.find(module);
  if (bytes.empty()) return std::nullopt;
  return bytes;
}

}  // namespace beamlet
