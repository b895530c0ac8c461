// What is live where, backwards over the blocks; which values must survive calls; and which register each value's next use
// would like it in.
//
// Handlers: an exception may leave a block with a handler anywhere, so what the handler needs is live throughout, and crosses.
// Tags of try and catch are in no set: they cross by nature, and their slots are theirs alone (regalloc.cpp). Else tries in tries would make
// sets as long as they are deep.
// Cycles (receive) need a second round until nothing changes.

#include <algorithm>

#include "compiler/codegen/code_unit.hpp"

namespace beamlet::codegen {

namespace {

using core::Arg;
using core::op_flag::Call;

class Liveness {
 public:
  explicit Liveness(CodeUnit& unit) : u_(unit), fn_(unit.fn), in_(fn_.value_count, 0) {}

  void run() {
    u_.live_in.assign(fn_.blocks.size(), {0, 0});
    u_.last_use.assign(fn_.args.size(), 0);
    u_.crosses.assign(fn_.value_count, u_.force_frame ? 1 : 0);
    u_.x_hint.assign(fn_.value_count, kNoRegister);
    find_tags();
    bool has_cycle = false;
    for (;;) {
      u_.live_pool.clear();
      bool changed = false;
      for (size_t i = u_.order.size(); i-- > 0;) {
        BlockId b = u_.order[i];
        core::Op last = fn_.insts[fn_.blocks[b].last].op;
        has_cycle = has_cycle || last == core::Op::LoopRecEnd || last == core::Op::Wait ||
                    last == core::Op::WaitTimeout;
        changed = block(b) || changed;
      }
      if (!has_cycle || !changed) return;
      previous_.clear();
      for (BlockId b : u_.order) {
        auto live = u_.live_into(b);
        previous_.push_back({live.begin(), live.end()});
      }
    }
  }

 private:
  void find_tags() {
    is_tag_.assign(fn_.value_count, 0);
    for (BlockId b : u_.order)
      for (InstId at = fn_.blocks[b].first; at != kNone; at = fn_.insts[at].next)
        if (fn_.insts[at].op == core::Op::Try || fn_.insts[at].op == core::Op::Catch)
          is_tag_[fn_.insts[at].result] = 1;
  }
  void add(ValueId v) {
    if (in_[v] == 1 || is_tag_[v] != 0) return;
    in_[v] = 1;
    set_.push_back(v);
  }
  void add_all_of(BlockId b) {
    // In a cycle the block's set of this round is not there yet: last round's is.
    if (u_.live_in[b].second != 0 && fresh_from_ <= u_.position[b]) {
      for (uint32_t v : u_.live_into(b)) add(v);
    } else if (!previous_.empty() && fresh_from_ > u_.position[b]) {
      for (uint32_t v : previous_[u_.position[b]]) add(v);
    }
  }
  // What has crossed one call of this block needs no second look.
  void cross_all() {
    for (; crossed_ < set_.size(); ++crossed_)
      if (in_[set_[crossed_]] == 1) u_.crosses[set_[crossed_]] = 1;
  }
  void want(Arg a, uint32_t reg) {
    if (a.is_value()) u_.x_hint[a.value()] = static_cast<uint16_t>(reg);
  }

  // Registers that an operation wants its arguments in.
  void hints(BlockId b, const core::Inst& i) {
    auto args = fn_.args_of(i);
    switch (i.op) {
      case core::Op::Call:
      case core::Op::CallExt:
      case core::Op::CallFun:
      case core::Op::Apply:
      case core::Op::Send:
      case core::Op::BuildStacktrace:
      case core::Op::RawRaise:
      case core::Op::Return:
        for (uint32_t n = 0; n < args.size(); ++n) want(args[n], n);
        break;
      case core::Op::Jump: {
        const core::Block& target = fn_.blocks[fn_.succs_of(fn_.blocks[b])[0]];
        auto params = fn_.params_of(target);
        for (uint32_t n = 0; n < args.size(); ++n)
          if (u_.x_hint[params[n]] != kNoRegister) want(args[n], u_.x_hint[params[n]]);
        break;
      }
      default:
        break;
    }
  }

  bool block(BlockId b) {
    const core::Block& block = fn_.blocks[b];
    fresh_from_ = u_.position[b] + 1;
    set_.clear();
    crossed_ = 0;
    for (BlockId s : fn_.succs_of(block)) add_all_of(s);
    if (block.handler != kNone) {
      add_all_of(block.handler);
      cross_all_of(block.handler);
    }
    for (InstId at = block.last; at != kNone; at = fn_.insts[at].prev) {
      const core::Inst& i = fn_.insts[at];
      if (i.result != kNone) in_[i.result] = 0;
      if (core::has_flag(i.op, Call) || i.op == core::Op::Wait || i.op == core::Op::WaitTimeout) cross_all();
      if (i.op == core::Op::Try || i.op == core::Op::Catch) {
        u_.crosses[i.result] = 1;
        add_all_of(i.aux);
        in_[i.result] = 0;
        cross_all_of(i.aux);
      }
      hints(b, i);
      for (uint32_t n = i.arg_count; n-- > 0;) {
        Arg a = fn_.args[i.first_arg + n];
        if (!a.is_value()) continue;
        u_.last_use[i.first_arg + n] = in_[a.value()] == 0 ? 1 : 0;
        add(a.value());
      }
      // The time of WaitTimeout is read again after every message.
      if (i.op == core::Op::WaitTimeout && i.arg_count == 1 && fn_.args[i.first_arg].is_value())
        u_.crosses[fn_.args[i.first_arg].value()] = 1;
    }
    for (ValueId p : fn_.params_of(block)) in_[p] = 0;
    auto first = static_cast<uint32_t>(u_.live_pool.size());
    for (ValueId v : set_)
      if (in_[v] == 1) {
        u_.live_pool.push_back(v);
        in_[v] = 0;
      }
    auto count = static_cast<uint32_t>(u_.live_pool.size()) - first;
    bool changed = previous_.empty() || previous_[u_.position[b]].size() != count;
    u_.live_in[b] = {first, count};
    return changed;
  }
  void cross_all_of(BlockId b) {
    for (uint32_t v : u_.live_into(b)) u_.crosses[v] = 1;
  }

  CodeUnit& u_;
  core::Function& fn_;
  std::vector<uint8_t> in_;
  std::vector<uint8_t> is_tag_;  // by value
  std::vector<ValueId> set_;
  size_t crossed_ = 0;                          // of set_
  std::vector<std::vector<ValueId>> previous_;  // by position, the round before
  uint32_t fresh_from_ = 0;
};

}  // namespace

void compute_liveness(CodeUnit& unit) { Liveness(unit).run(); }

}  // namespace beamlet::codegen
