// name_registry.hpp - registered names: atom -> pid.
//
// Purpose     `name ! Msg` must write nothing shared and take no lock: the pid of a name is one atomic word, found by the atom's index.
// Picture     chunks_[index >> 10] -> 1024 words, one per atom: 0, or the pid's word
// Invariants  N1  a process has at most one name.
//             N2  a name leads to a process that was alive when it was registered; whoever looks it up must expect it to be gone.
// Threads     find: [any], lock-free. add, remove: [any], under the lock.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "vm/base/limits.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

class NameRegistry {
 public:
  NameRegistry() = default;
  ~NameRegistry();
  NameRegistry(const NameRegistry&) = delete;
  NameRegistry& operator=(const NameRegistry&) = delete;

  // The pid registered under this atom, or none.
  [[nodiscard]] Term find(Term name) const;
  // Registers; false when the name is taken.
  [[nodiscard]] bool add(Term name, Term pid);
  // Removes the name if it belongs to this pid (none: whoever it belongs to). False when it does not.
  bool remove(Term name, Term pid = Term::none());
  // Whether this pid has a name; and the removal of it at the process's end.
  [[nodiscard]] bool has_name(Term pid) const;
  std::vector<Term> remove_all(Term pid);  // which they were
  // All names, in the order of registration.
  [[nodiscard]] std::vector<Term> names() const;

 private:
  static constexpr uint32_t kChunkBits = 10;
  static constexpr uint32_t kChunkSize = 1u << kChunkBits;
  using Chunk = std::atomic<Word>[kChunkSize];

  std::atomic<Chunk*> chunks_[(limits::kMostAtoms + limits::kReservedAtoms) / kChunkSize] = {};
  mutable std::mutex mutex_;
  std::vector<Term> names_;
};

}  // namespace beamlet
