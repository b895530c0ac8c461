// source_span.hpp - a place in the source: eight bytes, whatever file it is in.
//
// Purpose     Every token, AST node and diagnostic carries one. The SourceManager (source_file.hpp) turns it
//             into file, line and column when somebody has to read it.
// Picture     All texts of a compilation lie one after another in one 32-bit offset space:
//               0 | file 0 ........ \0 | file 1 (a header) ... \0 | ...
//             so an offset alone names the file as well.
// Invariants  I1  offset 0 belongs to no file: SourceSpan{} means "no place".
//             I2  a span never crosses the end of its file.
//             I3  tokens that come out of a macro's body carry the span of the macro call (that is the line
//                 Erlang reports); the tokens of a macro's arguments keep their own.
#pragma once

#include <cstdint>

namespace beamlet {

struct SourceSpan {
  uint32_t begin = 0;   // offset in the compilation's offset space
  uint32_t length = 0;  // bytes

  [[nodiscard]] constexpr uint32_t end() const { return begin + length; }
  [[nodiscard]] constexpr bool is_known() const { return begin != 0; }
  friend constexpr bool operator==(SourceSpan, SourceSpan) = default;
};

// The smallest span that covers both; keeps `a` when `b` lies before it or is unknown (macro arguments).
[[nodiscard]] constexpr SourceSpan join(SourceSpan a, SourceSpan b) {
  if (!a.is_known()) return b;
  if (!b.is_known() || b.end() <= a.begin) return a;
  return {a.begin, (b.end() > a.end() ? b.end() : a.end()) - a.begin};
}

}  // namespace beamlet
