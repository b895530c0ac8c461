#include "vm/heap/literal_area.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <optional>

#include "vm/base/assert.hpp"
#include "vm/base/memory_tally.hpp"
#include "vm/base/node.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/heap/off_heap.hpp"

namespace beamlet {

// Free ranges by offset, in bytes; neighbours are joined. First fit: modules are few and live long.
struct LiteralSpace::Impl {
  std::mutex lock;
  std::map<size_t, size_t> free;  // offset -> size
  size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));

  [[nodiscard]] size_t round(size_t bytes) const { return (bytes + page - 1) / page * page; }
  [[nodiscard]] std::optional<size_t> take(size_t bytes) {
    std::lock_guard guard(lock);
    for (auto it = free.begin(); it != free.end(); ++it) {
      if (it->second < bytes) continue;
      size_t offset = it->first, left = it->second - bytes;
      free.erase(it);
      if (left > 0) free.emplace(offset + bytes, left);
      return offset;
    }
    return std::nullopt;
  }
  void give(size_t offset, size_t bytes) {
    std::lock_guard guard(lock);
    auto after = free.lower_bound(offset);
    if (after != free.end() && after->first == offset + bytes) {
      bytes += after->second;
      after = free.erase(after);
    }
    if (after != free.begin()) {
      auto before = std::prev(after);
      if (before->first + before->second == offset) {
        before->second += bytes;
        return;
      }
    }
    free.emplace(offset, bytes);
  }
};

LiteralSpace::LiteralSpace(size_t room) : impl_(std::make_unique<Impl>()) {
  void* p = mmap(nullptr, limits::kLiteralSpaceBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                 -1, 0);
  if (p == MAP_FAILED) {
    std::fprintf(stderr,
                 "beamlet: cannot reserve %zu MB of address space for the constants of modules (ulimit -v)\n",
                 limits::kLiteralSpaceBytes >> 20);
    std::exit(1);
  }
  base_ = reinterpret_cast<uintptr_t>(p);
  impl_->free.emplace(0, room);
}

LiteralSpace::~LiteralSpace() { munmap(reinterpret_cast<void*>(base_), limits::kLiteralSpaceBytes); }

bool LiteralSpace::create(std::span<Term> terms, LiteralArea*& area) {
  auto stays = [this](Term t) { return t.is_immediate() || contains(t.pointer()); };
  size_t words = 0;
  for (Term t : terms)
    if (!stays(t)) words += copy_size_all(t);
  area = nullptr;
  if (words == 0) return true;
  size_t bytes = impl_->round(words * sizeof(Term));
  std::optional<size_t> offset = impl_->take(bytes);
  if (!offset) return false;
  void* p = reinterpret_cast<void*>(base_ + *offset);
  if (mprotect(p, bytes, PROT_READ | PROT_WRITE) != 0) {  // the system has no memory for them
    impl_->give(*offset, bytes);
    return false;
  }
  area = new LiteralArea{static_cast<Term*>(p), words, Term::none()};
  MemoryTally::add(MemoryKind::Code, bytes);
  Term* at = area->start;
  for (Term& t : terms)
    if (!stays(t)) t = copy_to_all(t, at, area->off_heap);
  BEAMLET_CHECK(at == area->start + words);
  return true;
}

void LiteralSpace::begin_leaving(const LiteralArea& area) {
  mark(reinterpret_cast<uintptr_t>(area.start), area.words * sizeof(Term));
}

void LiteralSpace::end_leaving() { mark(0, 0); }

void LiteralSpace::mark(uintptr_t start, size_t bytes) {
  leaving_start_.store(start, std::memory_order_relaxed);
  leaving_bytes_.store(bytes, std::memory_order_relaxed);
  changes_.fetch_add(1, std::memory_order_release);  // pairs with see_leaving()
}

void LiteralSpace::destroy(LiteralArea* area) {
  if (area == nullptr) return;
  off_heap_release_all(area->off_heap);
  size_t bytes = impl_->round(area->words * sizeof(Term));
  MemoryTally::subtract(MemoryKind::Code, bytes);
  // Gives the pages back to the system; touching them is an error from here on.
  BEAMLET_CHECK(mmap(area->start, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED,
                     -1, 0) != MAP_FAILED);
  impl_->give(reinterpret_cast<uintptr_t>(area->start) - base_, bytes);
  delete area;
}

}  // namespace beamlet
