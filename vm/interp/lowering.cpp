#include "vm/interp/lowering.hpp"

#include <algorithm>
#include <bit>

#include "vm/bif/bif.hpp"
#include "vm/interp/code_emitter.hpp"
#include "vm/interp/handlers.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/boxed.hpp"

namespace beamlet {

namespace {

using Kind = Operand::Kind;

constexpr int src(Operand o) { return o.kind == Kind::X ? 0 : o.kind == Kind::Y ? 1 : 2; }
constexpr int dst(Operand o) { return o.kind == Kind::X ? 0 : 1; }
constexpr uint64_t number(Operand o) { return o.is_register() ? static_cast<uint64_t>(o.value) : 0; }
constexpr uint32_t label(Operand o) { return static_cast<uint32_t>(o.value); }

// The bits of a field of constant size, or -1.
int64_t constant_bits(Operand size, Operand unit) {
  constexpr int64_t kMost = 1 << 20;
  if (size.kind != Kind::Int || size.value < 0 || size.value > kMost || unit.value > kMost) return -1;
  return size.value * unit.value;
}

// Segments [type, unit, flags, value, size] of a BsCreate: a bitstring appended to, then integers of 8 to 64 bits, whole bytes.
bool appends_integers(std::span<const Operand> segments) {
  constexpr size_t kFields = 5;
  if (segments.size() < 2 * kFields) return false;
  auto type = static_cast<BsType>(segments[0].value);
  if ((type != BsType::Append && type != BsType::PrivateAppend) || segments[1].value != 1 ||
      segments[4].kind != Kind::Atom)
    return false;
  for (size_t n = kFields; n < segments.size(); n += kFields) {
    int64_t bits = constant_bits(segments[n + 4], segments[n + 1]);
    if (static_cast<BsType>(segments[n].value) != BsType::Integer || bits < 8 || bits > 64 || bits % 8 != 0)
      return false;
  }
  return true;
}

class Lowering {
 public:
  Lowering(const ModuleImage& image, const ResolvedTables& tables, LoweringOptions options)
      : image_(image), options_(options), emit_(tables, image.label_count) {}

  [[nodiscard]] Result<LoweredCode, std::string> run();

 private:
  [[nodiscard]] bool decode();
  void instruction(const Instruction& i, const Instruction* next);
  // Lowers the instructions from code_[n] on as one; returns how many (line marks between them included), 0 when nothing fits.
  [[nodiscard]] size_t join(size_t n);
  [[nodiscard]] size_t join_moves(size_t n);
  [[nodiscard]] size_t join_allocate(size_t n);
  void continue_match(size_t n);
  // The next instruction behind code_[n] that is no line mark.
  [[nodiscard]] size_t following(size_t n) const {
    do ++n;
    while (n < code_.size() && code_[n].op == Op::Line);
    return n;
  }
  [[nodiscard]] bool is(size_t n, Op op) const { return n < code_.size() && code_[n].op == op; }
  // Line marks in between belong to the joined instruction.
  void take_lines(size_t from, size_t to) {
    for (size_t n = from; n < to; ++n)
      if (code_[n].op == Op::Line) structure(code_[n]);
  }
  void structure(const Instruction& i);
  void call(const Instruction& i);
  void call_ext(const Instruction& i);
  void call_native(const ExportEntry* entry);
  void call_external(const ExportEntry* entry, Op op, uint64_t frame);
  void frame(const Instruction& i);
  void data(const Instruction& i);
  void test(const Instruction& i);
  void compare(const Instruction& i);
  void arith(const Instruction& i);
  void guard_bif(const Instruction& i);
  void select_val(const Instruction& i);
  void select_hash(Operand value, uint32_t fail, const std::vector<std::pair<Word, uint32_t>>& rows);
  void select_dense(Operand value, uint32_t fail, const std::vector<std::pair<Word, uint32_t>>& rows);
  void control(const Instruction& i);
  void receive(const Instruction& i);
  // Forms with handlers of their own; false when i is none of them.
  [[nodiscard]] bool common_binary(const Instruction& i);
  [[nodiscard]] Handler common_map(const Instruction& i, Handler general) const;
  void generic(const Instruction& i, Handler handler);
  [[nodiscard]] int stress() const { return options_.gc_stress ? 1 : 0; }

  const ModuleImage& image_;
  LoweringOptions options_;
  CodeEmitter emit_;
  std::vector<Instruction> code_;
  bool skip_next_ = false;
  const ExportEntry* native_ = nullptr;  // of the function whose entry label comes next
};

bool Lowering::decode() {
  CodeReader reader(image_.code);
  while (!reader.at_end()) {
    Instruction i;
    if (!reader.next(i)) {
      emit_.fail(reader.error());
      return false;
    }
    for (const Operand& o : i.operands)
      if (o.kind == Kind::X && o.value >= static_cast<int64_t>(kScratch)) emit_.fail("too many registers");
    code_.push_back(std::move(i));
  }
  return true;
}

Result<LoweredCode, std::string> Lowering::run() {
  if (decode()) {
    for (size_t n = 0; n < code_.size(); ++n) {
      if (skip_next_) {
        skip_next_ = false;
        continue;
      }
      if (size_t joined = join(n)) {
        n += joined - 1;
        continue;
      }
      instruction(code_[n], n + 1 < code_.size() ? &code_[n + 1] : nullptr);
    }
  }
  return emit_.finish();
}

// -- instructions joined -----------------------------------------------------------------------------------------------------

bool is_register_move(const Instruction& i) {
  return i.operands[0].is_register() && i.operands[0] != i.operands[1];
}

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

// A loop over a binary starts with its context in place and reads a byte: one instruction does all that in front of the ordinary ones.
void Lowering::continue_match(size_t n) {
  const std::vector<Operand>& o = code_[n].operands;
  if (o[1] != o[3] || o[1].kind != Kind::X) return;
  constexpr uint64_t kStartWords = 5, kPositionWords = 1, kReadWords = 2, kOwnWords = 2;
  size_t next = following(n);
  auto on_context = [&](size_t k, size_t context, size_t destination) {
    return code_[k].operands[context] == o[1] && code_[k].operands[destination].kind == Kind::X &&
           code_[k].operands[destination] != o[1];
  };
  bool position = is(next, Op::BsGetPosition) && on_context(next, 0, 1);
  size_t read = position ? following(next) : next;
  bool ascii = is(read, Op::BsGetUtf8) && on_context(read, 1, 2);
  bool byte = is(read, Op::BsGetInteger) && on_context(read, 1, 6) &&
              constant_bits(code_[read].operands[3], code_[read].operands[4]) == 8 &&
              (code_[read].operands[5].value & bs_flag::kSigned) == 0;
  if (!ascii && !byte) {
    emit_.begin(kBinary.continue_match, number(o[1]), 1 + kStartWords);
    return;
  }
  emit_.begin(kBinary.continue_with_byte[position][ascii], number(o[1]),
              position ? number(code_[next].operands[1]) : 0);
  emit_.fields(number(code_[read].operands[ascii ? 2 : 6]),
               kOwnWords + kStartWords + (position ? kPositionWords : 0) + kReadWords);
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

void Lowering::structure(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  if (i.op == Op::Label) {
    emit_.define_label(static_cast<uint32_t>(o[0].value));
    if (native_ != nullptr) {
      // A native function stands in for the body that follows, also for calls from inside the module.
      call_native(native_);
      emit_.begin(kCalls.ret);
      native_ = nullptr;
    }
  } else if (i.op == Op::Line) {
    emit_.mark_line(static_cast<uint32_t>(o[0].value));
  } else {
    emit_.begin_function(emit_.constant(o[1]), static_cast<uint32_t>(o[2].value));
    emit_.begin(kCalls.func_info, static_cast<uint64_t>(o[2].value));
    emit_.word(emit_.constant(o[0]).raw());
    emit_.word(emit_.constant(o[1]).raw());
    const ExportEntry* entry =
        the_node.exports->get(emit_.constant(o[0]), emit_.constant(o[1]), static_cast<uint32_t>(o[2].value));
    if (entry->bif != nullptr) native_ = entry;
  }
}

void Lowering::instruction(const Instruction& i, const Instruction* next) {
  switch (i.op) {
    case Op::Label:
    case Op::Line:
    case Op::FuncInfo:
      return structure(i);
    case Op::Call:
    case Op::CallLast:
    case Op::CallOnly:
    case Op::CallFun:
    case Op::CallFunLast:
    case Op::CallFunOnly:
    case Op::Apply:
    case Op::ApplyLast:
    case Op::ApplyOnly:
    case Op::Return:
      return call(i);
    case Op::CallExt:
    case Op::CallExtLast:
    case Op::CallExtOnly:
      return call_ext(i);
    case Op::Deallocate:
      if (next != nullptr && next->op == Op::Return) {
        emit_.begin(kCalls.deallocate_ret, static_cast<uint64_t>(i.operands[0].value));
        skip_next_ = true;
        return;
      }
      return frame(i);
    case Op::Allocate:
    case Op::AllocateHeap:
    case Op::TestHeap:
      return frame(i);
    case Op::Move:
    case Op::Swap:
    case Op::PutList:
    case Op::PutTuple:
    case Op::GetList:
    case Op::GetHd:
    case Op::GetTl:
    case Op::GetTupleElement:
    case Op::UpdateTuple:
    case Op::MakeFun:
      return data(i);
    case Op::SelectVal:
      return select_val(i);
    case Op::IsLt:
    case Op::IsGe:
    case Op::IsEq:
    case Op::IsNe:
    case Op::IsEqExact:
    case Op::IsNeExact:
      return compare(i);
    case Op::Bif0:
    case Op::Bif1:
    case Op::Bif2:
    case Op::Bif3:
      return guard_bif(i);
    case Op::Send:
    case Op::LoopRec:
    case Op::RemoveMessage:
    case Op::LoopRecEnd:
    case Op::Wait:
    case Op::WaitTimeout:
    case Op::Timeout:
    case Op::RecvMark:
    case Op::RecvBind:
    case Op::RecvUse:
      return receive(i);
    default:
      break;
  }
  if (i.op >= Op::IsInteger && i.op <= Op::IsFunction2) return test(i);
  if (i.op >= Op::Add && i.op <= Op::Neg) return arith(i);
  if (Handler handler = kMapOps.at[static_cast<int>(i.op)]) return generic(i, common_map(i, handler));
  if (Handler handler = kBinaryOps.at[static_cast<int>(i.op)]) {
    if (!common_binary(i)) generic(i, handler);
    return;
  }
  control(i);
}

// -- calls -------------------------------------------------------------------------------------------------------------------

void Lowering::call(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  auto n = [&](size_t index) { return static_cast<uint64_t>(o[index].value); };
  switch (i.op) {
    case Op::Call:
      emit_.begin(kCalls.call);
      return emit_.target(label(o[1]));
    case Op::CallOnly:
      emit_.begin(kCalls.call_only);
      return emit_.target(label(o[1]));
    case Op::CallLast:
      emit_.begin(kCalls.call_last, n(2));
      return emit_.target(label(o[1]));
    case Op::CallFun:
      return emit_.begin(kCalls.call_fun, n(0));
    case Op::CallFunOnly:
      return emit_.begin(kCalls.call_fun_only, n(0));
    case Op::CallFunLast:
      return emit_.begin(kCalls.call_fun_last, n(0), n(1));
    case Op::Apply:
      return emit_.begin(kCalls.apply, n(0));
    case Op::ApplyOnly:
      return emit_.begin(kCalls.apply_only, n(0));
    case Op::ApplyLast:
      return emit_.begin(kCalls.apply_last, n(0), n(1));
    default:
      return emit_.begin(kCalls.ret);
  }
}

void Lowering::call_ext(const Instruction& i) {
  const ExportEntry* entry = emit_.tables().imports[static_cast<size_t>(i.operands[1].value)];
  uint64_t frame = i.op == Op::CallExtLast ? static_cast<uint64_t>(i.operands[2].value) : 0;
  bool tail = i.op != Op::CallExt, last = i.op == Op::CallExtLast;
  if (entry->module == atom::erlang && entry->function == atom::apply &&
      (entry->arity == 2 || entry->arity == 3)) {
    if (entry->arity == 3)
      emit_.begin(last   ? kCalls.apply_list_last
                  : tail ? kCalls.apply_list_only
                         : kCalls.apply_list,
                  3, frame);
    else
      emit_.begin(last ? kCalls.apply_fun_last : tail ? kCalls.apply_fun_only : kCalls.apply_fun, 2, frame);
    return;
  }
  if (entry->bif == nullptr) return call_external(entry, i.op, frame);
  call_native(entry);
  if (i.op == Op::CallExtOnly) emit_.begin(kCalls.ret);
  if (i.op == Op::CallExtLast) emit_.begin(kCalls.deallocate_ret, frame);
}

void Lowering::call_native(const ExportEntry* entry) {
  emit_.begin(kCalls.call_bif, entry->arity);
  emit_.word(reinterpret_cast<Word>(entry->bif->function));
  emit_.pointer(entry);
}

void Lowering::call_external(const ExportEntry* entry, Op op, uint64_t frame) {
  if (op == Op::CallExt) emit_.begin(kCalls.call_ext);
  if (op == Op::CallExtOnly) emit_.begin(kCalls.call_ext_only);
  if (op == Op::CallExtLast) emit_.begin(kCalls.call_ext_last, frame);
  emit_.pointer(entry);
}

// -- frames and data ---------------------------------------------------------------------------------------------------------

void Lowering::frame(const Instruction& i) {
  auto n = [&](size_t index) { return static_cast<uint64_t>(i.operands[index].value); };
  switch (i.op) {
    case Op::Allocate:
      emit_.begin(kAllocate[stress()], n(0), n(1));
      return emit_.word(0);
    case Op::AllocateHeap:
      emit_.begin(kAllocateHeap[stress()], n(0), n(2));
      return emit_.word(n(1));
    case Op::TestHeap:
      emit_.begin(kTestHeap[stress()], 0, n(1));
      return emit_.word(n(0));
    default:
      if (n(0) != 0) emit_.begin(kCalls.deallocate, n(0));
  }
}

void Lowering::data(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  switch (i.op) {
    case Op::Move:
      if (o[0] == o[1]) return;
      emit_.begin(kMove[src(o[0])][dst(o[1])], number(o[0]), number(o[1]));
      if (!o[0].is_register()) emit_.word(emit_.constant(o[0]).raw());
      return;
    case Op::Swap:
      emit_.begin(kSwap);
      emit_.word(emit_.word_of(o[0]));
      return emit_.word(emit_.word_of(o[1]));
    case Op::PutList: {
      Operand tail = o[1];
      if (!o[0].is_register() && !tail.is_register()) tail = emit_.in_register(tail);
      emit_.begin(kPutList[src(o[0])][src(tail)][dst(o[2])], number(o[0]), number(tail));
      emit_.fields(number(o[2]));
      if (!o[0].is_register()) emit_.word(emit_.constant(o[0]).raw());
      if (!tail.is_register()) emit_.word(emit_.constant(tail).raw());
      return;
    }
    case Op::PutTuple: {
      std::span<const Operand> elements = i.list();
      if (elements.size() == 2 && elements[0].is_register() && elements[1].is_register() &&
          o[0].kind == Kind::X) {
        emit_.begin(kPutPair[src(elements[0])][src(elements[1])], number(elements[0]), number(elements[1]));
        return emit_.fields(number(o[0]));
      }
      emit_.begin(kPutTuple, elements.size());
      emit_.word(emit_.word_of(o[0]));
      for (const Operand& e : elements) emit_.word(emit_.word_of(e));
      return;
    }
    case Op::GetList: {
      Operand s = emit_.in_register(o[0]);
      emit_.begin(kGetList[src(s)][dst(o[1])][dst(o[2])], number(s), number(o[1]));
      return emit_.fields(number(o[2]));
    }
    case Op::GetHd:
    case Op::GetTl: {
      Operand s = emit_.in_register(o[0]);
      return emit_.begin((i.op == Op::GetHd ? kGetHd : kGetTl)[src(s)][dst(o[1])], number(s), number(o[1]));
    }
    case Op::GetTupleElement: {
      Operand s = emit_.in_register(o[0]);
      emit_.begin(kGetTupleElement[src(s)][dst(o[2])], number(s), number(o[2]));
      return emit_.fields(static_cast<uint64_t>(o[1].value));
    }
    case Op::UpdateTuple: {
      std::span<const Operand> changes = i.list();
      emit_.begin(kUpdateTuple, static_cast<uint64_t>(o[0].value), changes.size() / 2);
      emit_.word(emit_.word_of(o[1]));
      emit_.word(emit_.word_of(o[2]));
      for (size_t n = 0; n < changes.size(); n += 2) {
        emit_.word(static_cast<Word>(changes[n].value));
        emit_.word(emit_.word_of(changes[n + 1]));
      }
      return;
    }
    default: {
      std::span<const Operand> free = i.list();
      emit_.begin(kMakeFun, free.size());
      emit_.pointer(emit_.tables().lambdas[static_cast<size_t>(o[0].value)]);
      emit_.word(emit_.word_of(o[1]));
      for (const Operand& f : free) emit_.word(emit_.word_of(f));
    }
  }
}

// -- tests, comparisons, arithmetic --------------------------------------------------------------------------------------------

void Lowering::test(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  if (i.op == Op::IsFunction2) {
    emit_.begin(kIsFunction2);
    emit_.target(label(o[0]));
    emit_.word(emit_.word_of(o[1]));
    return emit_.word(emit_.word_of(o[2]));
  }
  Operand s = emit_.in_register(o[1]);
  if (Handler handler = kTests.arity[static_cast<int>(i.op)][src(s)]) {
    emit_.begin(handler, number(s));
    emit_.target(label(o[0]));
    emit_.word(Header(TermKind::Tuple, static_cast<uint64_t>(o[2].value)).term().raw());
    if (i.op == Op::IsTaggedTuple) emit_.word(emit_.constant(o[3]).raw());
    return;
  }
  emit_.begin(kTests.plain[static_cast<int>(i.op)][src(s)], number(s));
  emit_.target(label(o[0]));
}

void Lowering::compare(const Instruction& i) {
  Operand a = i.operands[1], b = i.operands[2];
  bool exact = i.op == Op::IsEqExact || i.op == Op::IsNeExact;
  if (!a.is_register() && !b.is_register()) a = emit_.in_register(a);
  if (exact && !a.is_register()) std::swap(a, b);
  if (exact && !b.is_register() && emit_.is_immediate(b)) {
    emit_.begin((i.op == Op::IsEqExact ? kIsEqImmediate : kIsNeImmediate)[src(a)], number(a));
    emit_.target(label(i.operands[0]));
    return emit_.word(emit_.constant(b).raw());
  }
  emit_.begin(kTests.compare[static_cast<int>(i.op)][src(a)][src(b)], number(a), number(b));
  emit_.target(label(i.operands[0]));
  if (!a.is_register()) emit_.word(emit_.constant(a).raw());
  if (!b.is_register()) emit_.word(emit_.constant(b).raw());
}

void Lowering::arith(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  bool unary = i.op == Op::Neg || i.op == Op::Bnot;
  Operand a = unary ? emit_.in_register(o[1]) : emit_.small_or_register(o[1]);
  Operand b = unary ? a : emit_.small_or_register(o[2]);
  if (!a.is_register() && !b.is_register()) a = emit_.in_register(a);
  Operand d = o[unary ? 2 : 3];
  bool constant = !a.is_register() || !b.is_register();
  uint64_t bits = static_cast<uint64_t>(i.op) | (d.kind == Kind::Y ? arith_bit::kToY : 0) |
                  (constant ? arith_bit::kHasConstant : 0);
  emit_.begin(kArith.at[static_cast<int>(i.op)][src(a)][src(b)][dst(d)], number(a), number(b));
  emit_.target(label(o[0]), number(d), bits);
  if (!a.is_register()) emit_.word(emit_.constant(a).raw());
  if (!b.is_register()) emit_.word(emit_.constant(b).raw());
}

void Lowering::guard_bif(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  size_t arity = static_cast<size_t>(i.op) - static_cast<size_t>(Op::Bif0);
  const ExportEntry* entry = emit_.tables().imports[static_cast<size_t>(o[1].value)];
  if (entry->bif == nullptr || entry->arity != arity) return emit_.fail("a guard calls what is no builtin");
  Operand d = o[2 + arity];
  Handler handler = kGuardBif[arity];
  if (entry->bif->function == bif_abs_1) handler = kGuardAbs;
  if (entry->bif->function == bif_element_2) handler = kGuardElement;
  if (entry->bif->function == bif_tuple_size_1) handler = kGuardTupleSize;
  emit_.begin(handler, number(d), d.kind == Kind::Y ? 1 : 0);
  emit_.target(label(o[0]));
  emit_.word(reinterpret_cast<Word>(entry->bif->function));
  emit_.pointer(entry);
  for (size_t n = 0; n < arity; ++n) emit_.word(emit_.word_of(o[2 + n]));
}

// -- selections ----------------------------------------------------------------------------------------------------------------

void Lowering::select_val(const Instruction& i) {
  constexpr size_t kLinear = 4;
  Operand value = emit_.in_register(i.operands[0]);
  uint32_t fail = label(i.operands[1]);
  std::vector<std::pair<Word, uint32_t>> rows;
  std::span<const Operand> list = i.list();
  for (size_t n = 0; n < list.size(); n += 2)
    rows.emplace_back(emit_.constant(list[n]).raw(), label(list[n + 1]));
  if (fail == 0) return emit_.fail("a selection without a default");
  if (rows.size() <= kLinear) {
    emit_.begin(kSelectLinear[src(value)], number(value), rows.size());
    emit_.target(fail);
    for (const auto& [key, to] : rows) {
      emit_.word(key);
      emit_.offset_word(to);
    }
    return;
  }
  bool small =
      std::all_of(rows.begin(), rows.end(), [](const auto& r) { return Term::from_raw(r.first).is_small(); });
  auto order = [](const auto& a, const auto& b) {
    return static_cast<int64_t>(a.first) < static_cast<int64_t>(b.first);
  };
  std::sort(rows.begin(), rows.end(), order);
  if (small && (rows.back().first - rows.front().first) / 4 < rows.size() * 4)
    return select_dense(value, fail, rows);
  select_hash(value, fail, rows);
}

void Lowering::select_dense(Operand value, uint32_t fail,
                            const std::vector<std::pair<Word, uint32_t>>& rows) {
  Word low = rows.front().first;
  std::vector<uint32_t> labels((rows.back().first - low) / 4 + 1);
  for (const auto& [key, to] : rows) labels[(key - low) / 4] = to;
  size_t count = labels.size();
  if (count % 2 != 0) labels.push_back(0);
  emit_.begin(kSelectDense[src(value)], number(value));
  emit_.target(fail);
  emit_.word(low);
  emit_.word(count);
  for (size_t n = 0; n < labels.size(); n += 2) emit_.offset_pair(labels[n], labels[n + 1]);
}

// A multiplier that sends no two keys to one row, or bisection when none is found soon.
void Lowering::select_hash(Operand value, uint32_t fail, const std::vector<std::pair<Word, uint32_t>>& rows) {
  unsigned bits = static_cast<unsigned>(std::bit_width(rows.size()));
  for (unsigned wider = 0; wider < 3; ++wider) {
    unsigned shift = 64 - bits - wider;
    std::vector<size_t> taken(size_t{1} << (bits + wider));
    uint64_t multiplier = 0x9E3779B97F4A7C15u;
    for (int attempt = 0; attempt < 64; ++attempt) {
      multiplier = multiplier * 6364136223846793005u + 1442695040888963407u;
      std::fill(taken.begin(), taken.end(), 0);
      bool clash = false;
      for (size_t n = 0; n < rows.size() && !clash; ++n) {
        size_t& slot = taken[(rows[n].first * multiplier) >> shift];
        clash = slot != 0;
        slot = n + 1;
      }
      if (clash) continue;
      emit_.begin(kSelectHash[src(value)], number(value), shift);
      emit_.target(fail);
      emit_.word(multiplier);
      for (size_t slot : taken) {
        // No term has the key of an empty row.
        emit_.word(slot == 0 ? Term::none().raw() : rows[slot - 1].first);
        emit_.offset_word(slot == 0 ? fail : rows[slot - 1].second);
      }
      return;
    }
  }
  std::vector<std::pair<Word, uint32_t>> sorted = rows;
  std::sort(sorted.begin(), sorted.end());
  emit_.begin(kSelectSearch[src(value)], number(value));
  emit_.target(fail);
  emit_.word(sorted.size());
  for (const auto& [key, to] : sorted) {
    emit_.word(key);
    emit_.offset_word(to);
  }
}

// -- the rest --------------------------------------------------------------------------------------------------------------------

void Lowering::control(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  auto raising = [&](Handler handler) {
    emit_.begin(handler);
    emit_.word(emit_.word_of(o[0]));
  };
  auto slot = [&](Handler handler) { emit_.begin(handler, number(o[0])); };
  switch (i.op) {
    case Op::Jump:
      emit_.begin(kJump);
      return emit_.target(label(o[0]));
    case Op::SelectTupleArity: {
      Operand value = emit_.in_register(o[0]);
      std::span<const Operand> list = i.list();
      emit_.begin(kSelectArity[src(value)], number(value), list.size() / 2);
      emit_.target(label(o[1]));
      for (size_t n = 0; n < list.size(); n += 2) {
        emit_.word(Header(TermKind::Tuple, static_cast<uint64_t>(list[n].value)).term().raw());
        emit_.offset_word(label(list[n + 1]));
      }
      return;
    }
    case Op::Catch:
    case Op::Try:
      slot(kCatch);
      return emit_.target(label(o[1]));
    case Op::CatchEnd:
      return slot(kCatchEnd);
    case Op::TryEnd:
      return slot(kTryEnd);
    case Op::TryCase:
      return slot(kTryCase);
    case Op::TryCaseEnd:
      return raising(kTryCaseEnd);
    case Op::RawRaise:
      return emit_.begin(kRawRaise);
    case Op::BuildStacktrace:
      return emit_.begin(kBuildStacktrace);
    case Op::Badmatch:
      return raising(kBadmatch);
    case Op::CaseEnd:
      return raising(kCaseEnd);
    case Op::IfEnd:
      return emit_.begin(kIfEnd);
    case Op::Badrecord:
      return raising(kBadrecord);
    default:
      emit_.fail("an instruction the machine does not know: " + std::string(op_info(i.op).name));
  }
}

void Lowering::receive(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  switch (i.op) {
    case Op::Send:
      return emit_.begin(kSend);
    case Op::LoopRec:
      emit_.begin(kLoopRec[dst(o[1])], number(o[1]));
      return emit_.target(label(o[0]));
    case Op::RemoveMessage:
      return emit_.begin(kRemoveMessage);
    case Op::LoopRecEnd:
      emit_.begin(kLoopRecEnd);
      return emit_.target(label(o[0]));
    case Op::Wait:
      emit_.begin(kWait);
      return emit_.target(label(o[0]));
    case Op::WaitTimeout:
      emit_.begin(kWaitTimeout);
      emit_.target(label(o[0]));
      return emit_.word(emit_.word_of(o[1]));
    case Op::Timeout:
      return emit_.begin(kTimeout);
    case Op::RecvMark:
      emit_.begin(kRecvMark);
      return emit_.word(emit_.word_of(o[0]));
    case Op::RecvBind:
      emit_.begin(kRecvBind);
      emit_.word(emit_.word_of(o[0]));
      return emit_.word(emit_.word_of(o[1]));
    default:
      emit_.begin(kRecvUse);
      emit_.word(emit_.word_of(o[0]));
  }
}

bool Lowering::common_binary(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  auto is_x = [&](size_t n) { return o[n].kind == Kind::X; };
  switch (i.op) {
    case Op::BsGetInteger: {
      auto flags = static_cast<uint8_t>(o[5].value);
      bool little = (flags & bs_flag::kLittle) != 0, is_signed = (flags & bs_flag::kSigned) != 0;
      int64_t bits = constant_bits(o[3], o[4]);
      if (bits <= 0 || bits > kMostSmallBits || (little && bits % 8 != 0) || !is_x(1) || !is_x(6))
        return false;
      bool byte = bits == 8 && !is_signed;
      emit_.begin(byte ? kBinary.get_byte : kBinary.get_integer[little][is_signed], number(o[1]),
                  number(o[6]));
      emit_.target(label(o[0]));
      if (!byte) emit_.word(static_cast<Word>(bits));
      return true;
    }
    case Op::BsCreate: {
      if (!appends_integers(i.list())) return false;
      generic(i, kBinary.append_integers);
      return true;
    }
    case Op::BsGetBinary:
      if (o[3].kind == Kind::Atom || o[4].value % 8 != 0) return false;
      generic(i, kBinary.get_bytes);
      return true;
    case Op::BsGetUtf8:
      if (!is_x(1) || !is_x(2)) return false;
      emit_.begin(kBinary.get_utf8, number(o[1]), number(o[2]));
      emit_.target(label(o[0]));
      return true;
    case Op::BsSkip: {
      if (!is_x(1)) return false;
      int64_t bits = constant_bits(o[2], o[3]);
      if (bits > 0xFFFF || (bits < 0 && o[2].kind != Kind::X)) return false;
      emit_.begin(bits >= 0 ? kBinary.skip_bits : kBinary.skip_units, number(o[1]),
                  bits >= 0 ? static_cast<uint64_t>(bits) : number(o[2]));
      emit_.target(label(o[0]));
      if (bits < 0) emit_.word(static_cast<Word>(o[3].value));
      return true;
    }
    case Op::BsMatchString: {
      int64_t bits = o[2].value;
      if (!is_x(1) || bits <= 0 || bits > kMostSmallBits) return false;
      BitView literal = bit_view(emit_.constant(o[3]));
      emit_.begin(kBinary.match_bits, number(o[1]), static_cast<uint64_t>(bits));
      emit_.target(label(o[0]));
      emit_.word(read_bits(literal.bytes, literal.offset, static_cast<uint32_t>(bits)));
      return true;
    }
    case Op::BsTestTail:
      if (!is_x(1) || o[2].value > 0xFFFF) return false;
      emit_.begin(kBinary.test_tail, number(o[1]), static_cast<uint64_t>(o[2].value));
      emit_.target(label(o[0]));
      return true;
    case Op::BsTestUnit: {
      auto unit = static_cast<uint64_t>(o[2].value);
      if (!is_x(1) || unit > 0x8000 || !std::has_single_bit(unit)) return false;
      if (unit == 1) return true;
      emit_.begin(kBinary.test_unit_mask, number(o[1]), unit - 1);
      emit_.target(label(o[0]));
      return true;
    }
    case Op::BsGetPosition:
    case Op::BsSetPosition:
      if (!is_x(0) || !is_x(1)) return false;
      emit_.begin(i.op == Op::BsGetPosition ? kBinary.get_position : kBinary.set_position, number(o[0]),
                  number(o[1]));
      return true;
    default:
      return false;
  }
}

Handler Lowering::common_map(const Instruction& i, Handler general) const {
  std::span<const Operand> items = i.list();
  size_t pairs = items.size() / 2;
  if (i.op == Op::HasMapFields || pairs == 0) return general;
  for (size_t n = 0; n < items.size(); n += 2)
    if (items[n].is_register() || !emit_.is_immediate(items[n])) return general;
  if (i.op == Op::GetMapElements) {
    if (!i.operands[1].is_register() || pairs > std::size(kMaps.get_constant_keys)) return general;
    return kMaps.get_constant_keys[pairs - 1];
  }
  const auto& handlers = kMaps.put_constant_keys[i.op == Op::PutMapExact];
  return pairs > std::size(handlers) ? general : handlers[pairs - 1];
}

// Maps and binaries: a = number of list items, word 1 target, then a word for every operand that is no label, the list last.
void Lowering::generic(const Instruction& i, Handler handler) {
  size_t items = i.list_end - i.list_begin;
  emit_.begin(handler, items);
  uint32_t branch = 0;
  for (const Operand& o : i.operands)
    if (o.kind == Kind::Label) branch = label(o);
  emit_.target(branch);
  for (const Operand& o : i.operands) {
    if (o.kind == Kind::Label) continue;
    emit_.word(o.kind == Kind::Num ? static_cast<Word>(o.value) : emit_.word_of(o));
  }
}

}  // namespace

Result<LoweredCode, std::string> InterpreterLowering::lower(const ModuleImage& image,
                                                            const ResolvedTables& tables) {
  return Lowering(image, tables, options_).run();
}

StubHandlers stub_handlers() {
  return {reinterpret_cast<Word>(kCalls.stub_undefined), reinterpret_cast<Word>(kCalls.stub_builtin)};
}
Word purged_fun_handler() { return reinterpret_cast<Word>(kCalls.stub_purged_fun); }

}  // namespace beamlet
