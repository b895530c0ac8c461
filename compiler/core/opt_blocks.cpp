// Control flow made straight: branches on constants, blocks that only pass on, chains of single blocks.
//
//   - a jump to a block that only tests its parameter goes to the test's outcome when the argument is a constant
//     (so `A < B andalso C` as a condition is two branches and no boolean);
//   - a jump to a block that only returns, returns; to one that only jumps, jumps there;
//   - a block whose only way in is a jump joins its predecessor.

#include <algorithm>

#include "compiler/core/passes.hpp"

namespace beamlet::core {

namespace {

class Straighten {
 public:
  Straighten(Module& m, Function& f) : m_(m), f_(f) {}

  void run() {
    replace_.assign(f_.value_count, Arg());
    count();
    // Backwards: what a block passes on to is straight already.
    for (BlockId b = static_cast<BlockId>(f_.blocks.size()); b-- > 0;)
      if (reached_[b] != 0) pass_on(b);
    count();
    for (BlockId b = 0; b < f_.blocks.size(); ++b)
      if (reached_[b] != 0) join_successors(b);
    apply();
  }

 private:
  [[nodiscard]] Arg resolve(Arg a) {
    while (a.is_value() && !replace_[a.value()].is_none()) a = replace_[a.value()];
    return a;
  }

  void count() {
    reached_.assign(f_.blocks.size(), 0);
    preds_.assign(f_.blocks.size(), 0);
    uses_.assign(f_.value_count, 0);
    std::vector<BlockId> todo{0};
    reached_[0] = 1;
    auto reach = [&](BlockId b) {
      ++preds_[b];
      if (reached_[b] != 0) return;
      reached_[b] = 1;
      todo.push_back(b);
    };
    while (!todo.empty()) {
      BlockId b = todo.back();
      todo.pop_back();
      for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next) {
        const Inst& i = f_.insts[at];
        if (i.op == Op::Try || i.op == Op::Catch) {
          reach(i.aux);
          ++preds_[i.aux];  // never joins anything
        }
        for (Arg a : f_.args_of(i))
          if (a.is_value()) ++uses_[a.value()];
      }
      for (BlockId s : f_.succs_of(f_.blocks[b])) reach(s);
    }
  }

  // The single operation of a block, or none.
  [[nodiscard]] const Inst* only_operation(BlockId b) const {
    const Block& block = f_.blocks[b];
    return block.first != kNone && block.first == block.last ? &f_.insts[block.first] : nullptr;
  }

  // Where a test of the constant goes, or kNone.
  [[nodiscard]] BlockId outcome(const Inst& test, const Block& block, Arg constant) const {
    auto succs = f_.succs_of(block);
    auto args = f_.args_of(test);
    const LiteralPool::Node& n = m_.literals[constant.literal()];
    if (n.kind != LiteralPool::Kind::Atom && n.kind != LiteralPool::Kind::Int) return kNone;
    if (test.op == Op::Switch) {
      for (uint32_t k = 1; k < args.size(); ++k)
        if (args[k] == constant) return succs[k];
      return succs[0];
    }
    if ((test.op == Op::EqExact || test.op == Op::NeExact) && args[1].is_literal()) {
      bool equal = args[1] == constant;
      return equal == (test.op == Op::EqExact) ? succs[0] : succs[1];
    }
    return kNone;
  }

  void pass_on(BlockId b) {
    for (int rounds = 0; rounds < 8; ++rounds) {
      InstId last = f_.blocks[b].last;
      if (f_.insts[last].op != Op::Jump) return;
      BlockId to = f_.succs_of(f_.blocks[b])[0];
      const Inst* next = only_operation(to);
      if (next == nullptr || to == b || f_.blocks[to].handler != f_.blocks[b].handler) return;
      std::vector<ValueId> params(f_.params_of(f_.blocks[to]).begin(), f_.params_of(f_.blocks[to]).end());
      std::vector<Arg> given(f_.args_of(f_.insts[last]).begin(), f_.args_of(f_.insts[last]).end());
      // Parameters must not be used anywhere else.
      auto private_params = [&] {
        for (ValueId p : params) {
          uint32_t here = 0;
          for (Arg a : f_.args_of(*next)) here += a == Arg::value(p) ? 1 : 0;
          if (uses_[p] != here) return false;
        }
        return true;
      };
      auto substitute = [&](Arg a) {
        for (size_t n = 0; n < params.size(); ++n)
          if (a == Arg::value(params[n])) return given[n];
        return a;
      };
      if (next->op == Op::Return && private_params()) {
        Arg value[] = {substitute(f_.args_of(*next)[0])};
        replace_end(b, f_.new_inst(Op::Return, value, kNone, 0, 0), {});
        return;
      }
      if (next->op == Op::Jump && private_params()) {
        BlockId target = f_.succs_of(f_.blocks[to])[0];
        if (target == to) return;
        std::vector<Arg> args;
        for (Arg a : f_.args_of(*next)) args.push_back(substitute(a));
        for (Arg a : args)
          if (a.is_value()) ++uses_[a.value()];
        BlockId successors[] = {target};
        replace_end(b, f_.new_inst(Op::Jump, args, kNone, 0, 0), successors);
        continue;
      }
      if (params.size() == 1 && next->arg_count > 0 && f_.args_of(*next)[0] == Arg::value(params[0]) &&
          given[0].is_literal() && private_params()) {
        BlockId target = outcome(*next, f_.blocks[to], given[0]);
        if (target == kNone) return;
        BlockId successors[] = {target};
        replace_end(b, f_.new_inst(Op::Jump, {}, kNone, 0, 0), successors);
        continue;
      }
      return;
    }
  }

  void replace_end(BlockId b, InstId inst, std::span<const BlockId> successors) {
    f_.remove(b, f_.blocks[b].last);
    f_.append(b, inst);
    f_.set_succs(b, successors);
  }

  // Takes in the blocks that only this one leads to.
  void join_successors(BlockId b) {
    for (;;) {
      Block& block = f_.blocks[b];
      const Inst& last = f_.insts[block.last];
      if (last.op != Op::Jump) return;
      BlockId to = f_.succs_of(block)[0];
      Block& next = f_.blocks[to];
      if (to == b || to == 0 || preds_[to] != 1 || next.handler != block.handler) return;
      Op first = f_.insts[next.first].op;
      if (first == Op::TryCase || first == Op::CatchEnd || f_.insts[next.last].op == Op::LoopRec) return;
      auto params = f_.params_of(next);
      auto args = f_.args_of(last);
      for (uint32_t n = 0; n < params.size(); ++n) replace_[params[n]] = resolve(args[n]);
      f_.remove(b, block.last);
      // Splice the list.
      f_.insts[next.first].prev = block.last;
      if (block.last == kNone) {
        block.first = next.first;
      } else {
        f_.insts[block.last].next = next.first;
      }
      block.last = next.last;
      block.first_succ = next.first_succ;
      block.succ_count = next.succ_count;
      next.first = next.last = kNone;
      next.param_count = next.succ_count = 0;
      reached_[to] = 0;
    }
  }

  void apply() {
    for (Arg& a : f_.args) a = a.is_none() ? a : resolve(a);
    for (BlockId b = 0; b < f_.blocks.size(); ++b)
      if (reached_[b] == 0) {
        f_.blocks[b].first = f_.blocks[b].last = kNone;
        f_.blocks[b].param_count = f_.blocks[b].succ_count = 0;
      }
  }

  Module& m_;
  Function& f_;
  std::vector<Arg> replace_;
  std::vector<uint8_t> reached_;
  std::vector<uint32_t> preds_, uses_;
};

}  // namespace

void straighten(Module& module, Function& function) { Straighten(module, function).run(); }

}  // namespace beamlet::core
