// file_support.hpp - what the builtins on files share: names, and what the system says.
//
// Threads     [any]; on a thread of the pool, mostly.
#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <cerrno>
#include <optional>
#include <string>
#include <string_view>

#include "vm/bif/bif_support.hpp"

namespace beamlet {

// The name of an error number as OTP has it: enoent.
[[nodiscard]] Term posix_atom(int number);
// {error, Name}
[[nodiscard]] Term posix_failure(Process& p, int number);
// What a system call that returns 0 or -1 tells: ok, or a failure.
[[nodiscard]] Term posix_outcome(Process& p, int result);
// A file's name: a binary without a zero byte.
[[nodiscard]] std::optional<std::string> file_name(Term name);
// Whether reading and writing end by themselves.
[[nodiscard]] bool always_ends(mode_t mode);
// Opens a file. To open a pipe with a name waits for its other end: what is named is found out first without waiting, on the very file that was opened.
[[nodiscard]] int open_file(const char* name, int flags, mode_t mode = 0);
// read(2) and write(2), outside the machine where they may last for ever.
[[nodiscard]] ssize_t read_some(int file, void* into, size_t most, bool ends);
[[nodiscard]] ssize_t write_some(int file, const void* from, size_t size, bool ends);
// Writes all of it; 0, or the error number.
[[nodiscard]] int write_all(int file, std::string_view bytes, bool ends);

}  // namespace beamlet
