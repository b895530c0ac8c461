// module_path.hpp - where the executable finds modules: what it compiled itself, folders, the embedded library.
// Threads     called by the code server, one thread at a time.
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
  void add(const std::string& name, std::string file_bytes) {
    given_[name] = {std::move(file_bytes), {}, true};
  }
  [[nodiscard]] std::optional<FoundModule> find(std::string_view module, bool again) override;
  [[nodiscard]] bool is_near(std::string_view module) override;
  [[nodiscard]] const std::vector<std::string>& folders() const override { return folders_; }
  void set_folders(std::vector<std::string> folders) override { folders_ = std::move(folders); }

 private:
  struct Known {
    std::string bytes, path;
    bool is_trusted;
  };
  // What stands in the folders now.
  [[nodiscard]] std::optional<Known> look(std::string_view module) const;

  ModuleArchive archive_;
  std::vector<std::string> folders_;
  std::map<std::string, Known, std::less<>> given_;
  Known
      found_;  // in a folder, by the last find(): what it returned refers to it. Files change; they are not remembered.
};

}  // namespace beamlet
