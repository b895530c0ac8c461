// blocking_attempts.hpp - builtins of kind Blocking that often need not block: what they try first, on the scheduler.
//
// Rules       An attempt returns what its builtin would, or none with nothing pending: then the builtin is called on a thread of the pool.
// Threads     [owner] of the process.
#pragma once

#include "vm/bif/bif.hpp"
#include "vm/process/blocking.hpp"

namespace beamlet {

// A line, or bytes, that were read already; output that fits the buffer or that the other end takes at once.
[[nodiscard]] Term attempt_read_line(Process& p, const Term* args);
[[nodiscard]] Term attempt_read(Process& p, const Term* args);
[[nodiscard]] Term attempt_write(Process& p, const Term* args);
// Modules that are loaded, or in the library inside the executable.
[[nodiscard]] Term attempt_ensure_loaded(Process& p, const Term* args);
[[nodiscard]] Term attempt_function_exported(Process& p, const Term* args);

// Input whose reader is gone is for the next one.
[[nodiscard]] Term undo_read(Process& p, const Term* result);
// A file whose opener is gone is closed.
[[nodiscard]] Term undo_open(Process& p, const Term* result);

template <BifFunction function>
inline constexpr BifFunction kAttempt = nullptr;
template <>
inline constexpr BifFunction kAttempt<bif_prim_stdio_read_line_0> = attempt_read_line;
template <>
inline constexpr BifFunction kAttempt<bif_prim_stdio_read_1> = attempt_read;
template <>
inline constexpr BifFunction kAttempt<bif_prim_stdio_write_2> = attempt_write;
template <>
inline constexpr BifFunction kAttempt<bif_prim_code_ensure_loaded_1> = attempt_ensure_loaded;
template <>
inline constexpr BifFunction kAttempt<bif_function_exported_3> = attempt_function_exported;

template <BifFunction function>
inline constexpr BifFunction kUndo = nullptr;
template <>
inline constexpr BifFunction kUndo<bif_prim_stdio_read_line_0> = undo_read;
template <>
inline constexpr BifFunction kUndo<bif_prim_stdio_read_1> = undo_read;
template <>
inline constexpr BifFunction kUndo<bif_prim_file_open_2> = undo_open;

}  // namespace beamlet
