// module_path.hpp - where the executable finds modules: what it compiled itself, folders, the embedded library.
// Threads     called by the code server, under its lock.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "vm/bytecode/module_archive.hpp"
#include "vm/code/code_server.hpp"

namespace beamlet {

// Looks in this order: modules given by add(), each folder for NAME.blc, NAME.bl and NAME.erl (compiled on the way), the archive.
class ModulePath final : public ModuleFinder {
 public:
  explicit ModulePath(std::string_view archive) : archive_(archive) {}

  void add_folder(std::string folder) { folders_.push_back(std::move(folder)); }
  void add(const std::string& name, std::string file_bytes) { modules_[name] = std::move(file_bytes); }
  [[nodiscard]] std::optional<std::string_view> find(std::string_view module) override;
  [[nodiscard]] bool is_trusted() const override { return true; }

 private:
  ModuleArchive archive_;
  std::vector<std::string> folders_;
  std::map<std::string, std::string, std::less<>> modules_;
};

}  // namespace beamlet
