// core.hpp - the core IR: functions of blocks of operations on values that are assigned once.
//
// Purpose     The small language between the AST and the bytecode. Blocks with parameters are local functions in tail position
//             (so this is SSA and a functional IR at once): lowering writes it, the passes of compiler/core rewrite it,
//             codegen reads it. Patterns, guards, records, comprehensions, funs are gone: what is left are tests and moves of data.
//
// Picture     Module -> Function -> Block -> Inst
//               block b3(v7, v8):              parameters
//                 v9 = element[1] v7           operations in order (a doubly linked list)
//                 is_tuple v9 -> b4, b5        the last one ends the block: its successors are in succs
//             Arg: a value, or (top bit) a literal of the module's pool.
//             Any operation may end a block with two successors: "succeeded, failed". Inside a block it raises instead.
//
// Invariants  C1  a value has one definition (parameter or result); the definition dominates its uses. The result of an
//                 operation that ends a block may be used in (and below) the first successor only.
//             C2  every block ends in an operation with End, or one with two successors. Only Jump passes arguments;
//                 a block with parameters is reached by Jump alone (handlers excepted: Try/Catch name them).
//             C3  block.handler is the handler of the innermost try around it (kNoBlock: none). Values used by a handler or below
//                 it are defined before its Try/Catch.
//             C4  the only cycles are those of receive: back to its LoopRec block.
//             C5  a match context (result of BsStartMatch) is used by Bs operations and, as an argument, by calls whose
//                 callee takes contexts there; its position changes with each operation.
// Threads     one compilation, one thread at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/diag/diagnostic.hpp"
#include "vm/bytecode/literal.hpp"
#include "vm/bytecode/module_image.hpp"

namespace beamlet::core {

using ValueId = uint32_t;
using BlockId = uint32_t;
using InstId = uint32_t;
using FunctionId = uint32_t;
inline constexpr uint32_t kNone = ~0u;
inline constexpr uint32_t kInlineAlways = ~0u;  // -compile({inline, [f/1]}): whatever its size

// A value or a literal.
class Arg {
 public:
  constexpr Arg() = default;
  static constexpr Arg value(ValueId v) { return Arg(v); }
  static constexpr Arg literal(LiteralId l) { return Arg(l | kLiteralBit); }
  [[nodiscard]] constexpr bool is_none() const { return bits_ == kNone; }
  [[nodiscard]] constexpr bool is_literal() const { return (bits_ & kLiteralBit) != 0 && bits_ != kNone; }
  [[nodiscard]] constexpr bool is_value() const { return (bits_ & kLiteralBit) == 0; }
  [[nodiscard]] constexpr ValueId value() const { return bits_; }
  [[nodiscard]] constexpr LiteralId literal() const { return bits_ & ~kLiteralBit; }
  friend constexpr bool operator==(Arg, Arg) = default;

 private:
  static constexpr uint32_t kLiteralBit = 1u << 31;
  constexpr explicit Arg(uint32_t bits) : bits_(bits) {}
  uint32_t bits_ = kNone;
};

namespace op_flag {
inline constexpr uint16_t None = 0;
inline constexpr uint16_t Pure = 1;
inline constexpr uint16_t Raises = 2;
inline constexpr uint16_t Call = 4;
inline constexpr uint16_t Gc = 8;
inline constexpr uint16_t Heap = 16;
inline constexpr uint16_t Alloc = 32;
inline constexpr uint16_t Test = 64;
inline constexpr uint16_t End = 128;
inline constexpr uint16_t Frame = 256;  // needs a stack frame
}  // namespace op_flag

enum class Op : uint8_t {
#define CORE_OP(name, text, flags) name,
#include "compiler/core/core_ops.def"
#undef CORE_OP
};

struct OpInfo {
  std::string_view text;
  uint16_t flags;
};
[[nodiscard]] const OpInfo& op_info(Op op);
[[nodiscard]] inline bool has_flag(Op op, uint16_t flag) { return (op_info(op).flags & flag) != 0; }

struct Inst {
  Op op{};
  uint32_t line = 0;       // entry of Module::lines; 0: none
  ValueId result = kNone;  // or none
  uint32_t first_arg = 0, arg_count = 0;
  uint32_t aux = 0;  // see core_ops.def
  InstId prev = kNone, next = kNone;
};

struct Block {
  InstId first = kNone, last = kNone;
  uint32_t first_param = 0, param_count = 0;  // in Function::params_pool
  uint32_t first_succ = 0, succ_count = 0;    // in Function::succs
  BlockId handler = kNone;
};

// A segment of BsCreate.
struct Segment {
  BsType type;
  uint8_t flags;
  uint16_t unit;
};

struct Function {
  uint32_t name = 0;   // atom
  uint32_t arity = 0;  // of the bytecode function: for a lambda with its free variables
  uint32_t free = 0;   // of these, the last ones are free variables
  bool exported = false;
  bool is_lambda = false;    // some MakeFun names it
  bool is_internal = false;  // made by the compiler: not callable from other functions of the source
  // -compile(inline): copied to where it is called when it is no larger; 0: not asked for
  uint32_t inline_size = 0;
  uint32_t line = 0;
  SourceSpan span;  // of the function of the source it comes from

  std::vector<Inst> insts;
  std::vector<Block> blocks;  // block 0 is the entry; its parameters are the function's
  std::vector<Arg> args;
  std::vector<BlockId> succs;
  std::vector<ValueId> params_pool;
  std::vector<Segment> segments;
  uint32_t value_count = 0;
  // per parameter: 1 when callers may pass a match context (opt_contexts)
  std::vector<uint8_t> takes_context;

  [[nodiscard]] std::span<Arg> args_of(const Inst& i) {
    return std::span(args).subspan(i.first_arg, i.arg_count);
  }
  [[nodiscard]] std::span<const Arg> args_of(const Inst& i) const {
    return std::span(args).subspan(i.first_arg, i.arg_count);
  }
  [[nodiscard]] std::span<BlockId> succs_of(const Block& b) {
    return std::span(succs).subspan(b.first_succ, b.succ_count);
  }
  [[nodiscard]] std::span<const BlockId> succs_of(const Block& b) const {
    return std::span(succs).subspan(b.first_succ, b.succ_count);
  }
  [[nodiscard]] std::span<ValueId> params_of(const Block& b) {
    return std::span(params_pool).subspan(b.first_param, b.param_count);
  }
  [[nodiscard]] std::span<const ValueId> params_of(const Block& b) const {
    return std::span(params_pool).subspan(b.first_param, b.param_count);
  }

  ValueId new_value() { return value_count++; }
  BlockId new_block(uint32_t param_count = 0, BlockId handler = kNone);
  // Makes an operation that stands in no block yet.
  InstId new_inst(Op op, std::span<const Arg> arguments, ValueId result, uint32_t aux, uint32_t line);
  void append(BlockId block, InstId inst);
  void insert_before(BlockId block, InstId at, InstId inst);
  void remove(BlockId block, InstId inst);
  void set_succs(BlockId block, std::span<const BlockId> successors);
};

// A limit of the machine that the program does not keep to, found only now.
struct LimitFault {
  DiagCode code;
  SourceSpan span;
  std::string what;
};

struct Module {
  std::vector<LimitFault> faults;
  std::vector<std::string> atoms;  // index 0: the module's name
  std::unordered_map<std::string, uint32_t> atom_index;
  LiteralPool literals;
  std::vector<ModuleImage::Import> imports;
  std::vector<ModuleImage::LineEntry> lines;  // entry 0: no line
  std::vector<std::string> files;
  std::vector<Function> functions;
  LiteralId attributes = 0, compile_info = 0, docs = 0;
  bool has_version = false;  // -vsn(...) is one of the attributes

  [[nodiscard]] uint32_t atom(std::string_view text);
  [[nodiscard]] uint32_t import(std::string_view module, std::string_view function, uint32_t arity);
  [[nodiscard]] uint32_t import(ModuleImage::Import what);
  [[nodiscard]] Arg atom_arg(std::string_view text) { return Arg::literal(literals.atom(atom(text))); }
  [[nodiscard]] Arg int_arg(int64_t v) { return Arg::literal(literals.integer(v)); }
  [[nodiscard]] bool is_atom(Arg a, std::string_view text) const;

 private:
  struct ImportHash {
    size_t operator()(const ModuleImage::Import& i) const {
      return (size_t{i.module} * 0x9E3779B97F4A7C15u ^ i.function) * 0x9E3779B97F4A7C15u + i.arity;
    }
  };
  std::unordered_map<ModuleImage::Import, uint32_t, ImportHash> import_index_;
};

// The text form of core (--dump=core, golden tests): deterministic.
[[nodiscard]] std::string print(const Module& module, const Function& function);
[[nodiscard]] std::string print_literal(const Module& module, LiteralId id);

// Checks C1 (partly), C2 and the shape of operations; empty when all is well, else what is wrong. Debug builds run it
// between passes.
[[nodiscard]] std::string verify(const Module& module, const Function& function);

}  // namespace beamlet::core
