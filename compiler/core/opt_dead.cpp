// Dead code: blocks that are not reached are emptied; operations without effect whose result is not used, and parameters that
// are not read, go, together with what only they needed.

#include <algorithm>

#include "compiler/core/passes.hpp"

namespace beamlet::core {

namespace {

class DeadCode {
 public:
  explicit DeadCode(Function& f) : f_(f) {}

  void run() {
    drop_unreachable();
    count_uses();
    index_definitions();
    for (BlockId b = 0; b < f_.blocks.size(); ++b)
      for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next)
        if (is_dead(b, at)) dead_.push_back({b, at});
    for (BlockId b = 1; b < f_.blocks.size(); ++b)
      if (f_.blocks[b].first != kNone && !is_handler_[b])
        for (uint32_t n = 0; n < f_.blocks[b].param_count; ++n)
          if (uses_[f_.params_of(f_.blocks[b])[n]] == 0) dead_params_.push_back({b, n});
    sweep();
    remove_params();
  }

 private:
  struct Place {
    BlockId block;
    InstId inst;
  };
  struct Param {
    BlockId block;
    uint32_t index;
  };

  void drop_unreachable() {
    std::vector<uint8_t> reached(f_.blocks.size(), 0);
    is_handler_.assign(f_.blocks.size(), false);
    std::vector<BlockId> todo{0};
    reached[0] = 1;
    auto reach = [&](BlockId b) {
      if (reached[b] == 0) {
        reached[b] = 1;
        todo.push_back(b);
      }
    };
    while (!todo.empty()) {
      BlockId b = todo.back();
      todo.pop_back();
      for (BlockId s : f_.succs_of(f_.blocks[b])) reach(s);
      for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next) {
        const Inst& i = f_.insts[at];
        if (i.op != Op::Try && i.op != Op::Catch) continue;
        is_handler_[i.aux] = true;
        reach(i.aux);
      }
    }
    for (BlockId b = 0; b < f_.blocks.size(); ++b)
      if (reached[b] == 0) {
        f_.blocks[b].first = f_.blocks[b].last = kNone;
        f_.blocks[b].succ_count = f_.blocks[b].param_count = 0;
      }
  }

  void count_uses() {
    uses_.assign(f_.value_count, 0);
    for (const Block& b : f_.blocks)
      for (InstId at = b.first; at != kNone; at = f_.insts[at].next)
        for (Arg a : f_.args_of(f_.insts[at]))
          if (a.is_value()) ++uses_[a.value()];
  }

  // Who defines a value, and who jumps to a block with parameters.
  void index_definitions() {
    definition_.assign(f_.value_count, {kNone, kNone});
    param_of_.assign(f_.value_count, {kNone, 0});
    jumps_.assign(f_.blocks.size(), {});
    for (BlockId b = 0; b < f_.blocks.size(); ++b) {
      const Block& block = f_.blocks[b];
      auto params = f_.params_of(block);
      for (uint32_t n = 0; n < params.size(); ++n) param_of_[params[n]] = {b, n};
      for (InstId at = block.first; at != kNone; at = f_.insts[at].next)
        if (f_.insts[at].result != kNone) definition_[f_.insts[at].result] = {b, at};
      if (block.last != kNone && f_.insts[block.last].op == Op::Jump && f_.insts[block.last].arg_count > 0)
        jumps_[f_.succs_of(block)[0]].push_back(block.last);
    }
  }

  [[nodiscard]] bool is_dead(BlockId b, InstId at) const {
    const Inst& i = f_.insts[at];
    if (i.result == kNone || uses_[i.result] != 0 || !has_flag(i.op, op_flag::Pure)) return false;
    return at != f_.blocks[b].last || f_.blocks[b].succ_count == 0;  // ends of blocks test as well
  }

  void unuse(Arg a) {
    if (!a.is_value() || --uses_[a.value()] != 0) return;
    Place d = definition_[a.value()];
    if (d.inst != kNone) {
      if (is_dead(d.block, d.inst)) dead_.push_back(d);
      return;
    }
    Param p = param_of_[a.value()];
    if (p.block != kNone && p.block != 0 && !is_handler_[p.block]) dead_params_.push_back(p);
  }

  void sweep() {
    gone_.assign(f_.blocks.size(), {});
    while (!dead_.empty() || !dead_params_.empty()) {
      if (!dead_.empty()) {
        Place d = dead_.back();
        dead_.pop_back();
        for (Arg a : f_.args_of(f_.insts[d.inst])) unuse(a);
        f_.remove(d.block, d.inst);
        continue;
      }
      Param p = dead_params_.back();
      dead_params_.pop_back();
      gone_[p.block].push_back(p.index);
      for (InstId jump : jumps_[p.block]) unuse(f_.args_of(f_.insts[jump])[p.index]);
    }
  }

  void remove_params() {
    for (BlockId b = 0; b < f_.blocks.size(); ++b) {
      if (gone_[b].empty()) continue;
      std::vector<uint8_t> out(f_.blocks[b].param_count, 0);
      for (uint32_t n : gone_[b]) out[n] = 1;
      auto squeeze = [&](auto items) {
        uint32_t kept = 0;
        for (uint32_t n = 0; n < items.size(); ++n)
          if (out[n] == 0) items[kept++] = items[n];
        return kept;
      };
      f_.blocks[b].param_count = squeeze(f_.params_of(f_.blocks[b]));
      for (InstId jump : jumps_[b]) f_.insts[jump].arg_count = squeeze(f_.args_of(f_.insts[jump]));
    }
  }

  Function& f_;
  std::vector<uint32_t> uses_;
  std::vector<Place> definition_;
  std::vector<Param> param_of_;
  std::vector<std::vector<InstId>> jumps_;
  std::vector<bool> is_handler_;
  std::vector<Place> dead_;
  std::vector<Param> dead_params_;
  std::vector<std::vector<uint32_t>> gone_;
};

}  // namespace

void remove_dead(Module& module, Function& function) {
  (void)module;
  DeadCode(function).run();
}

}  // namespace beamlet::core
