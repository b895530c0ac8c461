#include "vm/code/export_table.hpp"

#include "vm/term/atom.hpp"

namespace beamlet {

namespace {
constexpr uint64_t kFirstSlots = 4096;
}  // namespace

uint64_t ExportTable::hash(Term module, Term function, uint32_t arity) {
  uint64_t h = module.raw() * 0x9E3779B97F4A7C15u;
  h = (h ^ (h >> 29) ^ function.raw()) * 0xBF58476D1CE4E5B9u;
  h = (h ^ (h >> 32) ^ arity) * 0x94D049BB133111EBu;
  return h ^ (h >> 31);
}

ExportTable::ExportTable(StubHandlers stubs, BifLookup find_bif) : stubs_(stubs), find_bif_(find_bif) {
  indexes_.push_back(
      std::make_unique<Index>(kFirstSlots - 1, std::make_unique<std::atomic<ExportEntry*>[]>(kFirstSlots)));
  index_.store(indexes_.back().get(), std::memory_order_release);  // pairs with find()
}

ExportTable::~ExportTable() = default;

ExportEntry* ExportTable::find(Term module, Term function, uint32_t arity) const {
  // acquire pairs with the release of grow(): the new index is complete.
  const Index* index = index_.load(std::memory_order_acquire);
  for (uint64_t i = hash(module, function, arity);; ++i) {
    // acquire pairs with insert(): the entry's fields are set.
    ExportEntry* entry = index->slots[i & index->mask].load(std::memory_order_acquire);
    if (entry == nullptr) return nullptr;
    if (entry->module == module && entry->function == function && entry->arity == arity) return entry;
  }
}

void ExportTable::insert(Index& index, ExportEntry* entry) {
  uint64_t i = hash(entry->module, entry->function, entry->arity);
  while (index.slots[i & index.mask].load(std::memory_order_relaxed) != nullptr) ++i;
  index.slots[i & index.mask].store(entry, std::memory_order_release);  // pairs with find()
}

void ExportTable::grow() {
  uint64_t slots = (indexes_.back()->mask + 1) * 2;
  indexes_.push_back(
      std::make_unique<Index>(slots - 1, std::make_unique<std::atomic<ExportEntry*>[]>(slots)));
  for (const std::unique_ptr<ExportEntry>& entry : entries_) insert(*indexes_.back(), entry.get());
  index_.store(indexes_.back().get(), std::memory_order_release);  // pairs with find()
}

ExportEntry* ExportTable::get(Term module, Term function, uint32_t arity) {
  if (ExportEntry* entry = find(module, function, arity)) return entry;
  std::lock_guard guard(lock_);
  if (ExportEntry* entry = find(module, function, arity)) return entry;
  entries_.push_back(std::make_unique<ExportEntry>());
  ExportEntry* entry = entries_.back().get();
  entry->module = module;
  entry->function = function;
  entry->arity = arity;
  entry->bif = find_bif_(atom_text(module), atom_text(function), arity);
  entry->stub[1] = reinterpret_cast<Word>(entry);
  undefine(entry);
  if (entries_.size() * 2 > indexes_.back()->mask)
    grow();
  else
    insert(*indexes_.back(), entry);
  return entry;
}

void ExportTable::undefine(ExportEntry* entry) {
  entry->stub[0] = entry->bif != nullptr ? stubs_.builtin : stubs_.undefined;
  entry->set_code(entry->stub);
}

void ExportTable::for_each(const std::function<void(ExportEntry&)>& visit) {
  std::lock_guard guard(lock_);
  for (const std::unique_ptr<ExportEntry>& entry : entries_) visit(*entry);
}

}  // namespace beamlet
