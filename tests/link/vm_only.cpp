// vm_only PROGRAM.blc - runs main/0 of a module file; links the machine and nothing of the compiler, and has no library.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "vm/boot/runtime.hpp"

using namespace beamlet;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream in(argv[1], std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  Runtime runtime(RuntimeOptions::from_environment());
  Result<Module*, std::string> loaded = runtime.code().load_file_bytes(bytes, argv[1]);
  if (!loaded) {
    std::fprintf(stderr, "%s\n", loaded.error().c_str());
    return 1;
  }
  MainResult result = runtime.run_main("program", {});
  if (!result.ok) std::fprintf(stderr, "%s\n", result.report.c_str());
  return result.ok ? 0 : 1;
}
