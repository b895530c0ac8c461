// bif_table.cpp - the rows of bifs.def as data, and a hashed look-up by name.
#include <array>
#include <bit>
#include <cstddef>

#include "vm/bif/bif.hpp"
#include "vm/bif/blocking_attempts.hpp"
#include "vm/process/heavy.hpp"

namespace beamlet {
namespace {

constexpr uint32_t name_hash(std::string_view module, std::string_view name, uint32_t arity) {
  uint32_t h = 2166136261u ^ arity;  // FNV-1a
  for (char c : module) h = (h ^ static_cast<uint8_t>(c)) * 16777619u;
  h = (h ^ ':') * 16777619u;
  for (char c : name) h = (h ^ static_cast<uint8_t>(c)) * 16777619u;
  return h ^ h >> 15;
}

// What is called: a builtin that may block goes to the pool.
template <BifFunction function, uint32_t arity, BifKind kind>
constexpr BifFunction entry_of() {
  if constexpr (kind == BifKind::Blocking) {
    return [](Process& p, const Term* args) {
      return run_blocking(p, {function, kAttempt<function>, kUndo<function>}, args, arity);
    };
  } else if constexpr (kind == BifKind::Heavy || kind == BifKind::HeavyFlat) {
    constexpr Extent extent = kind == BifKind::Heavy ? Extent::Deep : Extent::Flat;
    return [](Process& p, const Term* args) { return call_heavy(p, function, args, arity, extent); };
  } else {
    return function;
  }
}

constexpr BifInfo kRows[] = {
#define BIF(module, name, arity, symbol, kind, doc) \
  {module, name, arity, entry_of<symbol, arity, BifKind::kind>(), BifKind::kind, doc},
#include "vm/tables/bifs.def"
#undef BIF
};

// Open addressing, at most half full, made by the compiler. 0 = empty, else row + 1.
constexpr size_t kSlots = std::bit_ceil(std::size(kRows) * 2);
static_assert(std::size(kRows) < 65535);

constexpr std::array<uint16_t, kSlots> make_index() {
  std::array<uint16_t, kSlots> slots{};
  for (size_t row = 0; row < std::size(kRows); ++row) {
    size_t at = name_hash(kRows[row].module, kRows[row].name, kRows[row].arity) & (kSlots - 1);
    while (slots[at] != 0) at = (at + 1) & (kSlots - 1);
    slots[at] = static_cast<uint16_t>(row + 1);
  }
  return slots;
}
constexpr std::array<uint16_t, kSlots> kIndex = make_index();

}  // namespace

std::span<const BifInfo> all_bifs() { return kRows; }

const BifInfo* find_bif(std::string_view module, std::string_view name, uint32_t arity) {
  size_t at = name_hash(module, name, arity) & (kSlots - 1);
  for (; kIndex[at] != 0; at = (at + 1) & (kSlots - 1)) {
    const BifInfo& row = kRows[kIndex[at] - 1];
    if (row.arity == arity && row.name == name && row.module == module) return &row;
  }
  return nullptr;
}

}  // namespace beamlet
