// Where frames are made: as late as each path allows.
//
// A block needs a frame when it holds a real call (or try, or wait with something to keep). Where a path with a frame and one without
// meet, the latter makes one on its way (at its end, or on an edge of its own). Leaving (return, tail call) drops it.

#include "compiler/codegen/code_unit.hpp"

namespace beamlet::codegen {

namespace {

using core::Op;

// The first instruction that must find a frame, or kNone.
InstId first_need(const CodeUnit& u, BlockId b) {
  const core::Function& fn = u.fn;
  const core::Block& block = fn.blocks[b];
  if (u.force_frame) return block.first;
  for (InstId at = block.first; at != kNone; at = fn.insts[at].next) {
    const core::Inst& i = fn.insts[at];
    if (core::has_flag(i.op, core::op_flag::Frame)) return at;
    if (core::has_flag(i.op, core::op_flag::Call) && !is_tail_call(fn, b, at) && !is_final_call(fn, at))
      return at;
    if (i.op == Op::Wait || i.op == Op::WaitTimeout) {
      bool keeps = u.live_in[b].second != 0;
      if (keeps) return at;
    }
  }
  return kNone;
}

}  // namespace

void place_frames(CodeUnit& u) {
  core::Function& fn = u.fn;
  size_t count = fn.blocks.size();
  std::vector<InstId> need(count, kNone);
  for (BlockId b : u.order) need[b] = first_need(u, b);
  u.framed.assign(count, 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (BlockId b : u.order) {
      if (u.framed[b] == 0 && need[b] == kNone) continue;
      for (BlockId s : fn.succs_of(fn.blocks[b]))
        if (u.framed[s] == 0) {
          u.framed[s] = 1;
          if (u.position[s] <= u.position[b]) changed = true;
        }
      for (InstId at = need[b]; at != kNone; at = fn.insts[at].next)
        if (core::has_flag(fn.insts[at].op, core::op_flag::Frame)) u.framed[fn.insts[at].aux] = 1;
      if (fn.blocks[b].handler != kNone) u.framed[fn.blocks[b].handler] = 1;
    }
  }
  u.allocate_before.assign(count, kNone);
  std::vector<BlockId> order;
  order.reserve(u.order.size());
  bool added = false;
  for (BlockId b : u.order) {
    order.push_back(b);
    if (u.framed[b] != 0) continue;
    if (need[b] != kNone) {
      // Nothing branches off between the block's start and the need, so the frame is made first: what is computed in
      // between goes straight to its slot.
      u.allocate_before[b] = fn.blocks[b].first;
      continue;
    }
    uint32_t successors = fn.blocks[b].succ_count;
    for (uint32_t n = 0; n < successors; ++n) {
      BlockId s = fn.succs_of(fn.blocks[b])[n];
      if (u.framed[s] == 0) continue;
      if (successors == 1) {
        u.allocate_before[b] = fn.blocks[b].last;
        continue;
      }
      // A block on the edge.
      BlockId on_edge = fn.new_block(0, fn.blocks[b].handler);
      fn.append(on_edge, fn.new_inst(Op::Jump, {}, kNone, 0, 0));
      BlockId target[] = {s};
      fn.set_succs(on_edge, target);
      fn.succs_of(fn.blocks[b])[n] = on_edge;
      u.framed.push_back(0);
      u.allocate_before.push_back(fn.blocks[on_edge].last);
      u.live_in.push_back(u.live_in[s]);
      u.predecessors.push_back(1);
      u.position.push_back(0);
      order.push_back(on_edge);
      added = true;
    }
  }
  if (!added) return;
  u.order = std::move(order);
  for (uint32_t i = 0; i < u.order.size(); ++i) u.position[u.order[i]] = i;
}

}  // namespace beamlet::codegen
