// machine.hpp - the handler signature, what lives in which argument, and the shape of an instruction in memory.
//
// Purpose     An opcode's handler is one small function that ends in a tail call to the next one's. The live state of the
//             machine is in its six arguments, so it stays in CPU registers from handler to handler:
//
//               p     the running process            sp    stack top (y registers: sp[n])
//               ip    the instruction                hp    heap top
//               x     the X registers                reds  reductions left of the slice
//
// Picture     an instruction in memory: 64-bit words, the first one
//
//              63      48 47      32 31                       0
//             +----------+----------+--------------------------+
//             | b        | a        | address of the handler   |     the executable is linked below 4 GiB (no PIE)
//             +----------+----------+--------------------------+
//             | d        | c        | target: bytes from ip    |     word 1, when the instruction branches or has more operands
//             +----------+----------+--------------------------+
//             | constant, pointer or operand word              |     words 2.., fixed positions per handler
//
//             a..d are register numbers or small numbers. Handlers are specialised by the kinds of their operands (Src, Dst);
//             the lowering picks them. Rare instructions take operand words instead: a constant stands for itself,
//             a register is written as number << 4 | 0111 (x) or 1111 (y): no constant has these low bits.
//
// Rules       R1  handlers decode; what an opcode means stands once, in semantics_*.hpp, as inline functions over machine state and values.
//             R2  slow paths are separate cold handlers, entered by a tail call: they cost the fast path nothing.
//             R3  around every C++ call that may allocate, look at the stack or fail: store() before, load() after.
//             R4  p->ip is stored before anything that may fail: the stack trace and the error's arguments come from it.
//             R5  a handler that does not tail-call another one leaves the interpreter: only leave() does.
//             R6  the X registers from kScratch on belong to the handlers: operands on their way to a slow path. No collection sees them.
// Threads     [owner] the scheduler that runs the process.
#pragma once

#include <cstdint>
#include <cstring>

#include "vm/process/process.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

// Macros, because a tail call must repeat the whole argument list in every handler.
#define BEAMLET_ARGS                                                                  \
  [[maybe_unused]] ::beamlet::Process *p, [[maybe_unused]] const ::beamlet::Word *ip, \
      [[maybe_unused]] ::beamlet::Term *sp, [[maybe_unused]] ::beamlet::Term *hp,     \
      [[maybe_unused]] ::beamlet::Term *x, [[maybe_unused]] int64_t reds
#define BEAMLET_STATE p, ip, sp, hp, x, reds
#define BEAMLET_HANDLER __attribute__((preserve_none)) void
#define BEAMLET_COLD __attribute__((preserve_none, noinline, cold)) void
#define BEAMLET_TAIL(handler) [[clang::musttail]] return handler(BEAMLET_STATE)
// Goes on with the instruction at `ip`.
#define BEAMLET_DISPATCH BEAMLET_TAIL(::beamlet::handler_at(ip))
// Goes on behind an instruction of so many words.
#define BEAMLET_NEXT(words) \
  do {                      \
    ip += (words);          \
    BEAMLET_DISPATCH;       \
  } while (false)

using Handler = __attribute__((preserve_none)) void (*)(BEAMLET_ARGS);

inline constexpr uint32_t kScratch = limits::kXRegisters - 8;

// -- reading an instruction
template <class T>
[[nodiscard, gnu::always_inline]] inline T peek(const Word* ip, size_t index) {
  T value;
  std::memcpy(&value, reinterpret_cast<const char*>(ip) + index * sizeof(T), sizeof(T));
  return value;
}
[[nodiscard, gnu::always_inline]] inline Handler handler_at(const Word* ip) {
  return reinterpret_cast<Handler>(static_cast<uintptr_t>(peek<uint32_t>(ip, 0)));
}
[[nodiscard, gnu::always_inline]] inline uint32_t field_a(const Word* ip) { return peek<uint16_t>(ip, 2); }
[[nodiscard, gnu::always_inline]] inline uint32_t field_b(const Word* ip) { return peek<uint16_t>(ip, 3); }
[[nodiscard, gnu::always_inline]] inline uint32_t field_c(const Word* ip) { return peek<uint16_t>(ip, 6); }
[[nodiscard, gnu::always_inline]] inline uint32_t field_d(const Word* ip) { return peek<uint16_t>(ip, 7); }
// Where the branch of word 1 leads.
[[nodiscard, gnu::always_inline]] inline const Word* target_of(const Word* ip) {
  return reinterpret_cast<const Word*>(reinterpret_cast<const char*>(ip) + peek<int32_t>(ip, 2));
}
[[nodiscard, gnu::always_inline]] inline bool has_target(const Word* ip) { return peek<int32_t>(ip, 2) != 0; }

// -- operands of specialised handlers
enum class Src : uint8_t { X, Y, C };  // C: the constant in a word of the instruction
enum class Dst : uint8_t { X, Y };
inline constexpr size_t kSrcKinds = 3;
inline constexpr size_t kDstKinds = 2;

template <Src kind>
[[nodiscard, gnu::always_inline]] inline Term get(uint32_t number, Term constant, const Term* sp,
                                                  const Term* x) {
  if constexpr (kind == Src::X) return x[number];
  if constexpr (kind == Src::Y) return sp[number];
  return constant;
}
template <Dst kind>
[[gnu::always_inline]] inline void put(uint32_t number, Term value, Term* sp, Term* x) {
  if constexpr (kind == Dst::X)
    x[number] = value;
  else
    sp[number] = value;
}

// -- operand words of the others
inline constexpr Word kXOperand = 0b0111;
inline constexpr Word kYOperand = 0b1111;
[[nodiscard]] inline Term operand_value(Word w, const Term* sp, const Term* x) {
  if ((w & 7) != 7) return Term::from_raw(w);
  return (w & 8) != 0 ? sp[w >> 4] : x[w >> 4];
}
[[nodiscard]] inline Term& operand_place(Word w, Term* sp, Term* x) {
  return (w & 8) != 0 ? sp[w >> 4] : x[w >> 4];
}

// -- leaving and entering C++ (R3)
[[gnu::always_inline]] inline void store(Process* p, const Word* ip, Term* sp, Term* hp, int64_t reds) {
  p->ip = ip;
  p->heap.sp = sp;
  p->heap.top = hp;
  p->reductions = reds;
}
[[gnu::always_inline]] inline void load(Process* p, Term*& sp, Term*& hp, Term*& x, int64_t& reds) {
  sp = p->heap.sp;
  hp = p->heap.top;
  x = p->x;
  reds = p->reductions;
  // Something allocated much: the next call shall notice. What is left of the slice waits in `withheld`.
  if (p->heap.wants_collection()) [[unlikely]] {
    p->withheld += reds;
    reds = 0;
  }
}

}  // namespace beamlet
