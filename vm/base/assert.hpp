// assert.hpp - checks that stop the program with a message.
//
// Purpose     BEAMLET_CHECK guards invariants whose violation would corrupt memory: always on.
//             BEAMLET_DCHECK is for everything else: on in debug builds only (BEAMLET_DEBUG=1).
// Threads     [any]
#pragma once

namespace beamlet {

// Prints "file:line: check failed: text" with a backtrace to stderr and aborts.
[[noreturn, gnu::cold]] void check_failed(const char* file, int line, const char* text) noexcept;

}  // namespace beamlet

// Macros, because they must know the text and place of the condition.
#define BEAMLET_CHECK(cond) ((cond) ? (void)0 : ::beamlet::check_failed(__FILE__, __LINE__, #cond))

#ifndef BEAMLET_DEBUG
#define BEAMLET_DEBUG 0
#endif

#if BEAMLET_DEBUG
#define BEAMLET_DCHECK(cond) BEAMLET_CHECK(cond)
#else
#define BEAMLET_DCHECK(cond) ((void)sizeof(!(cond)))
#endif
