// verify_step.hpp - the verifier's rules for a single instruction: verify_families.cpp has those of each opcode, verify_step.cpp what they are made of.
#pragma once

#include "vm/bytecode/verify_code.hpp"
#include "vm/bytecode/verify_state.hpp"

namespace beamlet::verify {

// Where an instruction's branches lead; implemented by the fixed-point loop.
class Edges {
 public:
  [[nodiscard]] virtual bool reach(size_t from, uint32_t label, const State& state) = 0;

 protected:
  ~Edges() = default;
};

// Checks instruction `at` in `state` and turns the state into what holds after it; branches are reported to `edges`.
class Step {
 public:
  Step(const ModuleImage& image, Code& code, size_t at, State& state, Edges& edges)
      : image_(image), code_(code), at_(at), state_(state), edges_(edges), o_(code.operands(at)) {}
  [[nodiscard]] bool run();

 private:
  using K = Value::Kind;

  // One function per family of opcodes; each returns false after code_.fail.
  [[nodiscard]] bool call_family(Op op);
  [[nodiscard]] bool frame_family(Op op);
  [[nodiscard]] bool data_family(Op op);
  [[nodiscard]] bool control_family(Op op);
  [[nodiscard]] bool test_family(Op op);
  [[nodiscard]] bool test_nil(Op op, const Operand& list);
  [[nodiscard]] bool arithmetic_family(Op op);
  [[nodiscard]] bool map_family(Op op);
  [[nodiscard]] bool binary_family(Op op);
  [[nodiscard]] bool exception_family(Op op);
  [[nodiscard]] bool message_family(Op op);
  [[nodiscard]] bool update_tuple();
  [[nodiscard]] bool make_fun();
  [[nodiscard]] bool segments();
  [[nodiscard]] bool start_match();

  [[nodiscard]] bool fail(std::string_view why) { return code_.fail(at_, why); }
  [[nodiscard]] uint64_t num(int i) const { return static_cast<uint64_t>(o_[i].value); }
  [[nodiscard]] std::span<const Operand> list() const {
    const Decoded& d = code_.instructions[at_];
    return {o_ + d.list_begin, o_ + d.list_end};
  }

  // Registers.
  [[nodiscard]] bool valid(const Operand& o);            // names an existing register, atom, literal
  [[nodiscard]] Value value_of(const Operand& o) const;  // after valid()
  [[nodiscard]] bool read_term(const Operand& o);        // a term, not a context
  [[nodiscard]] bool read_set(const Operand& o);         // a term or a context
  [[nodiscard]] bool read_terms(std::initializer_list<int> operands);
  [[nodiscard]] bool read_list();
  [[nodiscard]] bool write(const Operand& o, Value value);
  [[nodiscard]] bool write_term(const Operand& o) { return write(o, {K::Any, 0, fresh_id()}); }
  void refine(const Operand& o, K kind, uint32_t detail);
  [[nodiscard]] bool arguments(uint64_t count, bool contexts_allowed);
  [[nodiscard]] bool live(uint64_t count);     // x0..x[count-1] are set; the others die
  [[nodiscard]] bool reserve(uint64_t words);  // takes words from the reservation
  [[nodiscard]] uint64_t fresh_id() { return (uint64_t{at_} << 12 | ++writes_) << 2 | 1; }

  // Control.
  [[nodiscard]] bool branch(const Operand& label) {
    return edges_.reach(at_, static_cast<uint32_t>(label.value), state_);
  }
  [[nodiscard]] bool may_fail(const Operand& label);  // label, or 0 = raises
  [[nodiscard]] bool may_raise();
  [[nodiscard]] bool local_call(uint64_t arity, const Operand& label);
  [[nodiscard]] bool import(const Operand& index, uint64_t arity);
  [[nodiscard]] bool drop_frame(uint64_t slots);
  void after_call();
  [[nodiscard]] bool context(const Operand& o);
  [[nodiscard]] bool handler(uint32_t label, Op expected, int64_t y);

  const ModuleImage& image_;
  Code& code_;
  size_t at_;
  State& state_;
  Edges& edges_;
  const Operand* o_;
  uint32_t writes_ = 0;
};

// What the literal with these external-format bytes is, as far as the verifier cares.
[[nodiscard]] Value literal_value(std::string_view bytes);
// Bits of a binary literal, or 0 when it is something else.
[[nodiscard]] uint64_t literal_bits(std::string_view bytes);

}  // namespace beamlet::verify
