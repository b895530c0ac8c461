// open_files.hpp - the files that programs hold open.
//
// Purpose     A process opens a file and gets a number for it. The number is all that the language sees; the descriptor is here, so that it is closed once,
//             whoever asks for it, and at the latest when the process that opened it ends.
// Picture     {file_descriptor, ...Handle} --> files_[Handle] --> OpenFile {descriptor, owner}
//                                               a thread of the pool that reads or writes it holds a reference of its own
// Invariants  F1  a descriptor is closed when nobody uses it any more: by the last reference, or by close() if that is the only one.
//             F2  handles are never used twice.
//             F3  owned_[k] counts the open files of the owners that fall to k: a process that has none ends without taking the lock.
// Threads     [any]; takes its lock, never while a system call runs.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "vm/term/term.hpp"

namespace beamlet {

struct Process;

class OpenFile {
 public:
  OpenFile(int descriptor, Term owner, bool ends) : descriptor_(descriptor), owner_(owner), ends_(ends) {}
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] Term owner() const { return owner_; }
  // Whether reading and writing end by themselves: no terminal, no pipe.
  [[nodiscard]] bool ends() const { return ends_; }
  // 0, or the number of the error that closing shows.
  [[nodiscard]] int close();

 private:
  int descriptor_;
  Term owner_;
  bool ends_;
};

class OpenFiles {
 public:
  static OpenFiles& instance();

  // The handle of a descriptor that is the table's from now on.
  [[nodiscard]] uint64_t add(int descriptor, Term owner, bool ends);
  [[nodiscard]] std::shared_ptr<OpenFile> find(uint64_t handle);
  // Takes it out of the table; none when it is not there.
  [[nodiscard]] std::shared_ptr<OpenFile> remove(uint64_t handle);
  // The files of a process that ends. An exit hook (vm/process/exit.hpp).
  static void process_exits(Process& process);

 private:
  static constexpr size_t kCounters = 256;
  [[nodiscard]] std::atomic<uint32_t>& counter(Term owner) { return owned_[owner.raw() / 16 % kCounters]; }

  std::mutex lock_;
  uint64_t last_handle_ = 0;
  std::unordered_map<uint64_t, std::shared_ptr<OpenFile>> files_;
  std::array<std::atomic<uint32_t>, kCounters> owned_{};
};

}  // namespace beamlet
