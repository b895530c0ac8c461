// behaviours.hpp - what a behaviour asks of the modules that name it.
//
// Purpose     The library's behaviours are in behaviours.def. Those of other modules are found by whoever calls the compiler (it reads
//             no files): he answers with the text of the module, and the callbacks are read from it.
// Threads     a resolver is used by one compilation at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.hpp"
#include "compiler/sema/module_env.hpp"
#include "compiler/syntax/parse.hpp"

namespace beamlet {

struct BehaviourCallback {
  std::string name;
  uint32_t arity;
  bool optional;
};

class BehaviourResolver {
 public:
  virtual ~BehaviourResolver() = default;
  struct Found {
    bool is_readable = false;  // false: the module is there, its callbacks cannot be told
    std::vector<BehaviourCallback> callbacks;
  };
  [[nodiscard]] virtual std::optional<Found> find(std::string_view module) = 0;
};

// The -callback attributes of a module's source text.
[[nodiscard]] std::vector<BehaviourCallback> callbacks_of_text(std::string path, std::string_view text,
                                                               const PreprocessOptions& options);

// Missing callbacks, behaviours that are not there, callbacks that two behaviours claim.
void check_behaviours(const ModuleEnv& env, Interner& symbols, BehaviourResolver* resolver,
                      DiagnosticSink& sink);

}  // namespace beamlet
