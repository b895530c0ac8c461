#include "vm/io/open_files.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

#include "vm/process/process.hpp"

namespace beamlet {

OpenFile::~OpenFile() { static_cast<void>(close()); }

int OpenFile::close() {
  int descriptor = std::exchange(descriptor_, -1);
  return descriptor < 0 || ::close(descriptor) == 0 ? 0 : errno;
}

OpenFiles& OpenFiles::instance() {
  static OpenFiles files;
  return files;
}

uint64_t OpenFiles::add(int descriptor, Term owner, bool ends) {
  auto file = std::make_shared<OpenFile>(descriptor, owner, ends);
  std::lock_guard guard(lock_);
  // relaxed: the owner's own end comes after this call has told it of its file.
  counter(owner).fetch_add(1, std::memory_order_relaxed);
  files_.emplace(++last_handle_, std::move(file));
  return last_handle_;
}

std::shared_ptr<OpenFile> OpenFiles::find(uint64_t handle) {
  std::lock_guard guard(lock_);
  auto found = files_.find(handle);
  return found == files_.end() ? nullptr : found->second;
}

std::shared_ptr<OpenFile> OpenFiles::remove(uint64_t handle) {
  std::lock_guard guard(lock_);
  auto found = files_.find(handle);
  if (found == files_.end()) return nullptr;
  std::shared_ptr<OpenFile> file = std::move(found->second);
  files_.erase(found);
  // relaxed: a hint; the lock decides.
  counter(file->owner()).fetch_sub(1, std::memory_order_relaxed);
  return file;
}

void OpenFiles::process_exits(Process& process) {
  OpenFiles& all = instance();
  // relaxed: what this process opened was counted before it went on.
  if (all.counter(process.self).load(std::memory_order_relaxed) == 0) return;
  // Closed when the lock is free again.
  std::vector<std::shared_ptr<OpenFile>> files;
  std::lock_guard guard(all.lock_);
  for (auto at = all.files_.begin(); at != all.files_.end();) {
    if (at->second->owner() != process.self) {
      ++at;
      continue;
    }
    files.push_back(std::move(at->second));
    all.counter(process.self).fetch_sub(1, std::memory_order_relaxed);  // relaxed: as above
    at = all.files_.erase(at);
  }
}

}  // namespace beamlet
