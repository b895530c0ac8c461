// bif_fixture.hpp - a machine with one process that calls builtins as the interpreter does, traps included.
#pragma once

#include <string_view>
#include <vector>

#include "vm/boot/runtime.hpp"
#include "vm/process/process.hpp"

namespace beamlet::test {

class BifFixture {
 public:
  BifFixture();
  [[nodiscard]] Process& process() { return *process_; }
  [[nodiscard]] Term term(std::string_view text);

  // Calls the builtin until it has a value (none() is a failure, in process().exception). `slices` counts the calls.
  [[nodiscard]] Term call(std::string_view module, std::string_view function, std::vector<Term> arguments);
  [[nodiscard]] int slices() const { return slices_; }

 private:
  Runtime runtime_;
  Process* process_;
  std::vector<Term> registers_;
  int slices_ = 0;
};

}  // namespace beamlet::test
