// Diagnostics as text for people and as JSON for editors.

#include <algorithm>

#include "compiler/diag/diagnostic.hpp"

namespace beamlet {
namespace {

struct Palette {
  std::string_view error = "", warning = "", note = "", help = "", frame = "", bold = "", reset = "";
};
constexpr Palette kPlain;
constexpr Palette kColour{"\x1b[1;31m", "\x1b[1;35m", "\x1b[1;36m", "\x1b[1;32m",
                          "\x1b[1;34m", "\x1b[1m",    "\x1b[0m"};

constexpr size_t kShownColumns = 160;
constexpr size_t kTabWidth = 4;

std::string code_text(const Diagnostic& d) {
  std::string number = std::to_string(info(d.code).number);
  while (number.size() < 4) number.insert(0, "0");
  return (d.severity == Severity::Error ? "E" : "W") + number;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// One source line with a span of it underlined:
//    12 | foo(X) ->
//       | ^~~ label
class Excerpt {
 public:
  Excerpt(const SourceManager& sources, const Palette& colours) : sources_(sources), colours_(colours) {}

  void add(std::string& out, SourceSpan span, std::string_view label, std::string_view colour,
           size_t gutter) const {
    const LineColumn place = sources_.locate(span.begin);
    const std::string_view line = sources_.line_text(span.begin);
    const std::string_view from_span = sources_.text_of(span);
    // Views into the same text.
    const size_t begin = std::min(static_cast<size_t>(from_span.data() - line.data()), line.size());
    const size_t bytes = std::min(line.size() - begin, std::min<size_t>(span.length, from_span.size()));

    // Long lines: a window around the span.
    size_t first = 0;
    size_t last = line.size();
    if (line.size() > kShownColumns) {
      first = begin > kShownColumns / 2 ? begin - kShownColumns / 2 : 0;
      while (first > 0 && is_continuation(line[first])) --first;
      last = std::min(line.size(), first + kShownColumns);
      while (last < line.size() && is_continuation(line[last])) ++last;
    }

    std::string shown;
    std::string marks;
    size_t marked = 0;
    for (size_t i = first; i < last; ++i) {
      const char c = line[i];
      if (is_continuation(c)) {
        shown += c;
        continue;
      }
      const size_t width = c == '\t' ? kTabWidth : 1;
      if (c == '\t') {
        shown.append(kTabWidth, ' ');
      } else {
        shown += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
      }
      if (i < begin) {
        marks.append(width, ' ');
      } else if (i < begin + bytes) {
        for (size_t w = 0; w < width; ++w) marks += marked++ == 0 ? '^' : '~';
      }
    }
    if (marked == 0) marks += '^';

    const std::string number = std::to_string(place.line);
    out += colours_.frame;
    out.append(gutter > number.size() ? gutter - number.size() : 0, ' ');
    out += number + " |" + std::string(colours_.reset) + " " + (first > 0 ? "…" : "") + shown +
           (last < line.size() ? "…" : "") + "\n";
    out += colours_.frame;
    out.append(gutter, ' ');
    out += " |" + std::string(colours_.reset) + " " + (first > 0 ? " " : "") + std::string(colour) + marks;
    if (!label.empty()) {
      out += " ";
      out += label;
    }
    out += std::string(colours_.reset) + "\n";
  }

 private:
  const SourceManager& sources_;
  const Palette& colours_;
};

std::string place_text(const SourceManager& sources, SourceSpan span) {
  const LineColumn place = sources.locate(span.begin);
  return std::string(place.file) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

const MacroExpansion* expansion_at(const DiagnosticSink& sink, SourceSpan span) {
  if (!span.is_known()) return nullptr;
  for (const MacroExpansion& e : sink.expansions()) {
    if (e.call == span) return &e;
  }
  return nullptr;
}

void render_one(std::string& out, const DiagnosticSink& sink, const SourceManager& sources,
                const Diagnostic& d, const Palette& colours) {
  const bool error = d.severity == Severity::Error;
  const std::string_view colour = error ? colours.error : colours.warning;
  const Excerpt excerpt(sources, colours);
  size_t gutter = 4;
  if (d.span.is_known()) {
    out += std::string(colours.bold) + place_text(sources, d.span) + ": " + std::string(colours.reset);
    gutter = std::max(gutter, std::to_string(sources.locate(d.span.begin).line).size() + 1);
  }
  out += std::string(colour) + (error ? "error" : "warning") + "[" + code_text(d) + "]" +
         std::string(colours.reset) + ": " + std::string(colours.bold) + d.message +
         std::string(colours.reset) + "\n";
  if (d.span.is_known()) excerpt.add(out, d.span, d.label, colour, gutter);
  std::vector<DiagNote> notes = d.notes;
  if (const MacroExpansion* e = expansion_at(sink, d.span)) {
    notes.push_back({e->definition, "it comes from macro `?" + std::string(e->name) + "`, defined here"});
  }
  for (const DiagNote& note : notes) {
    if (note.span.is_known()) out += place_text(sources, note.span) + ": ";
    out += std::string(colours.note) + "note" + std::string(colours.reset) + ": " + note.text + "\n";
    if (note.span.is_known()) excerpt.add(out, note.span, "", colours.note, gutter);
  }
  if (!d.suggestion.empty()) {
    out.append(gutter, ' ');
    out +=
        " = " + std::string(colours.help) + "help" + std::string(colours.reset) + ": " + d.suggestion + "\n";
  }
}

void append_json_string(std::string& out, std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[static_cast<unsigned char>(c) >> 4];
          out += kHex[c & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void append_json_place(std::string& out, const SourceManager& sources, SourceSpan span) {
  const LineColumn begin = sources.locate(span.begin);
  const LineColumn end = sources.locate(span.is_known() ? span.end() : 0);
  out += "\"file\":";
  append_json_string(out, begin.file);
  out += ",\"line\":" + std::to_string(begin.line) + ",\"column\":" + std::to_string(begin.column) +
         ",\"end_line\":" + std::to_string(end.line) + ",\"end_column\":" + std::to_string(end.column);
}

}  // namespace

std::string render_text(const DiagnosticSink& sink, const SourceManager& sources,
                        const RenderOptions& options) {
  const Palette& colours = options.colour ? kColour : kPlain;
  std::string out;
  uint32_t errors = 0;
  uint32_t hidden = 0;
  uint32_t warnings = 0;
  uint32_t hidden_warnings = 0;
  for (const Diagnostic& d : sink.diagnostics()) {
    if (!options.warnings && d.severity == Severity::Warning) continue;
    if (errors >= options.max_errors) {
      hidden += d.severity == Severity::Error ? 1 : 0;
      continue;
    }
    errors += d.severity == Severity::Error ? 1 : 0;
    if (d.severity == Severity::Warning && ++warnings > options.max_warnings) {
      ++hidden_warnings;
      continue;
    }
    if (!out.empty()) out += "\n";
    render_one(out, sink, sources, d, colours);
  }
  if (hidden > 0) out += "\n" + std::to_string(hidden) + " more errors\n";
  if (hidden_warnings > 0) out += "\n" + std::to_string(hidden_warnings) + " more warnings\n";
  return out;
}

std::string render_json(const DiagnosticSink& sink, const SourceManager& sources) {
  std::string out = "[";
  bool first = true;
  for (const Diagnostic& d : sink.diagnostics()) {
    out += first ? "\n" : ",\n";
    first = false;
    out += "{\"code\":\"" + code_text(d) + "\",\"name\":\"" + std::string(info(d.code).name) +
           "\",\"severity\":\"" + (d.severity == Severity::Error ? "error" : "warning") + "\",";
    append_json_place(out, sources, d.span);
    out += ",\"message\":";
    append_json_string(out, d.message);
    out += ",\"label\":";
    append_json_string(out, d.label);
    out += ",\"suggestion\":";
    append_json_string(out, d.suggestion);
    out += ",\"notes\":[";
    for (size_t i = 0; i < d.notes.size(); ++i) {
      out += i > 0 ? ",{" : "{";
      append_json_place(out, sources, d.notes[i].span);
      out += ",\"message\":";
      append_json_string(out, d.notes[i].text);
      out += "}";
    }
    out += "]}";
  }
  out += out.size() > 1 ? "\n]\n" : "]\n";
  return out;
}

}  // namespace beamlet
