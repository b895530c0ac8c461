// passes.hpp - what rewrites core: one pass per file, each linear in the size of what it is given.
//
// Purpose     Every pass takes well-formed core and leaves well-formed core that does the same; their order is in optimise().
// Threads     one compilation, one thread at a time.
#pragma once

#include "compiler/core/core.hpp"

namespace beamlet::core {

// opt_dead: operations whose results nobody uses, parameters nobody reads, blocks nobody reaches.
void remove_dead(Module& module, Function& function);

// opt_blocks: branches on constants, blocks that only pass on, chains of blocks.
void straighten(Module& module, Function& function);
// opt_types: what is known of values decides tests and simplifies operations.
void propagate_types(Module& module, Function& function);

// These three, in the order that makes the most of them.
void simplify(Module& module, Function& function);

// opt_inline: bodies of small functions in place of their calls.
void inline_calls(Module& module);
// opt_inline: functions that nothing exported leads to go.
void drop_unused(Module& module);
// opt_tuples: size and tag of a tuple in one test.
void fuse_tuple_tests(Module& module, Function& function);
// opt_receive: receives that wait for a message with a reference just made start at a mark.
void mark_receives(Module& module, Function& function);
// opt_contexts: functions that go on matching a binary hand over the match context.
void pass_contexts(Module& module);
// opt_positions: match positions set that are current, or saved twice. True when something changed.
[[nodiscard]] bool forget_positions(Function& function);

// All passes, in order.
void optimise(Module& module);

}  // namespace beamlet::core
