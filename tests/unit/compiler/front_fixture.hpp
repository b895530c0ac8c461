// front_fixture.hpp - parse and check a piece of text, and look at the outcome.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/sema/check.hpp"
#include "compiler/syntax/ast_print.hpp"
#include "compiler/syntax/parse.hpp"

template <>
struct doctest::StringMaker<std::vector<std::string>> {
  static doctest::String convert(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) text += "[" + item + "] ";
    return text.c_str();
  }
};

namespace beamlet::test {

// Headers out of a map; else next to the including file, when it is a real one.
class TestIncludes : public IncludeResolver {
 public:
  std::map<std::string, std::string, std::less<>> headers;
  std::optional<IncludedText> resolve(std::string_view name, std::string_view from, bool) override {
    if (const auto found = headers.find(name); found != headers.end())
      return IncludedText{found->first, found->second};
    auto path = std::filesystem::path(from).parent_path() / std::string(name);
    if (!std::filesystem::exists(path))  // the library's own headers
      path = std::filesystem::path(from).parent_path() / "include" / std::string(name);
    std::ifstream file(path);
    if (!file || !std::filesystem::is_regular_file(path)) return std::nullopt;
    std::stringstream text;
    text << file.rdbuf();
    return IncludedText{path.string(), text.str()};
  }
};

struct Compilation {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  TestIncludes includes;
  PreprocessOptions options;
  ParseResult parsed;
  CheckedModule checked;
  FileId file;

  explicit Compilation(std::string_view text, std::string name = "t.bl") {
    options.includes = &includes;
    file = *sources.add(std::move(name), text);
  }
  Compilation& parse() {
    parsed = parse_module(sources, file, symbols, options, sink);
    return *this;
  }
  Compilation& check() {
    parse();
    checked = check_module(*parsed.ast, sink);
    sink.finish();
    return *this;
  }
  [[nodiscard]] std::string printed(bool structure = false) const {
    return print_ast(*parsed.ast, {.explicit_structure = structure});
  }
  // "line:column Name" of each diagnostic
  [[nodiscard]] std::vector<std::string> faults() {
    sink.finish();
    std::vector<std::string> out;
    for (const Diagnostic& d : sink.diagnostics()) {
      const LineColumn place = sources.locate(d.span.begin);
      out.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
                    std::string(info(d.code).name));
    }
    return out;
  }
};

inline std::vector<std::string> faults_of(std::string_view text) {
  Compilation c(text);
  c.check();
  return c.faults();
}

// Body of f/0 as the parser understands it, every operator in parentheses.
inline std::string structure_of(std::string_view expression) {
  Compilation c("-module(t).\nf() -> " + std::string(expression) + ".\n");
  c.parse();
  if (c.sink.has_errors()) return "error: " + c.sink.diagnostics()[0].message;
  const auto* function = as<FunctionForm>(c.parsed.ast->forms[1]);
  return print_expr(*function->clauses[0]->body[0], c.symbols, {.explicit_structure = true});
}

}  // namespace beamlet::test
