// What each family of opcodes asks of its operands, and what holds after it.
#include "vm/base/limits.hpp"
#include "vm/bytecode/verify_step.hpp"

namespace beamlet::verify {

namespace {

// More than any compiler reserves at once, and small enough that sums cannot overflow.
constexpr uint64_t kMaxReserve = uint64_t{1} << 28;

// Of binary segments.
constexpr uint64_t kMaxUnit = 256, kFlags = 8;

}  // namespace

bool Step::call_family(Op op) {
  if (!may_raise()) return false;
  switch (op) {
    case Op::Call:
    case Op::CallLast:
    case Op::CallOnly:
      if (!local_call(num(0), o_[1])) return false;
      break;
    case Op::CallExt:
    case Op::CallExtLast:
    case Op::CallExtOnly:
      if (!import(o_[1], num(0)) || !arguments(num(0), false)) return false;
      break;
    case Op::CallFun:
    case Op::CallFunLast:
    case Op::CallFunOnly:
      if (num(0) > limits::kMaxArity) return fail("too many arguments");
      if (!arguments(num(0) + 1, false)) return false;
      break;
    case Op::Apply:
    case Op::ApplyLast:
    case Op::ApplyOnly:
      if (num(0) > limits::kMaxArity) return fail("too many arguments");
      if (!arguments(num(0) + 2, false)) return false;
      break;
    case Op::Send:
      if (!arguments(2, false)) return false;
      break;
    default:
      break;
  }
  switch (op) {
    case Op::CallLast:
    case Op::CallExtLast:
      return drop_frame(num(2));
    case Op::CallFunLast:
    case Op::ApplyLast:
      return drop_frame(num(1));
    case Op::CallOnly:
    case Op::CallExtOnly:
    case Op::CallFunOnly:
    case Op::ApplyOnly:
      return !state_.has_frame || fail("the frame is not dropped");
    case Op::Return:
      return state_.has_frame ? fail("the frame is not dropped") : read_term(Operand::x(0));
    default:
      if (!state_.has_frame) return fail("a call without a frame");
      after_call();
      return true;
  }
}

bool Step::frame_family(Op op) {
  switch (op) {
    case Op::Allocate:
    case Op::AllocateHeap: {
      bool with_heap = op == Op::AllocateHeap;
      if (state_.has_frame) return fail("a second frame");
      if (num(0) > limits::kMaxFrame || (with_heap && num(1) > kMaxReserve)) return fail("too many words");
      if (!live(num(with_heap ? 2 : 1))) return false;
      state_.has_frame = true;
      state_.y.assign(num(0), {K::Any, 0, fresh_id()});
      state_.reserved = with_heap ? num(1) : 0;
      return true;
    }
    case Op::Deallocate:
      return drop_frame(num(0));
    default:  // TestHeap
      if (num(0) > kMaxReserve) return fail("too many words");
      if (!live(num(1))) return false;
      state_.reserved = num(0);
      return true;
  }
}

bool Step::data_family(Op op) {
  switch (op) {
    case Op::Move:
      return read_set(o_[0]) && write(o_[1], value_of(o_[0]));
    case Op::Swap: {
      if (!read_set(o_[0]) || !read_set(o_[1])) return false;
      Value first = value_of(o_[0]);
      return write(o_[0], value_of(o_[1])) && write(o_[1], first);
    }
    case Op::PutList:
      return read_terms({0, 1}) && reserve(2) && write(o_[2], {K::Cons, 0, fresh_id()});
    case Op::PutTuple: {
      if (!read_list()) return false;
      auto n = static_cast<uint32_t>(list().size());
      return reserve(1 + uint64_t{n}) && write(o_[0], {K::Tuple, n, fresh_id()});
    }
    case Op::GetList:
    case Op::GetHd:
    case Op::GetTl:
      if (!read_term(o_[0])) return false;
      if (value_of(o_[0]).kind != K::Cons) return fail("a register that is not known to hold a cons cell");
      return write_term(o_[1]) && (op != Op::GetList || write_term(o_[2]));
    case Op::GetTupleElement:
      if (!read_term(o_[0])) return false;
      if (value_of(o_[0]).kind != K::Tuple || value_of(o_[0]).detail <= num(1))
        return fail("a register that is not known to hold a tuple of that size");
      return write_term(o_[2]);
    case Op::UpdateTuple:
      return update_tuple();
    default:
      return make_fun();
  }
}

bool Step::update_tuple() {
  if (!read_term(o_[1])) return false;
  if (value_of(o_[1]).kind != K::Tuple || value_of(o_[1]).detail < num(0))
    return fail("a register that is not known to hold a tuple of that size");
  for (size_t i = 0; i < list().size(); i += 2) {
    if (static_cast<uint64_t>(list()[i].value) >= num(0)) return fail("an element outside the tuple");
    if (!read_term(list()[i + 1])) return false;
  }
  return reserve(1 + num(0)) && write(o_[2], {K::Tuple, static_cast<uint32_t>(num(0)), fresh_id()});
}

bool Step::make_fun() {
  if (num(0) >= image_.lambdas.size()) return fail("a fun outside the table");
  if (list().size() != image_.lambdas[num(0)].free) return fail("another number of free variables");
  return read_list() && reserve(kFunHeaderWords + list().size()) && write_term(o_[1]);
}

bool Step::control_family(Op op) {
  if (op == Op::Jump) return branch(o_[0]);
  if (!read_set(o_[0])) return false;
  if (o_[1].value == 0) return fail("a selection without a default");
  for (size_t i = 0; i < list().size(); i += 2) {
    const Operand& key = list()[i];
    if (op == Op::SelectVal) {
      if (!valid(key)) return false;
      if (key.kind != list()[0].kind || (key.kind != Operand::Kind::Atom && key.kind != Operand::Kind::Int))
        return fail("a selection among mixed constants");
      if (!branch(list()[i + 1])) return false;
      continue;
    }
    State before = state_;
    refine(o_[0], K::Tuple, static_cast<uint32_t>(key.value));
    bool reached = branch(list()[i + 1]);
    state_ = std::move(before);
    if (!reached) return false;
  }
  return branch(o_[1]);
}

// A list that is not [] is a cons cell: where IsEqExact branches to, and behind IsNeExact.
bool Step::test_nil(Op op, const Operand& list) {
  if (value_of(list).kind != K::List) return branch(o_[0]);
  if (op == Op::IsNeExact) {
    if (!branch(o_[0])) return false;
    refine(list, K::Cons, 0);
    return true;
  }
  State before = state_;
  refine(list, K::Cons, 0);
  bool reached = branch(o_[0]);
  state_ = std::move(before);
  return reached;
}

bool Step::test_family(Op op) {
  if ((op == Op::IsEqExact || op == Op::IsNeExact) && o_[2].kind == Operand::Kind::Nil)
    return read_terms({1, 2}) && test_nil(op, o_[1]);
  if (op >= Op::IsLt && op <= Op::IsNeExact) return read_terms({1, 2}) && branch(o_[0]);
  if (op == Op::IsFunction2) return read_terms({1, 2}) && branch(o_[0]);
  if (!read_set(o_[1]) || !branch(o_[0])) return false;
  switch (op) {
    case Op::TestArity:
      if (value_of(o_[1]).kind != K::Tuple) return fail("a register that is not known to hold a tuple");
      [[fallthrough]];
    case Op::IsTupleOfArity:
      refine(o_[1], K::Tuple, static_cast<uint32_t>(num(2)));
      return true;
    case Op::IsTaggedTuple:
      if (!valid(o_[3])) return false;
      refine(o_[1], K::Tuple, static_cast<uint32_t>(num(2)));
      return true;
    case Op::IsTuple:
      if (value_of(o_[1]).kind != K::Tuple) refine(o_[1], K::Tuple, 0);
      return true;
    case Op::IsNonemptyList:
      refine(o_[1], K::Cons, 0);
      return true;
    case Op::IsMap:
      refine(o_[1], K::Map, 0);
      return true;
    case Op::IsList:
      if (!value_of(o_[1]).is_list()) refine(o_[1], K::List, 0);
      return true;
    default:
      if (value_of(o_[1]).kind == K::AnyOrContext) refine(o_[1], K::Any, 0);
      return true;
  }
}

bool Step::arithmetic_family(Op op) {
  state_.reserved = 0;  // results may have taken the words
  switch (op) {
    case Op::Bnot:
    case Op::Neg:
      return read_term(o_[1]) && may_fail(o_[0]) && write_term(o_[2]);
    case Op::Bif0:
      return import(o_[1], 0) && may_fail(o_[0]) && write_term(o_[2]);
    case Op::Bif1:
      return import(o_[1], 1) && read_term(o_[2]) && may_fail(o_[0]) && write_term(o_[3]);
    case Op::Bif2:
      return import(o_[1], 2) && read_terms({2, 3}) && may_fail(o_[0]) && write_term(o_[4]);
    case Op::Bif3:
      return import(o_[1], 3) && read_terms({2, 3, 4}) && may_fail(o_[0]) && write_term(o_[5]);
    default:
      return read_terms({1, 2}) && may_fail(o_[0]) && write_term(o_[3]);
  }
}

bool Step::map_family(Op op) {
  if (!read_term(o_[1])) return false;
  if (op == Op::GetMapElements || op == Op::HasMapFields) {
    if (value_of(o_[1]).kind != K::Map) return fail("a register that is not known to hold a map");
    size_t step = op == Op::GetMapElements ? 2 : 1;
    for (size_t i = 0; i < list().size(); i += step)
      if (!read_term(list()[i])) return false;
    if (!branch(o_[0])) return false;
    for (size_t i = 1; step == 2 && i < list().size(); i += 2)
      if (!write_term(list()[i])) return false;
    return true;
  }
  if (!read_list() || !live(num(3)) || !may_fail(o_[0])) return false;
  return write(o_[2], {K::Map, 0, fresh_id()});
}

// The segments of a BsCreate: [type, unit, flags, value, size] each.
bool Step::segments() {
  constexpr size_t kFields = 5;
  for (size_t i = 0; i < list().size(); i += kFields) {
    std::span<const Operand> segment = list().subspan(i, kFields);
    auto type = static_cast<uint64_t>(segment[0].value);
    if (type > static_cast<uint64_t>(BsType::StringLiteral) ||
        static_cast<uint64_t>(segment[1].value) > kMaxUnit ||
        static_cast<uint64_t>(segment[2].value) >= kFlags)
      return fail("a segment of unknown type, unit or flags");
    if (!read_term(segment[3]) || !read_term(segment[4])) return false;
    if (type == static_cast<uint64_t>(BsType::StringLiteral) &&
        (segment[3].kind != Operand::Kind::Lit ||
         literal_bits(image_.literals[static_cast<size_t>(segment[3].value)]) == 0))
      return fail("a string segment without its bytes");
  }
  return true;
}

bool Step::start_match() {
  if (!read_set(o_[1]) || !live(num(2))) return false;
  if (o_[0].value == 0) return fail("a match without a way out");
  // On the way out: what is no bitstring is no context either.
  State before = state_;
  if (value_of(o_[1]).kind == K::AnyOrContext) refine(o_[1], K::Any, 0);
  if (!branch(o_[0])) return false;
  state_ = std::move(before);
  return write(o_[3], {K::Context, 0, fresh_id()});
}

bool Step::binary_family(Op op) {
  switch (op) {
    case Op::BsCreate:
      return segments() && live(num(2)) && may_fail(o_[0]) && write_term(o_[1]);
    case Op::BsStartMatch:
      return start_match();
    case Op::BsGetInteger:
    case Op::BsGetFloat:
    case Op::BsGetBinary:
      if (num(4) > kMaxUnit || num(5) >= kFlags) return fail("an unknown unit or flag");
      if (!context(o_[1]) || !read_term(o_[3]) || !live(num(2)) || !context(o_[1])) return false;
      return branch(o_[0]) && write_term(o_[6]);
    case Op::BsSkip:
      return context(o_[1]) && read_term(o_[2]) && branch(o_[0]);
    case Op::BsGetUtf8:
      return context(o_[1]) && branch(o_[0]) && write_term(o_[2]);
    case Op::BsGetUtf16:
    case Op::BsGetUtf32:
      return (num(2) < kFlags || fail("an unknown flag")) && context(o_[1]) && branch(o_[0]) &&
             write_term(o_[3]);
    case Op::BsTestTail:
      return context(o_[1]) && branch(o_[0]);
    case Op::BsTestUnit:
      return (num(2) != 0 || fail("a unit of 0 bits")) && context(o_[1]) && branch(o_[0]);
    case Op::BsMatchString:
      if (!context(o_[1]) || !valid(o_[3])) return false;
      if (o_[3].kind != Operand::Kind::Lit ||
          literal_bits(image_.literals[static_cast<size_t>(o_[3].value)]) < num(2))
        return fail("fewer literal bits than are to be matched");
      return branch(o_[0]);
    case Op::BsGetTail:
      return context(o_[0]) && live(num(2)) && context(o_[0]) && write_term(o_[1]);
    case Op::BsGetPosition:
      return context(o_[0]) && write_term(o_[1]);
    default:
      return context(o_[0]) && read_term(o_[1]);  // BsSetPosition
  }
}

// The label of a Catch or Try must lead to its own other end.
bool Step::handler(uint32_t label, Op expected, int64_t y) {
  size_t i = label < code_.label_to_instruction.size() ? code_.label_to_instruction[label] : kNoInstruction;
  while (i != kNoInstruction && i < code_.instructions.size() &&
         (code_.instructions[i].op == Op::Label || code_.instructions[i].op == Op::Line))
    ++i;
  return (i != kNoInstruction && i < code_.instructions.size() && code_.instructions[i].op == expected &&
          code_.operands(i)[0].value == y) ||
         fail("a catch whose label does not lead to its end");
}

bool Step::exception_family(Op op) {
  switch (op) {
    case Op::Catch:
    case Op::Try: {
      if (!valid(o_[0])) return false;
      int inner = state_.innermost_catch();
      if (inner >= 0 && inner <= o_[0].value) return fail("a catch tag above an outer one");
      if (!handler(static_cast<uint32_t>(o_[1].value), op == Op::Catch ? Op::CatchEnd : Op::TryCase,
                   o_[0].value))
        return false;
      state_.y[num(0)] = {K::CatchTag, static_cast<uint32_t>(o_[1].value), 0};
      return true;
    }
    case Op::CatchEnd:
    case Op::TryEnd:
    case Op::TryCase:
      if (!valid(o_[0])) return false;
      if (!state_.y[num(0)].is_catch()) return fail("the end of a catch that is not in force");
      if (op == Op::CatchEnd && !read_term(Operand::x(0))) return false;
      state_.y[num(0)] = {K::Any, 0, fresh_id()};
      if (op == Op::CatchEnd) after_call();
      if (op ==
          Op::TryCase)  // class, reason and trace are three values: what a test learns of one holds for it alone
        for (Value& v : state_.x) v.id = fresh_id();
      return true;
    case Op::RawRaise:
      return may_raise() && read_term(Operand::x(0)) && read_term(Operand::x(1)) && read_term(Operand::x(2));
    case Op::BuildStacktrace:
      state_.reserved = 0;
      return read_term(Operand::x(0)) && write_term(Operand::x(0));
    case Op::IfEnd:
      return may_raise();
    default:
      return may_raise() && read_term(o_[0]);  // Badmatch, CaseEnd, TryCaseEnd, Badrecord
  }
}

bool Step::message_family(Op op) {
  switch (op) {
    case Op::LoopRec:
      if (state_.in_message) return fail("a message is taken while another is being matched");
      if (!branch(o_[0])) return false;
      state_.in_message = true;
      state_.reserved = 0;
      return write_term(o_[1]);
    case Op::RemoveMessage:
      if (!state_.in_message) return fail("no message is being matched");
      state_.in_message = false;
      return true;
    case Op::LoopRecEnd:
      if (!state_.in_message) return fail("no message is being matched");
      state_.in_message = false;
      return branch(o_[0]);
    case Op::Wait:
    case Op::WaitTimeout:
      if (state_.in_message) return fail("a process sleeps while a message is being matched");
      if (op == Op::WaitTimeout && (!read_term(o_[1]) || !may_raise())) return false;
      state_.kill_x_from(0);
      state_.reserved = 0;
      return branch(o_[0]);
    case Op::Timeout:
      return true;
    case Op::RecvMark:
      return write_term(o_[0]);
    case Op::RecvBind:
      return read_terms({0, 1});
    default:
      return read_term(o_[0]);  // RecvUse
  }
}

}  // namespace beamlet::verify
