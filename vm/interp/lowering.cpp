#include "vm/bif/bif.hpp"
#include "vm/interp/handlers.hpp"
#include "vm/interp/lowering_impl.hpp"
#include "vm/term/boxed.hpp"

namespace beamlet {

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
    case Op::GetList:
    case Op::GetHd:
    case Op::GetTl:
    case Op::MakeFun:
      return data(i);
    case Op::PutTuple:
    case Op::GetTupleElement:
    case Op::UpdateTuple:
      return tuple(i);
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
    default: {
      std::span<const Operand> free = i.list();
      emit_.begin(kMakeFun, free.size());
      emit_.pointer(emit_.tables().lambdas[static_cast<size_t>(o[0].value)]);
      emit_.word(emit_.word_of(o[1]));
      for (const Operand& f : free) emit_.word(emit_.word_of(f));
    }
  }
}

void Lowering::tuple(const Instruction& i) {
  const std::vector<Operand>& o = i.operands;
  switch (i.op) {
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
    case Op::GetTupleElement: {
      Operand s = emit_.in_register(o[0]);
      emit_.begin(kGetTupleElement[src(s)][dst(o[2])], number(s), number(o[2]));
      return emit_.fields(static_cast<uint64_t>(o[1].value));
    }
    default: {
      std::span<const Operand> changes = i.list();
      emit_.begin(kUpdateTuple, static_cast<uint64_t>(o[0].value), changes.size() / 2);
      emit_.word(emit_.word_of(o[1]));
      emit_.word(emit_.word_of(o[2]));
      for (size_t n = 0; n < changes.size(); n += 2) {
        emit_.word(static_cast<Word>(changes[n].value));
        emit_.word(emit_.word_of(changes[n + 1]));
      }
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

Result<LoweredCode, std::string> InterpreterLowering::lower(const ModuleImage& image,
                                                            const ResolvedTables& tables) {
  return Lowering(image, tables, options_).run();
}

StubHandlers stub_handlers() {
  return {reinterpret_cast<Word>(kCalls.stub_undefined), reinterpret_cast<Word>(kCalls.stub_builtin)};
}
Word purged_fun_handler() { return reinterpret_cast<Word>(kCalls.stub_purged_fun); }

}  // namespace beamlet
