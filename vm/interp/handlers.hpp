// handlers.hpp - the tables of handlers the lowering picks from, indexed by operand kinds.
//
// Purpose     Each family of handlers (handlers_*.cpp) fills its tables; nobody else names a handler.
// Threads     constant data.
#pragma once

#include "vm/bytecode/opcode.hpp"
#include "vm/interp/machine.hpp"

namespace beamlet {

inline constexpr size_t kOps = kLastOpcode + 1;
// d field of arithmetic and comparison instructions.
namespace arith_bit {
inline constexpr uint32_t kOpMask = 0xFF;
inline constexpr uint32_t kToY = 0x100;
inline constexpr uint32_t kHasConstant = 0x200;  // 3 words instead of 2
}  // namespace arith_bit

// handlers_data.cpp
extern const Handler kMove[kSrcKinds][kDstKinds];  // a source, b destination; word 1 constant
// Two moves between registers: a, b and c, d.
extern const Handler kMove2[2][kDstKinds][2][kDstKinds];
// Two elements of one tuple: a tuple, b and c destinations; 16-bit indexes 4 and 5 (counted from the instruction's start).
extern const Handler kGetTwoElements[2][kDstKinds][kDstKinds];
extern const Handler kGetList[2][kDstKinds][kDstKinds];  // a source, b head, c tail
extern const Handler kGetHd[2][kDstKinds];               // a, b
extern const Handler kGetTl[2][kDstKinds];
extern const Handler kGetTupleElement[2][kDstKinds];  // a, b; c index
extern const Handler kPutList[kSrcKinds][kSrcKinds]
                             [kDstKinds];  // a head, b tail, c destination; word 2 constant
extern const Handler kPutPair[2][2];       // a, b elements, c x register: {a, b}
extern const Handler kPutTuple, kUpdateTuple, kMakeFun, kSwap;

// handlers_calls.cpp
struct CallHandlers {
  Handler call, call_only, call_last;       // word 1 target; a frame size
  Handler move_call[2], move_call_only[2];  // a moved register (kinds x, y), b x register; word 1 target
  Handler call_ext, call_ext_only, call_ext_last;         // word 1 ExportEntry*; a frame size
  Handler call_bif;                                       // a arity; word 1 function, word 2 ExportEntry*
  Handler call_fun, call_fun_only, call_fun_last;         // a arity, b frame size
  Handler apply, apply_only, apply_last;                  // a arity, b frame size
  Handler apply_list, apply_list_only, apply_list_last;   // erlang:apply/3; b frame size
  Handler apply_fun, apply_fun_only, apply_fun_last;      // erlang:apply/2; b frame size
  Handler ret, deallocate, deallocate_ret;                // a frame size
  Handler func_info;                                      // a arity; words 1, 2 module and function
  Handler stub_undefined, stub_builtin, stub_purged_fun;  // word 1 ExportEntry* or FunEntry*
  Handler process_end;                                    // the lowest return address of every stack
};
extern const CallHandlers kCalls;
// handlers_frames.cpp. [1]: collects first (BEAMLET_GC_STRESS)
// Allocate, then one or two moves from x to y: word 2 has source, destination, source, destination, 16 bits each.
extern const Handler kAllocateMove[2][2];
extern const Handler kAllocate[2], kAllocateHeap[2], kTestHeap[2];

// handlers_tests.cpp: word 1 target
struct TestTable {
  Handler plain[kOps][2];  // a value
  Handler arity[kOps][2];  // a value; words 2.. tuple header, tag: IsTupleOfArity, TestArity, IsTaggedTuple
  Handler compare[kOps][kSrcKinds][kSrcKinds];  // a, b; word 2 constant
};
extern const TestTable kTests;
extern const Handler kIsEqImmediate[2], kIsNeImmediate[2];  // a; word 2 immediate
extern const Handler kIsFunction2;

// handlers_arith.cpp: a, b operands, word 1 target, c destination, d arith_bit; word 2 constant
struct ArithTable {
  Handler at[kOps][kSrcKinds][kSrcKinds][kDstKinds];
};
extern const ArithTable kArith;

// handlers_control.cpp
extern const Handler kJump;
extern const Handler kSelectLinear[2], kSelectDense[2], kSelectHash[2], kSelectSearch[2], kSelectArity[2];
extern const Handler kBadmatch, kCaseEnd, kTryCaseEnd, kBadrecord, kIfEnd;
extern const Handler kCatch, kCatchEnd, kTryEnd, kTryCase, kRawRaise, kBuildStacktrace;
extern const Handler kGuardBif[4];
// The same layout as kGuardBif, with the usual case inline.
extern const Handler kGuardAbs, kGuardElement, kGuardTupleSize;

// handlers_receive.cpp
extern const Handler kSend, kLoopRec[kDstKinds], kRemoveMessage, kLoopRecEnd, kWait, kWaitTimeout, kTimeout,
    kRecvMark, kRecvBind, kRecvUse;

// handlers_maps.cpp, handlers_binary.cpp: operand words; by opcode
struct OpTable {
  Handler at[kOps];
};
extern const OpTable kMapOps;
// The same with as many pairs (from 1), all keys immediate constants.
struct MapHandlers {
  Handler get_constant_keys[4];
  Handler put_constant_keys[2][3];  // [exact]
};
extern const MapHandlers kMaps;
extern const OpTable kBinaryOps;
// The commonest forms, all on x registers: a context, b destination unless said otherwise.
struct BinaryHandlers {
  Handler append_integers;             // as BsCreate
  Handler get_byte, get_utf8;          // word 1 target
  Handler test_unit_mask, test_tail;   // b mask or bits; word 1 target
  Handler get_position, set_position;  // b position
  Handler skip_bits, skip_units;       // b bits, or size and word 2 unit; word 1 target
  Handler match_bits;                  // b bits; word 1 target, word 2 their value
  Handler get_bytes;                   // as BsGetBinary
  Handler continue_match;              // b words to the next instruction
  Handler get_integer[2][2];           // [little][signed] b destination; word 1 target, word 2 bits
  // [with position][ascii] b position, c destination, d words to the next instruction
  Handler continue_with_byte[2][2];
};
inline constexpr int64_t kMostSmallBits = 56;  // of fields read as a word and surely a small integer
extern const BinaryHandlers kBinary;

// Raise p->exception (set by Process::fail and friends): finds the catch or ends the process.
BEAMLET_COLD raise_exception(BEAMLET_ARGS);
// A call used up its reductions (or something is to be noticed): `ip` is the callee's entry, p->live its arity.
BEAMLET_COLD call_slow(BEAMLET_ARGS);
// Leaves the interpreter because the heap limit was reached.
BEAMLET_COLD kill_for_memory(BEAMLET_ARGS);

}  // namespace beamlet
