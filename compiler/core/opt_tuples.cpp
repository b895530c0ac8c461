// Tagged tuples: "a tuple of this size" followed by "its first element is this atom", with the same failure, is one test.

#include "compiler/core/passes.hpp"

namespace beamlet::core {

void fuse_tuple_tests(Module& module, Function& f) {
  std::vector<uint32_t> uses(f.value_count, 0);
  std::vector<uint32_t> preds(f.blocks.size(), 0);
  for (const Block& b : f.blocks) {
    if (b.first == kNone) continue;
    for (BlockId s : f.succs_of(b)) ++preds[s];
    for (InstId at = b.first; at != kNone; at = f.insts[at].next)
      for (Arg a : f.args_of(f.insts[at]))
        if (a.is_value()) ++uses[a.value()];
  }
  for (Block& b : f.blocks) {
    if (b.last == kNone || f.insts[b.last].op != Op::IsTupleOfArity) continue;
    BlockId yes = f.succs_of(b)[0];
    BlockId no = f.succs_of(b)[1];
    Block& next = f.blocks[yes];
    if (preds[yes] != 1 || next.first == next.last || next.handler != b.handler) continue;
    const Inst& element = f.insts[next.first];
    const Inst& compare = f.insts[next.last];
    Inst& size = f.insts[b.last];
    if (element.op != Op::GetElement || element.aux != 0 || element.next != next.last ||
        compare.op != Op::EqExact || f.args_of(element)[0] != f.args_of(size)[0] ||
        uses[element.result] != 1 || f.succs_of(next)[1] != no)
      continue;
    Arg tag = f.args_of(compare)[1];
    if (f.args_of(compare)[0] != Arg::value(element.result) || !tag.is_literal() ||
        module.literals[tag.literal()].kind != LiteralPool::Kind::Atom)
      continue;
    Arg arguments[] = {f.args_of(size)[0], tag};
    BlockId successors[] = {f.succs_of(next)[0], no};
    uint32_t arity = size.aux;
    auto at = static_cast<BlockId>(&b - f.blocks.data());
    f.remove(at, b.last);
    f.append(at, f.new_inst(Op::IsTaggedTuple, arguments, kNone, arity, 0));
    f.set_succs(at, successors);
    next.first = next.last = kNone;
    next.succ_count = 0;
  }
}

}  // namespace beamlet::core
