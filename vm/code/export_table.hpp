// export_table.hpp - (module, function, arity) -> where a call goes: the late binding of calls between modules.
//
// Purpose     A call to another module goes through an ExportEntry, found once when the calling module is loaded. Loading new code
//             changes the entry's address; every caller sees it at its next call.
//
// Picture     ExportEntry   code ---> function entry in a Module
//                             \-----> stub (in the entry itself): { handler, this }   builtin, or not loaded yet
//
// Invariants  X1  entries never move and are never freed: code and funs hold plain pointers to them.
//             X2  code is never null: a call through any entry does something sensible.
// Threads     find(): [any], lock-free. get(): [any], takes a lock for new entries. code: atomic, changed by the code server only.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "vm/process/process.hpp"
#include "vm/term/fun.hpp"

namespace beamlet {

struct BifInfo;
using BifLookup = const BifInfo* (*)(std::string_view module, std::string_view function, uint32_t arity);

struct ExportEntry : ExportIdentity {
  std::atomic<const Word*> code{nullptr};
  Word stub[2] = {};
  const BifInfo* bif = nullptr;  // native function of this name

  // acquire pairs with the release of set_code: the code is complete before it can be called.
  [[nodiscard]] const Word* address() const { return code.load(std::memory_order_acquire); }
  void set_code(const Word* entry) { code.store(entry, std::memory_order_release); }  // pairs with address()
  [[nodiscard]] bool is_stub() const { return address() == stub; }
  // Has code of its own, or is native.
  [[nodiscard]] bool is_defined() const { return bif != nullptr || !is_stub(); }
};

inline Term Process::trap(ExportEntry* target) {
  pending = Pending::Trap;
  trap_target = target;
  trap_live = target->arity;
  return Term::none();
}

// First words of the stubs: the interpreter's handlers (low half) for entries without code.
struct StubHandlers {
  Word undefined;  // load the module or call the error handler
  Word builtin;    // call entry->bif and return
};

class ExportTable {
 public:
  ExportTable(StubHandlers stubs, BifLookup find_bif);
  ~ExportTable();
  ExportTable(const ExportTable&) = delete;
  ExportTable& operator=(const ExportTable&) = delete;

  // The entry of this name, made when there is none.
  [[nodiscard]] ExportEntry* get(Term module, Term function, uint32_t arity);
  // The entry if there is one, else nullptr.
  [[nodiscard]] ExportEntry* find(Term module, Term function, uint32_t arity) const;
  // Makes the entry lead to its stub again.
  void undefine(ExportEntry* entry);
  // Calls `visit` for every entry (code server, completion); takes the lock.
  void for_each(const std::function<void(ExportEntry&)>& visit);

 private:
  struct Index {
    uint64_t mask;
    std::unique_ptr<std::atomic<ExportEntry*>[]> slots;
  };
  [[nodiscard]] static uint64_t hash(Term module, Term function, uint32_t arity);
  static void insert(Index& index, ExportEntry* entry);
  void grow();

  StubHandlers stubs_;
  BifLookup find_bif_;
  std::atomic<Index*> index_;
  std::mutex lock_;
  std::vector<std::unique_ptr<Index>> indexes_;  // older ones stay for readers that still look at them
  std::vector<std::unique_ptr<ExportEntry>> entries_;
};

}  // namespace beamlet
