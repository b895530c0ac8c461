// bif_prim_file_open.cpp - module prim_file, second half: files that are held open (vm/io/open_files.hpp).
//
// A handle is of use to the process that opened the file only. What fails gives {error, Reason}, as in bif_prim_file.cpp; a handle that is
// closed gives {error, einval}. All of it may block.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/blocking_attempts.hpp"
#include "vm/bif/file_support.hpp"
#include "vm/bif/iodata.hpp"
#include "vm/io/open_files.hpp"

namespace beamlet {
namespace {

// How much is read at once where the file does not tell how much there is.
constexpr size_t kChunk = 64 * 1024;
// How much is read in search of a line's end.
constexpr size_t kLineChunk = 512;

// Calls `use` with the descriptor of a handle.
template <class Use>
Term on_file(Process& p, Term handle, Use use) {
  std::optional<uint64_t> number = as_uint64(handle);
  if (!number) return p.badarg();
  std::shared_ptr<OpenFile> file = OpenFiles::instance().find(*number);
  if (file == nullptr) return posix_failure(p, EINVAL);
  if (file->owner() != p.self) return p.error(make_atom("not_on_controlling_process"));
  return use(*file);
}

// The flags of open(2) for a list of read, write, append, exclusive and sync.
std::optional<int> open_flags(Term modes) {
  bool read = false, write = false, append = false;
  int flags = 0;
  for (; modes.is_cons(); modes = modes.tail()) {
    Term mode = modes.head();
    if (mode == make_atom("read")) {
      read = true;
    } else if (mode == make_atom("write")) {
      write = true;
    } else if (mode == make_atom("append")) {
      append = true;
    } else if (mode == make_atom("exclusive")) {
      write = true;
      flags |= O_EXCL;
    } else if (mode == make_atom("sync")) {
      flags |= O_SYNC;
    } else {
      return std::nullopt;
    }
  }
  if (!modes.is_nil()) return std::nullopt;
  if (append) flags |= O_APPEND;
  if (!write && !append) return flags | O_RDONLY;
  flags |= O_CREAT;
  if (read) return flags | O_RDWR;
  return flags | O_WRONLY | (append ? 0 : O_TRUNC);
}

// Up to `most` bytes by calls of `next(buffer, size, bytes read so far)`: an error number, or 0. Stops at the end, and where a device has no more now.
template <class Next>
int read_up_to(const OpenFile& file, size_t most, std::string& into, Next next) {
  size_t size = 0;
  while (size < most) {
    into.resize(size + std::min(most - size, std::max(kChunk, size)));
    ssize_t got = next(into.data() + size, into.size() - size, size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    size += static_cast<size_t>(got);
    if (got == 0 || !file.ends()) break;
  }
  into.resize(size);
  return 0;
}

Term read_result(Process& p, int error, size_t asked, const std::string& bytes) {
  if (error != 0) return posix_failure(p, error);
  if (bytes.empty() && asked > 0) return atom::eof;
  charge(p, bytes.size(), 64);
  return new_tuple(p, atom::ok, make_binary(p, bytes));
}

// A line, with its end. Where the file cannot go back to what follows the line, byte by byte.
int read_line(const OpenFile& file, std::string& line) {
  int descriptor = file.descriptor();
  bool seeks = lseek(descriptor, 0, SEEK_CUR) >= 0;
  char chunk[kLineChunk];
  for (;;) {
    ssize_t got = read_some(descriptor, chunk, seeks ? sizeof chunk : 1, file.ends());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) return 0;
    std::string_view bytes(chunk, static_cast<size_t>(got));
    size_t newline = bytes.find('\n');
    line.append(bytes, 0, newline == std::string_view::npos ? newline : newline + 1);
    if (newline == std::string_view::npos) continue;
    auto over = static_cast<off_t>(bytes.size() - newline - 1);
    return over == 0 || lseek(descriptor, -over, SEEK_CUR) >= 0 ? 0 : errno;
  }
}

std::optional<int> whence_of(Term from) {
  if (from == make_atom("bof")) return SEEK_SET;
  if (from == make_atom("cur")) return SEEK_CUR;
  if (from == atom::eof) return SEEK_END;
  return std::nullopt;
}

std::optional<int> advice_of(Term advice) {
  struct Row {
    const char* name;
    int advice;
  };
  constexpr Row kRows[] = {{"normal", POSIX_FADV_NORMAL},      {"sequential", POSIX_FADV_SEQUENTIAL},
                           {"random", POSIX_FADV_RANDOM},      {"no_reuse", POSIX_FADV_NOREUSE},
                           {"will_need", POSIX_FADV_WILLNEED}, {"dont_need", POSIX_FADV_DONTNEED}};
  for (const Row& row : kRows)
    if (advice == make_atom(row.name)) return row.advice;
  return std::nullopt;
}

}  // namespace

Term bif_prim_file_open_2(Process& p, const Term* args) {
  std::optional<std::string> name = file_name(args[0]);
  std::optional<int> flags = open_flags(args[1]);
  if (!name || !flags) return p.badarg();
  int descriptor = open_file(name->c_str(), *flags, 0666);
  if (descriptor < 0) return posix_failure(p, errno);
  struct stat info{};
  if (fstat(descriptor, &info) == 0 && S_ISDIR(info.st_mode)) {
    ::close(descriptor);
    return posix_failure(p, EISDIR);
  }
  uint64_t handle = OpenFiles::instance().add(descriptor, p.self, always_ends(info.st_mode));
  return new_tuple(p, atom::ok, make_uint(p, handle));
}

Term undo_open(Process&, const Term* result) {
  const Term* opened = tuple_of(*result, 2);
  if (opened != nullptr && opened[0] == atom::ok)
    static_cast<void>(OpenFiles::instance().remove(*as_uint64(opened[1])));
  return atom::ok;
}

Term bif_prim_file_close_1(Process& p, const Term* args) {
  return on_file(p, args[0], [&](const OpenFile&) {
    std::shared_ptr<OpenFile> file = OpenFiles::instance().remove(*as_uint64(args[0]));
    if (file == nullptr) return posix_failure(p, EINVAL);
    // Another process may be in the middle of a call only if it is the owner, which is here.
    int error = file->close();
    return error == 0 ? atom::ok : posix_failure(p, error);
  });
}

Term bif_prim_file_read_2(Process& p, const Term* args) {
  std::optional<size_t> most = as_size(args[1]);
  if (!most) return p.badarg();
  return on_file(p, args[0], [&](const OpenFile& file) {
    std::string bytes;
    int error = read_up_to(file, *most, bytes, [&](char* to, size_t size, size_t) {
      return read_some(file.descriptor(), to, size, file.ends());
    });
    return read_result(p, error, *most, bytes);
  });
}

Term bif_prim_file_read_line_1(Process& p, const Term* args) {
  return on_file(p, args[0], [&](const OpenFile& file) {
    std::string line;
    int error = read_line(file, line);
    return read_result(p, error, 1, line);
  });
}

Term bif_prim_file_pread_3(Process& p, const Term* args) {
  std::optional<size_t> place = as_size(args[1]), most = as_size(args[2]);
  if (!place || !most) return p.badarg();
  return on_file(p, args[0], [&](const OpenFile& file) {
    std::string bytes;
    int error = read_up_to(file, *most, bytes, [&](char* to, size_t size, size_t done) {
      return pread(file.descriptor(), to, size, static_cast<off_t>(*place + done));
    });
    return read_result(p, error, *most, bytes);
  });
}

Term bif_prim_file_write_2(Process& p, const Term* args) {
  std::optional<std::string> bytes = iodata_string(p, args[1]);
  if (!bytes) return p.badarg();
  return on_file(p, args[0], [&](const OpenFile& file) {
    int error = write_all(file.descriptor(), *bytes, file.ends());
    return error == 0 ? atom::ok : posix_failure(p, error);
  });
}

Term bif_prim_file_pwrite_3(Process& p, const Term* args) {
  std::optional<size_t> place = as_size(args[1]);
  std::optional<std::string> bytes = iodata_string(p, args[2]);
  if (!place || !bytes) return p.badarg();
  return on_file(p, args[0], [&](const OpenFile& file) {
    for (size_t done = 0; done < bytes->size();) {
      ssize_t put = pwrite(file.descriptor(), bytes->data() + done, bytes->size() - done,
                           static_cast<off_t>(*place + done));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return posix_failure(p, errno);
      done += static_cast<size_t>(put);
    }
    return atom::ok;
  });
}

Term bif_prim_file_position_3(Process& p, const Term* args) {
  std::optional<int> whence = whence_of(args[1]);
  std::optional<int64_t> offset = as_int64(args[2]);
  if (!whence || !offset) return p.badarg();
  return on_file(p, args[0], [&](const OpenFile& file) {
    off_t place = lseek(file.descriptor(), *offset, *whence);
    return place < 0 ? posix_failure(p, errno) : new_tuple(p, atom::ok, make_int(p, place));
  });
}

Term bif_prim_file_truncate_1(Process& p, const Term* args) {
  return on_file(p, args[0], [&](const OpenFile& file) {
    off_t place = lseek(file.descriptor(), 0, SEEK_CUR);
    return posix_outcome(p, place < 0 ? -1 : ftruncate(file.descriptor(), place));
  });
}

Term bif_prim_file_sync_2(Process& p, const Term* args) {
  bool all = args[1] == atom::true_;
  return on_file(p, args[0], [&](const OpenFile& file) {
    return posix_outcome(p, all ? fsync(file.descriptor()) : fdatasync(file.descriptor()));
  });
}

Term bif_prim_file_allocate_3(Process& p, const Term* args) {
  std::optional<size_t> place = as_size(args[1]), size = as_size(args[2]);
  if (!place || !size) return p.badarg();
  return on_file(p, args[0], [&](const OpenFile& file) {
    int error = posix_fallocate(file.descriptor(), static_cast<off_t>(*place), static_cast<off_t>(*size));
    return error == 0 ? atom::ok : posix_failure(p, error);
  });
}

Term bif_prim_file_advise_4(Process& p, const Term* args) {
  std::optional<size_t> place = as_size(args[1]), size = as_size(args[2]);
  std::optional<int> advice = advice_of(args[3]);
  if (!place || !size || !advice) return p.badarg();
  return on_file(p, args[0], [&](const OpenFile& file) {
    int error =
        posix_fadvise(file.descriptor(), static_cast<off_t>(*place), static_cast<off_t>(*size), *advice);
    return error == 0 ? atom::ok : posix_failure(p, error);
  });
}

}  // namespace beamlet
