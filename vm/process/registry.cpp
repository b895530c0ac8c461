#include "vm/process/registry.hpp"

namespace beamlet {

bool NameRegistry::add(Term name, Process& process) {
  std::lock_guard guard(lock_);
  if (!process.registered_name.is_none()) return false;
  if (!by_name_.try_emplace(name.atom_index(), &process).second) return false;
  process.registered_name = name;
  return true;
}

bool NameRegistry::remove(Term name) {
  std::lock_guard guard(lock_);
  auto it = by_name_.find(name.atom_index());
  if (it == by_name_.end()) return false;
  it->second->registered_name = Term::none();
  by_name_.erase(it);
  return true;
}

void NameRegistry::remove_process(Process& process) {
  std::lock_guard guard(lock_);
  if (process.registered_name.is_none()) return;
  by_name_.erase(process.registered_name.atom_index());
  process.registered_name = Term::none();
}

Term NameRegistry::find(Term name) const {
  std::lock_guard guard(lock_);
  auto it = by_name_.find(name.atom_index());
  return it == by_name_.end() ? Term::none() : it->second->self;
}

std::vector<Term> NameRegistry::names() const {
  std::lock_guard guard(lock_);
  std::vector<Term> all;
  for (const auto& [name, process] : by_name_) all.push_back(Term::atom(name));
  return all;
}

}  // namespace beamlet
