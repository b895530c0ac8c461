#include <cstdio>
#include <memory>

#include "tools/main/commands.hpp"
#include "tools/main/embedded_library.hpp"
#include "tools/main/module_path.hpp"
#include "tools/repl/shell_service.hpp"
#include "vm/boot/runtime.hpp"
#include "vm/io/stdio.hpp"

namespace beamlet {

int command_repl(const ReplCommand& command) {
  ModulePath path(embedded_library());
  for (const std::string& folder : command.folders) path.add_folder(folder);
  path.add_folder(".");
  // Large: not on the stack.
  auto runtime = std::make_unique<Runtime>(command.machine.runtime_options(path));
  MainResult result;
  {
    ShellService service(*runtime, embedded_library());
    result = runtime->call("shell", "start", {});
  }
  Stdio::instance().flush();
  if (result.ok) return 0;
  std::fprintf(stderr, "%s\n", result.report.c_str());
  return 1;
}

}  // namespace beamlet
