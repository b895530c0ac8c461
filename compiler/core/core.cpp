#include "compiler/core/core.hpp"

#include <algorithm>

namespace beamlet::core {

namespace {

// The flags' short names are in scope here only.
using namespace op_flag;
constexpr OpInfo kOpTable[] = {
#define CORE_OP(name, text, flags) {text, flags},
#include "compiler/core/core_ops.def"
#undef CORE_OP
};

}  // namespace

const OpInfo& op_info(Op op) { return kOpTable[static_cast<uint8_t>(op)]; }

BlockId Function::new_block(uint32_t param_count, BlockId handler) {
  Block b;
  b.handler = handler;
  b.first_param = static_cast<uint32_t>(params_pool.size());
  b.param_count = param_count;
  for (uint32_t i = 0; i < param_count; ++i) params_pool.push_back(new_value());
  blocks.push_back(b);
  return static_cast<BlockId>(blocks.size() - 1);
}

InstId Function::new_inst(Op op, std::span<const Arg> arguments, ValueId result, uint32_t aux,
                          uint32_t line) {
  Inst i;
  i.op = op;
  i.line = line;
  i.result = result;
  i.aux = aux;
  i.first_arg = static_cast<uint32_t>(args.size());
  i.arg_count = static_cast<uint32_t>(arguments.size());
  args.insert(args.end(), arguments.begin(), arguments.end());
  insts.push_back(i);
  return static_cast<InstId>(insts.size() - 1);
}

void Function::append(BlockId block, InstId inst) {
  Block& b = blocks[block];
  insts[inst].prev = b.last;
  insts[inst].next = kNone;
  if (b.last == kNone) {
    b.first = inst;
  } else {
    insts[b.last].next = inst;
  }
  b.last = inst;
}

void Function::insert_before(BlockId block, InstId at, InstId inst) {
  Block& b = blocks[block];
  InstId before = insts[at].prev;
  insts[inst].prev = before;
  insts[inst].next = at;
  insts[at].prev = inst;
  if (before == kNone) {
    b.first = inst;
  } else {
    insts[before].next = inst;
  }
}

void Function::remove(BlockId block, InstId inst) {
  Block& b = blocks[block];
  Inst& i = insts[inst];
  (i.prev == kNone ? b.first : insts[i.prev].next) = i.next;
  (i.next == kNone ? b.last : insts[i.next].prev) = i.prev;
  i.prev = i.next = kNone;
}

void Function::set_succs(BlockId block, std::span<const BlockId> successors) {
  Block& b = blocks[block];
  if (successors.size() <= b.succ_count) {
    std::copy(successors.begin(), successors.end(), succs.begin() + b.first_succ);
  } else {
    b.first_succ = static_cast<uint32_t>(succs.size());
    succs.insert(succs.end(), successors.begin(), successors.end());
  }
  b.succ_count = static_cast<uint32_t>(successors.size());
}

uint32_t Module::atom(std::string_view text) {
  auto [it, fresh] = atom_index.try_emplace(std::string(text), static_cast<uint32_t>(atoms.size()));
  if (fresh) atoms.emplace_back(text);
  return it->second;
}

uint32_t Module::import(std::string_view module, std::string_view function, uint32_t arity) {
  uint32_t m = atom(module);
  return import({m, atom(function), arity});
}

uint32_t Module::import(ModuleImage::Import what) {
  auto [it, fresh] = import_index_.try_emplace(what, static_cast<uint32_t>(imports.size()));
  if (fresh) imports.push_back(what);
  return it->second;
}

bool Module::is_atom(Arg a, std::string_view text) const {
  if (!a.is_literal()) return false;
  const LiteralPool::Node& n = literals[a.literal()];
  return n.kind == LiteralPool::Kind::Atom && atoms[n.a] == text;
}

}  // namespace beamlet::core
