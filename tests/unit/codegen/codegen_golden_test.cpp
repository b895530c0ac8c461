// Golden dumps of the back half, and what must hold for every program of the repository.
//
// tests/golden/core/X.erl -> X.txt       core after the passes
// tests/golden/bytecode/X.erl -> X.txt   disassembly
// BEAMLET_ACCEPT_GOLDEN=1 writes what is produced now.

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "tests/unit/codegen/codegen_fixture.hpp"

namespace beamlet {
namespace {

namespace fs = std::filesystem;

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

void compare_goldens(const char* stage, const CompileOptions& options) {
  const auto inputs = sources_under(test::source_root() / "tests/golden" / stage);
  CHECK_FALSE(inputs.empty());
  for (const fs::path& input : inputs) {
    CAPTURE(input.filename().string());
    const test::Built b = test::build(test::read_text(input), options, input.filename().string());
    REQUIRE_MESSAGE(b.result.image, b.diagnostics);
    const fs::path expected = fs::path(input).replace_extension(".txt");
    if (std::getenv("BEAMLET_ACCEPT_GOLDEN") != nullptr)
      std::ofstream(expected, std::ios::binary) << b.result.dump;
    CHECK(b.result.dump == test::read_text(expected));
  }
}

TEST_CASE("golden core") {
  CompileOptions options;
  options.dump_core = true;
  compare_goldens("core", options);
}

TEST_CASE("golden bytecode") {
  CompileOptions options;
  options.dump_bytecode = true;
  compare_goldens("bytecode", options);
}

TEST_CASE("every program that compiles has code that verifies, twice the same") {
  size_t compiled = 0;
  for (const char* folder : {"stdlib", "tests/lang", "tests/process", "tests/stdlib", "tests/bench"})
    for (const fs::path& input : sources_under(test::source_root() / folder)) {
      CAPTURE(input.string());
      const std::string text = test::read_text(input);
      const test::Built first = test::build(text, {}, "t.erl");
      if (!first.result.image) continue;  // programs with errors on purpose, or with headers of their own
      ++compiled;
      const auto fault = verify_module(*first.result.image);
      CHECK_MESSAGE(!fault, fault.value_or(""));
      const test::Built second = test::build(text, {}, "t.erl");
      CHECK(first.result.image->code == second.result.image->code);
      CHECK(first.result.image->literals == second.result.image->literals);
    }
  CHECK(compiled > 100);
}

}  // namespace
}  // namespace beamlet
