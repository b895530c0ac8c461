// Calls that are legal and do not do what they seem to: arguments that cannot be, formats that do not fit, functions of the past.

#include <algorithm>
#include <optional>

#include "compiler/sema/checker.hpp"
#include "compiler/sema/constants.hpp"

namespace beamlet {
namespace {

struct Deprecated {
  std::string_view module;
  std::string_view name;  // empty: all functions of the module
  int32_t arity;          // -1: any
  bool removed;
  std::string_view instead;
};
constexpr Deprecated kDeprecated[] = {
#define BEAMLET_DEPRECATED(module, name, arity, removed, instead) {module, name, arity, removed, instead},
#include "compiler/sema/deprecated.def"
#undef BEAMLET_DEPRECATED
};

bool is_number(const Expr& e) {
  return e.kind == ExprKind::Integer || e.kind == ExprKind::Float || e.kind == ExprKind::Char;
}
// Written out, and certainly no number.
bool is_other_literal(const Expr& e) {
  return e.kind == ExprKind::Atom || e.kind == ExprKind::String || e.kind == ExprKind::Tuple ||
         e.kind == ExprKind::List || e.kind == ExprKind::Map || e.kind == ExprKind::Bitstring;
}
bool is_literal(const Expr& e) {
  return is_number(e) || e.kind == ExprKind::Atom || e.kind == ExprKind::String;
}

struct FormatArguments {
  size_t count = 0;
  std::string error;  // empty: well formed
};

// What a format string asks for.
FormatArguments format_arguments(std::string_view format) {
  FormatArguments out;
  size_t at = 0;
  const auto number = [&] {  // digits or *
    if (at < format.size() && format[at] == '*') {
      ++out.count;
      ++at;
      return;
    }
    while (at < format.size() && format[at] >= '0' && format[at] <= '9') ++at;
  };
  while (at < format.size()) {
    if (format[at++] != '~') continue;
    if (at < format.size() && format[at] == '-') ++at;
    number();
    if (at < format.size() && format[at] == '.') {
      ++at;
      number();
      if (at < format.size() && format[at] == '.') {
        ++at;
        if (at < format.size() && format[at] == '*') {
          ++out.count;
          ++at;
        } else if (at < format.size()) {  // the pad: any character
          ++at;
          while (at < format.size() && (static_cast<uint8_t>(format[at]) & 0xC0) == 0x80) ++at;
        }
      }
    }
    while (at < format.size() &&
           (format[at] == 't' || format[at] == 'l' || format[at] == 'k' || format[at] == 'K')) {
      if (format[at] == 'K') ++out.count;
      ++at;
    }
    if (at == format.size()) {
      out.error = "truncated";
      return out;
    }
    const char control = format[at++];
    switch (control) {
      case '~':
      case 'n':
        break;
      case 'W':
      case 'P':
      case 'x':
      case 'X':
        out.count += 2;
        break;
      case 'c':
      case 'f':
      case 'e':
      case 'g':
      case 's':
      case 'w':
      case 'p':
      case 'b':
      case 'B':
      case '#':
      case '+':
      case 'i':
        ++out.count;
        break;
      default:
        out.error = "invalid control ~" + std::string(1, control);
        return out;
    }
  }
  return out;
}

std::string arguments_text(size_t n) { return std::to_string(n) + (n == 1 ? " argument" : " arguments"); }

// The text of a format: a string, an atom, or a binary of one string.
std::optional<std::string_view> format_text(const Expr& e, const Interner& symbols) {
  if (const auto* text = as<StringExpr>(&e)) return text->utf8;
  if (const auto* atom = as<AtomExpr>(&e)) return symbols.text(atom->name);
  const auto* bits = as<BitstringExpr>(&e);
  if (bits == nullptr || bits->elements.size() != 1) return std::nullopt;
  const auto* text = as<StringExpr>(bits->elements[0].value);
  return text != nullptr ? std::optional(text->utf8) : std::nullopt;
}

}  // namespace

// Calls of builtins with an argument of the wrong type, written out.
void Checker::advise_arguments(const CallExpr& e, const Callee& f) {
  if (f.module != "erlang" || e.arguments.empty()) return;
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, f.name) != names.end();
  };
  const Expr& last = *e.arguments.back();
  bool fails = false;
  if (f.arity == 1 && is({"hd", "tl"})) {
    const auto* list = as<ListExpr>(&last);
    fails = is_literal(last) ? last.kind != ExprKind::String : list != nullptr && list->elements.empty();
  } else if (f.arity == 1 &&
             is({"length", "list_to_atom", "list_to_binary", "list_to_tuple", "list_to_integer"})) {
    fails = is_number(last) || last.kind == ExprKind::Atom || last.kind == ExprKind::Tuple;
  } else if (f.arity == 1 && is({"atom_to_list", "atom_to_binary"})) {
    fails = is_number(last) || last.kind == ExprKind::String || last.kind == ExprKind::Tuple;
  } else if (f.arity == 1 && is({"tuple_size", "tuple_to_list"})) {
    fails = is_literal(last);
  } else if (f.arity == 1 && is({"abs", "float", "round", "trunc", "ceil", "floor", "integer_to_list",
                                 "integer_to_binary"})) {
    fails = is_other_literal(last);
  } else if (f.arity == 2 && is({"element"})) {
    fails = is_literal(last);
  }
  if (fails)
    will_fail(e.span, "the call to " + std::string(f.name) + "/" + std::to_string(f.arity), "badarg");
}

void Checker::advise_call(const CallExpr& e) {
  const auto is_name = [](const Expr* part) {
    return part == nullptr ||
           (!is_number(*part) && part->kind != ExprKind::String && part->kind != ExprKind::Tuple &&
            part->kind != ExprKind::List && part->kind != ExprKind::Map && part->kind != ExprKind::Bitstring);
  };
  if (warn_.failed && e.module != nullptr && (!is_name(e.module) || !is_name(e.function))) {
    sink_.report(DiagCode::InvalidRemoteCall, e.span);
  } else if (warn_.failed && e.module == nullptr && !is_name(e.function)) {
    sink_.report(DiagCode::InvalidFunCall, e.span);
  }
  const auto f = callee(e);
  if (!f) return;
  advise_arguments(e, *f);
  advise_format(e, *f);
  if (e.module != nullptr) advise_deprecated(e, *f);
}

void Checker::advise_deprecated(const CallExpr& e, const Callee& f) {
  if (!warn_.deprecated) return;
  const auto* found = std::ranges::find_if(kDeprecated, [&](const Deprecated& d) {
    return d.module == f.module && (d.name.empty() || d.name == f.name) &&
           (d.arity < 0 || static_cast<uint32_t>(d.arity) == f.arity);
  });
  if (found == std::end(kDeprecated)) return;
  const std::string name = std::string(f.module) + ":" + std::string(f.name) + "/" + std::to_string(f.arity);
  if (warn_.not_deprecated.contains(name)) return;
  sink_.report(found->removed ? DiagCode::RemovedFunction : DiagCode::DeprecatedFunction, e.span,
               {name, found->instead});
}

// io:format("~p ~p~n", [X]): as many arguments as the format asks for.
void Checker::advise_format(const CallExpr& e, const Callee& f) {
  if (!warn_.format || (f.name != "format" && f.name != "fwrite")) return;
  const bool prints = f.module == "io";
  if (!prints && f.module != "io_lib") return;
  if (f.arity > 3 || f.arity == 0 || (!prints && f.arity == 1)) {
    if (prints) sink_.report(DiagCode::FormatArity, e.span);
    return;
  }
  const size_t at = prints && f.arity == 3 ? 1 : 0;
  const Expr* arguments = e.arguments.size() > at + 1 ? e.arguments[at + 1] : nullptr;
  const auto text = format_text(*e.arguments[at], symbols_);
  if (!text) return;
  const FormatArguments wanted = format_arguments(*text);
  if (!wanted.error.empty()) {
    sink_.report(DiagCode::FormatInvalid, e.arguments[at]->span, {wanted.error});
    return;
  }
  const std::string need =
      wanted.count == 0 ? "an empty argument list" : "an argument list with " + arguments_text(wanted.count);
  if (arguments == nullptr) {
    if (wanted.count != 0)
      sink_.report(DiagCode::FormatArguments, e.arguments[at]->span, {need, "no argument list is given"});
    return;
  }
  const int64_t given = written_length(*arguments);
  if (given < 0) {
    if (is_number(*arguments) || arguments->kind == ExprKind::Atom || arguments->kind == ExprKind::Tuple)
      sink_.report(DiagCode::FormatNoList, arguments->span);
    return;
  }
  const auto count = static_cast<size_t>(given);
  if (count == wanted.count) return;
  sink_.report(DiagCode::FormatArguments, arguments->span,
               {need, "the argument list contains " + std::string(count < wanted.count ? "only " : "") +
                          arguments_text(count)});
}

}  // namespace beamlet
