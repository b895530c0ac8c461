// exit_report.hpp - why a program ended, in words.
// Threads     [owner] of the term.
#pragma once

#include <string>

#include "vm/term/term.hpp"

namespace beamlet {

// "exception error: no match of right hand side value 2\n  in function t:main/1 (t.erl, line 4)" for an exit reason.
[[nodiscard]] std::string exit_report(Term reason);

}  // namespace beamlet
