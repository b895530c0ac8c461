// How many words are reserved where: one TestHeap for a run of operations that build, as late as possible.
//
// Arithmetic and builtins take heap room by themselves, so they end a run: what was reserved before them may be gone.

#include "compiler/codegen/code_unit.hpp"

namespace beamlet::codegen {

namespace {

using core::Op;

uint32_t words_of(const core::Inst& i) {
  switch (i.op) {
    case Op::Cons:
      return 2;
    case Op::Tuple:
      return 1 + i.arg_count;
    case Op::UpdateTuple:
      return 1 + i.aux;
    case Op::MakeFun:
      return kFunHeaderWords + i.arg_count;
    default:
      return 0;
  }
}

}  // namespace

void compute_heap_need(CodeUnit& u) {
  core::Function& fn = u.fn;
  u.heap_words.assign(fn.insts.size(), 0);
  constexpr uint16_t kEnds =
      core::op_flag::Alloc | core::op_flag::Gc | core::op_flag::Call | core::op_flag::Frame;
  for (BlockId b : u.order) {
    InstId leader = kNone;
    for (InstId at = fn.blocks[b].first; at != kNone; at = fn.insts[at].next) {
      // A frame made here while a run is open: made where the run begins, in one check.
      if (at == u.allocate_before[b]) {
        if (leader != kNone) {
          u.allocate_before[b] = leader;
        } else {
          leader = at;  // what follows is reserved with the frame
        }
      }
      const core::Inst& i = fn.insts[at];
      uint32_t words = words_of(i);
      if (words != 0) {
        if (leader == kNone) leader = at;
        u.heap_words[leader] += words;
      } else if (core::has_flag(i.op, kEnds)) {
        leader = kNone;
      }
    }
  }
}

}  // namespace beamlet::codegen
