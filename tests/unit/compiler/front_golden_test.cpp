// Golden dumps of the front half, and what must hold for every source text of the repository.
//
// tests/golden/tokens/X.erl -> X.txt        token dump
// tests/golden/ast/X.erl -> X.txt           tree, every operator in parentheses
// tests/golden/diagnostics/X.erl -> X.txt   text rendering, then JSON
// BEAMLET_ACCEPT_GOLDEN=1 writes what is produced now.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/unit/compiler/front_fixture.hpp"

namespace beamlet {
namespace {

namespace fs = std::filesystem;
using test::Compilation;

fs::path source_root() {
  const char* root = std::getenv("BEAMLET_SOURCE_ROOT");
  return root != nullptr ? root : ".";
}

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> sources_under(const fs::path& folder) {
  std::vector<fs::path> found;
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".erl" || extension == ".bl") found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

template <typename Produce>
void compare_goldens(const char* stage, Produce&& produce) {
  const auto inputs = sources_under(source_root() / "tests/golden" / stage);
  CHECK_FALSE(inputs.empty());
  for (const fs::path& input : inputs) {
    CAPTURE(input.filename().string());
    const std::string text = read_text(input);
    const std::string now = produce(text, input.filename().string());
    const fs::path expected = fs::path(input).replace_extension(".txt");
    if (std::getenv("BEAMLET_ACCEPT_GOLDEN") != nullptr) std::ofstream(expected, std::ios::binary) << now;
    CHECK(now == read_text(expected));
  }
}

TEST_CASE("golden tokens") {
  compare_goldens("tokens", [](const std::string& text, std::string name) {
    Compilation c(text, std::move(name));
    return print_tokens(c.sources, c.file, c.symbols);
  });
}

TEST_CASE("golden trees") {
  compare_goldens("ast", [](const std::string& text, std::string name) {
    Compilation c(text, std::move(name));
    c.parse();
    c.sink.finish();
    return c.printed(true) + render_text(c.sink, c.sources);
  });
}

TEST_CASE("golden diagnostics") {
  compare_goldens("diagnostics", [](const std::string& text, std::string name) {
    Compilation c(text, std::move(name));
    c.check();
    return render_text(c.sink, c.sources) + "\n" + render_json(c.sink, c.sources);
  });
}

TEST_CASE("printed text parses to the same tree") {
  auto inputs = sources_under(source_root() / "tests/golden/ast");
  for (const char* folder :
       {"stdlib", "tests/lang", "tests/stdlib", "tests/process", "tests/bench", "examples"}) {
    const auto more = sources_under(source_root() / folder);
    inputs.insert(inputs.end(), more.begin(), more.end());
  }
  for (const fs::path& input : inputs) {
    CAPTURE(input.string());
    Compilation first(read_text(input), input.string());
    first.parse();
    if (first.sink.has_errors()) continue;  // a test of an error
    for (const bool structure : {false, true}) {
      const std::string printed = first.printed(structure);
      Compilation again(printed, input.string());
      again.parse();
      CHECK_MESSAGE(!again.sink.has_errors(), render_text(again.sink, again.sources));
      CHECK(again.printed(structure) == printed);
      if (structure) CHECK(again.printed(false) == first.printed(false));
    }
  }
}

TEST_CASE("the library checks without a word") {
  for (const fs::path& input : sources_under(source_root() / "stdlib")) {
    CAPTURE(input.string());
    Compilation c(read_text(input), input.string());
    c.check();
    CHECK_MESSAGE(!c.sink.has_errors(), render_text(c.sink, c.sources));
  }
}

}  // namespace
}  // namespace beamlet
