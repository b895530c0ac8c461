// bif_ets.hpp - what the builtins of module ets share.
// Threads     [owner] of the calling process.
#pragma once

#include "vm/bif/ets/ets_registry.hpp"
#include "vm/bif/ets/ets_table.hpp"

namespace beamlet::ets {

enum class Need : uint8_t { Nothing, Read, Write };
// The table of a name or identifier if the process may do that with it, else nullptr. Good until the builtin returns.
[[nodiscard]] Table* open(Process& p, Term table, Need need);
// The error of a builtin that open() has refused a table: badarg, with the cause that erl_stdlib_errors explains.
[[nodiscard]] Term refuse(Process& p, Term table);
// badarg with a cause that only the builtin knows.
[[nodiscard]] Term badarg_because(Process& p, const char* cause);
// What the language calls the table: its name when it is a named one, else an identifier.
[[nodiscard]] Term name_or_identifier(Process& p, Table& table);
[[nodiscard]] Term identifier(Process& p, Table& table);
// A copy of a stored term in the process's heap.
[[nodiscard]] Term copy_out(Process& p, Term term);
// Copies of the objects that one look found, as a list in order.
[[nodiscard]] Term copy_found(Process& p, const Reading& reading);
// What can be stored: a tuple that has the key's position.
[[nodiscard]] bool is_storable(const Table& table, Term t);
[[nodiscard]] bool read_boolean(Term t, bool& out);

}  // namespace beamlet::ets
