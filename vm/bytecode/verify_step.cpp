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

bool Step::read_list() {
  for (const Operand& o : list())
    if (!read_term(o)) return false;
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
  if (op <= Op::Return || op == Op::Send) return call_family(op);
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
