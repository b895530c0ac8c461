#include "vm/bif/ets/ets_registry.hpp"

#include <algorithm>
#include <mutex>

#include "vm/base/node.hpp"
#include "vm/bif/identity.hpp"
#include "vm/process/process.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"
#include "vm/term/pid.hpp"

namespace beamlet::ets {

Registry& Registry::instance() {
  static Registry registry;
  return registry;
}

TableHandle Registry::retain(Table* table) {
  // relaxed: the caller's lock or reference keeps the table alive meanwhile
  table->references.fetch_add(1, std::memory_order_relaxed);
  return TableHandle(table);
}

TableHandle Registry::create(Term name, Term owner, const TableOptions& options) {
  std::lock_guard guard(lock_);
  if (options.named && by_name_.contains(name.raw())) return nullptr;
  Table* table = new Table(name, next_unique_reference(), owner, options);
  by_id_.emplace(table->id(), table);
  if (options.named) by_name_.emplace(name.raw(), table);
  by_owner_[owner.raw()].push_back(table);
  return retain(table);
}

bool Registry::full() {
  std::shared_lock guard(lock_);
  return by_id_.size() >= limit_;
}

TableHandle Registry::find(Term t) {
  if (is_kind(t, TermKind::MagicRef)) {
    MagicRef* resource = magic_ref_of(t);
    if (resource->destroy != &Table::release) return nullptr;
    Table* table = static_cast<Table*>(resource);
    return table->dead() ? nullptr : retain(table);
  }
  std::shared_lock guard(lock_);
  if (t.is_atom()) {
    auto found = by_name_.find(t.raw());
    return found == by_name_.end() ? nullptr : retain(found->second);
  }
  if (!is_kind(t, TermKind::Ref)) return nullptr;
  auto found = by_id_.find(ref_unique(t));
  return found == by_id_.end() ? nullptr : retain(found->second);
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
    if (table.options().named) by_name_.erase(table.name().raw());
    disown(table);
  }
  table.clear();
  magic_ref_release(&table);
}

bool Registry::rename(Table& table, Term name) {
  std::lock_guard guard(lock_);
  if (table.options().named) {
    if (by_name_.contains(name.raw())) return false;
    by_name_.erase(table.name().raw());
    by_name_.emplace(name.raw(), &table);
  }
  table.set_name(name);
  return true;
}

bool Registry::give(Table& table, Term owner) {
  std::lock_guard guard(lock_);
  // Under the lock: a process that ends from here on finds the table among its own.
  const Process* receiver = the_node.processes->find(owner);
  if (receiver == nullptr || receiver->state.exiting()) return false;
  if (table.dead()) return true;
  disown(table);
  table.set_owner(owner);
  by_owner_[owner.raw()].push_back(&table);
  return true;
}

std::vector<TableHandle> Registry::all() {
  std::shared_lock guard(lock_);
  std::vector<TableHandle> tables;
  for (auto& [id, table] : by_id_) tables.push_back(retain(table));
  std::sort(tables.begin(), tables.end(),
            [](const TableHandle& a, const TableHandle& b) { return a->id() < b->id(); });
  return tables;
}

std::vector<TableHandle> Registry::owned_by(Term pid) {
  std::shared_lock guard(lock_);
  std::vector<TableHandle> tables;
  auto owned = by_owner_.find(pid.raw());
  if (owned == by_owner_.end()) return tables;
  for (Table* table : owned->second) tables.push_back(retain(table));
  return tables;
}

}  // namespace beamlet::ets
