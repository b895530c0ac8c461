// test_files.hpp - the test modules that `beamlet test` runs: which files they are, and their compilation.
//
// Purpose     Folders are searched for NAME_test.bl, NAME_tests.bl, NAME_test.erl and NAME_tests.erl; a file that is named is taken whatever it is
//             called. Beside the module file, what reports show of a source: its text and its records.
// Threads     the caller's.
#pragma once

#include <string>
#include <vector>

#include "vm/bytecode/module_image.hpp"

namespace beamlet {

struct TestModule {
  std::string name;
  std::string file;     // as reports show it
  std::string text;     // the source
  std::string records;  // "name field field ...", a line each
  std::string bytes;    // the module file
};

// The files of test modules among and below the paths, in order, each once; what is wrong with a path goes to `faults`.
[[nodiscard]] std::vector<std::string> find_test_files(const std::vector<std::string>& paths,
                                                       std::vector<std::string>& faults);

// Folders in which the modules and headers that a test file uses are looked for: its own, the one above, and src and include there.
[[nodiscard]] std::vector<std::string> folders_around(const std::string& file);

// Compiles; diagnostics go to stderr. False when there were errors.
[[nodiscard]] bool compile_test(const std::string& file, const std::vector<std::string>& folders,
                                TestModule& out);

}  // namespace beamlet
