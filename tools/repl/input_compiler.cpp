#include "tools/repl/input_compiler.hpp"

#include <algorithm>

#include "compiler/driver/compile.hpp"
#include "compiler/sema/check.hpp"
#include "compiler/source/source_encoding.hpp"
#include "compiler/syntax/lexer.hpp"
#include "compiler/syntax/parse.hpp"
#include "tools/common/compile_file.hpp"
#include "vm/bytecode/format.hpp"

namespace beamlet {

namespace {

// What diagnostics call the input.
constexpr const char* kFileName = "shell";
constexpr uint32_t kMaxErrors = 10;

std::string diagnostics_of(DiagnosticSink& sink, const SourceManager& sources, bool colour) {
  sink.finish();
  return sink.has_errors()
             ? render_text(sink, sources, {.colour = colour, .max_errors = kMaxErrors, .warnings = false})
             : std::string();
}

// `f()` and `f(X)` between the expressions: variables to forget.
bool is_forget(const Expr* e, const Interner& symbols, std::vector<std::string>& names) {
  const auto* call = as<CallExpr>(e);
  if (call == nullptr || call->module != nullptr || call->arguments.size() > 1) return false;
  const auto* name = as<AtomExpr>(call->function);
  if (name == nullptr || symbols.text(name->name) != "f") return false;
  if (call->arguments.empty()) return true;
  const auto* var = as<VarExpr>(call->arguments[0]);
  if (var == nullptr) return false;
  names.emplace_back(symbols.text(var->name));
  return true;
}

class InputCompiler {
 public:
  InputCompiler(const ShellRequest& request, bool colour) : request_(request), colour_(colour) {}

  CompiledInput run() {
    // The records follow the input, so that its places are its own.
    std::optional<FileId> file = sources_.add(kFileName, request_.text + "\n" + request_.records);
    if (!file) return fail("the input is too large\n");
    parsed_ = parse_expressions(sources_, *file, symbols_, {}, sink_);
    if (sink_.has_errors() || parsed_.state != InputState::Complete) return fail({});
    const auto& items = parsed_.ast->items;
    if (items.empty() || begin_of(items.front()) >= sources_.base(*file) + request_.text.size())
      return fail("an expression is missing before the full stop\n");
    const ExpressionsAst::Item& item = items.front();
    return item.form != nullptr ? form(*item.form) : expressions(item.expressions);
  }

 private:
  CompiledInput fail(std::string text) {
    CompiledInput out;
    out.diagnostics = diagnostics_of(sink_, sources_, colour_) + text;
    if (out.diagnostics.empty()) out.diagnostics = "the input is not complete\n";
    return out;
  }

  static uint32_t begin_of(const ExpressionsAst::Item& item) {
    return item.form != nullptr ? item.form->span.begin : item.expressions.front()->span.begin;
  }

  CompiledInput form(const Form& form) {
    CompiledInput out;
    out.kind = CompiledInput::Kind::Other;
    if (const auto* function = as<FunctionForm>(&form)) {
      out.kind = CompiledInput::Kind::Function;
      out.name = symbols_.text(function->name);
      out.arity = function->arity;
    } else if (const auto* record = as<RecordForm>(&form)) {
      out.kind = CompiledInput::Kind::Record;
      out.name = symbols_.text(record->name);
      for (const RecordFieldDecl& field : record->fields) {
        std::string name(symbols_.text(field.name));
        if (std::find(out.names.begin(), out.names.end(), name) != out.names.end())
          return fail("the field `" + name + "` is declared twice in the record `" + out.name + "`\n");
        out.names.push_back(std::move(name));
      }
    }
    return out;
  }

  ModuleEnv environment() {
    ModuleEnv env = empty_module_env(symbols_);
    env.module = symbols_.intern(request_.module);
    env.default_module = symbols_.intern(kDefaultModule);
    for (const PromptFunction& f : request_.functions)
      env.imports[{symbols_.intern(f.name), f.arity}] = symbols_.intern(f.module);
    for (const ExpressionsAst::Item& item : parsed_.ast->items)
      if (const auto* record = as<RecordForm>(item.form))
        env.records.try_emplace(record->name, RecordInfo{record});
    return env;
  }

  CompiledInput expressions(ExprList all) {
    CompiledInput out;
    std::vector<std::string> names;
    size_t from = std::min<size_t>(request_.first, all.size() - 1), end = from;
    while (end < all.size() && !is_forget(all[end], symbols_, names)) ++end;
    if (end == from) {
      out.kind = CompiledInput::Kind::Forget;
      out.names = std::move(names);
      ++end;
    } else if (!compile(all.subspan(from, end - from), out)) {
      return fail({});
    }
    if (end < all.size()) out.next = static_cast<uint32_t>(end);
    return out;
  }

  bool compile(ExprList part, CompiledInput& out) {
    ModuleEnv env = environment();
    std::vector<Symbol> before;
    for (const std::string& name : request_.bound) before.push_back(symbols_.intern(name));
    CheckedExpressions checked = check_expressions(part, before, env, symbols_, sink_);
    if (!checked.ok || sink_.has_errors()) return false;
    CompileResult result =
        compile_expressions(*parsed_.ast, part, before, checked.bound_after, env, request_.module, {});
    if (!result.image) return false;
    out.kind = CompiledInput::Kind::Expressions;
    out.bytes = write_module(*result.image);
    out.makes_funs = !result.image->lambdas.empty();
    for (Symbol s : checked.bound_after) out.names.emplace_back(symbols_.text(s));
    return true;
  }

  const ShellRequest& request_;
  bool colour_;
  SourceManager sources_;
  Interner symbols_;
  DiagnosticSink sink_;
  ParseExpressionsResult parsed_;
};

}  // namespace

CompiledInput compile_input(const ShellRequest& request, bool colour) {
  return InputCompiler(request, colour).run();
}

CompiledInput compile_functions(const ShellRequest& request, bool colour) {
  CompiledInput out;
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  std::optional<FileId> file = sources.add(request.module + ".bl", request.text + "\n" + request.records);
  if (!file) return out;
  CompileOptions options;
  options.default_module = kDefaultModule;
  CompileResult result = compile_module(sources, *file, symbols, options, sink);
  out.diagnostics = diagnostics_of(sink, sources, colour);
  if (!result.image) return out;
  out.kind = CompiledInput::Kind::Expressions;
  out.bytes = write_module(*result.image);
  return out;
}

namespace {

// Whether the text of a record is one where no macros are.
bool stands_alone(const std::string& text) {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  std::optional<FileId> file = sources.add(kFileName, text);
  return file && parse_expressions(sources, *file, symbols, {}, sink).state == InputState::Complete &&
         !sink.has_errors();
}

}  // namespace

FoundRecords records_of(const std::string& path, bool colour) {
  FoundRecords out;
  std::optional<std::string> text = read_file(path);
  SourceManager sources;
  std::optional<FileId> file = text ? sources.add(path, decode_source(*text)) : std::nullopt;
  if (!file) return out;
  Interner symbols;
  DiagnosticSink sink;
  FileIncludes includes({});
  PreprocessOptions options;
  options.includes = &includes;
  ParseResult parsed = parse_module(sources, *file, symbols, options, sink);
  out.diagnostics = diagnostics_of(sink, sources, colour);
  for (const Form* form : parsed.ast->forms) {
    const auto* record = as<RecordForm>(form);
    if (record == nullptr) continue;
    FoundRecords::Record found{
        std::string(symbols.text(record->name)), {}, std::string(sources.text_of(record->span))};
    for (const RecordFieldDecl& field : record->fields) found.fields.emplace_back(symbols.text(field.name));
    if (stands_alone(found.text)) out.records.push_back(std::move(found));
  }
  return out;
}

ShellHost::Split split_input(std::string_view text) {
  SourceManager sources;
  std::optional<FileId> file = sources.add(kFileName, text);
  // What is no text at all is an item: compiling it tells what is wrong.
  if (!file || check_utf8(text)) return {text.size(), false};
  Interner symbols;
  Arena texts;
  DiagnosticSink sink;
  Lexer lexer(sources, *file, symbols, texts, sink);
  lexer.set_silent(true);
  bool blank = true;
  for (Token token;; blank = false) {
    lexer.next(token);
    if (token.is(TokenKind::End)) return {0, blank && !lexer.ended_inside_token()};
    // A full stop by itself is an item, too, and a wrong one.
    if (token.is(TokenKind::Dot)) return {token.span.end() - sources.base(*file), false};
  }
}

}  // namespace beamlet
