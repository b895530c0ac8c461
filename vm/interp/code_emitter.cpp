#include "vm/interp/code_emitter.hpp"

#include "vm/interp/handlers.hpp"

namespace beamlet {

Term CodeEmitter::constant(Operand o) const {
  switch (o.kind) {
    case Operand::Kind::Int:
      return Term::small(o.value);
    case Operand::Kind::Atom:
      return tables_.atoms[static_cast<size_t>(o.value)];
    case Operand::Kind::Lit:
      return tables_.literals[static_cast<size_t>(o.value)];
    default:
      return Term::nil();
  }
}

Word CodeEmitter::word_of(Operand o) const {
  if (o.kind == Operand::Kind::X) return static_cast<Word>(o.value) << 4 | kXOperand;
  if (o.kind == Operand::Kind::Y) return static_cast<Word>(o.value) << 4 | kYOperand;
  return constant(o).raw();
}

Operand CodeEmitter::in_register(Operand o) {
  if (o.is_register()) return o;
  uint32_t number = kLoweringScratch + scratch_++ % 4;
  begin(kMove[static_cast<int>(Src::C)][static_cast<int>(Dst::X)], 0, number);
  word(constant(o).raw());
  return Operand::x(number);
}

Operand CodeEmitter::small_or_register(Operand o) {
  return o.is_register() || constant(o).is_small() ? o : in_register(o);
}

uint64_t CodeEmitter::field(uint64_t value) {
  if (value > 0xFFFF) fail("an operand does not fit 16 bits");
  return value & 0xFFFF;
}

void CodeEmitter::begin(Handler handler, uint64_t a, uint64_t b) {
  instruction_ = here();
  auto address = reinterpret_cast<uintptr_t>(handler);
  BEAMLET_CHECK(address != 0 && address <= 0xFFFFFFFF);
  word(address | field(a) << 32 | field(b) << 48);
}

void CodeEmitter::target(uint32_t label, uint64_t c, uint64_t d) {
  if (label != 0) fixups_.push_back({here(), instruction_, label, Width::Low32});
  word(field(c) << 32 | field(d) << 48);
}

void CodeEmitter::offset_word(uint32_t label) {
  fixups_.push_back({here(), instruction_, label, Width::Full});
  word(0);
}

void CodeEmitter::offset_pair(uint32_t low, uint32_t high) {
  if (low != 0) fixups_.push_back({here(), instruction_, low, Width::Low32});
  if (high != 0) fixups_.push_back({here(), instruction_, high, Width::High32});
  word(0);
}

void CodeEmitter::mark_line(uint32_t line) {
  if (!out_.marks.empty() && out_.marks.back().offset == here())
    out_.marks.back().line = line;
  else
    out_.marks.push_back({here(), line});
}

Result<LoweredCode, std::string> CodeEmitter::finish() {
  for (const Fixup& f : fixups_) {
    int64_t distance = (static_cast<int64_t>(out_.labels[f.label]) - static_cast<int64_t>(f.instruction)) * 8;
    Word& w = out_.words[f.word];
    switch (f.width) {
      case Width::Low32:
        w = (w & ~Word{0xFFFFFFFF}) | static_cast<uint32_t>(distance);
        break;
      case Width::High32:
        w = (w & Word{0xFFFFFFFF}) | static_cast<Word>(static_cast<uint32_t>(distance)) << 32;
        break;
      case Width::Full:
        w = static_cast<Word>(distance);
        break;
    }
    if (distance > INT32_MAX || distance < INT32_MIN) fail("a branch is too long");
  }
  if (!error_.empty()) return Failure{error_};
  return std::move(out_);
}

}  // namespace beamlet
