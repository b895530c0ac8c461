// diagnostic.hpp - what the compiler has to say about a source text.
//
// Purpose     Passes report (code, place, words); the sink keeps, orders and counts; render_* makes text.
//             Texts and codes live in diagnostics.def, and nowhere else.
// Invariants  I1  a code never changes its meaning; retired ones are not reused.
//             I2  rendering depends on nothing but the diagnostics and the sources: same input, same text.
// Threads     one sink per compilation, one thread at a time.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_file.hpp"
#include "compiler/source/source_span.hpp"

namespace beamlet {

enum class Severity : uint8_t { Error, Warning };

enum class DiagCode : uint16_t {
#define BEAMLET_DIAGNOSTIC(Name, number, severity, text) Name,
#include "compiler/diag/diagnostics.def"
#undef BEAMLET_DIAGNOSTIC
};

struct DiagInfo {
  std::string_view name;  // "UnboundVariable"
  uint16_t number;        // shown as E0203
  Severity severity;
  std::string_view text;  // with {0}, {1}, ... for the arguments
};
[[nodiscard]] const DiagInfo& info(DiagCode code);

struct DiagNote {
  SourceSpan span;  // unknown: a remark without a place
  std::string text;
};

struct Diagnostic {
  DiagCode code;
  Severity severity;
  SourceSpan span;
  std::string message;
  std::string label;       // short words under the span ("expected `)`"); may be empty
  std::string suggestion;  // "did you mean `lists:reverse/1`?"; may be empty
  std::vector<DiagNote> notes;
};

// Where a macro's body came from: spans of expanded tokens are the call's (source_span.hpp I3).
struct MacroExpansion {
  SourceSpan call;
  SourceSpan definition;
  std::string_view name;
};

class DiagnosticSink {
 public:
  // The returned reference stays valid until the next report: `sink.report(...).suggestion = ...`.
  Diagnostic& report(DiagCode code, SourceSpan span, std::initializer_list<std::string_view> arguments = {});

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] size_t error_count() const { return errors_; }
  [[nodiscard]] size_t warning_count() const { return warnings_; }
  // In source order (ties: order of reporting), duplicates removed. Call once all passes are done.
  void finish();
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  void add_expansion(MacroExpansion expansion) { expansions_.push_back(expansion); }
  [[nodiscard]] const std::vector<MacroExpansion>& expansions() const { return expansions_; }
  void clear();

 private:
  std::vector<Diagnostic> diagnostics_;
  std::vector<MacroExpansion> expansions_;
  size_t errors_ = 0;
  size_t warnings_ = 0;
};

struct RenderOptions {
  bool colour = false;
  uint32_t max_errors = 50;  // the rest is counted
  uint32_t max_warnings = 100;
  bool warnings = true;  // false: errors alone
};
// file:line:column, the line, the span underlined, notes and suggestion; a blank line between two.
[[nodiscard]] std::string render_text(const DiagnosticSink& sink, const SourceManager& sources,
                                      const RenderOptions& options = {});
// An array of objects, one line each, for editors.
[[nodiscard]] std::string render_json(const DiagnosticSink& sink, const SourceManager& sources);

}  // namespace beamlet
