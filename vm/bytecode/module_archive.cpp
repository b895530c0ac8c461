#include "vm/bytecode/module_archive.hpp"

#include <algorithm>
#include <cstring>

namespace beamlet {

namespace {
constexpr std::string_view kMagic = "BLA\n";
constexpr size_t kHeaderBytes = 8;
constexpr size_t kRowBytes = 16;

void put_u32(std::string& out, size_t v) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(v >> shift));
}
}  // namespace

std::string pack_archive(std::vector<std::pair<std::string, std::string>> modules) {
  std::ranges::sort(modules);
  std::string names;
  std::string data;
  std::string rows;
  size_t names_at = kHeaderBytes + kRowBytes * modules.size();
  size_t data_at = names_at;
  for (const auto& [name, bytes] : modules) data_at += name.size();
  for (const auto& [name, bytes] : modules) {
    put_u32(rows, names_at + names.size());
    put_u32(rows, name.size());
    put_u32(rows, data_at + data.size());
    put_u32(rows, bytes.size());
    names += name;
    data += bytes;
  }
  std::string archive(kMagic);
  put_u32(archive, modules.size());
  return archive + rows + names + data;
}

uint32_t ModuleArchive::number(size_t offset) const {
  uint32_t v = 0;
  for (size_t i = 4; i-- > 0;) v = v << 8 | static_cast<uint8_t>(bytes_[offset + i]);
  return v;
}

std::string_view ModuleArchive::name(uint32_t index) const {
  size_t row = kHeaderBytes + kRowBytes * index;
  return bytes_.substr(number(row), number(row + 4));
}

std::string_view ModuleArchive::data(uint32_t index) const {
  size_t row = kHeaderBytes + kRowBytes * index;
  return bytes_.substr(number(row + 8), number(row + 12));
}

std::string_view ModuleArchive::find(std::string_view wanted) const {
  uint32_t low = 0;
  uint32_t high = size();
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = name(middle).compare(wanted);
    if (order == 0) return data(middle);
    (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
  }
  return {};
}

}  // namespace beamlet
