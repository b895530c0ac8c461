// lowering.hpp - from a module's code stream to threaded code, as the loader sees it.
//
// Purpose     Which handler an instruction becomes is the interpreter's business (vm/interp/lowering.cpp); the loader below it
//             knows only this interface, installed at boot.
// Threads     lower(): [any], no shared state.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "vm/base/result.hpp"
#include "vm/bytecode/module_image.hpp"
#include "vm/code/module.hpp"

namespace beamlet {

struct ExportEntry;

// The image's tables after the loader resolved them; same indexes.
struct ResolvedTables {
  std::span<const Term> atoms;
  std::span<const Term> literals;
  std::span<ExportEntry* const> imports;
  std::span<FunEntry* const> lambdas;
};

struct LoweredCode {
  std::vector<Word> words;
  std::vector<uint32_t> labels;  // word offset of every label; index 0 unused
  std::vector<LineMark> marks;
  std::vector<Module::Function> functions;
};

class CodeLowering {
 public:
  virtual ~CodeLowering() = default;
  [[nodiscard]] virtual Result<LoweredCode, std::string> lower(const ModuleImage& image,
                                                               const ResolvedTables& tables) = 0;
};

}  // namespace beamlet
