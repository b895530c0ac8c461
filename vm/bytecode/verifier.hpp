// verifier.hpp - proves that a module's code cannot harm the machine.
//
// Purpose     A .blc file may be damaged or hostile. The interpreter checks only what the language makes it check: that a register holds a cons cell before
//             GetHd reads it, that a frame exists, that reserved words suffice, is a promise of the code. The verifier proves these promises by abstract
//             interpretation: it follows every path of every function with the kinds of values in the registers instead of the values.
//             Code from the compiler of the same executable is verified in debug builds only.
//
// Proven      V1  every label exists; branches stay in their function; every path ends in a Terminator; every instruction is on a path; calls meet functions of their arity.
//             V2  no register is read before it is written on every path; x registers die at calls and at instructions that name `live`.
//             V3  GetList/GetHd/GetTl see cons cells, GetTupleElement/TestArity/UpdateTuple see tuples of sufficient size, map and binary
//                 instructions see maps and match contexts; a context never gets into a term, another module or a comparison.
//             V4  y registers lie within their frame; frames are balanced; nothing is called without one; tail calls drop them.
//             V5  cons cells, tuples and funs are built in words that TestHeap or AllocateHeap reserved.
//             V6  catch tags nest, end on every path, and lead to their own CatchEnd or TryCase.
//             V7  between LoopRec and RemoveMessage nothing calls, returns, sleeps or raises.
// Left to run time: imports of Bif* must be guard builtins (loader), literals must decode (loader), positions within a context, sizes of segments.
//
// Algorithm   Data-flow analysis over labels, after Leroy, "Java bytecode verification: algorithms and formalizations" (2003), with one more dimension:
//             which arguments of a local function may be match contexts flows from call sites to callees until nothing changes.
// Threads     [any] pure function.
#pragma once

#include <optional>
#include <string>

#include "vm/bytecode/module_image.hpp"

namespace beamlet {

// The first fault found, as text that names function and instruction; nullopt when the module is safe to run.
[[nodiscard]] std::optional<std::string> verify_module(const ModuleImage& image);

}  // namespace beamlet
