// ets_registry.hpp - which tables exist: by name, by number, by owner.
//
// Purpose     A table identifier leads straight to its table (it is a MagicRef that owns a reference), a name through one word that belongs to its atom:
//             neither takes a lock or writes anything. The registry's lock is for when tables come, go and change owners, and for identifiers that came
//             back through the external format.
// Picture     names_[index >> 10] -> 1024 words, one per atom: 0, or the table
// Invariants  G1  a registered table is not dead. The registry owns one reference, which it gives up a quiescent point after the table's removal.
//             G2  a live table has an owner that has not ended: by_owner_ says which. Who ends marks itself Exiting, then looks at `owns_tables` and takes its
//                 tables under the lock; who gives a table sets `owns_tables`, then looks for Exiting, all under the lock. So a table given to a process
//                 that ends is either refused or found by its end.
// Threads     [any]. Tables returned are good until the builtin returns (E3 of ets_table.hpp).
#pragma once

#include <atomic>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "vm/base/limits.hpp"
#include "vm/bif/ets/ets_table.hpp"

namespace beamlet::ets {

class Registry {
 public:
  static Registry& instance();

  // nullptr when the name is taken.
  [[nodiscard]] Table* create(Term name, Process& owner, const TableOptions& options);
  // How many tables there may be (at boot), and whether there are as many.
  void set_limit(uint32_t limit) { limit_ = limit; }
  [[nodiscard]] uint32_t limit() const { return limit_; }
  [[nodiscard]] bool full();
  // The live table of a name or identifier, or nullptr.
  [[nodiscard]] Table* find(Term table);
  // Takes the table out; its objects are freed when nobody looks at them any more. The caller does not touch it afterwards.
  void remove(Table& table);
  // False when the new name is taken, or the table has gone.
  [[nodiscard]] bool rename(Table& table, Term name);
  // Refused: the new owner has ended, or has begun to. Gone: the table is not there any more.
  enum class Given : uint8_t { Done, Refused, Gone };
  [[nodiscard]] Given give(Table& table, Term owner);
  [[nodiscard]] std::vector<Table*> all();
  [[nodiscard]] std::vector<Table*> owned_by(Term pid);

 private:
  static constexpr uint32_t kChunkBits = 10;
  static constexpr uint32_t kChunkSize = 1u << kChunkBits;
  using Chunk = std::atomic<Table*>[kChunkSize];

  Registry() = default;
  ~Registry();
  [[nodiscard]] Table* named(Term name) const;
  [[nodiscard]] std::atomic<Table*>& name_slot(Term name);  // [locked]
  void disown(Table& table);                                // [locked]

  uint32_t limit_ = UINT32_MAX;
  std::mutex lock_;
  std::unordered_map<uint64_t, Table*> by_id_;
  std::unordered_map<Word, std::vector<Table*>> by_owner_;
  std::atomic<Chunk*> names_[(limits::kMostAtoms + limits::kReservedAtoms) / kChunkSize] = {};
};

// The process ends: its tables go to their heirs or are deleted. An exit hook (vm/process/exit.hpp).
void process_exits(Process& p);

}  // namespace beamlet::ets
