// fun_table.hpp - what a fun term points to: code that survives reloads of its module.
//
// Purpose     A fun holds a FunEntry*, named by (module, index, unique): when the same code is loaded again the entry is found again, so old
//             funs run; when the module is purged the entry's code leads to a stub that raises badfun.
// Invariants  U1  entries never move and are never freed.
//             U2  code is never null.
// Threads     get(): [any], under a lock. Fields are constant but `code`, which is atomic, once the module was loaded.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "vm/term/fun.hpp"

namespace beamlet {

struct FunEntry : FunIdentity {
  std::atomic<const Word*> code{nullptr};
  Word stub[2] = {};  // code when the module is gone: { handler, this }

  // acquire pairs with the release of set_code: the code is complete before it can be called.
  [[nodiscard]] const Word* address() const { return code.load(std::memory_order_acquire); }
  void set_code(const Word* entry) { code.store(entry, std::memory_order_release); }  // pairs with address()
  // The module's code is gone.
  void retire() { set_code(stub); }
};

class FunTable {
 public:
  explicit FunTable(Word purged_handler) : purged_handler_(purged_handler) {}

  // The entry of this lambda, made when there is none. `shape`: what its module says of it, when that is being loaded.
  struct Shape {
    Term name;
    uint32_t arity, free;
  };
  [[nodiscard]] FunEntry* get(Term module, uint32_t index, uint64_t unique);
  [[nodiscard]] FunEntry* get(Term module, uint32_t index, uint64_t unique, const Shape& shape);
  [[nodiscard]] FunEntry* find(Term module, uint32_t index, uint64_t unique);

 private:
  struct Key {
    Word module;
    uint32_t index;
    uint64_t unique;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    size_t operator()(const Key& k) const {
      return static_cast<size_t>((k.module * 31 + k.index) * 0x9E3779B97F4A7C15u ^ k.unique);
    }
  };
  Word purged_handler_;
  std::mutex lock_;
  std::unordered_map<Key, std::unique_ptr<FunEntry>, KeyHash> entries_;
};

}  // namespace beamlet
