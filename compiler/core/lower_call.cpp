// Calls: local, imported, remote, of funs; builtins as operations.

#include <algorithm>
#include <array>

#include "compiler/core/lower_impl.hpp"
#include "compiler/sema/match_fun.hpp"

namespace beamlet::core {

namespace {

struct NamedOp {
  std::string_view name;
  uint32_t arity;
  Op op;
  bool swapped = false;  // with its arguments exchanged
};

constexpr NamedOp kNamedOps[] = {
    {"+", 2, Op::Add},
    {"-", 2, Op::Sub},
    {"*", 2, Op::Mul},
    {"/", 2, Op::Div},
    {"div", 2, Op::IntDiv},
    {"rem", 2, Op::Rem},
    {"band", 2, Op::Band},
    {"bor", 2, Op::Bor},
    {"bxor", 2, Op::Bxor},
    {"bsl", 2, Op::Bsl},
    {"bsr", 2, Op::Bsr},
    {"bnot", 1, Op::Bnot},
    {"-", 1, Op::Neg},
    {"<", 2, Op::Lt},
    {">", 2, Op::Lt, true},
    {">=", 2, Op::Ge},
    {"=<", 2, Op::Ge, true},
    {"==", 2, Op::Eq},
    {"/=", 2, Op::Ne},
    {"=:=", 2, Op::EqExact},
    {"=/=", 2, Op::NeExact},
    {"is_integer", 1, Op::IsInteger},
    {"is_float", 1, Op::IsFloat},
    {"is_number", 1, Op::IsNumber},
    {"is_atom", 1, Op::IsAtom},
    {"is_boolean", 1, Op::IsBoolean},
    {"is_pid", 1, Op::IsPid},
    {"is_reference", 1, Op::IsReference},
    {"is_port", 1, Op::IsPort},
    {"is_list", 1, Op::IsList},
    {"is_tuple", 1, Op::IsTuple},
    {"is_binary", 1, Op::IsBinary},
    {"is_bitstring", 1, Op::IsBitstring},
    {"is_map", 1, Op::IsMap},
    {"is_function", 1, Op::IsFunction},
    {"is_function", 2, Op::IsFunction2},
};

}  // namespace

bool Lowering::op_for(std::string_view name, uint32_t arity, Op& op, bool& swapped) {
  for (const NamedOp& n : kNamedOps)
    if (n.arity == arity && n.name == name) {
      op = n.op;
      swapped = n.swapped;
      return true;
    }
  return false;
}

bool Lowering::is_guard_bif(std::string_view name, uint32_t arity) const {
  return env_.guard_functions.contains({symbols_.intern(name), arity}) ||
         (arity == 2 && (name == "and" || name == "or" || name == "xor")) ||
         (arity == 1 && (name == "not" || name == "+"));
}

Arg Lowering::bif(std::string_view name, std::span<const Arg> arguments, uint32_t line) {
  return emit(Op::Bif, arguments, m_.import("erlang", name, static_cast<uint32_t>(arguments.size())), line);
}

Arg Lowering::call_import(std::string_view module, std::string_view name, std::span<const Arg> arguments,
                          uint32_t line) {
  return emit(Op::CallExt, arguments, m_.import(module, name, static_cast<uint32_t>(arguments.size())), line);
}

Arg Lowering::call_local(NameArity f, std::span<const Arg> arguments, uint32_t line) {
  auto it = function_ids_.find(f);
  if (it == function_ids_.end()) {  // the shell's functions live in another module
    return call_import(symbols_.text(env_.module), symbols_.text(f.name), arguments, line);
  }
  return emit(Op::Call, arguments, it->second, line);
}

// A function of module erlang.
Arg Lowering::call_erlang(std::string_view name, std::span<const Arg> arguments, uint32_t line) {
  auto arity = static_cast<uint32_t>(arguments.size());
  Op op{};
  bool swapped = false;
  if (op_for(name, arity, op, swapped) && op != Op::IsFunction2) {
    Arg left = arguments[0];
    Arg right = arity > 1 ? arguments[1] : Arg();
    Arg folded = fold(op, left, right);
    if (!folded.is_none()) return folded;
    if (arity == 1) return emit(op, {left}, 0, line);
    return swapped ? emit(op, {right, left}, 0, line) : emit(op, {left, right}, 0, line);
  }
  if (name == "is_record" && (arity == 2 || arity == 3)) return is_record_call(arguments, line);
  if (name == "!" && arity == 2) return emit(Op::Send, arguments, 0, line);
  if (is_guard_bif(name, arity)) return bif(name, arguments, line);
  Arg result = call_import("erlang", name, arguments, line);
  bool never_returns =
      (name == "error" && arity >= 1 && arity <= 3) || (arity == 1 && (name == "exit" || name == "throw"));
  if (never_returns) end(Op::Unreachable, {}, {});
  return result;
}

Arg Lowering::is_record_call(std::span<const Arg> arguments, uint32_t line) {
  const LiteralPool::Node* tag = node(arguments[1]);
  int64_t size = 0;
  if (tag != nullptr && tag->kind == LiteralPool::Kind::Atom) {
    if (arguments.size() == 2) {
      const RecordInfo* info = env_.record(symbols_.intern(m_.atoms[tag->a]));
      if (info != nullptr) size = static_cast<int64_t>(info->form->fields.size()) + 1;
    } else if (!is_int_literal(arguments[2], size)) {
      size = 0;
    }
  }
  if (size >= 1)
    return emit(Op::IsTaggedTuple, {arguments[0], arguments[1]}, static_cast<uint32_t>(size), line);
  return bif("is_record", arguments, line);
}

// apply(F, [A, B]) and apply(M, F, [A, B]) with the list written out are calls of known arity.
bool Lowering::apply_call(const CallExpr& e, Arg& result) {
  const auto* name = as<AtomExpr>(e.function);
  auto arity = static_cast<uint32_t>(e.arguments.size());
  if (name == nullptr || (arity != 2 && arity != 3) || symbols_.text(name->name) != "apply") return false;
  const auto* module = as<AtomExpr>(e.module);
  bool is_erlang = e.module == nullptr
                       ? env_.resolve_call({name->name, arity}).kind == CallTarget::Kind::AutoImported
                       : module != nullptr && module->name == sym::kErlang;
  const auto* list = as<ListExpr>(e.arguments.back());
  constexpr size_t kMaxArguments = 250;
  if (!is_erlang || list == nullptr || list->tail != nullptr || list->elements.size() > kMaxArguments)
    return false;
  std::vector<Arg> target = exprs(e.arguments.first(arity - 1));
  std::vector<Arg> arguments = exprs(list->elements);
  arguments.insert(arguments.end(), target.begin(), target.end());
  result = emit(arity == 2 ? Op::CallFun : Op::Apply, arguments, 0, line_of(e.span));
  return true;
}

Arg Lowering::call_expr(const CallExpr& e) {
  if (Arg result; apply_call(e, result)) return result;
  if (const MatchFunDialect dialect = match_fun_dialect(e, env_, symbols_);
      dialect != MatchFunDialect::None) {
    if (const auto* fun = as<FunExpr>(e.arguments[0]); fun != nullptr && fun->name == sym::kEmpty) {
      MatchFunContext context{env_, symbols_, arena_, nullptr};
      const Expr* spec = translate_match_fun(*fun, dialect, context);
      if (spec != nullptr) return expr(*spec);
    }
  }
  uint32_t line = line_of(e.span);
  auto arity = static_cast<uint32_t>(e.arguments.size());
  const auto* name = as<AtomExpr>(e.function);
  if (e.module == nullptr && name != nullptr) {
    NameArity f{name->name, arity};
    CallTarget target = env_.resolve_call(f);
    std::vector<Arg> arguments = exprs(e.arguments);
    switch (target.kind) {
      case CallTarget::Kind::Local:
      case CallTarget::Kind::Undefined:
        return call_local(f, arguments, line);
      case CallTarget::Kind::Imported:
        if (target.module == sym::kErlang) break;
        return call_import(symbols_.text(target.module), symbols_.text(f.name), arguments, line);
      case CallTarget::Kind::RecordInfo: {
        // record_info(fields, R), record_info(size, R)
        const auto* what = as<AtomExpr>(e.arguments[0]);
        const auto* record_name = as<AtomExpr>(e.arguments[1]);
        const RecordInfo* info = record_name == nullptr ? nullptr : env_.record(record_name->name);
        if (what == nullptr || info == nullptr) return nil_arg();
        if (what->name == sym::kSize) return int_arg(static_cast<int64_t>(info->form->fields.size()) + 1);
        std::vector<Arg> fields;
        for (const RecordFieldDecl& field : info->form->fields) fields.push_back(atom_arg(field.name));
        return make_list(fields, nil_arg());
      }
      case CallTarget::Kind::AutoImported:
        break;
    }
    return call_erlang(symbols_.text(f.name), arguments, line);
  }
  if (e.module == nullptr) {  // a fun
    const auto* var = as<VarExpr>(e.function);
    if (var != nullptr && s_->self_function != kNone && var->name == s_->self_name &&
        arity == s_->self_arity) {
      // A named fun that calls itself: its free variables go along.
      std::vector<Arg> arguments = exprs(e.arguments);
      for (Symbol free : s_->free) arguments.push_back(Arg::value(s_->captured.at(free.id)));
      return emit(Op::Call, arguments, s_->self_function, line);
    }
    Arg fun = expr(*e.function);
    std::vector<Arg> arguments = exprs(e.arguments);
    arguments.push_back(fun);
    return emit(Op::CallFun, arguments, 0, line);
  }
  const auto* module = as<AtomExpr>(e.module);
  if (module != nullptr && name != nullptr) {
    std::vector<Arg> arguments = exprs(e.arguments);
    if (module->name == sym::kErlang) return call_erlang(symbols_.text(name->name), arguments, line);
    return call_import(symbols_.text(module->name), symbols_.text(name->name), arguments, line);
  }
  Arg m = expr(*e.module);
  Arg f = expr(*e.function);
  std::vector<Arg> arguments = exprs(e.arguments);
  arguments.insert(arguments.end(), {m, f});
  return emit(Op::Apply, arguments, 0, line);
}

}  // namespace beamlet::core
