// ets_registry.hpp - which tables exist: by name, by number, by owner.
//
// Purpose     A table identifier leads straight to its table (it is a MagicRef that owns a reference); the registry is asked only for
//             named tables, for identifiers that came back through the external format, and when tables come and go.
// Invariants  G1  a registered table is not dead; the registry holds one reference to it.
// Threads     [any]; takes its lock.
#pragma once

#include <memory>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "vm/bif/ets/ets_table.hpp"

namespace beamlet::ets {

struct ReleaseTable {
  void operator()(Table* table) const { magic_ref_release(table); }
};
// A table that cannot be freed while this is held.
using TableHandle = std::unique_ptr<Table, ReleaseTable>;

class Registry {
 public:
  static Registry& instance();

  // nullptr when the name is taken.
  [[nodiscard]] TableHandle create(Term name, Term owner, const TableOptions& options);
  // How many tables there may be (at boot), and whether there are as many.
  void set_limit(uint32_t limit) { limit_ = limit; }
  [[nodiscard]] uint32_t limit() const { return limit_; }
  [[nodiscard]] bool full();
  // The live table of a name or identifier, or nullptr.
  [[nodiscard]] TableHandle find(Term table);
  // Takes the table out and empties it.
  void remove(Table& table);
  // False when the new name is taken.
  [[nodiscard]] bool rename(Table& table, Term name);
  // False when the new owner has ended, or has begun to.
  [[nodiscard]] bool give(Table& table, Term owner);
  [[nodiscard]] std::vector<TableHandle> all();
  [[nodiscard]] std::vector<TableHandle> owned_by(Term pid);

 private:
  static TableHandle retain(Table* table);
  void disown(Table& table);

  uint32_t limit_ = UINT32_MAX;
  std::shared_mutex lock_;
  std::unordered_map<uint64_t, Table*> by_id_;
  std::unordered_map<Word, Table*> by_name_;
  std::unordered_map<Word, std::vector<Table*>> by_owner_;
};

// The process ends: its tables go to their heirs or are deleted. An exit hook (vm/process/exit.hpp).
void process_exits(Process& p);

}  // namespace beamlet::ets
