// compile_file.hpp - a source file on disk -> ModuleImage: the file I/O around the compiler.
//
// Purpose     The compiler itself reads no files. Here the text is read, includes are found, and diagnostics become text.
// Threads     [any]; one compilation per call.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/driver/compile.hpp"
#include "compiler/syntax/parse.hpp"
#include "vm/bytecode/module_image.hpp"

namespace beamlet {

// Finds included files: beside the including file, in the include folders, (include_lib) as a path below the library folders,
// and among the headers inside the executable (embedded_headers.hpp).
class FileIncludes final : public IncludeResolver {
 public:
  explicit FileIncludes(std::vector<std::string> folders) : folders_(std::move(folders)) {}
  [[nodiscard]] std::optional<IncludedText> resolve(std::string_view name, std::string_view from,
                                                    bool is_library) override;

 private:
  std::vector<std::string> folders_;
};

struct CompileFileOptions {
  std::vector<std::string> include_folders;
  std::vector<std::string> module_folders;  // where behaviours are looked for, besides the file's own folder
  std::vector<MacroDefinition> defines;
  bool colour = false;
  bool json = false;
  bool show_warnings = true;
  CompileOptions compile;  // dumps
};

struct CompiledFile {
  std::optional<ModuleImage> image;  // none: see diagnostics
  std::string diagnostics;           // errors and warnings as text; may be empty
  std::string dump;
};

// Reads a whole file; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);
// For the message when read_file has given nothing.
[[nodiscard]] std::string why_unreadable(const std::string& path);
// Compiles a .bl or .erl file.
[[nodiscard]] CompiledFile compile_file(const std::string& path, const CompileFileOptions& options);
// Compiles a text; diagnostics and ?FILE call it `path`.
[[nodiscard]] CompiledFile compile_text(const std::string& path, const std::string& text,
                                        const CompileFileOptions& options);

}  // namespace beamlet
