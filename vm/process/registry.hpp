// registry.hpp - registered names.
// Threads     [any], under a lock.
#pragma once

#include <mutex>
#include <unordered_map>
#include <vector>

#include "vm/process/process.hpp"

namespace beamlet {

class NameRegistry {
 public:
  // False when the name is taken, or the process has a name already.
  [[nodiscard]] bool add(Term name, Process& process);
  // False when there was none.
  bool remove(Term name);
  void remove_process(Process& process);
  // The pid, or none().
  [[nodiscard]] Term find(Term name) const;
  [[nodiscard]] std::vector<Term> names() const;

 private:
  mutable std::mutex lock_;
  std::unordered_map<uint32_t, Process*> by_name_;  // by atom index
};

}  // namespace beamlet
