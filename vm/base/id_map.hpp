// id_map.hpp - a small hash map from 64-bit ids to small values.
//
// Purpose     Links, monitors and aliases of a process: mostly none or one, sometimes 100,000 (a supervisor). Takes no memory while empty, stays one allocation.
// Picture     open addressing with linear probing: [id|value] [ - ] [id|value] [id|value] ...   capacity a power of two, at most 3/4 full
// Source      Deletion without tombstones: Knuth, The Art of Computer Programming 3, 6.4, algorithm R.
// Invariants  I1  id 0 marks a free slot and is never stored.
//             I2  iteration order depends on ids and history only, never on addresses.
// Threads     [owner]
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "vm/base/assert.hpp"
#include "vm/base/memory.hpp"

namespace beamlet {

template <class Value>
class IdMap {
  static_assert(std::is_trivially_copyable_v<Value>);
  struct Slot {
    uint64_t id;
    Value value;
  };

 public:
  IdMap() = default;
  ~IdMap() { memory_free(slots_); }
  IdMap(const IdMap&) = delete;
  IdMap& operator=(const IdMap&) = delete;

  [[nodiscard]] size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  [[nodiscard]] Value* find(uint64_t id) const {
    if (size_ == 0) return nullptr;
    for (size_t i = home(id);; i = (i + 1) & mask()) {
      if (slots_[i].id == id) return &slots_[i].value;
      if (slots_[i].id == 0) return nullptr;
    }
  }

  // The value of this id, made from `value` when there is none; the pointer is good until the next change.
  Value* insert(uint64_t id, const Value& value) {
    BEAMLET_DCHECK(id != 0);
    if (Value* old = find(id)) return old;
    if ((size_ + 1) * 4 > capacity_ * 3) resize(capacity_ == 0 ? kFirstCapacity : size_t{capacity_} * 2);
    ++size_;
    size_t i = free_slot(id);
    slots_[i] = {id, value};
    return &slots_[i].value;
  }

  bool erase(uint64_t id) {
    Value* found = find(id);
    if (found == nullptr) return false;
    size_t hole = static_cast<size_t>(
        reinterpret_cast<Slot*>(reinterpret_cast<char*>(found) - offsetof(Slot, value)) - slots_);
    --size_;
    for (size_t i = (hole + 1) & mask(); slots_[i].id != 0; i = (i + 1) & mask()) {
      // Move it into the hole unless its home lies cyclically behind the hole.
      if (((i - home(slots_[i].id)) & mask()) < ((i - hole) & mask())) continue;
      slots_[hole] = slots_[i];
      hole = i;
    }
    slots_[hole].id = 0;
    if (size_ == 0)
      clear();
    else if (capacity_ > kFirstCapacity && size_ * 8 < capacity_)
      resize(capacity_ / 2);
    return true;
  }

  void clear() {
    memory_free(slots_);
    slots_ = nullptr;
    size_ = capacity_ = 0;
  }

  // Calls visit(id, value&) for each; the map must not be changed meanwhile.
  template <class Visit>
  void for_each(Visit visit) const {
    for (size_t i = 0; i < capacity_; ++i)
      if (slots_[i].id != 0) visit(slots_[i].id, slots_[i].value);
  }

 private:
  static constexpr size_t kFirstCapacity = 2;  // most have one link, or one watcher for a moment

  [[nodiscard]] size_t mask() const { return capacity_ - 1; }
  [[nodiscard]] size_t home(uint64_t id) const {
    return static_cast<size_t>((id * 0x9E3779B97F4A7C15u) >> 20) & mask();
  }
  [[nodiscard]] size_t free_slot(uint64_t id) const {
    size_t i = home(id);
    while (slots_[i].id != 0) i = (i + 1) & mask();
    return i;
  }
  void resize(size_t capacity) {
    Slot* old = slots_;
    uint32_t old_capacity = std::exchange(capacity_, static_cast<uint32_t>(capacity));
    slots_ = static_cast<Slot*>(memory_alloc(capacity * sizeof(Slot)));
    for (size_t i = 0; i < capacity; ++i) slots_[i].id = 0;
    for (size_t i = 0; i < old_capacity; ++i)
      if (old[i].id != 0) slots_[free_slot(old[i].id)] = old[i];
    memory_free(old);
  }

  Slot* slots_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

}  // namespace beamlet
