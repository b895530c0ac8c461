// pattern.hpp - patterns as the match compiler sees them: sugar gone, variables resolved.
//
// Picture     Pattern ::= Any | Literal | Equal(value) | Cons(head, tail) | Tuple(elements) | Map(pairs) | Bits(segments)
//             each with the variables that it binds to the whole value (`{ok, X} = Y` binds Y), and `also`: another pattern
//             for the same value (an alias of two structures).
// Invariants  immutable once built; lives in the lowering's arena.
#pragma once

#include <span>

#include "compiler/core/core.hpp"
#include "compiler/sema/bit_spec.hpp"
#include "compiler/source/symbols.hpp"

namespace beamlet::core {

enum class PatternKind : uint8_t { Any, Literal, Equal, Cons, Tuple, Map, Bits };

struct Pattern;

struct BitsSegment {
  const Pattern* value;
  BitType type;
  uint8_t flags;  // bs_flag
  uint16_t unit;
  bool rest;            // everything that is left
  const Expr* size;     // or null: fixed_size; evaluated when the segments before it have matched
  uint32_t fixed_size;  // in units
  SourceSpan span;
};

struct MapPair {
  Arg key;  // none: `computed`
  // a key that is worked out as the pattern is matched: when that fails, it does not match
  const Expr* computed;
  const Pattern* value;
};

struct Pattern {
  PatternKind kind = PatternKind::Any;
  Arg value;                              // Literal, Equal
  std::span<const Pattern* const> parts;  // Cons: head, tail; Tuple: elements
  std::span<const MapPair> pairs;         // Map
  std::span<const BitsSegment> segments;  // Bits
  std::span<const Symbol> binds;
  const Pattern* also = nullptr;
};

}  // namespace beamlet::core
