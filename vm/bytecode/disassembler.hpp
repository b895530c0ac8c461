// disassembler.hpp - a module as text: what `beamlet disasm` prints and golden tests compare.
//
// Purpose     Generated from the opcode table: names and operand letters come from there. The text is deterministic.
// Threads     [any] pure function.
#pragma once

#include <string>

#include "vm/bytecode/module_image.hpp"

namespace beamlet {

// The whole module. Works on any image that read_module accepted, verified or not: unreadable code ends the listing with the reason.
[[nodiscard]] std::string disassemble(const ModuleImage& image);

}  // namespace beamlet
