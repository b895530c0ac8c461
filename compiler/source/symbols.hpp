// symbols.hpp - interned names: atoms and variables as 32-bit numbers.
//
// Purpose     Names are compared, hashed and switched over all the time; each is stored once per compilation.
//             An atom and a variable of the same spelling are the same Symbol; the node's kind tells them
//             apart.
// Picture     Symbol{id} -> names_[id] -> "reverse"      ids below kKnownCount: known_symbols.def, in order.
// Invariants  I1  the ids of known symbols are the same in every Interner: `switch (symbol.id)` works on
// them.
//             I2  texts are UTF-8 and live as long as the Interner.
// Threads     an Interner belongs to one compilation, so to one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "compiler/source/arena.hpp"

namespace beamlet {

struct Symbol {
  uint32_t id = 0;  // 0 is the symbol of the empty text ''

  friend constexpr bool operator==(Symbol, Symbol) = default;
  friend constexpr auto operator<=>(Symbol, Symbol) = default;
};

// Names the compiler itself speaks of: sym::kModule, sym::kUnderscore, ...
namespace sym {
enum KnownId : uint32_t {
#define BEAMLET_SYMBOL(Name, text) k##Name##Id,
#include "compiler/source/known_symbols.def"
#undef BEAMLET_SYMBOL
  kKnownCount
};
#define BEAMLET_SYMBOL(Name, text) inline constexpr Symbol k##Name{k##Name##Id};
#include "compiler/source/known_symbols.def"
#undef BEAMLET_SYMBOL
}  // namespace sym

class Interner {
 public:
  Interner();
  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;

  [[nodiscard]] Symbol intern(std::string_view text);
  [[nodiscard]] std::string_view text(Symbol symbol) const { return names_[symbol.id]; }
  [[nodiscard]] size_t size() const { return names_.size(); }

 private:
  struct Slot {
    uint32_t hash;
    uint32_t id_plus_one;  // 0: free
  };
  void grow();

  Arena texts_;
  std::vector<std::string_view> names_;
  std::vector<Slot> slots_;  // open addressing, power of two, at most half full
};

// A function's name and arity, the key of most of sema's tables.
struct NameArity {
  Symbol name;
  uint32_t arity = 0;

  friend constexpr bool operator==(NameArity, NameArity) = default;
  friend constexpr auto operator<=>(NameArity, NameArity) = default;
};

}  // namespace beamlet

template <>
struct std::hash<beamlet::Symbol> {
  size_t operator()(beamlet::Symbol s) const noexcept { return s.id * size_t{0x9E3779B97F4A7C15}; }
};
template <>
struct std::hash<beamlet::NameArity> {
  size_t operator()(beamlet::NameArity f) const noexcept {
    return (f.name.id * size_t{256} + f.arity) * size_t{0x9E3779B97F4A7C15};
  }
};
