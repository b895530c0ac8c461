#include "compiler/source/source_file.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace beamlet {

std::optional<FileId> SourceManager::add(std::string name, std::string_view text) {
  if (text.size() >= std::numeric_limits<uint32_t>::max() - next_base_ - 1) return std::nullopt;
  auto file = std::make_unique<File>();
  file->name = std::move(name);
  file->size = static_cast<uint32_t>(text.size());
  file->base = next_base_;
  file->text = std::make_unique_for_overwrite<char[]>(text.size() + 1);
  std::memcpy(file->text.get(), text.data(), text.size());
  file->text[text.size()] = '\0';
  next_base_ += file->size + 1;

  file->line_starts.push_back(0);
  const char* const begin = file->text.get();
  const char* const end = begin + file->size;
  for (const char* at = begin; at < end;) {
    const void* newline = std::memchr(at, '\n', static_cast<size_t>(end - at));
    if (newline == nullptr) break;
    at = static_cast<const char*>(newline) + 1;
    file->line_starts.push_back(static_cast<uint32_t>(at - begin));
  }
  files_.push_back(std::move(file));
  return FileId{static_cast<uint32_t>(files_.size() - 1)};
}

std::string_view SourceManager::text(FileId id) const {
  const File& file = *files_[id.index];
  return {file.text.get(), file.size};
}

FileId SourceManager::file_of(uint32_t offset) const {
  const auto above = std::ranges::upper_bound(files_, offset, {}, [](const auto& f) { return f->base; });
  const auto index = above - files_.begin();
  return FileId{static_cast<uint32_t>(index > 0 ? index - 1 : 0)};
}

std::string_view SourceManager::text_of(SourceSpan span) const {
  if (!span.is_known()) return {};
  const File& file = file_at(span.begin);
  const uint32_t local = span.begin - file.base;
  return std::string_view(file.text.get(), file.size).substr(std::min(local, file.size), span.length);
}

uint32_t SourceManager::line_index(const File& file, uint32_t local) {
  const auto above = std::ranges::upper_bound(file.line_starts, local);
  return static_cast<uint32_t>(above - file.line_starts.begin()) - 1;
}

LineColumn SourceManager::locate(uint32_t offset) const {
  if (offset == 0 || files_.empty()) return {};
  const File& file = file_at(offset);
  const uint32_t local = std::min(offset - file.base, file.size);
  const uint32_t line = line_index(file, local);
  // Many places of one long line come in ascending order: counting goes on where it ended.
  Counted& known = counted_;
  if (known.file != &file || known.line != line || known.local > local)
    known = {&file, line, file.line_starts[line], 1};
  for (; known.local < local; ++known.local) {
    if ((static_cast<unsigned char>(file.text[known.local]) & 0xC0) != 0x80)
      ++known.column;  // not a UTF-8 continuation
  }
  return {file.name, line + 1, known.column};
}

SourceLine SourceManager::presumed(uint32_t offset) const {
  if (offset == 0 || files_.empty()) return {};
  const File& file = file_at(offset);
  SourceLine place{file.name, line_index(file, std::min(offset - file.base, file.size)) + 1};
  const auto above = std::ranges::upper_bound(file.overrides, offset, {}, &Override::offset);
  if (above == file.overrides.begin()) return place;
  const Override& override = *(above - 1);
  place.file = override.name;
  place.line =
      place.line > override.real_line ? override.line + (place.line - override.real_line - 1) : override.line;
  return place;
}

std::string_view SourceManager::line_text(uint32_t offset) const {
  if (offset == 0 || files_.empty()) return {};
  const File& file = file_at(offset);
  const uint32_t line = line_index(file, std::min(offset - file.base, file.size));
  const uint32_t begin = file.line_starts[line];
  uint32_t end = line + 1 < file.line_starts.size() ? file.line_starts[line + 1] - 1 : file.size;
  if (end > begin && file.text[end - 1] == '\r') --end;
  return {file.text.get() + begin, end - begin};
}

void SourceManager::override_line(uint32_t offset, std::string name, uint32_t line) {
  File& file = *files_[file_of(offset).index];
  const uint32_t real_line = line_index(file, offset - file.base) + 1;
  file.overrides.push_back({offset, real_line, std::move(name), line});
}

}  // namespace beamlet
