#include "tools/main/test_files.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "compiler/syntax/parse.hpp"
#include "tools/common/compile_file.hpp"
#include "vm/bytecode/format.hpp"

namespace beamlet {

namespace fs = std::filesystem;

namespace {

bool is_source(const fs::path& path) { return path.extension() == ".bl" || path.extension() == ".erl"; }

bool is_test_name(const fs::path& path) {
  std::string stem = path.stem();
  return is_source(path) && (stem.ends_with("_test") || stem.ends_with("_tests"));
}

// Hidden folders and what builds make hold no sources.
bool is_searched(const fs::path& folder) {
  std::string name = folder.filename();
  return !name.starts_with(".") && name != "build" && name != "_build" && name != "node_modules";
}

void search(const fs::path& folder, std::vector<std::string>& found) {
  std::error_code error;
  std::vector<std::string> files;
  fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied, error), end;
  while (!error && walk != end) {
    if (walk->is_directory(error) && !is_searched(walk->path())) walk.disable_recursion_pending();
    if (walk->is_regular_file(error) && is_test_name(walk->path()))
      files.push_back(walk->path().lexically_normal());
    walk.increment(error);
  }
  std::sort(files.begin(), files.end());
  found.insert(found.end(), files.begin(), files.end());
}

// The records that a source declares or includes, for reports.
std::string records_of(const std::string& file, const std::string& text, const CompileFileOptions& options) {
  SourceManager sources;
  std::optional<FileId> id = sources.add(file, text);
  if (!id) return {};
  Interner symbols;
  DiagnosticSink sink;
  FileIncludes includes(options.include_folders);
  PreprocessOptions preprocess;
  preprocess.includes = &includes;
  preprocess.defines = options.defines;
  ParseResult parsed = parse_module(sources, *id, symbols, preprocess, sink);
  std::string out;
  for (const Form* form : parsed.ast->forms) {
    const auto* record = as<RecordForm>(form);
    if (record == nullptr) continue;
    out += symbols.text(record->name);
    for (const RecordFieldDecl& field : record->fields) out += " " + std::string(symbols.text(field.name));
    out += "\n";
  }
  return out;
}

}  // namespace

std::vector<std::string> find_test_files(const std::vector<std::string>& paths,
                                         std::vector<std::string>& faults) {
  std::vector<std::string> found;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      size_t before = found.size();
      search(path, found);
      if (found.size() == before)
        faults.push_back("no test modules in " + path +
                         " (files called NAME_test.bl, NAME_tests.bl, or .erl)");
    } else if (!fs::exists(path, error)) {
      faults.push_back("there is no file or folder " + path);
    } else if (!is_source(path)) {
      faults.push_back(path + " is no source file: a name that ends in .bl or .erl is expected");
    } else {
      found.push_back(path);
    }
  }
  std::vector<std::string> unique;
  for (std::string& file : found)
    if (std::find(unique.begin(), unique.end(), file) == unique.end()) unique.push_back(std::move(file));
  return unique;
}

std::vector<std::string> folders_around(const std::string& file) {
  fs::path own = fs::path(file).parent_path();
  if (own.empty()) own = ".";
  fs::path above = own / "..";
  return {own, above, above / "src", above / "include"};
}

bool compile_test(const std::string& file, const std::vector<std::string>& folders, TestModule& out) {
  CompileFileOptions options;
  options.colour = isatty(STDERR_FILENO) != 0;
  options.include_folders = folders;
  for (std::string& folder : folders_around(file)) options.include_folders.push_back(std::move(folder));
  options.defines.push_back({"TEST", "true"});
  CompiledFile compiled = compile_file(file, options);
  std::fputs(compiled.diagnostics.c_str(), stderr);
  if (!compiled.image) return false;
  out.name = compiled.image->name();
  out.file = file;
  out.bytes = write_module(*compiled.image);
  if (std::optional<std::string> text = read_file(file)) out.text = std::move(*text);
  out.records = records_of(file, out.text, options);
  return true;
}

}  // namespace beamlet
