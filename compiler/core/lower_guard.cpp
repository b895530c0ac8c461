// Guards and tests: truth as control flow.
//
// In a guard (scope.fail set) an operation that fails makes the whole alternative fail; in a body it raises.

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

void Lowering::guard(Guard g, BlockId fail) {
  if (g.empty()) return;
  BlockId saved = s_->fail;
  BlockId ok = g.size() > 1 ? new_block() : kNone;
  for (size_t i = 0; i < g.size(); ++i) {
    bool is_last = i + 1 == g.size();
    BlockId next = is_last ? fail : new_block();
    for (const Expr* e : g[i]) {
      BlockId yes = new_block();
      s_->fail = next;
      if (!old_type_test(*e, yes, next)) test(*e, yes, next);
      s_->fail = saved;
      use(yes);
    }
    if (ok == kNone) return;
    jump(ok);
    use(next);
  }
  use(ok);
}

// true -> yes, false -> no, anything else: the guard fails, a body raises {badarg, V}.
void Lowering::test_value(Arg v, BlockId yes, BlockId no, uint32_t line) {
  if (m_.is_atom(v, "true")) {
    jump(yes);
    return;
  }
  if (m_.is_atom(v, "false")) {
    jump(no);
    return;
  }
  if (s_->fail != kNone && s_->fail == no) {
    branch(Op::EqExact, {v, atom_arg("true")}, yes, no);
    return;
  }
  BlockId other = s_->fail;
  if (other == kNone) other = new_block();
  Arg args[] = {v, atom_arg("true"), atom_arg("false")};
  BlockId successors[] = {other, yes, no};
  end(Op::Switch, args, successors);
  if (s_->fail != kNone) return;
  use(other);
  Arg reason[] = {atom_arg("badarg"), v};
  raise_error(make_tuple(reason), line);
}

void Lowering::test_spine(const BinaryExpr& top, BlockId yes, BlockId no) {
  const BinaryExpr* e = &top;
  for (;;) {
    BlockId next = new_block();
    if (e->op == BinaryOp::AndAlso || e->op == BinaryOp::And) {
      test(*e->left, next, no);
    } else {
      test(*e->left, yes, next);
    }
    use(next);
    const auto* right = as<BinaryExpr>(e->right);
    if (right == nullptr || (right->op != BinaryOp::AndAlso && right->op != BinaryOp::OrElse)) {
      test(*e->right, yes, no);
      return;
    }
    e = right;
  }
}

void Lowering::test(const Expr& e, BlockId yes, BlockId no) {
  switch (e.kind) {
    case ExprKind::Binary: {
      const auto& b = to<BinaryExpr>(e);
      bool in_guard = s_->fail != kNone;
      if (b.op == BinaryOp::AndAlso || b.op == BinaryOp::OrElse) {
        test_spine(b, yes, no);
        return;
      }
      // The strict operators branch where that cannot be seen.
      if (in_guard && ((b.op == BinaryOp::And && (no == s_->fail || cannot_fail_test(*b.right))) ||
                       (b.op == BinaryOp::Or && cannot_fail_test(*b.right)))) {
        test_spine(b, yes, no);
        return;
      }
      Op op{};
      bool swapped = false;
      if (op_for(spelling(b.op), 2, op, swapped) && has_flag(op, op_flag::Test)) {
        Arg left = expr(*b.left);
        Arg right = expr(*b.right);
        if (swapped) std::swap(left, right);
        branch(op, {left, right}, yes, no);
        return;
      }
      break;
    }
    case ExprKind::Unary: {
      const auto& u = to<UnaryExpr>(e);
      if (u.op == UnaryOp::Not && (s_->fail != kNone || is_boolean_expr(*u.operand))) {
        test(*u.operand, no, yes);
        return;
      }
      break;
    }
    case ExprKind::Call:
      if (test_call(to<CallExpr>(e), yes, no)) return;
      break;
    default:
      break;
  }
  test_value(expr(e), yes, no, line_of(e.span));
}

// atom(X), which means is_atom(X) where it is a whole test of a guard.
bool Lowering::old_type_test(const Expr& e, BlockId yes, BlockId no) {
  const auto* call = as<CallExpr>(&e);
  const auto* f = call != nullptr && call->module == nullptr ? as<AtomExpr>(call->function) : nullptr;
  if (f == nullptr) return false;
  const auto arity = static_cast<uint32_t>(call->arguments.size());
  const CallTarget::Kind target = env_.resolve_call({f->name, arity}).kind;
  if (!is_old_type_test(symbols_.text(f->name), arity) || target == CallTarget::Kind::Local ||
      target == CallTarget::Kind::Imported)
    return false;
  return builtin_test(*call, "is_" + std::string(symbols_.text(f->name)), yes, no);
}

// is_atom(X) and the like, as a branch.
bool Lowering::test_call(const CallExpr& e, BlockId yes, BlockId no) {
  const auto* f = as<AtomExpr>(e.function);
  if (f == nullptr) return false;
  auto arity = static_cast<uint32_t>(e.arguments.size());
  if (e.module != nullptr) {
    const auto* m = as<AtomExpr>(e.module);
    if (m == nullptr || m->name != sym::kErlang) return false;
  } else if (env_.resolve_call({f->name, arity}).kind != CallTarget::Kind::AutoImported) {
    return false;
  }
  return builtin_test(e, symbols_.text(f->name), yes, no);
}

bool Lowering::builtin_test(const CallExpr& e, std::string_view name, BlockId yes, BlockId no) {
  const auto arity = static_cast<uint32_t>(e.arguments.size());
  if (name == "is_record") {
    std::vector<Arg> args = exprs(e.arguments);
    int64_t size = 0;
    if (args.size() == 2) {
      const LiteralPool::Node* tag = node(args[1]);
      if (tag == nullptr || tag->kind != LiteralPool::Kind::Atom) return false;
      const RecordInfo* info = env_.record(symbols_.intern(m_.atoms[tag->a]));
      if (info == nullptr) return false;
      size = static_cast<int64_t>(info->form->fields.size()) + 1;
    } else {
      const LiteralPool::Node* tag = node(args[1]);
      if (tag == nullptr || tag->kind != LiteralPool::Kind::Atom || !is_int_literal(args[2], size) ||
          size < 1)
        return false;
    }
    branch(Op::IsTaggedTuple, {args[0], args[1]}, yes, no, static_cast<uint32_t>(size));
    return true;
  }
  Op op{};
  bool swapped = false;
  if (!op_for(name, arity, op, swapped) || !has_flag(op, op_flag::Test)) return false;
  std::vector<Arg> args = exprs(e.arguments);
  if (swapped) std::swap(args[0], args[1]);
  if (arity == 1) {
    branch(op, {args[0]}, yes, no);
    return true;
  }
  // is_function(F, N) with an N that is no non-negative integer is an error in a body.
  int64_t n = 0;
  if (op == Op::IsFunction2 && s_->fail == kNone && (!is_int_literal(args[1], n) || n < 0)) {
    test_value(bif(name, args, line_of(e.span)), yes, no, line_of(e.span));
    return true;
  }
  branch(op, {args[0], args[1]}, yes, no);
  return true;
}

// Certain to be true or false when it has a value at all.
bool Lowering::is_boolean_expr(const Expr& e) const {
  switch (e.kind) {
    case ExprKind::Atom:
      return to<AtomExpr>(e).name == sym::kTrue || to<AtomExpr>(e).name == sym::kFalse;
    case ExprKind::Unary:
      return to<UnaryExpr>(e).op == UnaryOp::Not;
    case ExprKind::Binary: {
      const BinaryExpr* b = &to<BinaryExpr>(e);
      while (b->op == BinaryOp::AndAlso || b->op == BinaryOp::OrElse) {
        const auto* next = as<BinaryExpr>(b->right);
        if (next == nullptr) return is_boolean_expr(*b->right);
        b = next;
      }
      switch (b->op) {
        case BinaryOp::Equal:
        case BinaryOp::NotEqual:
        case BinaryOp::LessEqual:
        case BinaryOp::Less:
        case BinaryOp::GreaterEqual:
        case BinaryOp::Greater:
        case BinaryOp::ExactEqual:
        case BinaryOp::ExactNotEqual:
        case BinaryOp::And:
        case BinaryOp::Or:
        case BinaryOp::Xor:
          return true;
        default:
          return false;
      }
    }
    case ExprKind::Call: {
      const auto& call = to<CallExpr>(e);
      const auto* f = as<AtomExpr>(call.function);
      if (f == nullptr) return false;
      auto arity = static_cast<uint32_t>(call.arguments.size());
      const auto* m = as<AtomExpr>(call.module);
      if (call.module != nullptr && (m == nullptr || m->name != sym::kErlang)) return false;
      if (call.module == nullptr &&
          env_.resolve_call({f->name, arity}).kind != CallTarget::Kind::AutoImported)
        return false;
      Op op{};
      bool swapped = false;
      std::string_view name = symbols_.text(f->name);
      return (op_for(name, arity, op, swapped) && has_flag(op, op_flag::Test)) ||
             (name == "is_record" && is_guard_expr(e));
    }
    default:
      return false;
  }
}

// A test of variables and constants: it has a value whatever they hold.
bool Lowering::cannot_fail_test(const Expr& e) const {
  auto is_leaf = [](const Expr* x) {
    return x->kind == ExprKind::Var || x->kind == ExprKind::Atom || x->kind == ExprKind::Integer ||
           x->kind == ExprKind::Char || x->kind == ExprKind::Float || x->kind == ExprKind::String;
  };
  if (!is_boolean_expr(e)) return false;
  switch (e.kind) {
    case ExprKind::Binary: {
      const auto& b = to<BinaryExpr>(e);
      if (is_right_associative(b.op)) return false;
      if (b.op == BinaryOp::And || b.op == BinaryOp::Or || b.op == BinaryOp::Xor)
        return cannot_fail_test(*b.left) && cannot_fail_test(*b.right);
      return is_leaf(b.left) && is_leaf(b.right);
    }
    case ExprKind::Unary:
      return cannot_fail_test(*to<UnaryExpr>(e).operand);
    case ExprKind::Call:
      return to<CallExpr>(e).arguments.size() == 1 && is_leaf(to<CallExpr>(e).arguments[0]);
    default:
      return e.kind == ExprKind::Atom;
  }
}

// Could it stand in a guard? (Filters of comprehensions are guards when they can be.)
bool Lowering::is_guard_expr(const Expr& top) const {
  std::vector<const Expr*> todo{&top};
  while (!todo.empty()) {
    const Expr* e = todo.back();
    todo.pop_back();
    switch (e->kind) {
      case ExprKind::Var:
      case ExprKind::Atom:
      case ExprKind::Integer:
      case ExprKind::Float:
      case ExprKind::Char:
      case ExprKind::String:
      case ExprKind::RecordIndex:
        break;
      case ExprKind::Tuple:
        for (const Expr* x : to<TupleExpr>(*e).elements) todo.push_back(x);
        break;
      case ExprKind::List:
        for (const Expr* x : to<ListExpr>(*e).elements) todo.push_back(x);
        if (to<ListExpr>(*e).tail != nullptr) todo.push_back(to<ListExpr>(*e).tail);
        break;
      case ExprKind::Map:
        if (to<MapExpr>(*e).base != nullptr) todo.push_back(to<MapExpr>(*e).base);
        for (const MapField& f : to<MapExpr>(*e).fields) {
          todo.push_back(f.key);
          todo.push_back(f.value);
        }
        break;
      case ExprKind::Record:
        if (to<RecordExpr>(*e).base != nullptr) return false;
        for (const RecordField& f : to<RecordExpr>(*e).fields) todo.push_back(f.value);
        break;
      case ExprKind::RecordAccess:
        todo.push_back(to<RecordAccessExpr>(*e).base);
        break;
      case ExprKind::Bitstring:
        for (const BitElement& x : to<BitstringExpr>(*e).elements) {
          todo.push_back(x.value);
          if (x.size != nullptr) todo.push_back(x.size);
        }
        break;
      case ExprKind::Unary:
        todo.push_back(to<UnaryExpr>(*e).operand);
        break;
      case ExprKind::Binary: {
        const auto& b = to<BinaryExpr>(*e);
        if (b.op == BinaryOp::Send || b.op == BinaryOp::Append || b.op == BinaryOp::ListSubtract)
          return false;
        todo.push_back(b.left);
        todo.push_back(b.right);
        break;
      }
      case ExprKind::Call: {
        const auto& call = to<CallExpr>(*e);
        const auto* f = as<AtomExpr>(call.function);
        if (f == nullptr) return false;
        auto arity = static_cast<uint32_t>(call.arguments.size());
        const auto* m = as<AtomExpr>(call.module);
        if (call.module != nullptr && (m == nullptr || m->name != sym::kErlang)) return false;
        if (call.module == nullptr &&
            env_.resolve_call({f->name, arity}).kind != CallTarget::Kind::AutoImported)
          return false;
        std::string_view name = symbols_.text(f->name);
        Op op{};
        bool swapped = false;
        if (!is_guard_bif(name, arity) && name != "is_record" && !op_for(name, arity, op, swapped))
          return false;
        for (const Expr* x : call.arguments) todo.push_back(x);
        break;
      }
      default:
        return false;
    }
  }
  return true;
}

}  // namespace beamlet::core
