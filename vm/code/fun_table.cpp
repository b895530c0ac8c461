#include "vm/code/fun_table.hpp"

namespace beamlet {

FunEntry* FunTable::get(Term module, uint32_t index, uint64_t unique) {
  std::lock_guard guard(lock_);
  std::unique_ptr<FunEntry>& entry = entries_[{module.raw(), index, unique}];
  if (entry == nullptr) {
    entry = std::make_unique<FunEntry>();
    entry->module = module;
    entry->index = index;
    entry->unique = unique;
    entry->stub[0] = purged_handler_;
    entry->stub[1] = reinterpret_cast<Word>(entry.get());
    entry->retire();
  }
  return entry.get();
}

FunEntry* FunTable::get(Term module, uint32_t index, uint64_t unique, const Shape& shape) {
  FunEntry* entry = get(module, index, unique);
  std::lock_guard guard(lock_);
  // The same code loaded again says the same: others may be reading.
  if (entry->name == shape.name && entry->arity == shape.arity && entry->free == shape.free) return entry;
  entry->name = shape.name;
  entry->arity = shape.arity;
  entry->free = shape.free;
  return entry;
}

FunEntry* FunTable::find(Term module, uint32_t index, uint64_t unique) {
  std::lock_guard guard(lock_);
  auto it = entries_.find({module.raw(), index, unique});
  return it == entries_.end() ? nullptr : it->second.get();
}

}  // namespace beamlet
