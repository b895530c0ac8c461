// Registers: one walk over the blocks in dominance order. A definition takes the register its next use wants when that is free,
// else the lowest free one. In SSA the values live at a definition are all that can conflict with it, so no graph is needed.

#include <algorithm>
#include <bit>

#include "compiler/codegen/code_unit.hpp"
#include "vm/base/limits.hpp"

namespace beamlet::codegen {

namespace {

using core::Arg;
using core::Op;

// The last ones are left for moves.
constexpr uint32_t kMaxX = limits::kXRegisters - 8;

// Who sits in which register. Those below a floor are taken for good.
class Occupants {
 public:
  // Before anybody sits anywhere.
  void set_floor(uint32_t floor) { floor_ = top_ = lowest_ = floor; }
  [[nodiscard]] bool is_free(uint32_t reg) const {
    return reg >= floor_ && (reg >= by_register_.size() || by_register_[reg] == kNone);
  }
  void take(uint32_t reg, ValueId v) {
    if (reg >= by_register_.size()) by_register_.resize(reg + 1, kNone);
    by_register_[reg] = v;
    top_ = std::max(top_, reg + 1);
  }
  void release(uint32_t reg, ValueId v) {
    if (reg >= by_register_.size() || by_register_[reg] != v) return;
    by_register_[reg] = kNone;
    while (top_ > floor_ && by_register_[top_ - 1] == kNone) --top_;
    lowest_ = std::min(lowest_, reg);
  }
  [[nodiscard]] uint32_t lowest_free() {
    while (lowest_ < top_ && by_register_[lowest_] != kNone) ++lowest_;
    return lowest_;
  }
  [[nodiscard]] ValueId at(uint32_t reg) const { return by_register_[reg]; }
  [[nodiscard]] bool holds(uint32_t reg, ValueId v) const {
    return reg < by_register_.size() && by_register_[reg] == v;
  }
  [[nodiscard]] uint32_t top() const { return top_; }
  template <typename Predicate>
  void release_if(Predicate leaves) {
    for (uint32_t r = top_; r-- > 0;)
      if (by_register_[r] != kNone && leaves(by_register_[r])) release(r, by_register_[r]);
  }
  void clear() {
    for (uint32_t r = floor_; r < top_; ++r) by_register_[r] = kNone;
    top_ = lowest_ = floor_;
  }

 private:
  std::vector<ValueId> by_register_;
  uint32_t floor_ = 0;
  uint32_t top_ = 0;     // one past the highest taken one
  uint32_t lowest_ = 0;  // none below is free
};

class Allocator {
 public:
  explicit Allocator(CodeUnit& unit) : u_(unit), fn_(unit.fn) {}

  bool run() {
    u_.x_home.assign(fn_.value_count, kNoRegister);
    u_.y_home.assign(fn_.value_count, kNoRegister);
    y_hint_.assign(fn_.value_count, kNoRegister);
    u_.live_at.assign(fn_.insts.size(), 0);
    valid_in_.assign(fn_.blocks.size(), 0);
    seen_.assign(fn_.blocks.size(), 0);
    u_.allocate_live.assign(fn_.blocks.size(), 0);
    dirty_in_.assign(fn_.blocks.size(), 0);
    u_.nil_moves.clear();
    u_.dead_slots.clear();
    find_numbers();
    u_.allocate_nils.clear();
    u_.frame_size = 0;
    order_catch_tags();
    for (BlockId b : u_.order)
      if (!block(b)) return false;
    return true;
  }

 private:
  [[nodiscard]] bool in_y(ValueId v) const { return framed_ && u_.y_home[v] != kNoRegister; }
  [[nodiscard]] static uint64_t bit(uint32_t reg) { return reg < 64 ? uint64_t{1} << reg : 0; }
  [[nodiscard]] static uint64_t below(uint32_t n) { return n >= 64 ? ~uint64_t{0} : (uint64_t{1} << n) - 1; }

  // Unwinding takes the lowest tag of a frame, so inner tags lie below outer ones: the lowest slots belong to tags, by depth.
  void order_catch_tags() {
    std::vector<uint32_t> depth_of_handler(fn_.blocks.size(), 0);
    std::vector<std::pair<ValueId, uint32_t>> tags;
    uint32_t deepest = 0;
    for (BlockId b : u_.order)
      for (InstId at = fn_.blocks[b].first; at != kNone; at = fn_.insts[at].next) {
        const core::Inst& i = fn_.insts[at];
        if (i.op != Op::Try && i.op != Op::Catch) continue;
        BlockId around = fn_.blocks[b].handler;
        uint32_t depth = around == kNone ? 1 : depth_of_handler[around] + 1;
        depth_of_handler[i.aux] = depth;
        tags.push_back({i.result, depth});
        deepest = std::max(deepest, depth);
      }
    tag_slots_ = deepest;
    for (auto [tag, depth] : tags) u_.y_home[tag] = static_cast<uint16_t>(deepest - depth);
    u_.frame_size = deepest;
    y_.set_floor(deepest);
  }

  void take_x(ValueId v, uint32_t reg) {
    u_.x_home[v] = static_cast<uint16_t>(reg);
    x_.take(reg, v);
    valid_ |= bit(reg);
  }
  void take_y(ValueId v, uint32_t reg) {
    dirty_ &= ~bit(reg);
    u_.y_home[v] = static_cast<uint16_t>(reg);
    y_.take(reg, v);
    u_.frame_size = std::max(u_.frame_size, reg + 1);
  }
  void assign_y(ValueId v) {
    if (u_.crosses[v] == 0 || u_.y_home[v] != kNoRegister) return;
    uint32_t hint = y_hint_[v];
    take_y(v, hint != kNoRegister && y_.is_free(hint) ? hint : y_.lowest_free());
  }
  // A home for a value defined here.
  bool define(ValueId v) {
    assign_y(v);
    if (in_y(v)) return true;
    uint32_t hint = u_.x_hint[v];
    uint32_t reg = hint != kNoRegister && hint < kMaxX && x_.is_free(hint) ? hint : x_.lowest_free();
    if (reg >= kMaxX) return false;
    take_x(v, reg);
    return true;
  }
  void release(ValueId v) {
    if (u_.x_home[v] != kNoRegister) x_.release(u_.x_home[v], v);
    if (u_.y_home[v] == kNoRegister) return;
    if (framed_ && y_.holds(u_.y_home[v], v) && is_number_[v] == 0) dirty_ |= bit(u_.y_home[v]);
    y_.release(u_.y_home[v], v);
  }

  // Values that take part in arithmetic.
  void find_numbers() {
    is_number_.assign(fn_.value_count, 0);
    for (BlockId b : u_.order)
      for (InstId at = fn_.blocks[b].first; at != kNone; at = fn_.insts[at].next) {
        const core::Inst& i = fn_.insts[at];
        if (i.op < Op::Add || i.op > Op::Neg) continue;
        is_number_[i.result] = 1;
        for (Arg a : fn_.args_of(i))
          if (a.is_value()) is_number_[a.value()] = 1;
      }
  }

  // Control leaves: slots with dead values are cleared.
  void clear_dirty(InstId at) {
    for (uint64_t left = dirty_ & ~occupied(); left != 0; left &= left - 1)
      u_.dead_slots.push_back({at, static_cast<uint16_t>(std::countr_zero(left))});
    dirty_ = 0;
  }
  [[nodiscard]] uint64_t occupied() const {
    uint64_t mask = 0;
    for (uint32_t r = 0; r < y_.top() && r < 64; ++r)
      if (!y_.is_free(r)) mask |= bit(r);
    return mask;
  }

  // The instruction may collect: registers below the highest live one must be valid.
  uint16_t collect_point(InstId at, std::vector<std::pair<InstId, uint16_t>>& nil_moves) {
    uint32_t live = x_.top();
    for (uint32_t r = 0; r < live; ++r)
      if (x_.is_free(r) && (r >= 64 || (valid_ & bit(r)) == 0))
        nil_moves.push_back({at, static_cast<uint16_t>(r)});
    valid_ = below(live);
    return static_cast<uint16_t>(live);
  }

  void enter(BlockId b) {
    const core::Block& block = fn_.blocks[b];
    x_.clear();
    y_.clear();
    framed_ = u_.framed[b] != 0;
    uint64_t live = 0;
    for (ValueId v : u_.live_into(b)) {
      if (u_.y_home[v] != kNoRegister && u_.y_home[v] >= tag_slots_) y_.take(u_.y_home[v], v);
      if (!in_y(v) && u_.x_home[v] != kNoRegister) {
        x_.take(u_.x_home[v], v);
        live |= bit(u_.x_home[v]);
      }
    }
    valid_ = live | valid_in_[b];
    dirty_ = framed_ ? dirty_in_[b] & ~occupied() : 0;
    auto params = fn_.params_of(block);
    bool is_entry = b == 0;
    Op first = block.first == kNone ? Op::Unreachable : fn_.insts[block.first].op;
    bool is_handler = first == Op::TryCase || first == Op::CatchEnd;
    for (uint32_t n = 0; n < params.size(); ++n) {
      ValueId p = params[n];
      if (is_entry || is_handler) {
        assign_y(p);
        take_x(p, n);
      } else if (!define(p)) {
        overflow_ = true;
      }
    }
    // Unused parameters and those that live in the frame free their registers again.
    for (uint32_t n = 0; n < params.size(); ++n)
      if (is_handler && u_.y_home[params[n]] != kNoRegister) x_.release(n, params[n]);
  }

  void leave(BlockId b) {
    for (BlockId s : fn_.succs_of(fn_.blocks[b])) {
      if (u_.position[s] <= u_.position[b]) continue;
      dirty_in_[s] |= dirty_ | large_slots();
      valid_in_[s] = seen_[s] == 0 ? valid_ : valid_in_[s] & valid_;
      seen_[s] = 1;
    }
  }

  // Slots in use whose values are no numbers: dead where they are not live into the next block.
  [[nodiscard]] uint64_t large_slots() const {
    if (!framed_) return 0;
    uint64_t mask = 0;
    for (uint32_t r = tag_slots_; r < y_.top() && r < 64; ++r)
      if (!y_.is_free(r) && is_number_[y_.at(r)] == 0) mask |= bit(r);
    return mask;
  }

  bool block(BlockId b) {
    enter(b);
    if (overflow_) return false;
    const core::Block& block = fn_.blocks[b];
    bool is_loop_head = fn_.insts[block.last].op == Op::LoopRec;
    if (is_loop_head) {  // only what is live is certain after another round
      valid_ = 0;
      for (ValueId v : u_.live_into(b))
        if (!in_y(v) && u_.x_home[v] != kNoRegister) valid_ |= bit(u_.x_home[v]);
    }
    release_dead_params(b);
    for (InstId at = block.first; at != kNone; at = fn_.insts[at].next)
      if (!instruction(b, at)) return false;
    leave(b);
    return true;
  }

  // A parameter nobody uses has a register only for the moment it arrives.
  void release_dead_params(BlockId b) {
    for (ValueId p : fn_.params_of(fn_.blocks[b]))
      if (uses(p) == 0) release(p);
  }
  uint32_t uses(ValueId v) {
    if (use_count_.empty()) {
      use_count_.assign(fn_.value_count, 0);
      for (BlockId b : u_.order)
        for (InstId at = fn_.blocks[b].first; at != kNone; at = fn_.insts[at].next)
          for (Arg a : fn_.args_of(fn_.insts[at]))
            if (a.is_value()) ++use_count_[a.value()];
    }
    return use_count_[v];
  }

  bool instruction(BlockId b, InstId at) {
    const core::Inst& i = fn_.insts[at];
    if (at == u_.allocate_before[b]) {
      u_.allocate_live[b] = collect_point(at, u_.allocate_nils);
      framed_ = true;
      dirty_ = 0;
      // Values that cross live in the frame from here on.
      x_.release_if([&](ValueId v) { return u_.y_home[v] != kNoRegister; });
    } else if (u_.heap_words[at] != 0) {
      u_.live_at[at] = collect_point(at, u_.nil_moves);
    }
    if (core::has_flag(i.op, core::op_flag::Gc)) u_.live_at[at] = collect_point(at, u_.nil_moves);
    bool is_call = core::has_flag(i.op, core::op_flag::Call);

    // A jump's arguments meet the target's parameters.
    if (i.op == Op::Jump && i.arg_count != 0) {
      auto params = fn_.params_of(fn_.blocks[fn_.succs_of(fn_.blocks[b])[0]]);
      for (uint32_t n = 0; n < i.arg_count; ++n) {
        Arg a = fn_.args[i.first_arg + n];
        if (!a.is_value()) continue;
        if (u_.y_home[a.value()] != kNoRegister && u_.last_use[i.first_arg + n] != 0)
          y_hint_[params[n]] = u_.y_home[a.value()];
        if (u_.x_hint[params[n]] == kNoRegister && u_.x_home[a.value()] != kNoRegister)
          u_.x_hint[params[n]] = u_.x_home[a.value()];
      }
    }
    for (uint32_t n = 0; n < i.arg_count; ++n)
      if (u_.last_use[i.first_arg + n] != 0) release(fn_.args[i.first_arg + n].value());
    // start_match writes the context only on success, where what it looked at is often not needed any more.
    if (i.op == Op::BsStartMatch && i.arg_count == 1 && fn_.args[i.first_arg].is_value()) {
      ValueId source = fn_.args[i.first_arg].value();
      auto live = u_.live_into(fn_.succs_of(fn_.blocks[b])[0]);
      if (std::ranges::find(live, source) == live.end()) release(source);
    }
    if (framed_ && ((is_call && !is_tail_call(fn_, b, at) && !is_final_call(fn_, at)) || i.op == Op::Wait ||
                    i.op == Op::WaitTimeout))
      clear_dirty(at);
    if (is_call) {
      x_.clear();
      valid_ = bit(0);
    }
    if (i.op == Op::Wait || i.op == Op::WaitTimeout) valid_ = 0;
    if (i.result == kNone) return true;
    if (is_call) {
      assign_y(i.result);
      take_x(i.result, 0);
      if (in_y(i.result)) x_.release(0, i.result);
    } else if (!define(i.result)) {
      return false;
    }
    if (uses(i.result) == 0) release(i.result);
    return true;
  }

  CodeUnit& u_;
  core::Function& fn_;
  Occupants x_, y_;
  bool framed_ = false;
  bool overflow_ = false;
  uint64_t valid_ = 0;              // of x0..x63: hold valid terms
  std::vector<uint64_t> valid_in_;  // on all ways into a block
  std::vector<uint8_t> seen_;
  uint64_t dirty_ = 0;              // of y0..y63: hold values that are dead and may be large
  std::vector<uint64_t> dirty_in_;  // on any way into a block
  std::vector<uint8_t> is_number_;  // by value
  std::vector<uint16_t> y_hint_;
  std::vector<uint32_t> use_count_;
  uint32_t tag_slots_ = 0;
};

}  // namespace

bool allocate_registers(CodeUnit& unit) { return Allocator(unit).run(); }

}  // namespace beamlet::codegen
