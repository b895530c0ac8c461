// blc_fuzz.cpp - libFuzzer target: reader, disassembler, verifier and loader of module files on any bytes.
//
// The header (magic, version, checksum) is put right first, or nothing would get past it. Looked for besides crashes: what the
// reader accepts can be disassembled, is written again and reads the same; what the verifier accepts loads (twice) or is refused with a text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include <xxhash.h>

#include "vm/base/node.hpp"
#include "vm/boot/runtime.hpp"
#include "vm/bytecode/disassembler.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/bytecode/verifier.hpp"
#include "vm/bytecode/version.hpp"

namespace {

using namespace beamlet;

// The machine that loads; a new one once a module has been loaded, so that nothing piles up.
std::unique_ptr<Runtime> runtime;

std::string with_good_header(const uint8_t* data, size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.size() < kModuleHeaderBytes) bytes.resize(kModuleHeaderBytes);
  const uint32_t version = kBytecodeVersion;
  const uint64_t sum = XXH64(bytes.data() + kModuleHeaderBytes, bytes.size() - kModuleHeaderBytes, 0);
  std::memcpy(bytes.data(), kModuleMagic.data(), kModuleMagic.size());
  std::memcpy(bytes.data() + 4, &version, sizeof version);
  std::memcpy(bytes.data() + 8, &sum, sizeof sum);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  (void)read_module({reinterpret_cast<const char*>(data), size});
  const std::string bytes = with_good_header(data, size);
  Result<ModuleImage, std::string> image = read_module(bytes);
  if (!image) return 0;
  (void)disassemble(*image);
  const std::string written = write_module(*image);
  Result<ModuleImage, std::string> again = read_module(written);
  if (!again || write_module(*again) != written) std::abort();
  if (runtime == nullptr) runtime = std::make_unique<Runtime>(RuntimeOptions{});
  CodeServer& code = runtime->code();
  Result<Module*, std::string> loaded = code.load_file_bytes(bytes, "fuzz.blc");
  if (!loaded) {
    if (loaded.error().empty()) std::abort();
    return 0;
  }
  // The same once more: the first becomes old code.
  if (!code.load_file_bytes(bytes, "fuzz.blc")) std::abort();
  runtime.reset();
  return 0;
}
