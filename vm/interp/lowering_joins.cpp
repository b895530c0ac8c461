// Instructions that often stand together become one.
#include "vm/interp/handlers.hpp"
#include "vm/interp/lowering_impl.hpp"

namespace beamlet {

namespace {

bool is_register_move(const Instruction& i) {
  return i.operands[0].is_register() && i.operands[0] != i.operands[1];
}

}  // namespace

size_t Lowering::join_moves(size_t n) {
  const std::vector<Operand>& a = code_[n].operands;
  if (!is_register_move(code_[n])) return 0;
  size_t next = following(n);
  if ((is(next, Op::Call) || is(next, Op::CallOnly)) && a[1].kind == Kind::X) {
    take_lines(n, next);
    const CallHandlers& h = kCalls;
    emit_.begin((code_[next].op == Op::Call ? h.move_call : h.move_call_only)[src(a[0])], number(a[0]),
                number(a[1]));
    emit_.target(label(code_[next].operands[1]));
    return next - n + 1;
  }
  if (!is(next, Op::Move) || !is_register_move(code_[next])) return 0;
  // A move in front of a call is better joined with that.
  size_t after = following(next);
  if ((is(after, Op::Call) || is(after, Op::CallOnly)) && code_[next].operands[1].kind == Kind::X) return 0;
  const std::vector<Operand>& b = code_[next].operands;
  take_lines(n, next);
  emit_.begin(kMove2[src(a[0])][dst(a[1])][src(b[0])][dst(b[1])], number(a[0]), number(a[1]));
  emit_.fields(number(b[0]), number(b[1]));
  return next - n + 1;
}

size_t Lowering::join_allocate(size_t n) {
  auto into_frame = [&](size_t k) {
    return is(k, Op::Move) && code_[k].operands[0].kind == Kind::X && code_[k].operands[1].kind == Kind::Y;
  };
  size_t first = following(n);
  if (!into_frame(first)) return 0;
  size_t second = following(first);
  bool two = into_frame(second);
  size_t last = two ? second : first;
  take_lines(n, last);
  const std::vector<Operand>& o = code_[n].operands;
  emit_.begin(kAllocateMove[two ? 1 : 0][stress()], static_cast<uint64_t>(o[0].value),
              static_cast<uint64_t>(o[1].value));
  emit_.word(0);
  const std::vector<Operand>& a = code_[first].operands;
  Word moves = number(a[0]) | number(a[1]) << 16;
  if (two) moves |= number(code_[second].operands[0]) << 32 | number(code_[second].operands[1]) << 48;
  emit_.word(moves);
  return last - n + 1;
}

size_t Lowering::join(size_t n) {
  switch (code_[n].op) {
    case Op::BsStartMatch:
      continue_match(n);
      return 0;
    case Op::Move:
      return join_moves(n);
    case Op::Allocate:
      return join_allocate(n);
    case Op::GetTupleElement: {
      size_t next = following(n);
      if (!is(next, Op::GetTupleElement)) return 0;
      const std::vector<Operand>& a = code_[n].operands;
      const std::vector<Operand>& b = code_[next].operands;
      bool fits =
          a[0].is_register() && a[0] == b[0] && a[2] != a[0] && a[1].value <= 0xFFFF && b[1].value <= 0xFFFF;
      if (!fits) return 0;
      take_lines(n, next);
      emit_.begin(kGetTwoElements[src(a[0])][dst(a[2])][dst(b[2])], number(a[0]), number(a[2]));
      emit_.word(static_cast<Word>(a[1].value) | static_cast<Word>(b[1].value) << 16 | number(b[2]) << 32);
      return next - n + 1;
    }
    default:
      return 0;
  }
}

}  // namespace beamlet
