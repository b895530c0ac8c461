// frame_layout.hpp - what lies on a process's stack, and the steps of call, return and unwinding.
//
// Picture     The stack grows down, towards the heap of the same block.
//
//               high addresses
//               | ...caller's frame...          |
//               | return address (ptr | 7)      |  sp + n    pushed by the call
//               | y[n-1]                        |  sp + n-1
//               |  ...                          |
//               | y[0]                          |  sp        after Allocate n
//               | free: at least kStackSlack    |
//               | heap top                      |
//               low addresses
//
// Call        1. push the address of the instruction after the call, tagged 7     (uses the slack word)
//             2. one reduction; at zero: save x0..x[arity-1], yield, and go on here later
//             3. jump to the callee's entry; it starts without a frame
// Allocate n  makes room for n slots + kStackSlack, collecting if need be (the only place the slack is restored), sets them to nil.
//             A function must Allocate (n may be 0) before its first non-tail call. TestHeap keeps the slack free as well.
// Return      the frame is dropped (Deallocate n), sp points at the return address: pop it, jump there; result in x0.
// Tail call   drop the frame, one reduction, jump: the return address stays for the callee.
// Exceptions  Catch/Try store a catch tag (the address of the CatchEnd/TryCase instruction) in a y slot. Unwinding scans the stack upwards from sp
//             for a catch tag; the handler's y operand gives sp = slot address - y. Return addresses passed on the way make the stack trace.
//
// Invariants  F1  every word of the stack is a term, a return address (low bits 111) or a catch tag (low bits 11011).
//             F2  y slots hold valid terms from Allocate on.
//             F3  sp - heap top >= kStackSlack after Allocate and TestHeap.
// Threads     [owner] the scheduler that runs the process.
#pragma once
