// bif.hpp - what a builtin is.
//
// Purpose     The calling convention of native functions, and their declarations expanded from
// vm/tables/bifs.def. Rules       1. A builtin never collects: p.alloc() takes from the heap or a fragment,
// so locals need no rooting.
//             2. It fails with `return p.badarg();` and friends, and never throws.
//             3. Work proportional to its input costs reductions (p.reductions -= n) and is cut by a trap
//             when it may exceed about 1 ms.
//             4. No recursion on the depth of a term.
// Threads     [owner] runs on the scheduler of the process (Blocking: on a pool thread that owns the process
// meanwhile).
#pragma once

#include <span>
#include <string_view>

#include "vm/process/process.hpp"

namespace beamlet {

using BifFunction = Term (*)(Process& p, const Term* args);
enum class BifKind : uint8_t { Guard, Plain, Trap, Blocking, Heavy, HeavyFlat };

struct BifInfo {
  std::string_view module, name;
  uint32_t arity;
  BifFunction function;
  BifKind kind;
  std::string_view doc;
};

#define BIF(module, name, arity, symbol, kind, doc) Term symbol(Process& p, const Term* args);
#include "vm/tables/bifs.def"
#undef BIF

// All rows, in the table's order; and a look-up by name (nullptr when there is none).
[[nodiscard]] std::span<const BifInfo> all_bifs();
[[nodiscard]] const BifInfo* find_bif(std::string_view module, std::string_view name, uint32_t arity);

}  // namespace beamlet
