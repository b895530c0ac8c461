// module_archive.hpp - many module files in one: the library inside the executable.
//
// Purpose     The build compiles stdlib/*.bl and packs the files; the machine finds a module by name without touching the others.
// Picture     magic "BLA\n" | u32 count | count x {u32 name offset, u32 name size, u32 data offset, u32 data size}, sorted by name | names | data
//             Offsets count from the archive's start; numbers are little-endian.
// Invariants  A1  the archive is made by pack_archive in the same build: find() trusts it.
// Threads     [any] reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace beamlet {

// The archive's bytes for these (module name, module file bytes) pairs.
[[nodiscard]] std::string pack_archive(std::vector<std::pair<std::string, std::string>> modules);

// A view over an archive's bytes, which must outlive it.
class ModuleArchive {
 public:
  explicit ModuleArchive(std::string_view bytes) : bytes_(bytes) {}
  // The module file of this name; empty when there is none.
  [[nodiscard]] std::string_view find(std::string_view wanted) const;
  [[nodiscard]] uint32_t size() const { return bytes_.empty() ? 0 : number(4); }
  [[nodiscard]] std::string_view name(uint32_t index) const;

 private:
  [[nodiscard]] uint32_t number(size_t offset) const;
  [[nodiscard]] std::string_view data(uint32_t index) const;

  std::string_view bytes_;
};

}  // namespace beamlet
