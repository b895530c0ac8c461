// print.hpp - terms as text.
//
// Purpose     What ~w prints (crash reports, tests, erlang:display/1 with strings on). Iterative; cut off at a number of characters, so that
//             a huge term in a crash report costs little.
// Threads     [any] that may read the term.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "vm/term/term.hpp"

namespace beamlet {

struct PrintOptions {
  size_t max_chars = SIZE_MAX;  // then "..." ends the text
  bool strings = false;         // lists of printable Latin-1 characters as "text" (erlang:display/1)
  bool latin1_atoms = false;    // characters above 255 in atoms as \x{...} (~w); false: as they are (~tw)
};
void append_term(std::string& out, Term term, const PrintOptions& options = {});
[[nodiscard]] std::string print_term(Term term, const PrintOptions& options = {});
// An atom as source text: quoted where it must be.
void append_atom(std::string& out, std::string_view text, bool latin1 = false);
[[nodiscard]] bool atom_needs_quotes(std::string_view text);

}  // namespace beamlet
