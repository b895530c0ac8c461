// Values nobody looks at.

#include <algorithm>

#include "compiler/sema/checker.hpp"

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

bool is_comparison(BinaryOp op) { return op >= BinaryOp::Equal && op <= BinaryOp::ExactNotEqual; }

std::string operator_text(std::string_view op, int arity) {
  return "operator '" + std::string(op) + "'/" + std::to_string(arity);
}

}  // namespace

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
      return ignored_term(*e);
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
    case ExprKind::Comprehension:
      if (to<ComprehensionExpr>(*e).result == ComprehensionKind::List)
        ignored(to<ComprehensionExpr>(*e).element);
      return;
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
  const auto* name = as<AtomExpr>(e.function);
  if (name != nullptr && e.module == nullptr && name->name == sym::kRecordInfo && e.arguments.size() == 2)
    return ignored_term(e);
  const auto f = callee(e);
  if (!f) return;
  const auto is_it = [&](const KnownCall& k) {
    return k.name == f->name && k.arity == f->arity && k.module == f->module;
  };
  const std::string called = (f->module == "erlang" ? std::string() : std::string(f->module) + ":") +
                             std::string(f->name) + "/" + std::to_string(f->arity);
  if (std::ranges::any_of(kNoEffect, is_it)) {
    sink_.report(DiagCode::NoEffect, e.span, {"the call to " + called});
  } else if (f->module == "math" || std::ranges::any_of(kOnlyResult, is_it)) {
    sink_.report(DiagCode::UnusedResult, e.span, {"calling " + called});
  }
}

}  // namespace beamlet
