// bif_prim_file.cpp - module prim_file: files and folders by name, for the library's modules file and filelib.
//
// Names are binaries without a zero byte, handed to the system as they are. What fails gives {error, Reason}, the reason being the
// name of the system's error number in small letters (enoent, eacces ...). All of it may block; what may block for ever (pipes with names, terminals,
// other devices) does so outside the machine.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "vm/base/machine_gate.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/file_support.hpp"
#include "vm/bif/iodata.hpp"

namespace beamlet {

Term posix_atom(int number) {
  const char* name = strerrorname_np(number);
  if (name == nullptr) return make_atom("unknown");
  std::string text(name);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return make_atom(text);
}

Term posix_failure(Process& p, int number) { return new_tuple(p, atom::error, posix_atom(number)); }

Term posix_outcome(Process& p, int result) { return result == 0 ? atom::ok : posix_failure(p, errno); }

std::optional<std::string> file_name(Term name) {
  if (!is_binary(name)) return std::nullopt;
  BinaryBytes bytes(name);
  std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (text.find('\0') != std::string::npos) return std::nullopt;
  return text;
}

bool always_ends(mode_t mode) { return S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode); }

int open_file(const char* name, int flags, mode_t mode) {
  flags |= O_CLOEXEC;
  int file = open(name, flags | O_NONBLOCK, mode);
  struct stat info{};
  bool writing = (flags & O_ACCMODE) == O_WRONLY;
  bool nobody_reads = file < 0 && writing && errno == ENXIO && stat(name, &info) == 0;
  if (file >= 0 && fstat(file, &info) != 0) return file;
  if (nobody_reads || (file >= 0 && !writing && S_ISFIFO(info.st_mode))) {
    OutsideMachine outside;
    int second = open(name, flags, mode);
    if (file >= 0) close(file);  // after: a writer that met the first has a reader all the time
    return second;
  }
  if (file >= 0 && !always_ends(info.st_mode)) static_cast<void>(fcntl(file, F_SETFL, flags & O_APPEND));
  return file;
}

ssize_t read_some(int file, void* into, size_t most, bool ends) {
  if (ends) return read(file, into, most);
  OutsideMachine outside;
  return read(file, into, most);
}

ssize_t write_some(int file, const void* from, size_t size, bool ends) {
  if (ends) return write(file, from, size);
  OutsideMachine outside;
  return write(file, from, size);
}

int write_all(int file, std::string_view bytes, bool ends) {
  while (!bytes.empty()) {
    ssize_t put = write_some(file, bytes.data(), bytes.size(), ends);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return 0;
}

namespace {

// Calls a function of the system that takes a file's name.
template <class Call>
Term on_name(Process& p, Term name, Call call) {
  std::optional<std::string> raw = file_name(name);
  return raw ? posix_outcome(p, call(raw->c_str())) : p.badarg();
}

// The same for two names.
template <class Call>
Term on_names(Process& p, const Term* names, Call call) {
  std::optional<std::string> first = file_name(names[0]);
  std::optional<std::string> second = file_name(names[1]);
  return first && second ? posix_outcome(p, call(first->c_str(), second->c_str())) : p.badarg();
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  // Errors of writing may only show here.
  [[nodiscard]] int close() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

// Reads to the end; files under /proc tell no size. 0, or the error number.
int read_all(int file, std::string& into) {
  struct stat info{};
  if (fstat(file, &info) != 0) return errno;
  if (S_ISDIR(info.st_mode)) return EISDIR;
  constexpr size_t kChunk = 64 * 1024;
  size_t size = 0;
  into.resize(static_cast<size_t>(info.st_size) + 1);
  for (;;) {
    if (size == into.size()) into.resize(size + std::max(size / 2, kChunk));
    ssize_t got = read_some(file, into.data() + size, into.size() - size, always_ends(info.st_mode));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  into.resize(size);
  return 0;
}

Term file_type(mode_t mode) {
  if (S_ISREG(mode)) return make_atom("regular");
  if (S_ISDIR(mode)) return make_atom("directory");
  if (S_ISLNK(mode)) return make_atom("symlink");
  if (S_ISCHR(mode) || S_ISBLK(mode)) return make_atom("device");
  return make_atom("other");
}

Term file_access(const std::string& name) {
  bool readable = access(name.c_str(), R_OK) == 0;
  bool writable = access(name.c_str(), W_OK) == 0;
  if (readable && writable) return make_atom("read_write");
  if (readable) return make_atom("read");
  return make_atom(writable ? "write" : "none");
}

}  // namespace

Term bif_prim_file_read_file_1(Process& p, const Term* args) {
  std::optional<std::string> name = file_name(args[0]);
  if (!name) return p.badarg();
  Descriptor file(open_file(name->c_str(), O_RDONLY));
  if (!file.is_open()) return posix_failure(p, errno);
  std::string bytes;
  int error = read_all(file.number(), bytes);
  return error == 0 ? new_tuple(p, atom::ok, make_binary(p, bytes)) : posix_failure(p, error);
}

// write_file(Name, IoData, truncate | append | exclusive)
Term bif_prim_file_write_file_3(Process& p, const Term* args) {
  std::optional<std::string> name = file_name(args[0]);
  std::optional<std::string> bytes = iodata_string(p, args[1]);
  if (!name || !bytes || !args[2].is_atom()) return p.badarg();
  int flags = O_TRUNC;
  if (args[2] == make_atom("append"))
    flags = O_APPEND;
  else if (args[2] == make_atom("exclusive"))
    flags = O_EXCL;
  Descriptor file(open_file(name->c_str(), O_WRONLY | O_CREAT | flags, 0666));
  if (!file.is_open()) return posix_failure(p, errno);
  struct stat info{};
  if (fstat(file.number(), &info) != 0) return posix_failure(p, errno);
  int error = write_all(file.number(), *bytes, always_ends(info.st_mode));
  if (error != 0) return posix_failure(p, error);
  return posix_outcome(p, file.close());
}

Term bif_prim_file_list_dir_1(Process& p, const Term* args) {
  std::optional<std::string> name = file_name(args[0]);
  if (!name) return p.badarg();
  std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(name->c_str()), closedir);
  if (folder == nullptr) return posix_failure(p, errno);
  ListBuilder names(p);
  while (const dirent* entry = readdir(folder.get())) {
    std::string_view text(entry->d_name);
    if (text != "." && text != "..") names.add(make_binary(p, text));
  }
  return new_tuple(p, atom::ok, names.finish());
}

// info(Name, FollowLinks): {ok, {Size, Type, Access, Atime, Mtime, Ctime, Mode, Links, MajorDevice, MinorDevice, Inode, Uid, Gid}},
// times in seconds since 1970.
Term bif_prim_file_info_2(Process& p, const Term* args) {
  std::optional<std::string> name = file_name(args[0]);
  if (!name) return p.badarg();
  struct stat info{};
  int result = args[1] == atom::true_ ? stat(name->c_str(), &info) : lstat(name->c_str(), &info);
  if (result != 0) return posix_failure(p, errno);
  Term facts = new_tuple(p, make_int(p, info.st_size), file_type(info.st_mode), file_access(*name),
                         make_int(p, info.st_atime), make_int(p, info.st_mtime), make_int(p, info.st_ctime),
                         make_uint(p, info.st_mode), make_uint(p, info.st_nlink),
                         make_uint(p, major(info.st_dev)), make_uint(p, minor(info.st_dev)),
                         make_uint(p, info.st_ino), make_uint(p, info.st_uid), make_uint(p, info.st_gid));
  return new_tuple(p, atom::ok, facts);
}

Term bif_prim_file_make_dir_1(Process& p, const Term* args) {
  return on_name(p, args[0], [](const char* name) { return mkdir(name, 0777); });
}

Term bif_prim_file_del_dir_1(Process& p, const Term* args) { return on_name(p, args[0], rmdir); }

Term bif_prim_file_delete_1(Process& p, const Term* args) { return on_name(p, args[0], unlink); }

Term bif_prim_file_rename_2(Process& p, const Term* args) { return on_names(p, args, rename); }

Term bif_prim_file_make_link_2(Process& p, const Term* args) { return on_names(p, args, link); }

Term bif_prim_file_make_symlink_2(Process& p, const Term* args) { return on_names(p, args, symlink); }

Term bif_prim_file_read_link_1(Process& p, const Term* args) {
  std::optional<std::string> name = file_name(args[0]);
  if (!name) return p.badarg();
  std::string target(4096, '\0');
  ssize_t size = readlink(name->c_str(), target.data(), target.size());
  if (size < 0) return posix_failure(p, errno);
  return new_tuple(p, atom::ok,
                   make_binary(p, std::string_view(target).substr(0, static_cast<size_t>(size))));
}

Term bif_prim_file_change_mode_2(Process& p, const Term* args) {
  std::optional<std::string> name = file_name(args[0]);
  std::optional<size_t> mode = as_size(args[1]);
  return name && mode ? posix_outcome(p, chmod(name->c_str(), static_cast<mode_t>(*mode & 07777)))
                      : p.badarg();
}

Term bif_prim_file_get_cwd_0(Process& p, const Term*) {
  // NOLINTNEXTLINE(clang-analyzer-unix.StdCLibraryFunctions): without a buffer glibc makes one as long as it must be
  std::unique_ptr<char, void (*)(void*)> folder(getcwd(nullptr, 0), free);
  if (folder == nullptr) return posix_failure(p, errno);
  return new_tuple(p, atom::ok, make_binary(p, folder.get()));
}

Term bif_prim_file_set_cwd_1(Process& p, const Term* args) { return on_name(p, args[0], chdir); }

// What an error number's name means, in words; none for another atom.
Term bif_prim_file_describe_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  constexpr int kLastErrorNumber = 133;
  for (int number = 1; number <= kLastErrorNumber; ++number) {
    if (posix_atom(number) != args[0]) continue;
    std::string text = strerrordesc_np(number);
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return make_string(p, text);
  }
  return atom::undefined;
}

}  // namespace beamlet
