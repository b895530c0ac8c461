#include "compiler/diag/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace beamlet {
namespace {

constexpr std::array kInfos = {
#define BEAMLET_DIAGNOSTIC(Name, number, severity, text) DiagInfo{#Name, number, Severity::severity, text},
#include "compiler/diag/diagnostics.def"
#undef BEAMLET_DIAGNOSTIC
};

// A number of a million digits would bury the message.
void add_clipped(std::string& out, std::string_view text) {
  constexpr size_t kMostBytes = 300;
  if (text.size() <= kMostBytes) {
    out += text;
    return;
  }
  size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  out += text.substr(0, end);
  out += "…";
}

std::string fill(std::string_view text, std::initializer_list<std::string_view> arguments) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      const size_t index = static_cast<size_t>(text[i + 1] - '0');
      if (index < arguments.size()) add_clipped(out, arguments.begin()[index]);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

const DiagInfo& info(DiagCode code) { return kInfos[static_cast<size_t>(code)]; }

Diagnostic& DiagnosticSink::report(DiagCode code, SourceSpan span,
                                   std::initializer_list<std::string_view> arguments) {
  const DiagInfo& about = info(code);
  ++(about.severity == Severity::Error ? errors_ : warnings_);
  return diagnostics_.emplace_back(
      Diagnostic{code, about.severity, span, fill(about.text, arguments), {}, {}, {}});
}

void DiagnosticSink::finish() {
  std::vector<size_t> order(diagnostics_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, {}, [&](size_t i) { return std::pair(diagnostics_[i].span.begin, i); });
  std::vector<Diagnostic> sorted;
  sorted.reserve(order.size());
  for (const size_t i : order) sorted.push_back(std::move(diagnostics_[i]));
  diagnostics_ = std::move(sorted);
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return a.code == b.code && a.span == b.span && a.message == b.message;
  };
  const auto dropped = std::ranges::unique(diagnostics_, same);
  diagnostics_.erase(dropped.begin(), dropped.end());
  errors_ = static_cast<size_t>(
      std::ranges::count(diagnostics_, Severity::Error, [](const Diagnostic& d) { return d.severity; }));
  warnings_ = diagnostics_.size() - errors_;
}

void DiagnosticSink::clear() {
  diagnostics_.clear();
  expansions_.clear();
  errors_ = 0;
  warnings_ = 0;
}

}  // namespace beamlet
