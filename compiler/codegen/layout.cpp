// Which blocks there are and in which order: reverse postorder, the first successor right behind its block where possible, so that
// tests fall through on success and the exits of failure come last.

#include "compiler/codegen/code_unit.hpp"

namespace beamlet::codegen {

namespace {

// The handler that a block's Try or Catch names.
BlockId named_handler(const core::Function& fn, const core::Block& b, InstId& at) {
  for (; at != kNone; at = fn.insts[at].next) {
    const core::Inst& i = fn.insts[at];
    if (i.op == core::Op::Try || i.op == core::Op::Catch) {
      at = i.next;
      return i.aux;
    }
  }
  (void)b;
  return kNone;
}

}  // namespace

void lay_out(CodeUnit& unit) {
  core::Function& fn = unit.fn;
  size_t count = fn.blocks.size();
  unit.position.assign(count, kNone);
  unit.predecessors.assign(count, 0);
  unit.order.clear();
  std::vector<std::vector<BlockId>> handlers;  // per stack entry: successors including handlers
  struct Visit {
    BlockId block;
    std::vector<BlockId> next;
  };
  std::vector<uint8_t> seen(count, 0);
  std::vector<Visit> stack;
  auto open = [&](BlockId b) {
    seen[b] = 1;
    Visit v{b, {}};
    const core::Block& block = fn.blocks[b];
    for (BlockId s : fn.succs_of(block)) v.next.push_back(s);  // visited from the back
    InstId at = block.first;
    std::vector<BlockId> with_handlers;
    for (;;) {
      BlockId h = named_handler(fn, block, at);
      if (h == kNone) break;
      with_handlers.push_back(h);
    }
    v.next.insert(v.next.end(), with_handlers.begin(), with_handlers.end());
    for (BlockId s : v.next) ++unit.predecessors[s];
    stack.push_back(std::move(v));
  };
  open(0);
  std::vector<BlockId> postorder;
  while (!stack.empty()) {
    Visit& v = stack.back();
    if (v.next.empty()) {
      postorder.push_back(v.block);
      stack.pop_back();
      continue;
    }
    BlockId s = v.next.back();
    v.next.pop_back();
    if (seen[s] == 0) open(s);
  }
  unit.order.assign(postorder.rbegin(), postorder.rend());
  for (uint32_t i = 0; i < unit.order.size(); ++i) unit.position[unit.order[i]] = i;
}

bool is_tail_call(const core::Function& fn, BlockId block, InstId inst) {
  const core::Inst& i = fn.insts[inst];
  if (fn.blocks[block].handler != kNone || i.next == kNone) return false;
  if (i.op != core::Op::Call && i.op != core::Op::CallExt && i.op != core::Op::CallFun &&
      i.op != core::Op::Apply)
    return false;
  const core::Inst& next = fn.insts[i.next];
  return next.op == core::Op::Return && fn.args_of(next)[0] == core::Arg::value(i.result);
}

bool is_final_call(const core::Function& fn, InstId inst) {
  const core::Inst& i = fn.insts[inst];
  return i.op == core::Op::CallExt && i.next != kNone && fn.insts[i.next].op == core::Op::Unreachable;
}

}  // namespace beamlet::codegen
