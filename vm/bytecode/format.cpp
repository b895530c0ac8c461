#include "vm/bytecode/format.hpp"

#define OPENSSL_SUPPRESS_DEPRECATED  // MD5_CTX: as in erlang:md5/1
#include <openssl/md5.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "vm/base/limits.hpp"
#include "vm/bytecode/varint.hpp"
#include "vm/bytecode/version.hpp"

namespace beamlet {

namespace {

void put_u32(std::string& out, uint32_t v) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(v >> shift));
}
uint64_t get_fixed(std::string_view bytes, size_t pos, int size) {
  uint64_t v = 0;
  for (int i = size; i-- > 0;) v = v << 8 | static_cast<uint8_t>(bytes[pos + static_cast<size_t>(i)]);
  return v;
}

void put_chunk(std::string& out, std::string_view tag, std::string_view body) {
  out.append(tag);
  put_u32(out, static_cast<uint32_t>(body.size()));
  out.append(body);
}

void put_string(std::string& out, std::string_view s) {
  put_varint(out, s.size());
  out.append(s);
}

template <class T, class Put>
std::string table(const std::vector<T>& rows, Put put) {
  std::string body;
  put_varint(body, rows.size());
  for (const T& row : rows) put(body, row);
  return body;
}

void put_function(std::string& out, const ModuleImage::Function& f) {
  put_varint(out, f.name);
  put_varint(out, f.arity);
  put_varint(out, f.label);
}

// Reads the rows of one chunk; the first failure sticks, so that callers check once at the end.
class ChunkReader {
 public:
  explicit ChunkReader(std::string_view bytes) : bytes_(bytes) {}

  uint32_t number(uint64_t limit) {
    uint64_t v = 0;
    if (!get_varint(bytes_, pos_, v) || v >= limit) failed_ = true;
    return failed_ ? 0 : static_cast<uint32_t>(v);
  }
  std::string string() {
    uint64_t size = 0;
    if (!get_varint(bytes_, pos_, size) || size > bytes_.size() - pos_) {
      failed_ = true;
      return {};
    }
    std::string s(bytes_.substr(pos_, size));
    pos_ += size;
    return s;
  }
  // Calls `row` as often as the leading count says. A row takes at least one byte, which bounds the count.
  template <class T, class Row>
  void rows(std::vector<T>& out, Row row) {
    uint64_t count = 0;
    if (!get_varint(bytes_, pos_, count) || count > bytes_.size() - pos_) {
      failed_ = true;
      return;
    }
    out.reserve(count);
    for (uint64_t i = 0; i < count && !failed_; ++i) out.push_back(row());
    if (pos_ != bytes_.size()) failed_ = true;
  }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::string_view rest() const { return bytes_.substr(pos_); }

 private:
  std::string_view bytes_;
  size_t pos_ = 0;
  bool failed_ = false;
};

constexpr size_t kMd5Bytes = 16;
constexpr uint64_t kAnyU32 = uint64_t{1} << 32;

// Finds chunks by their tag.
class Chunks {
 public:
  [[nodiscard]] static std::optional<Chunks> split(std::string_view bytes) {
    Chunks chunks;
    size_t pos = 0;
    while (pos < bytes.size()) {
      if (bytes.size() - pos < 8) return std::nullopt;
      std::string_view tag = bytes.substr(pos, 4);
      uint64_t size = get_fixed(bytes, pos + 4, 4);
      pos += 8;
      if (size > bytes.size() - pos) return std::nullopt;
      chunks.all_.emplace_back(tag, bytes.substr(pos, size));
      pos += size;
    }
    return chunks;
  }
  // The chunk's bytes; empty when there is none.
  [[nodiscard]] std::string_view find(std::string_view tag) const {
    for (const auto& [name, body] : all_)
      if (name == tag) return body;
    return {};
  }

 private:
  std::vector<std::pair<std::string_view, std::string_view>> all_;
};

[[nodiscard]] bool fits_atom(const std::string& text) {
  // Characters of UTF-8 are counted by their first bytes.
  if (text.size() <= limits::kMaxAtomCharacters) return true;
  auto characters =
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return text.size() <= limits::kMaxAtomBytes &&
         static_cast<size_t>(characters) <= limits::kMaxAtomCharacters;
}

// Reads all tables in dependency order: later ones are checked against the sizes of earlier ones.
[[nodiscard]] bool read_tables(const Chunks& chunks, ModuleImage& image) {
  ChunkReader atoms(chunks.find("ATOM"));
  atoms.rows(image.atoms, [&] { return atoms.string(); });
  if (atoms.failed() || image.atoms.empty() || !std::ranges::all_of(image.atoms, fits_atom)) return false;
  const uint64_t atom_count = image.atoms.size();
  constexpr uint64_t kArities = 256;

  ChunkReader imports(chunks.find("IMPT"));
  imports.rows(image.imports, [&] {
    ModuleImage::Import i{};
    i.module = imports.number(atom_count);
    i.function = imports.number(atom_count);
    i.arity = imports.number(kArities);
    return i;
  });

  ChunkReader code(chunks.find("CODE"));
  image.label_count = code.number(kAnyU32);
  image.code = code.rest();
  if (image.label_count > image.code.size()) return false;
  const uint64_t labels = uint64_t{image.label_count} + 1;

  auto functions = [&](std::string_view tag, std::vector<ModuleImage::Function>& out) {
    ChunkReader r(chunks.find(tag));
    r.rows(out, [&] {
      ModuleImage::Function f{};
      f.name = r.number(atom_count);
      f.arity = r.number(kArities);
      f.label = r.number(labels);
      return f;
    });
    return !r.failed();
  };
  if (!functions("EXPT", image.exports) || !functions("LOCL", image.locals)) return false;

  ChunkReader lambdas(chunks.find("LAMB"));
  lambdas.rows(image.lambdas, [&] {
    ModuleImage::Lambda l{};
    l.name = lambdas.number(atom_count);
    l.arity = lambdas.number(kArities);
    l.label = lambdas.number(labels);
    l.free = lambdas.number(kArities);
    return l;
  });
  ChunkReader literals(chunks.find("LITS"));
  literals.rows(image.literals, [&] { return literals.string(); });
  ChunkReader files(chunks.find("FILE"));
  files.rows(image.files, [&] { return files.string(); });
  ChunkReader lines(chunks.find("LINE"));
  lines.rows(image.lines, [&] {
    ModuleImage::LineEntry l{};
    l.file = lines.number(image.files.size());
    l.line = lines.number(kAnyU32);
    return l;
  });
  image.attributes = chunks.find("ATTR");
  image.compile_info = chunks.find("CINF");
  image.docs = chunks.find("DOCS");
  image.md5 = chunks.find("MD5S");
  if (!image.md5.empty() && image.md5.size() != kMd5Bytes) return false;
  return !imports.failed() && !code.failed() && !lambdas.failed() && !literals.failed() && !files.failed() &&
         !lines.failed();
}

// What the module does: everything that its MD5 digest covers, in that order.
std::vector<std::pair<std::string_view, std::string>> essential_chunks(const ModuleImage& image) {
  std::string imports = table(image.imports, [](std::string& o, const ModuleImage::Import& i) {
    put_varint(o, i.module);
    put_varint(o, i.function);
    put_varint(o, i.arity);
  });
  std::string lambdas = table(image.lambdas, [](std::string& o, const ModuleImage::Lambda& l) {
    put_function(o, {l.name, l.arity, l.label});
    put_varint(o, l.free);
  });
  std::string code;
  put_varint(code, image.label_count);
  code += image.code;
  return {{"ATOM", table(image.atoms, put_string)},
          {"IMPT", std::move(imports)},
          {"EXPT", table(image.exports, put_function)},
          {"LOCL", table(image.locals, put_function)},
          {"LAMB", std::move(lambdas)},
          {"LITS", table(image.literals, put_string)},
          {"CODE", std::move(code)}};
}

}  // namespace

std::string module_md5(const ModuleImage& image) {
  MD5_CTX context;
  MD5_Init(&context);
  for (const auto& [tag, contents] : essential_chunks(image))
    MD5_Update(&context, contents.data(), contents.size());
  std::string digest(MD5_DIGEST_LENGTH, '\0');
  MD5_Final(reinterpret_cast<unsigned char*>(digest.data()), &context);
  return digest;
}

std::string write_module(const ModuleImage& image) {
  std::string body;
  for (const auto& [tag, contents] : essential_chunks(image)) put_chunk(body, tag, contents);
  put_chunk(body, "FILE", table(image.files, put_string));
  put_chunk(body, "LINE", table(image.lines, [](std::string& o, const ModuleImage::LineEntry& l) {
              put_varint(o, l.file);
              put_varint(o, l.line);
            }));
  put_chunk(body, "ATTR", image.attributes);
  put_chunk(body, "CINF", image.compile_info);
  put_chunk(body, "DOCS", image.docs);
  put_chunk(body, "MD5S", image.md5);

  std::string file(kModuleMagic);
  put_u32(file, kBytecodeVersion);
  uint64_t sum = XXH64(body.data(), body.size(), 0);
  put_u32(file, static_cast<uint32_t>(sum));
  put_u32(file, static_cast<uint32_t>(sum >> 32));
  return file + body;
}

Result<ModuleImage, std::string> read_module(std::string_view bytes) {
  if (bytes.size() < kModuleHeaderBytes || bytes.substr(0, kModuleMagic.size()) != kModuleMagic)
    return Failure{std::string("not a Beamlet module file")};
  uint64_t version = get_fixed(bytes, 4, 4);
  if (version != kBytecodeVersion)
    return Failure{"module format version " + std::to_string(version) + ", but this machine reads version " +
                   std::to_string(kBytecodeVersion) + ": compile the source again"};
  std::string_view body = bytes.substr(kModuleHeaderBytes);
  if (XXH64(body.data(), body.size(), 0) != get_fixed(bytes, 8, 8))
    return Failure{std::string("checksum mismatch: the file is damaged")};
  std::optional<Chunks> chunks = Chunks::split(body);
  ModuleImage image;
  if (!chunks || !read_tables(*chunks, image))
    return Failure{std::string("malformed module file: its tables do not fit together")};
  return image;
}

}  // namespace beamlet
