#include "tools/main/doc_examples.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "compiler/source/symbols.hpp"
#include "compiler/syntax/parse.hpp"
#include "tools/common/compile_file.hpp"
#include "tools/main/test_files.hpp"
#include "vm/bytecode/format.hpp"

namespace beamlet {

namespace {

using FunctionName = std::pair<std::string, uint32_t>;

std::string spelled(const FunctionName& f) { return f.first + "/" + std::to_string(f.second); }

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string_view trimmed_right(std::string_view text) {
  size_t end = text.find_last_not_of(" \t\r");
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// Behind the prompt of "12> f()." or "> f()."; none for other lines.
std::optional<std::string_view> after_prompt(std::string_view line) {
  size_t at = line.find_first_not_of("0123456789");
  if (at == std::string_view::npos || line.substr(at, 2) != "> ") return std::nullopt;
  return line.substr(at + 2);
}

// Behind what the shell shows before the further lines of an expression.
std::string_view continued(std::string_view line) {
  if (std::optional<std::string_view> rest = after_prompt(line)) return *rest;
  size_t at = line.find_first_not_of(' ');
  if (at != std::string_view::npos && line.substr(at, 3) == ".. ") return line.substr(at + 3);
  return line;
}

// A string in source text that stands for these bytes of UTF-8.
std::string literal(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

bool is_complete(const std::string& text) {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  std::optional<FileId> file = sources.add("example", text);
  if (!file) return false;
  ParseExpressionsResult parsed = parse_expressions(sources, *file, symbols, {}, sink);
  return parsed.state == InputState::Complete && !sink.has_errors() && parsed.ast->items.size() == 1 &&
         parsed.ast->items[0].form == nullptr;
}

// One code block's lines, the first of which is line `line` of the file (0: not known).
void add_example(const std::vector<std::string_view>& lines, const DocText& doc, size_t first,
                 std::vector<DocExample>& out) {
  DocExample example{doc.name, 0, {}};
  bool is_open = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = trimmed_right(lines[i]);
    std::optional<std::string_view> prompted = is_open ? std::nullopt : after_prompt(line);
    if (prompted) {
      uint32_t number = doc.line == 0 ? 0 : doc.line + static_cast<uint32_t>(first + i);
      example.steps.push_back({number, std::string(*prompted), {}});
      is_open = true;
    } else if (is_open) {
      example.steps.back().expression += "\n" + std::string(continued(line));
    } else if (!example.steps.empty()) {
      std::string& expected = example.steps.back().expected;
      expected += (expected.empty() ? "" : "\n") + std::string(line);
    }
    if (is_open && line.ends_with('.') && is_complete(example.steps.back().expression)) {
      example.steps.back().expression.pop_back();
      is_open = false;
    }
  }
  if (example.steps.empty()) return;
  example.line = example.steps.front().line;
  out.push_back(std::move(example));
}

// A reader of the few kinds of terms that the documentation of a module file is made of (external term format).
class DocsReader {
 public:
  explicit DocsReader(std::string_view bytes) : bytes_(bytes) {}

  // {ModuleDoc | none, [{{function, Name, Arity}, Doc | hidden}]}
  void read(std::vector<DocText>& out) {
    constexpr uint8_t kVersion = 131;
    if (byte() != kVersion || !tuple(2)) return;
    if (std::optional<std::string> text = text_or_atom()) out.push_back({{}, 0, *text});
    if (byte() != kList) return;
    for (uint64_t left = number(4); left > 0 && !failed_; --left) {
      if (!tuple(2) || !tuple(3)) return;
      (void)text_or_atom();
      std::string name = atom(byte());
      uint64_t arity = byte() == kSmallInteger ? number(1) : number(4);
      if (std::optional<std::string> text = text_or_atom())
        out.push_back({name + "/" + std::to_string(arity), 0, *text});
    }
  }

 private:
  static constexpr uint8_t kSmallTuple = 104, kList = 108, kBinary = 109, kSmallInteger = 97,
                           kSmallAtom = 119, kAtom = 118;

  uint8_t byte() {
    if (bytes_.empty()) {
      failed_ = true;
      return 0;
    }
    auto b = static_cast<uint8_t>(bytes_[0]);
    bytes_.remove_prefix(1);
    return b;
  }
  uint64_t number(int size) {
    uint64_t value = 0;
    while (size-- > 0) value = value << 8 | byte();
    return value;
  }
  std::string take(uint64_t size) {
    size = std::min<uint64_t>(size, bytes_.size());
    std::string out(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return out;
  }
  bool tuple(uint8_t size) { return byte() == kSmallTuple && byte() == size; }
  std::string atom(uint8_t tag) {
    if (tag != kSmallAtom && tag != kAtom) failed_ = true;
    return take(number(tag == kSmallAtom ? 1 : 2));
  }
  std::optional<std::string> text_or_atom() {
    uint8_t tag = byte();
    if (tag == kBinary) return take(number(4));
    (void)atom(tag);
    return std::nullopt;
  }

  std::string_view bytes_;
  bool failed_ = false;
};

// What a module's forms say of its functions.
struct Functions {
  std::vector<FunctionName> order;  // as defined
  std::set<FunctionName> exported, specified, hidden;
  std::map<FunctionName, const DocText*> documented;
};

std::vector<std::string> missing_of(const Functions& functions) {
  std::vector<std::string> out;
  for (const FunctionName& f : functions.order) {
    if (!functions.exported.contains(f) || functions.hidden.contains(f)) continue;
    if (!functions.specified.contains(f)) out.push_back(spelled(f) + ": no -spec");
    auto doc = functions.documented.find(f);
    if (doc == functions.documented.end())
      out.push_back(spelled(f) + ": no -doc");
    else if (examples_in(*doc->second, Wanted::All).empty())
      out.push_back(spelled(f) + ": no example");
  }
  return out;
}

// The text of a -doc or -moduledoc; none for `hidden` and metadata.
std::optional<DocText> text_of(const AttributeForm& form, const SourceManager& sources) {
  const auto* text = as<StringExpr>(form.value);
  if (text == nullptr) return std::nullopt;
  // The text of a """ string begins on the line after it.
  uint32_t line = sources.locate(text->span.begin).line;
  bool is_block = sources.text_of(text->span).find("\"\"\"") != std::string_view::npos;
  return DocText{{}, line + (is_block ? 1 : 0), std::string(text->utf8)};
}

}  // namespace

std::optional<DocumentedModule> read_docs(const std::string& file) {
  std::optional<std::string> text = read_file(file);
  if (!text) {
    std::fprintf(stderr, "beamlet: cannot read %s\n", file.c_str());
    return std::nullopt;
  }
  SourceManager sources;
  std::optional<FileId> id = sources.add(file, *text);
  if (!id) return std::nullopt;
  Interner symbols;
  DiagnosticSink sink;
  FileIncludes includes(folders_around(file));
  PreprocessOptions preprocess;
  preprocess.includes = &includes;
  ParseResult parsed = parse_module(sources, *id, symbols, preprocess, sink);
  sink.finish();
  if (sink.has_errors()) {
    std::fputs(render_text(sink, sources, {}).c_str(), stderr);
    return std::nullopt;
  }
  DocumentedModule out{{}, file, *text, {}, {}};
  Functions functions;
  std::map<FunctionName, size_t> documented;
  const AttributeForm* pending = nullptr;
  auto named = [&](Symbol name, uint32_t arity) { return FunctionName(symbols.text(name), arity); };
  for (const Form* form : parsed.ast->forms) {
    if (const auto* module = as<ModuleForm>(form)) out.name = symbols.text(module->name);
    if (const auto* exports = as<ExportForm>(form))
      for (const NameArityRef& f : exports->functions) functions.exported.insert(named(f.name, f.arity));
    if (const auto* spec = as<SpecForm>(form); spec != nullptr && !spec->is_callback)
      functions.specified.insert(named(spec->name, spec->arity));
    const auto* attribute = as<AttributeForm>(form);
    if (attribute != nullptr && attribute->name == sym::kModuledoc)
      if (std::optional<DocText> doc = text_of(*attribute, sources)) out.docs.push_back(std::move(*doc));
    if (attribute != nullptr && attribute->name == sym::kDoc && as<MapExpr>(attribute->value) == nullptr)
      pending = attribute;
    const auto* function = as<FunctionForm>(form);
    if (function != nullptr) functions.order.push_back(named(function->name, function->arity));
    bool is_documentable = function != nullptr || form->kind == FormKind::Type ||
                           (form->kind == FormKind::Spec && to<SpecForm>(*form).is_callback);
    if (pending == nullptr || !is_documentable) continue;
    std::optional<DocText> doc = text_of(*pending, sources);
    if (function != nullptr && !doc) functions.hidden.insert(functions.order.back());
    if (doc) {
      if (function != nullptr) {
        documented[functions.order.back()] = out.docs.size();
        doc->name = spelled(functions.order.back());
      } else if (const auto* type = as<TypeForm>(form)) {
        doc->name = "type " + spelled(named(type->name, static_cast<uint32_t>(type->parameters.size())));
      } else {
        doc->name = "callback " + spelled(named(to<SpecForm>(*form).name, to<SpecForm>(*form).arity));
      }
      out.docs.push_back(std::move(*doc));
    }
    pending = nullptr;
  }
  if (parsed.ast->is_script) functions.exported.insert(functions.order.begin(), functions.order.end());
  for (const auto& [f, index] : documented) functions.documented[f] = &out.docs[index];
  out.missing = missing_of(functions);
  return out;
}

DocumentedModule docs_of(const ModuleImage& image) {
  DocumentedModule out{std::string(image.name()), {}, {}, {}, {}};
  DocsReader(image.docs).read(out.docs);
  return out;
}

std::vector<DocExample> examples_in(const DocText& doc, Wanted wanted) {
  constexpr std::string_view kFence = "```", kIndent = "    ";
  std::vector<std::string_view> lines = lines_of(doc.text);
  std::vector<DocExample> out;
  for (size_t i = 0; i < lines.size();) {
    std::vector<std::string_view> block;
    size_t first = i;
    if (lines[i].starts_with(kFence)) {
      std::string_view language = trimmed_right(lines[i].substr(kFence.size()));
      first = ++i;
      while (i < lines.size() && !lines[i].starts_with(kFence)) block.push_back(lines[i++]);
      ++i;
      if (!language.empty() && language != "erlang" && wanted == Wanted::Runnable) continue;
    } else if (lines[i].starts_with(kIndent)) {
      while (i < lines.size() && (lines[i].starts_with(kIndent) || trimmed_right(lines[i]).empty())) {
        block.push_back(lines[i].substr(std::min(lines[i].size(), kIndent.size())));
        ++i;
      }
      while (!block.empty() && trimmed_right(block.back()).empty()) block.pop_back();
    } else {
      ++i;
      continue;
    }
    add_example(block, doc, first, out);
  }
  return out;
}

namespace {

// How an expected result may be compared with a value: as text always, and as an expression or a pattern if it is one.
enum class Comparison : uint8_t { Text, Expression, Pattern };

std::string comparison_fun(const std::string& expected, Comparison how) {
  switch (how) {
    case Comparison::Text:
      return "none";
    case Comparison::Expression:
      return "fun(Example__V) -> Example__V =:= (" + expected + "\n) end";
    case Comparison::Pattern:
      return "fun(Example__V) -> case Example__V of " + expected + "\n -> true; _ -> false end end";
  }
  return {};
}

std::string example_source(const DocExample& example, const std::string& documented_module,
                           const std::string& module_name, const std::vector<Comparison>& how) {
  std::string out =
      "-module('" + module_name +
      "').\n-export([example/0]).\n-compile([nowarn_unused_vars]).\nexample() ->\n    bltest_docs:start()";
  for (size_t i = 0; i < example.steps.size(); ++i) {
    const DocStep& step = example.steps[i];
    std::string place =
        "{'" + documented_module + "', " + std::to_string(step.line) + ", " + literal(step.expression) + "}";
    if (step.expected.starts_with("** ")) {
      out += ",\n    bltest_docs:raises(fun() -> " + step.expression + "\n end, " + literal(step.expected) +
             ", " + place + ")";
      continue;
    }
    std::string value = "Example__" + std::to_string(i);
    out += ",\n    " + value + " = bltest_docs:value(begin bltest_docs:step(" + place + "), " +
           step.expression + "\n end)";
    if (!step.expected.empty())
      out += ",\n    bltest_docs:check(" + value + ", " + literal(step.expected) + ", " +
             comparison_fun(step.expected, how[i]) + ", " + place + ")";
  }
  return out + ",\n    ok.\n";
}

}  // namespace

CompiledExample compile_example(const DocExample& example, const std::string& documented_module,
                                const std::string& module_name) {
  CompileFileOptions options;
  options.show_warnings = false;
  std::vector<Comparison> how;
  how.reserve(example.steps.size());
  for (const DocStep& step : example.steps)
    how.push_back(is_complete(step.expected + "\n.") ? Comparison::Expression : Comparison::Text);
  // What does not compile as an expression (`{ok, _}`) may do as a pattern, or else is compared as text only.
  for (size_t i = 0; i < how.size(); ++i) {
    if (how[i] != Comparison::Expression) continue;
    for (Comparison next : {Comparison::Expression, Comparison::Pattern, Comparison::Text}) {
      how[i] = next;
      std::string alone =
          "-module(m).\n-export([f/0]).\nf() -> " + comparison_fun(example.steps[i].expected, next) + ".\n";
      if (compile_text("example", alone, options).image) break;
    }
  }
  CompiledFile compiled =
      compile_text("example", example_source(example, documented_module, module_name, how), options);
  if (!compiled.image) return {{}, compiled.diagnostics};
  return {write_module(*compiled.image), {}};
}

}  // namespace beamlet
