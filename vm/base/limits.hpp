// limits.hpp - every magic number of the machine, with its reason.
//
// Purpose     One place to look up and to shrink: with -Dtiny_limits=true the growth and overflow paths run on every test.
#pragma once

#include <cstddef>
#include <cstdint>

#ifndef BEAMLET_TINY_LIMITS
#define BEAMLET_TINY_LIMITS 0
#endif

namespace beamlet::limits {

inline constexpr bool kTiny = BEAMLET_TINY_LIMITS != 0;

// X registers a scheduler owns. Functions take at most 255 arguments; the rest are temporaries of one function body.
inline constexpr uint32_t kXRegisters = 1024;
inline constexpr uint32_t kMaxArity = 255;
// Frames are addressed with 16-bit slot numbers.
inline constexpr uint32_t kMaxFrame = 32767;
// Reductions a process may use before it goes to the back of the run queue (OTP's number).
inline constexpr int64_t kReductions = kTiny ? 1 : 4000;
// Frames in a stack trace, besides a failed builtin's (OTP's default of backtrace_depth), and how many may be asked for.
inline constexpr uint32_t kBacktraceDepth = 8;
inline constexpr uint32_t kMaxBacktraceDepth = 64;
// Words of the first heap-and-stack block of a process: with the control block (640 bytes as the allocator rounds it) and its table slot it stays under
// 1 KB. Processes that collect often get larger blocks soon (gc.cpp).
inline constexpr uint32_t kInitialHeapWords = kTiny ? 16 : 40;
// Words between heap top and stack top that are always free: the return address a call pushes before its callee
// has made room for itself (see frame_layout.hpp).
inline constexpr uint32_t kStackSlack = 1;
// Binaries up to this many bytes live on the heap; larger ones are reference-counted (OTP's number).
inline constexpr size_t kMaxHeapBinaryBytes = 64;
// Maps up to this many keys are flat and sorted; larger ones are hash array mapped tries (OTP's number).
inline constexpr size_t kMaxFlatMapSize = 32;
// Atoms: as OTP's default limit.
inline constexpr uint32_t kMaxAtoms = 1048576;
// The most that the option --max-atoms can ask for, and what the machine may use beyond the limit: names of builtins' items and modules.
inline constexpr uint32_t kMostAtoms = 1u << 25;
inline constexpr uint32_t kReservedAtoms = 1u << 16;
inline constexpr size_t kMaxAtomCharacters = 255;
inline constexpr size_t kMaxAtomBytes = 4 * kMaxAtomCharacters;  // as UTF-8
// Limbs a bignum may have: 4 Mbit, OTP 27's documented limit; beyond it system_limit.
inline constexpr size_t kMaxBignumLimbs = (size_t{1} << 22) / 64;
// Bytes of shared binaries that new objects of a heap may keep alive before the next safepoint collects; grows with what survives
// (OTP's virtual binary heap: 46422 words).
inline constexpr size_t kFirstOffHeapBytes = kTiny ? 256 : size_t{1} << 19;
// Words of the first fragment builtins get when the block is full; doubles with each further one until kMaxFragmentWords.
inline constexpr size_t kFirstFragmentWords = kTiny ? 4 : 64;
inline constexpr size_t kMaxFragmentWords = size_t{1} << 16;
// Address space reserved for literals of all modules; a range test tells a literal from a heap term.
inline constexpr size_t kLiteralSpaceBytes = size_t{1} << 32;

}  // namespace beamlet::limits
