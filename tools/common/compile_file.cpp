#include "tools/common/compile_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "compiler/source/source_encoding.hpp"
#include "tools/common/embedded_headers.hpp"

namespace beamlet {

namespace {

// bltest.hrl, APPLICATION/include/bltest.hrl: what the executable carries stands in for files that are not there.
std::optional<IncludedText> embedded_include(const std::filesystem::path& wanted, bool is_library) {
  bool named = wanted.has_parent_path() ? is_library && wanted.parent_path().filename() == "include" : true;
  if (!named) return std::nullopt;
  std::string_view text = embedded_header(wanted.filename().string());
  if (text.data() == nullptr) return std::nullopt;
  return IncludedText{wanted.string(), std::string(text)};
}

}  // namespace

namespace {

constexpr size_t kMostFileBytes = size_t{256} << 20;
constexpr size_t kPieceBytes = size_t{1} << 16;

}  // namespace

std::optional<std::string> read_file(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  // By pieces: a device or pipe has no size, and may have no end.
  std::string text;
  while (in && text.size() <= kMostFileBytes) {
    size_t had = text.size();
    text.resize(had + kPieceBytes);
    in.read(text.data() + had, static_cast<std::streamsize>(kPieceBytes));
    text.resize(had + static_cast<size_t>(in.gcount()));
  }
  if (in.bad() || text.size() > kMostFileBytes) return std::nullopt;
  text.shrink_to_fit();
  return text;
}

std::string why_unreadable(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return "no such file";
  if (std::filesystem::is_directory(status)) return "it is a folder";
  if (!std::ifstream(path, std::ios::binary)) return "no permission";
  return "it is larger than 256 MiB";
}

std::optional<IncludedText> FileIncludes::resolve(std::string_view name, std::string_view from,
                                                  bool is_library) {
  namespace fs = std::filesystem;
  std::vector<fs::path> candidates;
  fs::path wanted(name);
  if (wanted.is_absolute()) {
    candidates.push_back(wanted);
  } else {
    candidates.push_back(fs::path(from).parent_path() / wanted);
    for (const std::string& folder : folders_) candidates.push_back(fs::path(folder) / wanted);
    // -include_lib("app/include/x.hrl"): the first part names an application, whose folder may be one of ours.
    if (is_library && wanted.has_parent_path()) {
      fs::path inside = wanted.lexically_relative(*wanted.begin());
      for (const std::string& folder : folders_) candidates.push_back(fs::path(folder) / inside);
    }
  }
  for (const fs::path& path : candidates)
    if (std::optional<std::string> text = read_file(path.string()))
      return IncludedText{path.string(), decode_source(std::move(*text))};
  return embedded_include(wanted, is_library);
}

namespace {

// Behaviours whose source or compiled module lies beside the file, or in the folders of modules.
class FileBehaviours final : public BehaviourResolver {
 public:
  FileBehaviours(const std::string& path, const CompileFileOptions& options) : options_(options) {
    const std::filesystem::path own = std::filesystem::path(path).parent_path();
    folders_.push_back(own.empty() ? std::string(".") : own.string());
    folders_.insert(folders_.end(), options.module_folders.begin(), options.module_folders.end());
  }
  std::optional<Found> find(std::string_view module) override {
    for (const std::string& folder : folders_) {
      const std::string base = folder + "/" + std::string(module);
      for (const char* extension : {".bl", ".erl"}) {
        const std::optional<std::string> text = read_file(base + extension);
        if (!text) continue;
        FileIncludes includes(options_.include_folders);
        PreprocessOptions preprocess;
        preprocess.includes = &includes;
        preprocess.defines = options_.defines;
        return Found{true, callbacks_of_text(base + extension, *text, preprocess)};
      }
      if (read_file(base + ".blc")) return Found{};
    }
    return std::nullopt;
  }

 private:
  const CompileFileOptions& options_;
  std::vector<std::string> folders_;
};

}  // namespace

CompiledFile compile_file(const std::string& path, const CompileFileOptions& options) {
  CompiledFile out;
  std::optional<std::string> text = read_file(path);
  if (!text) {
    out.diagnostics = "beamlet: cannot read " + path + ": " + why_unreadable(path) + "\n";
    return out;
  }
  return compile_text(path, *text, options);
}

CompiledFile compile_text(const std::string& path, const std::string& text,
                          const CompileFileOptions& options) {
  CompiledFile out;
  SourceManager sources;
  std::optional<FileId> file = sources.add(path, decode_source(text));
  if (!file) {
    out.diagnostics = "beamlet: " + path + " is too large to compile (4 GiB at most)\n";
    return out;
  }
  Interner symbols;
  DiagnosticSink sink;
  FileIncludes includes(options.include_folders);
  CompileOptions compile = options.compile;
  compile.preprocess.includes = &includes;
  compile.preprocess.defines = options.defines;
  FileBehaviours behaviours(path, options);
  compile.behaviours = &behaviours;
  CompileResult result = compile_module(sources, *file, symbols, compile, sink);
  sink.finish();
  bool any = sink.has_errors() || (options.show_warnings && sink.warning_count() > 0);
  if (any)
    out.diagnostics =
        options.json ? render_json(sink, sources) : render_text(sink, sources, {.colour = options.colour});
  out.image = std::move(result.image);
  out.dump = std::move(result.dump);
  return out;
}

}  // namespace beamlet
