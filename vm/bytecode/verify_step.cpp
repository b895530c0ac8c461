#include "vm/bytecode/verify_step.hpp"

#include "vm/base/limits.hpp"

namespace beamlet::verify {

namespace {

// Tags of the external term format (OTP, "External Term Format") that the verifier must know.
constexpr uint8_t kSmallTuple = 104, kLargeTuple = 105, kString = 107, kList = 108, kBinary = 109,
                  kBitBinary = 77, kMap = 116;

uint64_t big_endian(std::string_view bytes, size_t at, size_t n) {
  uint64_t v = 0;
  for (size_t i = 0; i < n && at + i < bytes.size(); ++i) v = v << 8 | static_cast<uint8_t>(bytes[at + i]);
  return v;
}

// More than any compiler reserves at once, and small enough that sums cannot overflow.
constexpr uint64_t kMaxReserve = uint64_t{1} << 28;

}  // namespace

Value literal_value(std::string_view bytes) {
  using K = Value::Kind;
  if (bytes.size() < 2) return {K::Any, 0, 0};
  switch (static_cast<uint8_t>(bytes[1])) {
    case kSmallTuple:
      return {K::Tuple, static_cast<uint32_t>(big_endian(bytes, 2, 1)), 0};
    case kLargeTuple:
      return {K::Tuple, static_cast<uint32_t>(big_endian(bytes, 2, 4)), 0};
    case kString:
    case kList:
      return {K::Cons, 0, 0};
    case kMap:
      return {K::Map, 0, 0};
    default:
      return {K::Any, 0, 0};
  }
}

uint64_t literal_bits(std::string_view bytes) {
  if (bytes.size() < 6) return 0;
  auto tag = static_cast<uint8_t>(bytes[1]);
  uint64_t size = big_endian(bytes, 2, 4);
  if (tag == kBinary) return size * 8;
  if (tag != kBitBinary || size == 0 || bytes.size() < 7) return 0;
  return (size - 1) * 8 + static_cast<uint8_t>(bytes[6]);
}

bool Step::valid(const Operand& o) {
  auto v = static_cast<uint64_t>(o.value);
  switch (o.kind) {
    case Operand::Kind::X:
      return v < limits::kXRegisters || fail("an x register beyond the last");
    case Operand::Kind::Y:
      return (state_.has_frame && v < state_.y.size()) || fail("a y register outside the frame");
    case Operand::Kind::Atom:
      return v < image_.atoms.size() || fail("an atom outside the atom table");
    case Operand::Kind::Lit:
      return v < image_.literals.size() || fail("a literal outside the literal table");
    default:
      return true;
  }
}

Value Step::value_of(const Operand& o) const {
  switch (o.kind) {
    case Operand::Kind::X:
      return state_.x_at(static_cast<size_t>(o.value));
    case Operand::Kind::Y:
      return state_.y[static_cast<size_t>(o.value)];
    case Operand::Kind::Lit:
      return literal_value(image_.literals[static_cast<size_t>(o.value)]);
    default:
      return {K::Any, 0, 0};
  }
}

bool Step::read_term(const Operand& o) {
  if (!valid(o)) return false;
  Value v = value_of(o);
  if (v.is_term()) return true;
  return fail(v.may_be_context() ? "a match context used as a term"
                                 : "a register is read that may hold no term");
}

bool Step::read_set(const Operand& o) {
  if (!valid(o)) return false;
  Value v = value_of(o);
  return v.is_term() || v.may_be_context() || fail("a register is read that may hold no term");
}

bool Step::read_terms(std::initializer_list<int> operands) {
  for (int i : operands)
    if (!read_term(o_[i])) return false;
  return true;
}

bool Step::write(const Operand& o, Value value) {
  if (!valid(o)) return false;
  auto n = static_cast<size_t>(o.value);
  if (o.kind == Operand::Kind::Y) {
    if (state_.y[n].is_catch()) return fail("a catch tag is overwritten");
    state_.y[n] = value;
    return true;
  }
  if (n >= state_.x.size()) state_.x.resize(n + 1);
  state_.x[n] = value;
  return true;
}

// A test told what the register holds; its copies hold the same.
void Step::refine(const Operand& o, K kind, uint32_t detail) {
  if (!o.is_register()) return;
  uint64_t id = value_of(o).id;
  auto apply = [&](std::vector<Value>& bank) {
    for (Value& v : bank)
      if (v.id == id && v.kind != K::Unset && !v.is_catch()) {
        v.detail = v.kind == kind ? std::max(v.detail, detail) : detail;
        v.kind = kind;
      }
  };
  if (id != 0) {
    apply(state_.x);
    apply(state_.y);
  }
}

bool Step::arguments(uint64_t count, bool contexts_allowed) {
  if (count > limits::kMaxArity + 2) return fail("too many arguments");
  for (uint64_t i = 0; i < count; ++i) {
    Operand x = Operand::x(static_cast<uint32_t>(i));
    if (!(contexts_allowed ? read_set(x) : read_term(x))) return false;
  }
  return true;
}

bool Step::live(uint64_t count) {
  if (count > limits::kXRegisters) return fail("too many live registers");
  for (uint64_t i = 0; i < count; ++i)
    if (!read_set(Operand::x(static_cast<uint32_t>(i)))) return false;
  state_.kill_x_from(count);
  state_.reserved = 0;
  return true;
}

bool Step::reserve(uint64_t words) {
  if (words > state_.reserved) return fail("more words are built than were reserved");
  state_.reserved -= words;
  return true;
}

bool Step::may_fail(const Operand& label) { return label.value == 0 ? may_raise() : branch(label); }

// An exception leads to the innermost handler of this frame, or out of the function.
bool Step::may_raise() {
  return !state_.in_message || fail("an instruction that may raise while a message is being matched");
}

bool Step::import(const Operand& index, uint64_t arity) {
  auto i = static_cast<uint64_t>(index.value);
  if (i >= image_.imports.size()) return fail("an import outside the import table");
  return image_.imports[i].arity == arity || fail("an import of another arity");
}

bool Step::drop_frame(uint64_t slots) {
  if (!state_.has_frame || state_.y.size() != slots) return fail("a frame of another size is dropped");
  if (state_.innermost_catch() >= 0) return fail("a frame is dropped with a catch in force");
  state_.has_frame = false;
  state_.y.clear();
  return true;
}

void Step::after_call() {
  state_.kill_x_from(0);
  state_.reserved = 0;
  state_.x.push_back({K::Any, 0, fresh_id()});
}

bool Step::context(const Operand& o) {
  return valid(o) && (value_of(o).kind == K::Context || fail("a register that holds no match context"));
}

bool Step::local_call(uint64_t arity, const Operand& label) {
  auto found = code_.entry_to_function.find(static_cast<uint32_t>(label.value));
  if (found == code_.entry_to_function.end() || code_.functions[found->second].arity != arity)
    return fail("a call of a label that is no function of this arity");
  if (!arguments(arity, true)) return false;
  Function& callee = code_.functions[found->second];
  for (size_t i = 0; i < arity; ++i) {
    if (!state_.x_at(i).may_be_context() || callee.context_arguments[i]) continue;
    callee.context_arguments.set(i);
    if (callee.queued) continue;
    callee.queued = true;
    code_.to_verify.push_back(found->second);
  }
  return true;
}

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
      for (const Operand& o : list())
        if (!read_term(o)) return false;
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
    case Op::UpdateTuple: {
      if (!read_term(o_[1])) return false;
      if (value_of(o_[1]).kind != K::Tuple || value_of(o_[1]).detail < num(0))
        return fail("a register that is not known to hold a tuple of that size");
      for (size_t i = 0; i < list().size(); i += 2)
        if (static_cast<uint64_t>(list()[i].value) >= num(0))
          return fail("an element outside the tuple");
        else if (!read_term(list()[i + 1]))
          return false;
      return reserve(1 + num(0)) && write(o_[2], {K::Tuple, static_cast<uint32_t>(num(0)), fresh_id()});
    }
    default: {  // MakeFun
      if (num(0) >= image_.lambdas.size()) return fail("a fun outside the table");
      if (list().size() != image_.lambdas[num(0)].free) return fail("another number of free variables");
      for (const Operand& o : list())
        if (!read_term(o)) return false;
      return reserve(kFunHeaderWords + list().size()) && write_term(o_[1]);
    }
  }
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
  for (const Operand& o : list())
    if (!read_term(o)) return false;
  if (!live(num(3)) || !may_fail(o_[0])) return false;
  return write(o_[2], {K::Map, 0, fresh_id()});
}

bool Step::binary_family(Op op) {
  constexpr uint64_t kMaxUnit = 256, kFlags = 8;
  switch (op) {
    case Op::BsCreate: {
      for (size_t i = 0; i < list().size(); i += 5) {
        std::span<const Operand> segment = list().subspan(i, 5);
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
      return live(num(2)) && may_fail(o_[0]) && write_term(o_[1]);
    }
    case Op::BsStartMatch:
      if (!read_set(o_[1]) || !live(num(2))) return false;
      if (o_[0].value == 0) return fail("a match without a way out");
      {  // what is no bitstring is no context either
        State before = state_;
        if (value_of(o_[1]).kind == K::AnyOrContext) refine(o_[1], K::Any, 0);
        if (!branch(o_[0])) return false;
        state_ = std::move(before);
      }
      return write(o_[3], {K::Context, 0, fresh_id()});
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

bool Step::run() {
  // An exception here would find the innermost tag of the frame: its handler must cope with the registers as they are now.
  int tag = state_.innermost_catch();
  Op op = code_.instructions[at_].op;
  if (tag >= 0 && !state_.in_message) {
    State caught = state_;
    caught.x.assign(3, {K::Any, 0, 0});
    caught.reserved = 0;
    if (!edges_.reach(at_, state_.y[static_cast<size_t>(tag)].detail, caught)) return false;
  }
  if (op == Op::FuncInfo)
    return arguments(num(2), true) && (!state_.has_frame || fail("the frame is not dropped"));
  if (op <= Op::Return || op == Op::Send) {
    if (op == Op::Send) {
      if (!state_.has_frame) return fail("a call without a frame");
      if (!arguments(2, false) || !may_raise()) return false;
      after_call();
      return true;
    }
    return call_family(op);
  }
  if (op <= Op::TestHeap) return frame_family(op);
  if (op <= Op::MakeFun) return data_family(op);
  if (op <= Op::SelectTupleArity) return control_family(op);
  if (op <= Op::IsNeExact) return test_family(op);
  if (op <= Op::Bif3) return arithmetic_family(op);
  if (op <= Op::PutMapExact) return map_family(op);
  if (op <= Op::BsSetPosition) return binary_family(op);
  if (op <= Op::Badrecord) return exception_family(op);
  return message_family(op);
}

}  // namespace beamlet::verify
