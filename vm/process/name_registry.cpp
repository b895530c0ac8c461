#include "vm/process/name_registry.hpp"

#include <algorithm>

namespace beamlet {

NameRegistry::~NameRegistry() {
  for (auto& chunk : chunks_) delete[] chunk.load(std::memory_order_relaxed);
}

Term NameRegistry::find(Term name) const {
  uint32_t index = name.atom_index();
  const Chunk* chunk = chunks_[index >> kChunkBits].load(std::memory_order_acquire);  // pairs with add
  if (chunk == nullptr) return Term::none();
  Word pid = (*chunk)[index % kChunkSize].load(std::memory_order_acquire);  // pairs with add and remove
  return pid == 0 ? Term::none() : Term::from_raw(pid);
}

bool NameRegistry::add(Term name, Term pid) {
  std::lock_guard lock(mutex_);
  uint32_t index = name.atom_index();
  auto& slot = chunks_[index >> kChunkBits];
  if (slot.load(std::memory_order_relaxed) == nullptr)
    slot.store(new Chunk[1]{}, std::memory_order_release);  // pairs with find
  std::atomic<Word>& entry = (*slot.load(std::memory_order_relaxed))[index % kChunkSize];
  if (entry.load(std::memory_order_relaxed) != 0) return false;
  entry.store(pid.raw(), std::memory_order_release);  // pairs with find
  names_.push_back(name);
  return true;
}

bool NameRegistry::remove(Term name, Term pid) {
  std::lock_guard lock(mutex_);
  uint32_t index = name.atom_index();
  Chunk* chunk = chunks_[index >> kChunkBits].load(std::memory_order_relaxed);
  if (chunk == nullptr) return false;
  std::atomic<Word>& entry = (*chunk)[index % kChunkSize];
  Word now = entry.load(std::memory_order_relaxed);
  if (now == 0 || (!pid.is_none() && now != pid.raw())) return false;
  entry.store(0, std::memory_order_release);  // pairs with find
  names_.erase(std::ranges::find(names_, name));
  return true;
}

bool NameRegistry::has_name(Term pid) const {
  std::lock_guard lock(mutex_);
  return std::ranges::any_of(names_, [&](Term name) { return find(name) == pid; });
}

std::vector<Term> NameRegistry::remove_all(Term pid) {
  std::vector<Term> mine;
  for (Term name : names())
    if (find(name) == pid) mine.push_back(name);
  std::erase_if(mine, [&](Term name) { return !remove(name, pid); });
  return mine;
}

std::vector<Term> NameRegistry::names() const {
  std::lock_guard lock(mutex_);
  return names_;
}

}  // namespace beamlet
