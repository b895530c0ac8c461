// code_server.hpp - which code is current: loading, replacing and removing modules.
//
// Purpose     Holds for every module its current and its old code. Loading makes the current code old and points the export entries at the new
//             one; processes in old code run on until it is purged. A module nobody has loaded is looked for at its first call by the
//             ModuleFinder installed at boot.
// Invariants  C1  at most two versions of a module: loading a third needs a purge first.
//             C2  code memory is freed by purge only (nobody may run it then: the caller checks processes).
// Threads     [any]; changes under a lock. module_at() and current() take it too: they are for slow paths.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vm/base/result.hpp"
#include "vm/code/lowering.hpp"
#include "vm/code/module.hpp"

namespace beamlet {

// Finds the compiled form of a module by name: the embedded library, directories of --path, the module of `beamlet run`.
class ModuleFinder {
 public:
  virtual ~ModuleFinder() = default;
  // The module file's bytes (valid until the next call), or nothing.
  [[nodiscard]] virtual std::optional<std::string_view> find(std::string_view module) = 0;
  // Its modules come from the compiler of this executable: they are not verified again.
  [[nodiscard]] virtual bool is_trusted() const { return false; }
};

class CodeServer {
 public:
  explicit CodeServer(CodeLowering& lowering) : lowering_(lowering) {}
  ~CodeServer();
  CodeServer(const CodeServer&) = delete;
  CodeServer& operator=(const CodeServer&) = delete;

  void set_finder(ModuleFinder* finder) { finder_ = finder; }

  // Makes the image the current code of its module. "not_purged" when there is old code.
  [[nodiscard]] Result<Module*, std::string> load(const ModuleImage& image, uint64_t checksum,
                                                  std::string path = {});
  // The same from the bytes of a module file, which are verified first unless the compiler of this executable made them.
  [[nodiscard]] Result<Module*, std::string> load_file_bytes(std::string_view bytes, std::string path = {},
                                                             bool is_trusted = false);
  // True when the module is loaded, or could be loaded through the finder. A damaged file is reported on stderr.
  [[nodiscard]] bool ensure_loaded(Term module);

  [[nodiscard]] Module* current(Term module) const;
  [[nodiscard]] Module* old(Term module) const;
  // The module an address belongs to, or nullptr.
  [[nodiscard]] const Module* module_at(const Word* ip) const;
  // Current code becomes old; false when there was none, or old code stands in the way.
  [[nodiscard]] bool make_old(Term module);
  // Frees old code. The caller has made sure that no process runs it. False when there was none.
  bool purge(Term module);
  [[nodiscard]] std::vector<Module*> all_current() const;

 private:
  struct Versions {
    std::unique_ptr<Module> current, old;
  };
  [[nodiscard]] Result<std::unique_ptr<Module>, std::string> prepare(const ModuleImage& image,
                                                                     uint64_t checksum);
  void publish(Module& module);
  void retire_exports(Module& module);

  CodeLowering& lowering_;
  ModuleFinder* finder_ = nullptr;
  mutable std::recursive_mutex lock_;
  std::unordered_map<uint32_t, Versions> modules_;   // by atom index
  std::map<const Word*, const Module*> by_address_;  // start of code -> module
};

}  // namespace beamlet
