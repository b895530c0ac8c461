#include "vm/timer/timer_wheel.hpp"

#include <algorithm>
#include <bit>

#include "vm/base/assert.hpp"

namespace beamlet {

TimerWheel::TimerWheel(uint64_t now) : now_(now) {
  for (Level& level : levels_)
    for (TimerNode& head : level.heads) head.next = head.previous = &head;
}

void TimerWheel::start(TimerNode& node, uint64_t deadline) {
  BEAMLET_DCHECK(!node.active());
  node.deadline = deadline;
  node.sequence = next_sequence_++;
  link(node);
  ++size_;
}

bool TimerWheel::cancel(TimerNode& node) {
  if (!node.active()) return false;
  unlink(node);
  --size_;
  return true;
}

// The level is the highest digit (base 256) in which deadline and now differ, so a slot is reached exactly when the
// lower digits of the time become zero: then cascade() moves its nodes down.
void TimerWheel::link(TimerNode& node) {
  uint64_t at = std::max(node.deadline, now_);
  uint64_t different = at ^ now_;
  unsigned level = different == 0 ? 0 : static_cast<unsigned>(std::bit_width(different) - 1) / kSlotBits;
  uint64_t slot_number = at >> kSlotBits * std::min(level, kLevels - 1);
  if (level >= kLevels) {
    // Farther than the top level's current round. Within 256 slots it has a slot of its own there; beyond, it waits in the
    // slot that comes round last, and is linked again then.
    level = kLevels - 1;
    slot_number = std::min(slot_number, (now_ >> kSlotBits * level) + kSlots - 1);
  }
  unsigned index = static_cast<unsigned>(slot_number) & (kSlots - 1);
  TimerNode& head = levels_[level].heads[index];
  node.previous = head.previous;
  node.next = &head;
  head.previous->next = &node;
  head.previous = &node;
  node.slot = level * kSlots + index;
  levels_[level].occupied[index / 64] |= uint64_t{1} << index % 64;
}

void TimerWheel::unlink(TimerNode& node) {
  node.previous->next = node.next;
  node.next->previous = node.previous;
  node.next = node.previous = nullptr;
  unsigned index = node.slot % kSlots;
  Level& level = levels_[node.slot / kSlots];
  if (level.heads[index].next == &level.heads[index])
    level.occupied[index / 64] &= ~(uint64_t{1} << index % 64);
}

void TimerWheel::cascade(unsigned level) {
  unsigned index = static_cast<unsigned>(now_ >> kSlotBits * level) & (kSlots - 1);
  TimerNode& head = levels_[level].heads[index];
  // Detach the list first: a far timer may come back to the same slot.
  std::vector<TimerNode*> nodes;
  while (head.next != &head) {
    nodes.push_back(head.next);
    unlink(*head.next);
  }
  for (TimerNode* node : nodes) link(*node);
}

unsigned TimerWheel::distance_to_occupied(unsigned level, unsigned from) const {
  const auto& words = levels_[level].occupied;
  for (unsigned step = 0; step < kSlots;) {
    unsigned index = (from + step) % kSlots;
    uint64_t rest = words[index / 64] >> index % 64;
    if (rest != 0) return step + static_cast<unsigned>(std::countr_zero(rest));
    step += 64 - index % 64;
  }
  return kSlots;
}

void TimerWheel::advance(uint64_t now, std::vector<TimerNode*>& expired) {
  size_t first = expired.size();
  while (true) {
    // Everything in the current tick is due.
    TimerNode& head = levels_[0].heads[now_ & (kSlots - 1)];
    while (head.next != &head && head.next->deadline <= now) {
      TimerNode* node = head.next;
      unlink(*node);
      --size_;
      expired.push_back(node);
    }
    if (now_ >= now) break;
    // Jump over empty ticks, but stop where a higher level has something to move down.
    now_ = std::clamp(next_deadline(), now_ + 1, now);
    for (unsigned level = 1; level < kLevels; ++level) {
      if ((now_ & ((uint64_t{1} << kSlotBits * level) - 1)) != 0) break;
      cascade(level);
    }
  }
  std::sort(expired.begin() + static_cast<ptrdiff_t>(first), expired.end(),
            [](const TimerNode* a, const TimerNode* b) {
              return a->deadline != b->deadline ? a->deadline < b->deadline : a->sequence < b->sequence;
            });
}

uint64_t TimerWheel::next_deadline() const {
  if (size_ == 0) return kNever;
  uint64_t best = kNever;
  for (unsigned level = 0; level < kLevels; ++level) {
    unsigned shift = kSlotBits * level;
    unsigned here = static_cast<unsigned>(now_ >> shift) & (kSlots - 1);
    // Level 0 includes the current tick; the current slot of a higher level was moved down already, so what
    // it holds comes a whole round later.
    unsigned from = level == 0 ? here : here + 1;
    unsigned distance = distance_to_occupied(level, from);
    if (distance == kSlots) continue;
    uint64_t ticks_ahead = uint64_t{distance} + (level == 0 ? 0 : 1);
    uint64_t start_of_slot = ((now_ >> shift) + ticks_ahead) << shift;
    best = std::min(best, start_of_slot);
  }
  return best;
}

}  // namespace beamlet
