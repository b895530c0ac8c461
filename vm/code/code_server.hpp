// code_server.hpp - which code is current: loading, replacing and removing modules.
//
// Purpose     Holds for every module its current and its old code. Loading makes the current code old and points the export entries at the new
//             one; processes in old code run on until it is purged. A module nobody has loaded is looked for at its first call by the
//             ModuleFinder installed at boot.
// Invariants  C1  at most two versions of a module: loading a third needs a purge first.
//             C2  code memory is freed by finish_purge only, at a later quiescent point (purge.hpp): within a slice a Module* stays valid.
//             C3  looking for a module and preparing its code happen outside the lock of the tables: nobody who only looks waits for them.
// Threads     [any]; changes under a lock. module_at() and current() take it too: they are for slow paths.
#pragma once

#include <deque>
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

// A module file somebody has found.
struct FoundModule {
  std::string_view bytes;   // valid until the next call of the finder
  std::string path;         // empty: the library inside the executable
  bool is_trusted = false;  // made by the compiler of this executable: not verified again
};

// Finds the compiled form of a module by name: the embedded library, directories of --path, the module of `beamlet run`.
// One thread at a time calls it.
class ModuleFinder {
 public:
  virtual ~ModuleFinder() = default;
  // again: also what the executable was given is looked for on the disk.
  [[nodiscard]] virtual std::optional<FoundModule> find(std::string_view module, bool again) = 0;
  // Whether find() has it at hand: no file is read, nothing compiled.
  [[nodiscard]] virtual bool is_near(std::string_view module) = 0;
  // The folders it looks into, in this order.
  [[nodiscard]] virtual const std::vector<std::string>& folders() const = 0;
  virtual void set_folders(std::vector<std::string> folders) = 0;
};

// The purge under way, as the processes asked see it.
struct PurgeOrder {
  const Module* code;       // nullptr: a value of persistent_term goes, which is an area only
  const LiteralArea* area;  // may be nullptr
  Term asker;               // pid of the process that drives it
  uint64_t ref;             // of the answers
};

// Why loading fails when a limit of the machine stands in the way: system_limit for the program.
inline constexpr const char* kAtomTableFull = "the atom table is full";
inline constexpr const char* kNoRoomForLiterals = "the space for literals is full";

// The checksum a module file carries (its bytes have been read as one).
[[nodiscard]] uint64_t file_checksum(std::string_view bytes);

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
  // Step 1, 4 and 5 of purge.hpp. `asker`, `ref`: who gets the answers of step 3.
  enum class Purge : uint8_t { Begun, NoOldCode, Busy };
  [[nodiscard]] Purge begin_purge(Term module, Term asker, uint64_t ref);
  // Areas that nothing new leads to any more, each swept and freed as old code is: the next of them.
  [[nodiscard]] Purge begin_area_purge(Term asker, uint64_t ref);
  // It will be swept. Returns the bytes that wait for that.
  uint64_t retire_area(LiteralArea* area);
  void abort_purge();
  void finish_purge();
  // Frees all code, at the machine's end: while the literal space stands.
  void free_all();
  [[nodiscard]] std::optional<PurgeOrder> purge_under_way() const;
  // This fun's code may come back: it is being decided whether the code is purged.
  [[nodiscard]] bool is_undecided(const FunEntry& entry) const;

  // The folders modules are looked for in, and the bytes of a module file as the finder has them now.
  struct File {
    std::string bytes, path;
    bool is_trusted;
  };
  [[nodiscard]] std::optional<File> find_file(Term module);
  [[nodiscard]] std::vector<std::string> folders();
  void set_folders(std::vector<std::string> folders);
  // True when ensure_loaded() would have to look at the disk.
  [[nodiscard]] bool loading_blocks(Term module);
  [[nodiscard]] std::vector<Module*> all_current() const;

 private:
  struct Versions {
    std::unique_ptr<Module> current, old;
  };
  [[nodiscard]] Result<std::unique_ptr<Module>, std::string> prepare(const ModuleImage& image,
                                                                     uint64_t checksum);
  void publish(Module& module);
  // [lock_ not held] Whether another process drives a purge.
  [[nodiscard]] bool purge_is_driven();
  static void retire_exports(const Module& module);

  CodeLowering& lowering_;
  ModuleFinder* finder_ = nullptr;
  std::mutex finder_lock_;   // guards the finder; taken before lock_, and not with it
  mutable std::mutex lock_;  // guards everything below
  std::optional<PurgeOrder> purge_;
  std::deque<LiteralArea*> retired_areas_;
  uint64_t retired_bytes_ = 0;
  std::unordered_map<uint32_t, Versions> modules_;   // by atom index
  std::map<const Word*, const Module*> by_address_;  // start of code -> module
};

}  // namespace beamlet
