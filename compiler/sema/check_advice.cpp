// Code that is legal and does not do what it seems to: values that are made and dropped, operations that must fail, clauses and
// formats that cannot fit.

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <unordered_map>

#include "compiler/sema/checker.hpp"
#include "compiler/sema/patterns_cover.hpp"
#include "compiler/syntax/ast_print.hpp"

namespace beamlet {
namespace {

struct KnownCall {
  std::string_view module;
  std::string_view name;
  uint32_t arity;
};

// Calls that only have a value, and cannot fail.
constexpr KnownCall kNoEffect[] = {
    {"erlang", "date", 0},
    {"erlang", "get", 0},
    {"erlang", "get", 1},
    {"erlang", "get_keys", 1},
    {"erlang", "group_leader", 0},
    {"erlang", "is_alive", 0},
    {"erlang", "is_atom", 1},
    {"erlang", "is_binary", 1},
    {"erlang", "is_bitstring", 1},
    {"erlang", "is_boolean", 1},
    {"erlang", "is_float", 1},
    {"erlang", "is_function", 1},
    {"erlang", "is_integer", 1},
    {"erlang", "is_list", 1},
    {"erlang", "is_map", 1},
    {"erlang", "is_number", 1},
    {"erlang", "is_pid", 1},
    {"erlang", "is_port", 1},
    {"erlang", "is_reference", 1},
    {"erlang", "is_tuple", 1},
    {"erlang", "make_ref", 0},
    {"erlang", "max", 2},
    {"erlang", "min", 2},
    {"erlang", "node", 0},
    {"erlang", "nodes", 0},
    {"erlang", "processes", 0},
    {"erlang", "registered", 0},
    {"erlang", "self", 0},
    {"erlang", "term_to_binary", 1},
    {"erlang", "time", 0},
};

// Calls that have a value or fail.
constexpr KnownCall kOnlyResult[] = {
    {"erlang", "abs", 1},
    {"erlang", "atom_to_binary", 1},
    {"erlang", "atom_to_binary", 2},
    {"erlang", "atom_to_list", 1},
    {"erlang", "binary_part", 2},
    {"erlang", "binary_part", 3},
    {"erlang", "binary_to_atom", 1},
    {"erlang", "binary_to_atom", 2},
    {"erlang", "binary_to_float", 1},
    {"erlang", "binary_to_integer", 1},
    {"erlang", "binary_to_list", 1},
    {"erlang", "binary_to_list", 3},
    {"erlang", "bit_size", 1},
    {"erlang", "byte_size", 1},
    {"erlang", "ceil", 1},
    {"erlang", "element", 2},
    {"erlang", "float", 1},
    {"erlang", "float_to_binary", 1},
    {"erlang", "float_to_list", 1},
    {"erlang", "floor", 1},
    {"erlang", "hd", 1},
    {"erlang", "integer_to_binary", 1},
    {"erlang", "integer_to_list", 1},
    {"erlang", "is_function", 2},
    {"erlang", "is_map_key", 2},
    {"erlang", "is_record", 2},
    {"erlang", "is_record", 3},
    {"erlang", "length", 1},
    {"erlang", "list_to_atom", 1},
    {"erlang", "list_to_binary", 1},
    {"erlang", "list_to_float", 1},
    {"erlang", "list_to_integer", 1},
    {"erlang", "list_to_integer", 2},
    {"erlang", "list_to_pid", 1},
    {"erlang", "list_to_tuple", 1},
    {"erlang", "make_fun", 3},
    {"erlang", "map_get", 2},
    {"erlang", "map_size", 1},
    {"erlang", "pid_to_list", 1},
    {"erlang", "round", 1},
    {"erlang", "setelement", 3},
    {"erlang", "size", 1},
    {"erlang", "split_binary", 2},
    {"erlang", "tl", 1},
    {"erlang", "trunc", 1},
    {"erlang", "tuple_size", 1},
    {"erlang", "tuple_to_list", 1},
    {"lists", "append", 2},
    {"lists", "subtract", 2},
    {"maps", "get", 2},
    {"maps", "is_key", 2},
    {"maps", "new", 0},
};

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

bool is_comparison(BinaryOp op) { return op >= BinaryOp::Equal && op <= BinaryOp::ExactNotEqual; }

bool is_number(const Expr& e) {
  return e.kind == ExprKind::Integer || e.kind == ExprKind::Float || e.kind == ExprKind::Char;
}
// Written out, and certainly no number (no list, no boolean): operators refuse it.
bool is_other_literal(const Expr& e) {
  return e.kind == ExprKind::Atom || e.kind == ExprKind::String || e.kind == ExprKind::Tuple ||
         e.kind == ExprKind::List || e.kind == ExprKind::Map || e.kind == ExprKind::Bitstring;
}
bool is_boolean(const Expr& e) {
  const auto* atom = as<AtomExpr>(&e);
  return atom != nullptr && (atom->name == sym::kTrue || atom->name == sym::kFalse);
}
bool is_zero(const Expr& e) {
  const auto* i = as<IntegerExpr>(&e);
  return i != nullptr && i->digits.empty() && i->value == 0;
}
bool is_literal(const Expr& e) {
  return is_number(e) || e.kind == ExprKind::Atom || e.kind == ExprKind::String;
}

std::string operator_text(std::string_view op, int arity) {
  return "operator '" + std::string(op) + "'/" + std::to_string(arity);
}

// Elements of a list that is written out, or none.
std::optional<size_t> list_length(const Expr& e) {
  if (const auto* text = as<StringExpr>(&e)) {
    return static_cast<size_t>(
        std::ranges::count_if(text->utf8, [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }));
  }
  size_t length = 0;
  for (const Expr* at = &e;;) {
    const auto* list = as<ListExpr>(at);
    if (list == nullptr) return std::nullopt;
    length += list->elements.size();
    if (list->tail == nullptr) return length;
    at = list->tail;
  }
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

// ---------------------------------------------------------------------------------------------------------------
// Values nobody looks at

void Checker::ignored_term(const Expr& e) { sink_.report(DiagCode::UnusedTerm, e.span); }

// The value of `e` goes nowhere.
void Checker::ignored(const Expr* e) {
  if (!warn_.ignored) return;
  const auto last_of = [&](ClauseList clauses) {
    for (const Clause* clause : clauses)
      if (!clause->body.empty()) ignored(clause->body.back());
  };
  switch (e->kind) {
    case ExprKind::Integer:
    case ExprKind::Float:
    case ExprKind::Char:
    case ExprKind::Tuple:
    case ExprKind::Bitstring:
    case ExprKind::Record:
    case ExprKind::RecordIndex:
    case ExprKind::Fun:
      return ignored_term(*e);
    case ExprKind::Map:
      if (to<MapExpr>(*e).base == nullptr) ignored_term(*e);
      return;
    case ExprKind::List:
      if (!to<ListExpr>(*e).elements.empty()) ignored_term(*e);
      return;
    case ExprKind::String:
      if (!to<StringExpr>(*e).utf8.empty()) ignored_term(*e);
      return;
    case ExprKind::RemoteFun:
      sink_.report(DiagCode::UnusedResult, e->span, {"fun construction"});
      return;
    case ExprKind::Unary:
      sink_.report(DiagCode::UnusedResult, e->span,
                   {"evaluating " + operator_text(spelling(to<UnaryExpr>(*e).op), 1)});
      return;
    case ExprKind::Binary: {
      const auto* b = &to<BinaryExpr>(*e);
      while (b->op == BinaryOp::AndAlso || b->op == BinaryOp::OrElse) {
        const auto* right = as<BinaryExpr>(b->right);
        if (right == nullptr) return ignored(b->right);
        b = right;
      }
      if (b->op == BinaryOp::Send) return;
      if (is_comparison(b->op)) {
        sink_.report(DiagCode::NoEffect, b->operator_span,
                     {"use of operator '" + std::string(spelling(b->op)) + "'"});
      } else {
        sink_.report(DiagCode::UnusedResult, b->operator_span,
                     {"evaluating " + operator_text(spelling(b->op), 2)});
      }
      return;
    }
    case ExprKind::Call:
      return ignored_call(to<CallExpr>(*e));
    case ExprKind::Block:
      return ignored(to<BlockExpr>(*e).body.back());
    case ExprKind::If:
      return last_of(to<IfExpr>(*e).clauses);
    case ExprKind::Case:
      return last_of(to<CaseExpr>(*e).clauses);
    case ExprKind::Receive:
      last_of(to<ReceiveExpr>(*e).clauses);
      if (!to<ReceiveExpr>(*e).timeout_body.empty()) ignored(to<ReceiveExpr>(*e).timeout_body.back());
      return;
    default:
      return;
  }
}

// The function a call names, as far as it is written out; `erlang` for auto-imported ones.
std::optional<Checker::Callee> Checker::callee(const CallExpr& e) const {
  const auto* name = as<AtomExpr>(e.function);
  const auto* module = as<AtomExpr>(e.module);
  if (name == nullptr || (e.module != nullptr && module == nullptr)) return std::nullopt;
  const NameArity f{name->name, static_cast<uint32_t>(e.arguments.size())};
  if (module != nullptr) return Callee{symbols_.text(module->name), symbols_.text(f.name), f.arity};
  const CallTarget target = env_.resolve_call(f);
  if (target.kind == CallTarget::Kind::AutoImported || target.kind == CallTarget::Kind::Imported) {
    return Callee{symbols_.text(target.module), symbols_.text(f.name), f.arity};
  }
  return std::nullopt;
}

void Checker::ignored_call(const CallExpr& e) {
  const auto f = callee(e);
  if (!f) return;
  const auto is_it = [&](const KnownCall& k) {
    return k.name == f->name && k.arity == f->arity && k.module == f->module;
  };
  const std::string name = (f->module == "erlang" ? std::string() : std::string(f->module) + ":") +
                           std::string(f->name) + "/" + std::to_string(f->arity);
  if (std::ranges::any_of(kNoEffect, is_it)) {
    sink_.report(DiagCode::NoEffect, e.span, {"the call to " + name});
  } else if (f->module == "math" || std::ranges::any_of(kOnlyResult, is_it)) {
    sink_.report(DiagCode::UnusedResult, e.span, {"calling " + name});
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Operations that must fail

void Checker::will_fail(SourceSpan span, std::string_view what, std::string_view reason) {
  if (warn_.failed) sink_.report(DiagCode::WillFail, span, {what, reason});
}

void Checker::advise_unary(const UnaryExpr& e) {
  const bool is_not = e.op == UnaryOp::Not;
  const bool fails = is_not
                         ? is_number(*e.operand) || (is_other_literal(*e.operand) && !is_boolean(*e.operand))
                         : is_other_literal(*e.operand);
  if (fails) {
    will_fail(e.span, "evaluation of " + operator_text(spelling(e.op), 1), is_not ? "badarg" : "badarith");
  }
}

void Checker::advise_binary(const BinaryExpr& e) {
  const Expr& left = *e.left;
  const Expr& right = *e.right;
  const bool literals =
      (is_number(left) || is_other_literal(left)) && (is_number(right) || is_other_literal(right));
  std::string_view reason;
  switch (e.op) {
    case BinaryOp::Div:
    case BinaryOp::Rem:
    case BinaryOp::Divide:
      if (is_number(left) && is_zero(right)) reason = "badarith";
      [[fallthrough]];
    case BinaryOp::Multiply:
    case BinaryOp::Add:
    case BinaryOp::Subtract:
    case BinaryOp::Band:
    case BinaryOp::Bor:
    case BinaryOp::Bxor:
    case BinaryOp::Bsl:
    case BinaryOp::Bsr:
      if (literals && (is_other_literal(left) || is_other_literal(right))) reason = "badarith";
      break;
    case BinaryOp::And:
    case BinaryOp::Or:
    case BinaryOp::Xor:
      if (literals && !(is_boolean(left) && is_boolean(right))) reason = "badarg";
      break;
    default:
      return;
  }
  if (!reason.empty())
    will_fail(e.operator_span, "evaluation of " + operator_text(spelling(e.op), 2), reason);
}

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

void Checker::advise_map(const MapExpr& e) {
  if (e.base != nullptr) {
    const Expr& base = *e.base;
    const bool no_map = is_literal(base) || base.kind == ExprKind::Tuple || base.kind == ExprKind::List;
    if (no_map) will_fail(e.span, "map update", "badmap");
  }
  if (!warn_.failed || e.fields.size() < 2) return;
  // A key written twice: the first value is never seen.
  std::unordered_map<std::string, size_t> last;
  for (size_t i = e.fields.size(); i-- > 0;) {
    const Expr& key = *e.fields[i].key;
    if (!is_constant_term(key)) continue;
    const std::string text = print_expr(key, symbols_, {});
    if (!last.try_emplace(text, i).second) sink_.report(DiagCode::KeyOverridden, key.span, {text});
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Calls

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
  const auto given = list_length(*arguments);
  if (!given) {
    if (is_number(*arguments) || arguments->kind == ExprKind::Atom || arguments->kind == ExprKind::Tuple)
      sink_.report(DiagCode::FormatNoList, arguments->span);
    return;
  }
  if (*given == wanted.count) return;
  sink_.report(DiagCode::FormatArguments, arguments->span,
               {need, "the argument list contains " + std::string(*given < wanted.count ? "only " : "") +
                          arguments_text(*given)});
}

// ---------------------------------------------------------------------------------------------------------------
// Clauses

namespace {

// The value of a test of constants, if it is one.
std::optional<bool> constant_test(const Expr& e, const Interner& symbols) {
  if (const auto* atom = as<AtomExpr>(&e)) return atom->name == sym::kTrue;
  if (is_number(e) || e.kind == ExprKind::String || e.kind == ExprKind::Tuple || e.kind == ExprKind::List)
    return false;
  const auto* call = as<CallExpr>(&e);
  if (call == nullptr || call->module != nullptr || call->arguments.size() != 1) return std::nullopt;
  const auto* name = as<AtomExpr>(call->function);
  const Expr& value = *call->arguments[0];
  if (name == nullptr || !is_literal(value)) return std::nullopt;
  const std::string_view test = symbols.text(name->name);
  const bool is_integer = value.kind == ExprKind::Integer || value.kind == ExprKind::Char;
  if (test == "is_atom") return value.kind == ExprKind::Atom;
  if (test == "is_integer") return is_integer;
  if (test == "is_float") return value.kind == ExprKind::Float;
  if (test == "is_number") return is_number(value);
  if (test == "is_list") return value.kind == ExprKind::String;
  if (test == "is_tuple" || test == "is_binary" || test == "is_map" || test == "is_pid") return false;
  return std::nullopt;
}

}  // namespace

void Checker::advise_guard(const Clause& clause) {
  if (!warn_.nomatch || clause.guard.empty()) return;
  const bool never = std::ranges::all_of(clause.guard, [&](const ExprList& tests) {
    return std::ranges::any_of(tests, [&](const Expr* t) { return constant_test(*t, symbols_) == false; });
  });
  if (never) sink_.report(DiagCode::GuardFalse, clause.head);
}

// A clause that an earlier one without a guard leaves nothing to.
void Checker::clause_order(ClauseList clauses) {
  for (const Clause* clause : clauses) advise_guard(*clause);
  if (!warn_.nomatch || clauses.size() < 2) return;
  const PatternCover cover([&](Symbol name) { return state(name).binding != Binding::Unbound; });
  // Earlier clauses by what their first pattern looks like; those that take anything are in `open`.
  constexpr size_t kMaxLookedAt = 32;
  std::unordered_map<uint64_t, std::vector<const Clause*>> by_shape;
  std::vector<const Clause*> open;
  for (const Clause* clause : clauses) {
    if (clause->patterns.empty() && clause->guard.empty()) continue;  // a guard lost to a syntax error
    const Clause* by = nullptr;
    const auto look = [&](const std::vector<const Clause*>& earlier) {
      for (size_t i = 0; i < earlier.size() && i < kMaxLookedAt && by == nullptr; ++i)
        if (cover.covers(earlier[i]->patterns, clause->patterns)) by = earlier[i];
    };
    look(open);
    std::array<uint64_t, 2> shapes{};
    const size_t shape_count = clause->patterns.empty() ? 0 : cover.shapes(*clause->patterns[0], shapes);
    for (size_t i = 0; i < shape_count && by == nullptr; ++i) {
      if (const auto found = by_shape.find(shapes[i]); found != by_shape.end()) look(found->second);
    }
    if (by != nullptr) {
      sink_.report(DiagCode::ClauseCannotMatch, clause->head)
          .notes.push_back({by->head, "this clause always matches"});
      continue;
    }
    const bool unguarded =
        clause->guard.empty() || std::ranges::any_of(clause->guard, [&](const ExprList& tests) {
          return std::ranges::all_of(tests,
                                     [&](const Expr* t) { return constant_test(*t, symbols_) == true; });
        });
    if (!unguarded) continue;
    if (shape_count == 0) {
      open.push_back(clause);
    } else {
      by_shape[shapes[0]].push_back(clause);
    }
  }
}

// A pattern that no value of the expression's shape fits.
void Checker::advise_case(const CaseExpr& e) {
  if (!warn_.nomatch || (e.subject->kind != ExprKind::Tuple && e.subject->kind != ExprKind::List &&
                         e.subject->kind != ExprKind::Map && e.subject->kind != ExprKind::Fun)) {
    return;
  }
  for (const Clause* clause : e.clauses)
    if (!clause->patterns.empty() && never_fits(*clause->patterns[0], *e.subject))
      sink_.report(DiagCode::NeverMatches, clause->patterns[0]->span);
}

void Checker::advise_match(const Expr& pattern, const Expr& value, SourceSpan span) {
  if (warn_.nomatch && never_fits(pattern, value)) sink_.report(DiagCode::NoClauseMatches, span);
}

}  // namespace beamlet
