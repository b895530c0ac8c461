// code_unit.hpp - one function on its way from core blocks to bytecode: what the steps of codegen hand to one another.
//
// Purpose     Each step fills its part and reads those before it (compile order: layout, liveness, frames, heap_need, regalloc,
//             select, peephole). Everything is indexed by the core function's dense ids.
//
// Picture     where a value lives:
//               x_home            while there is no frame, or when nothing is called during its life
//               y_home            in a frame, when it is live across a call (or while a handler that uses it is armed)
//             A value with both is copied x -> y right after Allocate. So the place follows from "framed or not" alone.
//
// Invariants  G1  homes never change; two values live at the same point have different homes.
//             G2  a block is entered framed from all sides or from none.
//             G3  when control leaves the function, no slot of its frame holds a dead value that could be large: a process that waits or
//                 works below does not keep garbage. (Numbers are left where they are.)
//             G4  when an instruction names `live` registers, all below that number hold valid terms (holes are filled with nil).
// Threads     one compilation, one thread at a time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/core/core.hpp"
#include "vm/base/limits.hpp"
#include "vm/bytecode/operand.hpp"

namespace beamlet::codegen {

using core::BlockId;
using core::InstId;
using core::kNone;
using core::ValueId;

inline constexpr uint16_t kNoRegister = 0xFFFF;
// For a literal where only a register may stand; the allocator never gives it away.
inline constexpr uint32_t kScratchRegister = limits::kXRegisters - 1;

// Functions' labels are known before their code: function f of the module has these two.
[[nodiscard]] constexpr uint32_t info_label(uint32_t f) { return 2 * f + 1; }   // of its FuncInfo
[[nodiscard]] constexpr uint32_t entry_label(uint32_t f) { return 2 * f + 2; }  // where calls go

// A machine instruction: opcode and operands (with the count in front of a list, as in the code stream).
struct MachineInst {
  Op op;
  uint32_t first, count;
};

struct CodeUnit {
  CodeUnit(core::Module& m, core::Function& f) : module(m), fn(f) {}

  core::Module& module;
  core::Function& fn;

  // -- layout
  std::vector<BlockId> order;
  std::vector<uint32_t> position;      // in `order`; kNone: unreachable
  std::vector<uint32_t> predecessors;  // edges into a block (handlers count one)

  // -- liveness
  std::vector<uint32_t> live_pool;
  std::vector<std::pair<uint32_t, uint32_t>> live_in;  // block -> range in live_pool
  std::vector<uint8_t> last_use;                       // per entry of fn.args: the value dies there
  std::vector<uint8_t> crosses;                        // value: must survive the loss of the x registers
  std::vector<uint16_t> x_hint;                        // value: the register its next use wants

  // -- frames
  std::vector<uint8_t> framed;  // block: entered with a frame
  // block: the frame is made before this instruction; kNone: nowhere here
  std::vector<InstId> allocate_before;
  bool force_frame = false;  // out of x registers: everything lives in the frame

  // -- heap_need
  std::vector<uint32_t> heap_words;  // instruction: words to reserve before it (0: none)

  // -- regalloc
  std::vector<uint16_t> x_home, y_home;
  std::vector<uint16_t> live_at;        // instruction that may collect, or before which heap room is reserved
  std::vector<uint16_t> allocate_live;  // block: live at its Allocate
  // Registers to fill before an instruction (before the Allocate that stands before it), in code order.
  std::vector<std::pair<InstId, uint16_t>> nil_moves, allocate_nils;
  // Frame slots to clear before a call or wait: what was there is not needed any more, and would be kept alive.
  std::vector<std::pair<InstId, uint16_t>> dead_slots;
  uint32_t frame_size = 0;

  // -- select, peephole
  std::vector<MachineInst> code;
  std::vector<Operand> operands;
  // block b's label is that + b, until assemble() numbers those that are left
  uint32_t first_block_label = 0;

  [[nodiscard]] std::span<const uint32_t> live_into(BlockId b) const {
    return std::span(live_pool).subspan(live_in[b].first, live_in[b].second);
  }
  [[nodiscard]] std::span<Operand> operands_of(const MachineInst& i) {
    return std::span(operands).subspan(i.first, i.count);
  }
};

// A call whose result is returned at once, where no handler is armed: the frame can go first.
[[nodiscard]] bool is_tail_call(const core::Function& fn, BlockId block, InstId inst);
// A call of a function that never returns.
[[nodiscard]] bool is_final_call(const core::Function& fn, InstId inst);

// The steps. Each is linear in the size of the function (liveness: in the size of the live sets).
void lay_out(CodeUnit& unit);
void compute_liveness(CodeUnit& unit);
void place_frames(CodeUnit& unit);  // may add blocks, so lay_out has run and order is updated
void compute_heap_need(CodeUnit& unit);
[[nodiscard]] bool allocate_registers(CodeUnit& unit);  // false: too few x registers
void select_instructions(CodeUnit& unit, std::span<const uint32_t> lambda_index, uint32_t self);
void peephole(CodeUnit& unit);

}  // namespace beamlet::codegen
