// Core operations to machine instructions, with every value at its home.

#include <algorithm>

#include "compiler/codegen/code_unit.hpp"
#include "compiler/codegen/moves.hpp"

namespace beamlet::codegen {

namespace {

using core::Arg;
using COp = core::Op;
using Kind = LiteralPool::Kind;

// Operations that have an instruction with the same operands: fail label, arguments, destination.
[[nodiscard]] bool arithmetic_op(COp op, Op& out) {
  switch (op) {
    case COp::Add:
      out = Op::Add;
      return true;
    case COp::Sub:
      out = Op::Sub;
      return true;
    case COp::Mul:
      out = Op::Mul;
      return true;
    case COp::Div:
      out = Op::Div;
      return true;
    case COp::IntDiv:
      out = Op::IntDiv;
      return true;
    case COp::Rem:
      out = Op::Rem;
      return true;
    case COp::Band:
      out = Op::Band;
      return true;
    case COp::Bor:
      out = Op::Bor;
      return true;
    case COp::Bxor:
      out = Op::Bxor;
      return true;
    case COp::Bsl:
      out = Op::Bsl;
      return true;
    case COp::Bsr:
      out = Op::Bsr;
      return true;
    case COp::Bnot:
      out = Op::Bnot;
      return true;
    case COp::Neg:
      out = Op::Neg;
      return true;
    default:
      return false;
  }
}

struct TestInfo {
  COp op;
  Op instruction;
  bool invertible = false;
  Op inverse = Op::Label;
};

constexpr TestInfo kTests[] = {
    {COp::IsInteger, Op::IsInteger},
    {COp::IsFloat, Op::IsFloat},
    {COp::IsNumber, Op::IsNumber},
    {COp::IsAtom, Op::IsAtom},
    {COp::IsBoolean, Op::IsBoolean},
    {COp::IsPid, Op::IsPid},
    {COp::IsReference, Op::IsReference},
    {COp::IsPort, Op::IsPort},
    {COp::IsNil, Op::IsNil},
    {COp::IsNonemptyList, Op::IsNonemptyList},
    {COp::IsList, Op::IsList},
    {COp::IsTuple, Op::IsTuple},
    {COp::IsTupleOfArity, Op::IsTupleOfArity},
    {COp::IsTaggedTuple, Op::IsTaggedTuple},
    {COp::IsBinary, Op::IsBinary},
    {COp::IsBitstring, Op::IsBitstring},
    {COp::IsMap, Op::IsMap},
    {COp::IsFunction, Op::IsFunction},
    {COp::IsFunction2, Op::IsFunction2},
    {COp::Lt, Op::IsLt, true, Op::IsGe},
    {COp::Ge, Op::IsGe, true, Op::IsLt},
    {COp::Eq, Op::IsEq, true, Op::IsNe},
    {COp::Ne, Op::IsNe, true, Op::IsEq},
    {COp::EqExact, Op::IsEqExact, true, Op::IsNeExact},
    {COp::NeExact, Op::IsNeExact, true, Op::IsEqExact},
};

[[nodiscard]] const TestInfo* test_info(COp op) {
  for (const TestInfo& t : kTests)
    if (t.op == op) return &t;
  return nullptr;
}

class Selector {
 public:
  Selector(CodeUnit& unit, std::span<const uint32_t> lambda_index, uint32_t self)
      : u_(unit), fn_(unit.fn), lambda_index_(lambda_index), self_(self) {}

  void run() {
    emit(Op::Label, {Operand::label(info_label(self_))});
    line(fn_.line);
    emit(Op::FuncInfo, {Operand::atom(0), Operand::atom(fn_.name), Operand::num(fn_.arity)});
    emit(Op::Label, {Operand::label(entry_label(self_))});
    current_line_ = 0;
    for (size_t n = 0; n < u_.order.size(); ++n) {
      next_block_ = n + 1 < u_.order.size() ? u_.order[n + 1] : kNone;
      block(u_.order[n]);
    }
  }

 private:
  // -- writing
  void begin(Op op) { u_.code.push_back({op, static_cast<uint32_t>(u_.operands.size()), 0}); }
  void put(Operand o) {
    u_.operands.push_back(o);
    ++u_.code.back().count;
  }
  void emit(Op op, std::initializer_list<Operand> operands) {
    begin(op);
    for (const Operand& o : operands) put(o);
  }
  void line(uint32_t entry) {
    if (entry == 0 || entry == current_line_) return;
    current_line_ = entry;
    emit(Op::Line, {Operand::num(entry)});
  }
  [[nodiscard]] Operand label(BlockId b) const { return Operand::label(u_.first_block_label + b); }
  [[nodiscard]] Operand fail_label(BlockId b) { return b == kNone ? Operand::label(0) : label(b); }

  // -- where things are
  [[nodiscard]] Operand home(ValueId v) const {
    if (framed_ && u_.y_home[v] != kNoRegister) return Operand::y(u_.y_home[v]);
    return Operand::x(u_.x_home[v]);
  }
  [[nodiscard]] Operand literal(LiteralId id) const {
    const LiteralPool::Node& n = u_.module.literals[id];
    switch (n.kind) {
      case Kind::Atom:
        return Operand::atom(n.a);
      case Kind::Nil:
        return Operand::nil();
      case Kind::Int:
        if (n.value <= kMaxIntOperand && n.value >= -kMaxIntOperand) return Operand::integer(n.value);
        break;
      default:
        break;
    }
    return Operand::literal(id);  // of the pool; assemble() numbers them
  }
  [[nodiscard]] Operand source(Arg a) const {
    return a.is_literal() ? literal(a.literal()) : home(a.value());
  }
  [[nodiscard]] Operand result(const core::Inst& i) const { return home(i.result); }
  // For operands that must be registers.
  [[nodiscard]] Operand in_register(Arg a) {
    Operand o = source(a);
    if (o.is_register()) return o;
    Operand scratch = Operand::x(kScratchRegister);
    emit(Op::Move, {o, scratch});
    return scratch;
  }

  void moves_to_x(std::span<const Arg> args) {
    MoveList moves;
    for (uint32_t n = 0; n < args.size(); ++n) moves.add(source(args[n]), Operand::x(n));
    flush(moves);
  }
  void flush(MoveList& moves) {
    moves.resolve([&](bool swap, Operand from, Operand to) { emit(swap ? Op::Swap : Op::Move, {from, to}); });
  }
  void go_to(BlockId b) {
    if (b != next_block_) emit(Op::Jump, {label(b)});
  }

  // -- blocks
  void block(BlockId b) {
    emit(Op::Label, {label(b)});
    current_line_ = 0;
    framed_ = u_.framed[b] != 0;
    block_ = b;
    const core::Block& block = fn_.blocks[b];
    for (InstId at = block.first; at != kNone; at = fn_.insts[at].next) {
      before(b, at);
      if (instruction(b, at)) break;
    }
  }

  // Frame and heap room that stand before an instruction.
  void before(BlockId b, InstId at) {
    uint32_t words = u_.heap_words[at];
    if (at == u_.allocate_before[b]) {
      fill(u_.allocate_nils, next_allocate_nil_, at);
      Operand slots = Operand::num(u_.frame_size);
      Operand live = Operand::num(u_.allocate_live[b]);
      if (words != 0) {
        emit(Op::AllocateHeap, {slots, Operand::num(words), live});
      } else {
        emit(Op::Allocate, {slots, live});
      }
      framed_ = true;
      move_to_frame(b, at);
      fill(u_.nil_moves, next_nil_, at);
      return;
    }
    fill(u_.nil_moves, next_nil_, at);
    if (words != 0) emit(Op::TestHeap, {Operand::num(words), Operand::num(u_.live_at[at])});
  }
  void fill(const std::vector<std::pair<InstId, uint16_t>>& nils, size_t& next, InstId at) {
    for (; next < nils.size() && nils[next].first == at; ++next)
      emit(Op::Move, {Operand::nil(), Operand::x(nils[next].second)});
  }

  // Values that are live at the new frame and belong into it: everything live into the block or defined in it before, and used later.
  void move_to_frame(BlockId b, InstId at) {
    std::vector<ValueId> values;
    for (ValueId v : u_.live_into(b)) values.push_back(v);
    for (ValueId v : fn_.params_of(fn_.blocks[b])) values.push_back(v);
    for (InstId i = fn_.blocks[b].first; i != at; i = fn_.insts[i].next)
      if (fn_.insts[i].result != kNone) values.push_back(fn_.insts[i].result);
    // Dead by now: their last use came before.
    std::vector<ValueId> dead;
    for (InstId i = fn_.blocks[b].first; i != at; i = fn_.insts[i].next)
      for (uint32_t n = 0; n < fn_.insts[i].arg_count; ++n)
        if (u_.last_use[fn_.insts[i].first_arg + n] != 0)
          dead.push_back(fn_.args[fn_.insts[i].first_arg + n].value());
    std::ranges::sort(dead);
    std::vector<ValueId> done;
    for (ValueId v : values) {
      if (u_.y_home[v] == kNoRegister || u_.x_home[v] == kNoRegister || std::ranges::binary_search(dead, v))
        continue;
      if (u_.crosses[v] == 0) continue;
      emit(Op::Move, {Operand::x(u_.x_home[v]), Operand::y(u_.y_home[v])});
    }
  }

  void drop_frame() {
    if (framed_) emit(Op::Deallocate, {Operand::num(u_.frame_size)});
  }

  // True when the block ends here.
  bool instruction(BlockId b, InstId at) {
    const core::Inst& i = fn_.insts[at];
    const core::Block& block = fn_.blocks[b];
    bool is_last = at == block.last;
    auto succs = fn_.succs_of(block);
    BlockId yes = is_last && succs.size() == 2 ? succs[0] : kNone;
    BlockId no = is_last && succs.size() == 2 ? succs[1] : kNone;
    if (core::has_flag(i.op, core::op_flag::Raises) || core::has_flag(i.op, core::op_flag::Call))
      line(i.line);
    if (core::has_flag(i.op, core::op_flag::End)) {
      ending(b, at);
      return true;
    }
    if (core::has_flag(i.op, core::op_flag::Test) || i.op == COp::GetMapElement) {
      test(i, yes, no);
      return true;
    }
    if (call(b, at)) return true;
    if (!core::has_flag(i.op, core::op_flag::Call)) operation(at, fail_label(no));
    if (yes == kNone) return false;
    go_to(yes);
    return true;
  }

  void test_operands(const core::Inst& i) {
    put_sources(fn_.args_of(i));
    if (i.op == COp::IsTupleOfArity) put(Operand::num(i.aux));
  }
  void put_sources(std::span<const Arg> args) {
    for (Arg a : args) put(source(a));
  }

  void test(const core::Inst& i, BlockId yes, BlockId no) {
    auto args = fn_.args_of(i);
    if (yes == no) {
      go_to(yes);
      return;
    }
    if (i.op == COp::GetMapElement) {
      emit(Op::GetMapElements, {label(no), source(args[0]), Operand::num(1), source(args[1]), result(i)});
      go_to(yes);
      return;
    }
    if (i.op == COp::HasMapField) {
      emit(Op::HasMapFields, {label(no), source(args[0]), Operand::num(1), source(args[1])});
      go_to(yes);
      return;
    }
    if (i.op == COp::IsTaggedTuple) {
      emit(Op::IsTaggedTuple, {label(no), source(args[0]), Operand::num(i.aux), source(args[1])});
      go_to(yes);
      return;
    }
    const TestInfo& t = *test_info(i.op);
    bool invert = t.invertible && no == next_block_ && yes != next_block_;
    begin(invert ? t.inverse : t.instruction);
    put(label(invert ? yes : no));
    test_operands(i);
    if (!invert) go_to(yes);
  }

  // -- calls
  bool call(BlockId b, InstId at) {
    const core::Inst& i = fn_.insts[at];
    auto args = fn_.args_of(i);
    auto count = static_cast<uint32_t>(args.size());
    if (!core::has_flag(i.op, core::op_flag::Call)) return false;
    moves_to_x(args);
    clear_dead_slots(at);
    if (i.op == COp::Send || i.op == COp::BuildStacktrace) {
      begin(i.op == COp::Send ? Op::Send : Op::BuildStacktrace);
      after_call(i);
      return false;
    }
    bool tail = is_tail_call(fn_, b, at) || (!framed_ && is_final_call(fn_, at));
    Operand frame = Operand::num(u_.frame_size);
    switch (i.op) {
      case COp::Call: {
        Operand target = Operand::label(entry_label(i.aux));
        begin(!tail ? Op::Call : framed_ ? Op::CallLast : Op::CallOnly);
        put(Operand::num(count));
        put(target);
        break;
      }
      case COp::CallExt:
        begin(!tail ? Op::CallExt : framed_ ? Op::CallExtLast : Op::CallExtOnly);
        put(Operand::num(count));
        put(Operand::num(i.aux));
        break;
      case COp::CallFun:
        begin(!tail ? Op::CallFun : framed_ ? Op::CallFunLast : Op::CallFunOnly);
        put(Operand::num(count - 1));
        break;
      default:
        begin(!tail ? Op::Apply : framed_ ? Op::ApplyLast : Op::ApplyOnly);
        put(Operand::num(count - 2));
        break;
    }
    if (tail && framed_) put(frame);
    if (tail) return true;
    after_call(i);
    return false;
  }
  void clear_dead_slots(InstId at) {
    for (; next_dead_ < u_.dead_slots.size() && u_.dead_slots[next_dead_].first == at; ++next_dead_)
      emit(Op::Move, {Operand::nil(), Operand::y(u_.dead_slots[next_dead_].second)});
  }
  void after_call(const core::Inst& i) {
    if (i.result == kNone || u_.crosses[i.result] == 0) return;
    Operand to = home(i.result);
    if (to != Operand::x(0)) emit(Op::Move, {Operand::x(0), to});
  }

  // -- everything else inside blocks
  void operation(InstId at, Operand fail) {
    const core::Inst& i = fn_.insts[at];
    auto args = fn_.args_of(i);
    auto list_size = [&](uint32_t from, uint32_t item) { return Operand::num((i.arg_count - from) / item); };
    Operand live = Operand::num(u_.live_at[at]);
    if (Op op{}; arithmetic_op(i.op, op)) {
      begin(op);
      put(fail);
      put_sources(args);
      put(result(i));
      return;
    }
    switch (i.op) {
      case COp::Bif: {
        constexpr Op kBifs[] = {Op::Bif0, Op::Bif1, Op::Bif2, Op::Bif3};
        begin(kBifs[i.arg_count]);
        put(fail);
        put(Operand::num(i.aux));
        put_sources(args);
        put(result(i));
        break;
      }
      case COp::Cons:
        emit(Op::PutList, {source(args[0]), source(args[1]), result(i)});
        break;
      case COp::Tuple:
        emit(Op::PutTuple, {result(i), list_size(0, 1)});
        put_sources(args);
        break;
      case COp::UpdateTuple:
        emit(Op::UpdateTuple, {Operand::num(i.aux), source(args[0]), result(i), list_size(1, 2)});
        for (uint32_t n = 1; n < i.arg_count; n += 2) {
          put(Operand::num(static_cast<uint64_t>(u_.module.literals[args[n].literal()].value)));
          put(source(args[n + 1]));
        }
        break;
      case COp::MakeFun:
        emit(Op::MakeFun, {Operand::num(lambda_index_[i.aux]), result(i), list_size(0, 1)});
        put_sources(args);
        break;
      case COp::GetHd:
        emit(Op::GetHd, {source(args[0]), result(i)});
        break;
      case COp::GetTl:
        emit(Op::GetTl, {source(args[0]), result(i)});
        break;
      case COp::GetElement:
        emit(Op::GetTupleElement, {source(args[0]), Operand::num(i.aux), result(i)});
        break;
      case COp::PutMapAssoc:
      case COp::PutMapExact:
        emit(i.op == COp::PutMapAssoc ? Op::PutMapAssoc : Op::PutMapExact,
             {fail, source(args[0]), result(i), live, list_size(1, 2)});
        put_sources(args.subspan(1));
        break;
      case COp::BsCreate:
        emit(Op::BsCreate, {fail, result(i), live, list_size(0, 2)});
        for (uint32_t n = 0; n < i.arg_count; n += 2) {
          const core::Segment& s = fn_.segments[i.aux + n / 2];
          put(Operand::num(static_cast<uint64_t>(s.type)));
          put(Operand::num(s.unit));
          put(Operand::num(s.flags));
          put(source(args[n]));
          put(source(args[n + 1]));
        }
        break;
      case COp::Try:
      case COp::Catch:
        emit(i.op == COp::Try ? Op::Try : Op::Catch, {result(i), label(i.aux)});
        break;
      case COp::TryEnd:
        emit(Op::TryEnd, {source(args[0])});
        break;
      case COp::TryCase:
      case COp::CatchEnd:
        emit(i.op == COp::TryCase ? Op::TryCase : Op::CatchEnd, {source(args[0])});
        handler_params();
        break;
      case COp::RemoveMessage:
        begin(Op::RemoveMessage);
        break;
      case COp::Timeout:
        begin(Op::Timeout);
        break;
      case COp::RecvMark:
        emit(Op::RecvMark, {result(i)});
        break;
      case COp::RecvBind:
        emit(Op::RecvBind, {in_register(args[0]), source(args[1])});
        break;
      case COp::RecvUse:
        emit(Op::RecvUse, {source(args[0])});
        break;
      default:
        binary_operation(i, fail, live);
        break;
    }
  }

  // A handler's parameters arrive in x0...; those that live in the frame go there.
  void handler_params() {
    auto params = fn_.params_of(fn_.blocks[block_]);
    for (uint32_t n = 0; n < params.size(); ++n)
      if (u_.y_home[params[n]] != kNoRegister)
        emit(Op::Move, {Operand::x(n), Operand::y(u_.y_home[params[n]])});
  }

  void binary_operation(const core::Inst& i, Operand fail, Operand live) {
    auto args = fn_.args_of(i);
    auto context = [&] { return in_register(args[0]); };
    auto unit = [&] { return Operand::num(i.aux >> 8); };
    auto flags = [&] { return Operand::num(i.aux & 0xFF); };
    switch (i.op) {
      case COp::BsStartMatch:
        emit(Op::BsStartMatch, {fail, source(args[0]), live, result(i)});
        break;
      case COp::BsGetInteger:
      case COp::BsGetFloat:
      case COp::BsGetBinary: {
        Op op = i.op == COp::BsGetInteger ? Op::BsGetInteger
                : i.op == COp::BsGetFloat ? Op::BsGetFloat
                                          : Op::BsGetBinary;
        emit(op, {fail, context(), live, source(args[1]), unit(), flags(), result(i)});
        break;
      }
      case COp::BsSkip:
        emit(Op::BsSkip, {fail, context(), source(args[1]), unit()});
        break;
      case COp::BsGetUtf8:
        emit(Op::BsGetUtf8, {fail, context(), result(i)});
        break;
      case COp::BsGetUtf16:
        emit(Op::BsGetUtf16, {fail, context(), flags(), result(i)});
        break;
      case COp::BsGetUtf32:
        emit(Op::BsGetUtf32, {fail, context(), flags(), result(i)});
        break;
      case COp::BsTestTail:
        emit(Op::BsTestTail, {fail, context(), Operand::num(i.aux)});
        break;
      case COp::BsTestUnit:
        emit(Op::BsTestUnit, {fail, context(), Operand::num(i.aux)});
        break;
      case COp::BsMatchString:
        emit(Op::BsMatchString, {fail, context(), Operand::num(i.aux), source(args[1])});
        break;
      case COp::BsGetTail:
        emit(Op::BsGetTail, {context(), result(i), live});
        break;
      case COp::BsGetPosition:
        emit(Op::BsGetPosition, {context(), result(i)});
        break;
      case COp::BsSetPosition:
        emit(Op::BsSetPosition, {context(), source(args[1])});
        break;
      default:
        break;
    }
  }

  // -- ends of blocks
  void jump_arguments(const core::Inst& i, BlockId to) {
    if (i.arg_count == 0) return;
    auto args = fn_.args_of(i);
    const core::Block& target = fn_.blocks[to];
    auto params = fn_.params_of(target);
    bool to_x = fn_.insts[target.first].op == COp::CatchEnd;
    MoveList moves;
    for (uint32_t n = 0; n < args.size(); ++n) {
      ValueId p = params[n];
      if (u_.x_home[p] == kNoRegister && u_.y_home[p] == kNoRegister) continue;
      moves.add(source(args[n]), to_x ? Operand::x(n) : home(p));
    }
    flush(moves);
  }

  void error_end(const core::Inst& i, Op op) {
    begin(op);
    put_sources(fn_.args_of(i));
  }

  void ending(BlockId b, InstId at) {
    const core::Inst& i = fn_.insts[at];
    auto args = fn_.args_of(i);
    auto succs = fn_.succs_of(fn_.blocks[b]);
    switch (i.op) {
      case COp::Jump:
        jump_arguments(i, succs[0]);
        go_to(succs[0]);
        break;
      case COp::Switch:
      case COp::SwitchArity:
        select_value(i, succs);
        break;
      case COp::Return:
        moves_to_x(args);
        drop_frame();
        begin(Op::Return);
        break;
      case COp::FuncClause:
        moves_to_x(args);
        drop_frame();
        emit(Op::Jump, {Operand::label(info_label(self_))});
        break;
      case COp::Badmatch:
        error_end(i, Op::Badmatch);
        break;
      case COp::CaseEnd:
        error_end(i, Op::CaseEnd);
        break;
      case COp::TryCaseEnd:
        error_end(i, Op::TryCaseEnd);
        break;
      case COp::Badrecord:
        error_end(i, Op::Badrecord);
        break;
      case COp::IfEnd:
        begin(Op::IfEnd);
        break;
      case COp::RawRaise:
        moves_to_x(args);
        begin(Op::RawRaise);
        break;
      case COp::Unreachable:
        begin(Op::IfEnd);
        break;  // control does not come here; the code must end all the same
      case COp::LoopRec:
        emit(Op::LoopRec, {label(succs[1]), result(i)});
        go_to(succs[0]);
        break;
      case COp::LoopRecEnd:
        emit(Op::LoopRecEnd, {label(succs[0])});
        break;
      case COp::Wait:
        clear_dead_slots(at);
        emit(Op::Wait, {label(succs[0])});
        break;
      case COp::WaitTimeout:
        clear_dead_slots(at);
        emit(Op::WaitTimeout, {label(succs[1]), source(args[0])});
        go_to(succs[0]);
        break;
      default:
        break;
    }
  }

  void select_value(const core::Inst& i, std::span<const BlockId> succs) {
    auto args = fn_.args_of(i);
    bool is_arity = i.op == COp::SwitchArity;
    if (args.size() == 2) {
      if (is_arity) {
        emit(Op::IsTupleOfArity,
             {label(succs[0]), source(args[0]),
              Operand::num(static_cast<uint64_t>(u_.module.literals[args[1].literal()].value))});
      } else {
        emit(Op::IsEqExact, {label(succs[0]), source(args[0]), source(args[1])});
      }
      go_to(succs[1]);
      return;
    }
    emit(is_arity ? Op::SelectTupleArity : Op::SelectVal,
         {source(args[0]), label(succs[0]), Operand::num(args.size() - 1)});
    for (uint32_t n = 1; n < args.size(); ++n) {
      put(is_arity ? Operand::num(static_cast<uint64_t>(u_.module.literals[args[n].literal()].value))
                   : source(args[n]));
      put(label(succs[n]));
    }
  }

  CodeUnit& u_;
  core::Function& fn_;
  std::span<const uint32_t> lambda_index_;
  uint32_t self_;
  bool framed_ = false;
  BlockId block_ = 0;
  BlockId next_block_ = kNone;
  uint32_t current_line_ = 0;
  size_t next_nil_ = 0, next_allocate_nil_ = 0, next_dead_ = 0;
};

}  // namespace

void select_instructions(CodeUnit& unit, std::span<const uint32_t> lambda_index, uint32_t self) {
  Selector(unit, lambda_index, self).run();
}

}  // namespace beamlet::codegen
