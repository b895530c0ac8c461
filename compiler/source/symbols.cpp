#include "compiler/source/symbols.hpp"

#include <cstring>

namespace beamlet {
namespace {

constexpr std::string_view kKnownTexts[] = {
#define BEAMLET_SYMBOL(Name, text) text,
#include "compiler/source/known_symbols.def"
#undef BEAMLET_SYMBOL
};
static_assert(kKnownTexts[0].empty());

// Names are short: eight bytes at a time, multiplied and folded.
uint32_t hash_text(std::string_view text) {
  uint64_t h = text.size() * 0x9E3779B97F4A7C15ull;
  const char* p = text.data();
  size_t left = text.size();
  for (; left >= 8; p += 8, left -= 8) {
    uint64_t word = 0;
    std::memcpy(&word, p, 8);
    h = (h ^ word) * 0xFF51AFD7ED558CCDull;
    h ^= h >> 32;
  }
  uint64_t tail = 0;
  if (left > 0) std::memcpy(&tail, p, left);
  h = (h ^ tail) * 0xC4CEB9FE1A85EC53ull;
  return static_cast<uint32_t>(h ^ (h >> 32));
}

}  // namespace

Interner::Interner() : slots_(1024) {
  names_.reserve(512);
  for (const std::string_view text : kKnownTexts) (void)intern(text);
}

Symbol Interner::intern(std::string_view text) {
  const uint32_t hash = hash_text(text);
  size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  for (; slots_[at].id_plus_one != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && names_[slot.id_plus_one - 1] == text) return Symbol{slot.id_plus_one - 1};
  }
  names_.push_back(texts_.copy_text(text));
  slots_[at] = Slot{hash, static_cast<uint32_t>(names_.size())};
  if (names_.size() * 2 > slots_.size()) grow();
  return Symbol{static_cast<uint32_t>(names_.size() - 1)};
}

void Interner::grow() {
  std::vector<Slot> bigger(slots_.size() * 2);
  const size_t mask = bigger.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.id_plus_one == 0) continue;
    size_t at = slot.hash & mask;
    while (bigger[at].id_plus_one != 0) at = (at + 1) & mask;
    bigger[at] = slot;
  }
  slots_ = std::move(bigger);
}

}  // namespace beamlet
