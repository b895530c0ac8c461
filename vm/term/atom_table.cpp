// The table is a directory of chunks of entries (an atom's index is its position; chunks never move) and a hash index of open
// addressing whose slots hold index + 1. A reader probes the index without a lock; the writer, under the mutex, completes an entry
// before it stores the slot. A grown index replaces the old one, which stays allocated: a reader may still be in it.
#include <atomic>
#include <cstring>
#include <mutex>
#include <vector>

#include "vm/base/limits.hpp"
#include "vm/base/memory.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/hash.hpp"

namespace beamlet {

namespace {

constexpr uint32_t kChunkBits = limits::kTiny ? 3 : 14;
constexpr uint32_t kChunkSize = 1u << kChunkBits;
constexpr uint32_t kChunks = (limits::kMostAtoms + limits::kReservedAtoms + kChunkSize - 1) / kChunkSize;
constexpr size_t kTextBlock = 64 * 1024;

struct Entry {
  const char* text;
  uint32_t size;
  uint32_t phash;
  uint64_t ordinal;
  uint64_t hash;
};

struct Index {
  explicit Index(size_t slots) : mask(slots - 1), slot(new std::atomic<uint32_t>[slots]) {
    for (size_t i = 0; i < slots; ++i) slot[i].store(0, std::memory_order_relaxed);
  }
  size_t mask;
  std::unique_ptr<std::atomic<uint32_t>[]> slot;
};

uint64_t hash_text(std::string_view text) {
  uint64_t h = 0x9E3779B97F4A7C15u + text.size();
  const char* p = text.data();
  size_t n = text.size();
  for (; n >= 8; p += 8, n -= 8) {
    uint64_t w;
    std::memcpy(&w, p, 8);
    h = hash_word(h ^ w);
  }
  uint64_t w = 0;
  if (n > 0) std::memcpy(&w, p, n);
  return hash_word(h ^ w);
}

uint64_t ordinal_of(std::string_view text) {
  uint64_t w = 0;
  if (!text.empty()) std::memcpy(&w, text.data(), text.size() < 8 ? text.size() : 8);
  return __builtin_bswap64(w);
}

}  // namespace

struct AtomTable::Impl {
  std::mutex lock;  // of everything that writes
  std::atomic<uint32_t> count{0};
  std::atomic<Index*> index{nullptr};
  std::atomic<Entry*> chunks[kChunks] = {};
  std::vector<std::unique_ptr<Index>> indexes;  // the current one is the last
  std::vector<std::unique_ptr<char[]>> texts;
  size_t text_left = 0;
  char* text_next = nullptr;

  [[nodiscard]] const Entry& entry(uint32_t i) const {
    // an index seen elsewhere came after its chunk
    return chunks[i >> kChunkBits].load(std::memory_order_acquire)[i & (kChunkSize - 1)];  // pairs with add()
  }
  [[nodiscard]] bool lookup(std::string_view text, uint64_t hash, uint32_t& found) const {
    const Index& table = *index.load(std::memory_order_acquire);  // pairs with the release in grow()
    for (size_t i = hash & table.mask;; i = (i + 1) & table.mask) {
      uint32_t slot = table.slot[i].load(std::memory_order_acquire);  // pairs with the release in place()
      if (slot == 0) return false;
      const Entry& e = entry(slot - 1);
      if (e.hash == hash && std::string_view(e.text, e.size) == text) {
        found = slot - 1;
        return true;
      }
    }
  }
  static void place(Index& table, uint64_t hash, uint32_t atom) {
    size_t i = hash & table.mask;
    while (table.slot[i].load(std::memory_order_relaxed) != 0) i = (i + 1) & table.mask;  // writers are alone
    table.slot[i].store(atom + 1, std::memory_order_release);  // pairs with lookup()
  }
  void grow(size_t slots) {
    auto bigger = std::make_unique<Index>(slots);
    for (uint32_t i = 0; i < count.load(std::memory_order_relaxed); ++i) place(*bigger, entry(i).hash, i);
    index.store(bigger.get(), std::memory_order_release);  // pairs with lookup()
    indexes.push_back(std::move(bigger));
  }
  const char* keep(std::string_view text) {
    if (text.size() > text_left) {
      texts.push_back(std::make_unique<char[]>(kTextBlock));
      text_next = texts.back().get();
      text_left = kTextBlock;
    }
    char* at = text_next;
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    text_next += text.size();
    text_left -= text.size();
    return at;
  }
  // Under the lock; the text is not in the table.
  Term add(std::string_view text, uint64_t hash, uint32_t most) {
    uint32_t n = count.load(std::memory_order_relaxed);
    if (n >= most || text.size() > limits::kMaxAtomBytes) return Term::none();
    std::atomic<Entry*>& chunk = chunks[n >> kChunkBits];
    if (chunk.load(std::memory_order_relaxed) == nullptr) {
      auto* entries = static_cast<Entry*>(memory_alloc(kChunkSize * sizeof(Entry)));
      chunk.store(entries, std::memory_order_release);  // pairs with entry()
    }
    Entry& e = chunk.load(std::memory_order_relaxed)[n & (kChunkSize - 1)];
    e = {keep(text), static_cast<uint32_t>(text.size()), phash_atom_text(text.data(), text.size()),
         ordinal_of(text), hash};
    count.store(n + 1, std::memory_order_release);  // pairs with size()
    Index& table = *index.load(std::memory_order_relaxed);
    if ((n + 1) * size_t{2} > table.mask + 1)
      grow((table.mask + 1) * 2);
    else
      place(table, hash, n);
    return Term::atom(n);
  }
};

AtomTable::AtomTable() : impl_(std::make_unique<Impl>()) {
  impl_->grow(size_t{kChunkSize} * 4);
#define ATOM(name, text) BEAMLET_CHECK(intern(text) == atom::name);
#include "vm/tables/atoms.def"
#undef ATOM
}

AtomTable::~AtomTable() {
  for (std::atomic<Entry*>& chunk : impl_->chunks) memory_free(chunk.load(std::memory_order_relaxed));
}

Term AtomTable::intern(std::string_view text) { return intern_up_to(text, limit_); }
Term AtomTable::intern_reserved(std::string_view text) {
  return intern_up_to(text, limit_ + limits::kReservedAtoms);
}

Term AtomTable::intern_up_to(std::string_view text, uint32_t most) {
  uint64_t hash = hash_text(text);
  uint32_t found;
  if (impl_->lookup(text, hash, found)) return Term::atom(found);
  std::lock_guard guard(impl_->lock);
  if (impl_->lookup(text, hash, found)) return Term::atom(found);
  return impl_->add(text, hash, most);
}

Term AtomTable::find(std::string_view text) const {
  uint32_t found;
  return impl_->lookup(text, hash_text(text), found) ? Term::atom(found) : Term::none();
}

std::string_view AtomTable::text(Term atom) const {
  const Entry& e = impl_->entry(atom.atom_index());
  return {e.text, e.size};
}
uint64_t AtomTable::ordinal(Term atom) const { return impl_->entry(atom.atom_index()).ordinal; }
uint32_t AtomTable::phash(Term atom) const { return impl_->entry(atom.atom_index()).phash; }
uint32_t AtomTable::size() const {
  return impl_->count.load(std::memory_order_acquire);  // pairs with add()
}

uint64_t AtomTable::bytes() const {
  std::lock_guard guard(impl_->lock);
  uint64_t chunks = (size() + kChunkSize - 1) / kChunkSize, slots = 0;
  for (const auto& index : impl_->indexes) slots += index->mask + 1;
  return chunks * kChunkSize * sizeof(Entry) + impl_->texts.size() * kTextBlock + slots * sizeof(uint32_t);
}
uint64_t AtomTable::bytes_used() const {
  uint64_t all = bytes();
  std::lock_guard guard(impl_->lock);
  uint64_t rest = (kChunkSize - size() % kChunkSize) % kChunkSize;
  return all - rest * sizeof(Entry) - impl_->text_left;
}

Term make_atom(std::string_view text) { return the_node.atoms->intern_reserved(text); }
std::string_view atom_text(Term atom) { return the_node.atoms->text(atom); }

}  // namespace beamlet
