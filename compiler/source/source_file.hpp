// source_file.hpp - the texts of one compilation, and what line and column an offset is at.
//
// Purpose     Holds every text (the module, the headers it includes) for as long as spans are looked at.
//             The compiler reads no files: the caller adds texts, and answers includes (preprocess.hpp).
// Invariants  I1  texts are never moved or freed before the manager: tokens and names point into them.
//             I2  each text is followed by a NUL byte (the lexer's sentinel); offsets are below 2^32.
// Threads     one compilation, one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_span.hpp"

namespace beamlet {

struct FileId {
  uint32_t index = 0;
  friend constexpr bool operator==(FileId, FileId) = default;
};

// A place as people read it: both count from 1; the column counts code points.
struct LineColumn {
  std::string_view file;
  uint32_t line = 0;
  uint32_t column = 0;
};

struct SourceLine {
  std::string_view file;
  uint32_t line = 0;
};

class SourceManager {
 public:
  // Adds a text under the name that diagnostics and ?FILE show. None when the offset space (4 GiB) is full.
  [[nodiscard]] std::optional<FileId> add(std::string name, std::string_view text);

  [[nodiscard]] std::string_view name(FileId id) const { return files_[id.index]->name; }
  [[nodiscard]] std::string_view text(FileId id) const;
  [[nodiscard]] uint32_t base(FileId id) const { return files_[id.index]->base; }
  [[nodiscard]] size_t file_count() const { return files_.size(); }

  [[nodiscard]] FileId file_of(uint32_t offset) const;
  [[nodiscard]] std::string_view text_of(SourceSpan span) const;

  // Where the offset really is.
  [[nodiscard]] LineColumn locate(uint32_t offset) const;
  // Where the source says it is: `-file("grammar.yrl", 12).` moves what follows it. For stack traces, ?FILE
  // and ?LINE.
  [[nodiscard]] SourceLine presumed(uint32_t offset) const;
  // The whole line the offset is in, without its line end.
  [[nodiscard]] std::string_view line_text(uint32_t offset) const;

  // From `offset` on (to the end of its file or the next override), the line after it is `line` of `name`.
  void override_line(uint32_t offset, std::string name, uint32_t line);

 private:
  struct Override {
    uint32_t offset;
    uint32_t real_line;  // line of `offset`
    std::string name;
    uint32_t line;
  };
  struct File {
    std::string name;
    std::unique_ptr<char[]> text;
    uint32_t size;
    uint32_t base;
    std::vector<uint32_t> line_starts;  // offsets inside the text
    std::vector<Override> overrides;    // ascending
  };
  [[nodiscard]] const File& file_at(uint32_t offset) const { return *files_[file_of(offset).index]; }
  [[nodiscard]] static uint32_t line_index(const File& file, uint32_t local);

  // The column of a place already counted: of the same line, later ones are counted from here.
  struct Counted {
    const File* file = nullptr;
    uint32_t line = 0, local = 0, column = 1;
  };

  std::vector<std::unique_ptr<File>> files_;
  mutable Counted counted_;
  uint32_t next_base_ = 1;
};

}  // namespace beamlet
