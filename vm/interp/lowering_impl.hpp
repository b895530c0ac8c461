// lowering_impl.hpp - the pass of lowering.hpp over one module, for the files that hold its parts: lowering.cpp (the pass, and what becomes one handler by
// the kinds of its operands), lowering_joins.cpp, lowering_select.cpp and lowering_binary.cpp.
// Invariants  W1 and W2 of lowering.hpp.
// Threads     [any]; an object per module.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "vm/bytecode/operand.hpp"
#include "vm/interp/code_emitter.hpp"
#include "vm/interp/lowering.hpp"

namespace beamlet {

class Lowering {
 public:
  Lowering(const ModuleImage& image, const ResolvedTables& tables, LoweringOptions options)
      : image_(image), options_(options), emit_(tables, image.label_count) {}

  [[nodiscard]] Result<LoweredCode, std::string> run();

 private:
  using Kind = Operand::Kind;
  // Index in a table of handlers: a source is an x or y register or a constant, a destination a register.
  static constexpr int src(Operand o) { return o.kind == Kind::X ? 0 : o.kind == Kind::Y ? 1 : 2; }
  static constexpr int dst(Operand o) { return o.kind == Kind::X ? 0 : 1; }
  static constexpr uint64_t number(Operand o) { return o.is_register() ? static_cast<uint64_t>(o.value) : 0; }
  static constexpr uint32_t label(Operand o) { return static_cast<uint32_t>(o.value); }

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
  void tuple(const Instruction& i);
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
  [[nodiscard]] bool get_integer(const Instruction& i);
  [[nodiscard]] bool skip(const Instruction& i);
  [[nodiscard]] bool match_string(const Instruction& i);
  [[nodiscard]] bool test_unit(const Instruction& i);
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

}  // namespace beamlet
