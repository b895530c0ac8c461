#include "vm/bif/ets/ets_registry.hpp"

#include <algorithm>

#include "vm/base/node.hpp"
#include "vm/bif/identity.hpp"
#include "vm/process/process.hpp"
#include "vm/process/process_table.hpp"
#include "vm/term/pid.hpp"

namespace beamlet::ets {

Registry& Registry::instance() {
  static Registry registry;
  return registry;
}

Registry::~Registry() {
  for (auto& chunk : names_) delete[] chunk.load(std::memory_order_relaxed);
}

// -- names

Table* Registry::named(Term name) const {
  uint32_t index = name.atom_index();
  const Chunk* chunk = names_[index >> kChunkBits].load(std::memory_order_acquire);  // pairs with name_slot
  if (chunk == nullptr) return nullptr;
  return (*chunk)[index % kChunkSize].load(std::memory_order_acquire);  // pairs with create, rename
}

std::atomic<Table*>& Registry::name_slot(Term name) {
  uint32_t index = name.atom_index();
  auto& chunk = names_[index >> kChunkBits];
  if (chunk.load(std::memory_order_relaxed) == nullptr)
    chunk.store(new Chunk[1]{}, std::memory_order_release);  // pairs with named
  return (*chunk.load(std::memory_order_relaxed))[index % kChunkSize];
}

// -- tables come and go

Table* Registry::create(Term name, Process& owner, const TableOptions& options) {
  std::lock_guard guard(lock_);
  if (options.named && named(name) != nullptr) return nullptr;
  auto* table = new Table(name, next_unique_reference(), owner.self, options);
  by_id_.emplace(table->id(), table);
  by_owner_[owner.self.raw()].push_back(table);
  owner.owns_tables.store(true, std::memory_order_relaxed);  // relaxed: it reads that itself
  if (options.named) name_slot(name).store(table, std::memory_order_release);  // pairs with named
  return table;
}

bool Registry::full() {
  std::lock_guard guard(lock_);
  return by_id_.size() >= limit_;
}

Table* Registry::find(Term t) {
  Table* table = nullptr;
  if (t.is_atom()) {
    table = named(t);
  } else if (is_kind(t, TermKind::MagicRef)) {
    MagicRef* resource = magic_ref_of(t);
    if (resource->destroy == &Table::release) table = static_cast<Table*>(resource);
  } else if (is_kind(t, TermKind::Ref)) {
    std::lock_guard guard(lock_);
    auto found = by_id_.find(ref_unique(t));
    if (found != by_id_.end()) table = found->second;
  }
  return table == nullptr || table->dead() ? nullptr : table;
}

// [locked]
void Registry::disown(Table& table) {
  auto owned = by_owner_.find(table.owner().raw());
  if (owned == by_owner_.end()) return;
  std::erase(owned->second, &table);
  if (owned->second.empty()) by_owner_.erase(owned);
}

void Registry::remove(Table& table) {
  {
    std::lock_guard guard(lock_);
    if (table.dead()) return;
    table.kill();
    by_id_.erase(table.id());
    if (table.options().named)
      name_slot(table.name()).store(nullptr, std::memory_order_release);  // pairs with named
    disown(table);
  }
  table.write_off();
  free_later(&table, true, [](void* object) {
    auto* gone = static_cast<Table*>(object);
    gone->free_objects();
    magic_ref_release(gone);
  });
}

bool Registry::rename(Table& table, Term name) {
  std::lock_guard guard(lock_);
  if (table.dead()) return false;
  if (table.options().named) {
    if (named(name) != nullptr) return false;
    name_slot(table.name()).store(nullptr, std::memory_order_release);  // pairs with named
    name_slot(name).store(&table, std::memory_order_release);           // pairs with named
  }
  table.set_name(name);
  return true;
}

// -- owners

Registry::Given Registry::give(Table& table, Term owner) {
  std::lock_guard guard(lock_);
  if (table.dead()) return Given::Gone;
  Process* receiver = the_node.processes->find(owner);
  if (receiver == nullptr) return Given::Refused;
  // seq_cst: pairs with process_exits, which comes after Exiting was set (G2)
  receiver->owns_tables.store(true, std::memory_order_seq_cst);
  if (receiver->state.exiting()) return Given::Refused;
  disown(table);
  table.set_owner(owner);
  by_owner_[owner.raw()].push_back(&table);
  return Given::Done;
}

std::vector<Table*> Registry::all() {
  std::vector<Table*> tables;
  {
    std::lock_guard guard(lock_);
    tables.reserve(by_id_.size());
    for (auto& [id, table] : by_id_) tables.push_back(table);
  }
  std::sort(tables.begin(), tables.end(), [](const Table* a, const Table* b) { return a->id() < b->id(); });
  return tables;
}

std::vector<Table*> Registry::owned_by(Term pid) {
  std::lock_guard guard(lock_);
  auto owned = by_owner_.find(pid.raw());
  return owned == by_owner_.end() ? std::vector<Table*>() : owned->second;
}

}  // namespace beamlet::ets
