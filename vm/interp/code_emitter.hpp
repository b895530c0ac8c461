// code_emitter.hpp - words of threaded code being laid down, with branches to patch.
// Threads     an object per module.
#pragma once

#include <string>
#include <vector>

#include "vm/bytecode/operand.hpp"
#include "vm/code/lowering.hpp"
#include "vm/interp/machine.hpp"

namespace beamlet {

class CodeEmitter {
 public:
  CodeEmitter(const ResolvedTables& tables, uint32_t labels) : tables_(tables) {
    out_.labels.resize(labels + 1);
  }

  // -- operands
  [[nodiscard]] Term constant(Operand o) const;
  [[nodiscard]] bool is_immediate(Operand o) const { return constant(o).is_immediate(); }
  // Operand word of a rare instruction.
  [[nodiscard]] Word word_of(Operand o) const;
  // The operand, moved to a scratch register first when it is a constant.
  [[nodiscard]] Operand in_register(Operand o);
  // The same unless it is a small integer.
  [[nodiscard]] Operand small_or_register(Operand o);

  // -- instructions: begin, then the further words
  void begin(Handler handler, uint64_t a = 0, uint64_t b = 0);
  void target(uint32_t label, uint64_t c = 0,
              uint64_t d = 0);  // word 1 of branching instructions; label 0 = none
  void fields(uint64_t c, uint64_t d = 0) { target(0, c, d); }
  void word(Word w) { out_.words.push_back(w); }
  void pointer(const void* p) { word(reinterpret_cast<Word>(p)); }
  // A whole word with the distance from the instruction to the label.
  void offset_word(uint32_t label);
  // Two labels' distances in one word.
  void offset_pair(uint32_t low, uint32_t high);

  void define_label(uint32_t label) { out_.labels[label] = here(); }
  void mark_line(uint32_t line);
  void begin_function(Term name, uint32_t arity) { out_.functions.push_back({here(), name, arity}); }
  [[nodiscard]] uint32_t here() const { return static_cast<uint32_t>(out_.words.size()); }
  void fail(std::string why) {
    if (error_.empty()) error_ = std::move(why);
  }
  [[nodiscard]] const ResolvedTables& tables() const { return tables_; }
  // Patches the branches.
  [[nodiscard]] Result<LoweredCode, std::string> finish();

 private:
  enum class Width : uint8_t { Low32, High32, Full };
  struct Fixup {
    uint32_t word, instruction, label;
    Width width;
  };
  [[nodiscard]] uint64_t field(uint64_t value);

  const ResolvedTables& tables_;
  LoweredCode out_;
  std::vector<Fixup> fixups_;
  std::string error_;
  uint32_t instruction_ = 0;  // start of the current one
  uint32_t scratch_ = 0;
};

// Constants moved into registers use these; the handlers' own scratch lies below.
inline constexpr uint32_t kLoweringScratch = kScratch + 4;

}  // namespace beamlet
