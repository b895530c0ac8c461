// Values, operators, structures: everything but calls and branches.

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "compiler/core/lower_impl.hpp"
#include "vm/bytecode/operand.hpp"

namespace beamlet::core {

namespace {

using Kind = LiteralPool::Kind;

bool is_proper_list_syntax(const Expr& e) {
  if (e.kind == ExprKind::String) return true;
  const auto* list = as<ListExpr>(&e);
  return list != nullptr && list->tail == nullptr;
}

}  // namespace

// ---------------------------------------------------------------------------------------------------------------
// Literals

LiteralId Lowering::integer_literal(const IntegerExpr& e, bool negative) {
  if (e.digits.empty()) return m_.literals.integer(negative ? -e.value : e.value);
  std::vector<uint8_t> magnitude = parse_magnitude(e.digits, e.base);
  return m_.literals.big(negative, magnitude);
}

std::vector<uint32_t> Lowering::code_points(std::string_view utf8) const {
  std::vector<uint32_t> out;
  out.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) {
    auto c = static_cast<uint8_t>(utf8[i++]);
    int more = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    uint32_t cp = more == 0 ? c : c & (0x3Fu >> more);
    for (; more > 0 && i < utf8.size(); --more) cp = cp << 6 | (static_cast<uint8_t>(utf8[i++]) & 0x3Fu);
    out.push_back(cp);
  }
  return out;
}

LiteralId Lowering::string_literal(std::string_view utf8) {
  bool ascii = std::ranges::all_of(utf8, [](char c) { return static_cast<uint8_t>(c) < 0x80; });
  if (ascii) return m_.literals.string(utf8);
  std::vector<uint32_t> cps = code_points(utf8);
  LiteralId list = m_.literals.nil();
  for (size_t i = cps.size(); i-- > 0;) list = m_.literals.cons(m_.literals.integer(cps[i]), list);
  return list;
}

LiteralId Lowering::map_literal(std::span<const LiteralId> kv) {
  // The last of equal keys wins. In the order of the keys' bytes, so that equal maps are written alike (LiteralPool::equal).
  std::map<std::string, std::pair<LiteralId, LiteralId>> pairs;
  for (size_t i = 0; i < kv.size(); i += 2)
    pairs.insert_or_assign(m_.literals.encode(kv[i], m_.atoms), std::pair(kv[i], kv[i + 1]));
  std::vector<LiteralId> out;
  for (const auto& [bytes, pair] : pairs) out.insert(out.end(), {pair.first, pair.second});
  return m_.literals.map(out);
}

bool Lowering::is_int_literal(Arg a, int64_t& value) const {
  const LiteralPool::Node* n = node(a);
  if (n == nullptr || n->kind != Kind::Int) return false;
  value = n->value;
  return true;
}

Arg Lowering::constant_tuple_or_none(std::span<const Arg> elements) {
  std::vector<LiteralId> ids;
  ids.reserve(elements.size());
  for (Arg a : elements) {
    if (!a.is_literal()) return {};
    ids.push_back(a.literal());
  }
  return Arg::literal(m_.literals.tuple(ids));
}

// Attributes' terms and constant patterns. Deep only as the source is (ast.hpp I2).
Arg Lowering::constant(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Atom:
      return atom_arg(to<AtomExpr>(e).name);
    case ExprKind::Integer:
      return Arg::literal(integer_literal(to<IntegerExpr>(e), false));
    case ExprKind::Float:
      return Arg::literal(m_.literals.floating(to<FloatExpr>(e).value));
    case ExprKind::Char:
      return int_arg(to<CharExpr>(e).value);
    case ExprKind::String:
      return Arg::literal(string_literal(to<StringExpr>(e).utf8));
    case ExprKind::Tuple: {
      std::vector<Arg> elements;
      for (const Expr* x : to<TupleExpr>(e).elements) {
        elements.push_back(constant(*x));
        if (elements.back().is_none()) return {};
      }
      return constant_tuple_or_none(elements);
    }
    case ExprKind::List: {
      const auto& list = to<ListExpr>(e);
      std::vector<LiteralId> elements;
      for (const Expr* x : list.elements) {
        Arg a = constant(*x);
        if (a.is_none()) return {};
        elements.push_back(a.literal());
      }
      Arg tail = list.tail != nullptr ? constant(*list.tail) : nil_arg();
      if (tail.is_none()) return {};
      LiteralId out = tail.literal();
      for (size_t i = elements.size(); i-- > 0;) out = m_.literals.cons(elements[i], out);
      return Arg::literal(out);
    }
    case ExprKind::Map: {
      const auto& map = to<MapExpr>(e);
      if (map.base != nullptr) return {};
      std::vector<LiteralId> kv;
      for (const MapField& f : map.fields) {
        Arg k = constant(*f.key), v = constant(*f.value);
        if (k.is_none() || v.is_none()) return {};
        kv.insert(kv.end(), {k.literal(), v.literal()});
      }
      return Arg::literal(map_literal(kv));
    }
    case ExprKind::Bitstring: {
      Arg out;
      return constant_bitstring(to<BitstringExpr>(e), out) ? out : Arg();
    }
    case ExprKind::Unary: {
      const auto& u = to<UnaryExpr>(e);
      Arg a = constant(*u.operand);
      if (a.is_none()) return {};
      if (u.op == UnaryOp::Plus) return a;
      return u.op == UnaryOp::Minus  ? fold(Op::Neg, a, {})
             : u.op == UnaryOp::Bnot ? fold(Op::Bnot, a, {})
                                     : Arg();
    }
    case ExprKind::Binary: {
      const auto& b = to<BinaryExpr>(e);
      if (b.op == BinaryOp::Divide && b.left->kind == ExprKind::Atom && b.right->kind == ExprKind::Integer) {
        Arg pair[] = {constant(*b.left), constant(*b.right)};  // f/1 in an attribute
        return constant_tuple_or_none(pair);
      }
      if (b.op == BinaryOp::Append && is_proper_list_syntax(*b.left)) {
        Arg left = constant(*b.left), right = constant(*b.right);
        if (left.is_none() || right.is_none()) return {};
        return append_literals(left, right);
      }
      Op op{};
      bool swapped = false;
      if (!op_for(spelling(b.op), 2, op, swapped) || swapped) return {};
      Arg left = constant(*b.left), right = constant(*b.right);
      return left.is_none() || right.is_none() ? Arg() : fold(op, left, right);
    }
    case ExprKind::RecordIndex:
      return expr(e);
    default:
      return {};
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Constant folding of small integers; everything else is left to the machine.

Arg Lowering::fold(Op op, Arg left, Arg right) {
  const LiteralPool::Node* l = node(left);
  if (l == nullptr) return {};
  if (op == Op::Neg) {
    if (l->kind == Kind::Float)
      return Arg::literal(m_.literals.floating(-m_.literals.float_value(left.literal())));
    if (l->kind == Kind::Int && l->value != INT64_MIN) return int_arg(-l->value);
    if (l->kind == Kind::Big) {
      std::string magnitude(m_.literals.bytes(left.literal()));
      return Arg::literal(m_.literals.big(
          l->value == 0, {reinterpret_cast<const uint8_t*>(magnitude.data()), magnitude.size()}));
    }
    return {};
  }
  if (l->kind != Kind::Int) return {};
  if (op == Op::Bnot) return int_arg(~l->value);
  const LiteralPool::Node* r = node(right);
  if (r == nullptr || r->kind != Kind::Int) return {};
  int64_t a = l->value, b = r->value, v = 0;
  switch (op) {
    case Op::Add:
      if (__builtin_add_overflow(a, b, &v)) return {};
      break;
    case Op::Sub:
      if (__builtin_sub_overflow(a, b, &v)) return {};
      break;
    case Op::Mul:
      if (__builtin_mul_overflow(a, b, &v)) return {};
      break;
    case Op::IntDiv:
    case Op::Rem:
      if (b == 0 || (a == INT64_MIN && b == -1)) return {};
      v = op == Op::IntDiv ? a / b : a % b;
      break;
    case Op::Band:
      v = a & b;
      break;
    case Op::Bor:
      v = a | b;
      break;
    case Op::Bxor:
      v = a ^ b;
      break;
    case Op::Bsl:
      if (b < 0 || b > 62 || a < 0 || std::bit_width(static_cast<uint64_t>(a)) + b > 62) return {};
      v = a << b;
      break;
    case Op::Bsr:
      if (b < 0 || b > 62) return {};
      v = a >> b;
      break;
    default:
      return {};
  }
  return int_arg(v);
}

// ---------------------------------------------------------------------------------------------------------------
// Structures

std::vector<Arg> Lowering::exprs(ExprList list) {
  std::vector<Arg> out;
  out.reserve(list.size());
  for (const Expr* e : list) out.push_back(expr(*e));
  return out;
}

Arg Lowering::make_tuple(std::span<const Arg> elements) {
  Arg c = constant_tuple_or_none(elements);
  return c.is_none() ? emit(Op::Tuple, elements, 0, 0) : c;
}

Arg Lowering::make_cons(Arg head, Arg tail) {
  if (head.is_literal() && tail.is_literal())
    return Arg::literal(m_.literals.cons(head.literal(), tail.literal()));
  return emit(Op::Cons, {head, tail}, 0, 0);
}

Arg Lowering::make_list(std::span<const Arg> elements, Arg tail) {
  for (size_t i = elements.size(); i-- > 0;) tail = make_cons(elements[i], tail);
  return tail;
}

Arg Lowering::append_literals(Arg left, Arg right) {
  std::vector<Arg> elements;
  LiteralId at = left.literal();
  for (;;) {
    LiteralPool::Node n = m_.literals[at];
    if (n.kind == Kind::Cons) {
      elements.push_back(Arg::literal(n.a));
      at = n.b;
      continue;
    }
    if (n.kind == Kind::String)
      for (char c : std::string(m_.literals.bytes(at))) elements.push_back(int_arg(static_cast<uint8_t>(c)));
    if (n.kind != Kind::String && n.kind != Kind::Nil) return {};
    break;
  }
  return make_list(elements, right);
}

Arg Lowering::list_expr(const ListExpr& e) {
  std::vector<Arg> elements;
  const ListExpr* at = &e;
  for (;;) {  // [A | [B | ...]] is one level
    for (const Expr* x : at->elements) elements.push_back(expr(*x));
    if (at->tail == nullptr) return make_list(elements, nil_arg());
    const auto* next = as<ListExpr>(at->tail);
    if (next == nullptr) break;
    at = next;
  }
  Arg tail = expr(*at->tail);
  return make_list(elements, tail);
}

Arg Lowering::map_expr(const MapExpr& e) {
  Arg base = e.base != nullptr ? expr(*e.base) : Arg();
  std::vector<Arg> kv;
  bool constants = true;
  for (const MapField& f : e.fields) {
    kv.push_back(expr(*f.key));
    kv.push_back(expr(*f.value));
    constants = constants && kv.back().is_literal() && kv[kv.size() - 2].is_literal();
  }
  uint32_t line = line_of(e.span);
  if (base.is_none()) {
    if (constants) {
      std::vector<LiteralId> ids;
      for (Arg a : kv) ids.push_back(a.literal());
      return Arg::literal(map_literal(ids));
    }
    base = Arg::literal(m_.literals.map({}));
  }
  if (e.fields.empty()) {  // M#{}: still an error when M is no map
    Arg args[] = {base};
    return emit(Op::PutMapAssoc, args, 0, line);
  }
  // Runs of the same operator become one instruction.
  for (size_t i = 0; i < e.fields.size();) {
    size_t j = i;
    std::vector<Arg> args{base};
    for (; j < e.fields.size() && e.fields[j].exact == e.fields[i].exact; ++j)
      args.insert(args.end(), {kv[2 * j], kv[2 * j + 1]});
    base = emit(e.fields[i].exact ? Op::PutMapExact : Op::PutMapAssoc, args, 0, line);
    i = j;
  }
  return base;
}

// ---------------------------------------------------------------------------------------------------------------
// Operators

Arg Lowering::unary_expr(const UnaryExpr& e) {
  Arg a = expr(*e.operand);
  uint32_t line = line_of(e.span);
  Op op = e.op == UnaryOp::Minus ? Op::Neg : Op::Bnot;
  if (e.op == UnaryOp::Minus || e.op == UnaryOp::Bnot) {
    Arg folded = fold(op, a, {});
    return folded.is_none() ? emit(op, {a}, 0, line) : folded;
  }
  const LiteralPool::Node* n = node(a);
  if (e.op == UnaryOp::Plus && n != nullptr && (n->kind == Kind::Int || n->kind == Kind::Float)) return a;
  Arg args[] = {a};
  return bif(spelling(e.op), args, line);
}

Arg Lowering::binary_op(BinaryOp op, Arg left, Arg right, uint32_t line) {
  if (op == BinaryOp::Send) return emit(Op::Send, {left, right}, 0, line);
  Op core_op{};
  bool swapped = false;
  if (op_for(spelling(op), 2, core_op, swapped)) {
    Arg folded = fold(core_op, left, right);
    if (!folded.is_none()) return folded;
    return swapped ? emit(core_op, {right, left}, 0, line) : emit(core_op, {left, right}, 0, line);
  }
  Arg args[] = {left, right};
  if (op == BinaryOp::Append || op == BinaryOp::ListSubtract)
    return call_import("erlang", spelling(op), args, line);
  return bif(spelling(op), args, line);  // and, or, xor
}

// A ++ B -- C ! D ...: operands left to right, then the operations from the right.
Arg Lowering::right_spine(const BinaryExpr& top) {
  Spine spine = spine_operands(top);
  size_t count = spine.operators.size();
  // andalso/orelse inside a spine of others end it: they branch.
  for (size_t i = 0; i < count; ++i) {
    BinaryOp op = spine.operators[i]->op;
    if (op == BinaryOp::AndAlso || op == BinaryOp::OrElse) {
      count = i;
      break;
    }
  }
  struct Operand {
    Arg value;
    std::vector<Arg> elements;  // a list written out, to the left of ++
    bool written_out = false;
  };
  std::vector<Operand> operands(count + 1);
  for (size_t i = 0; i <= count; ++i) {
    const Expr& e = i < count ? *spine.operands[i] : *(count == 0 ? &top : spine.operators[count - 1]->right);
    if (i < count && spine.operators[i]->op == BinaryOp::Append && e.kind == ExprKind::List &&
        is_proper_list_syntax(e)) {
      operands[i].elements = exprs(to<ListExpr>(e).elements);
      operands[i].written_out = true;
    } else {
      operands[i].value = expr(e);
    }
  }
  Arg right = operands[count].value;
  for (size_t i = count; i-- > 0;) {
    const BinaryExpr& op = *spine.operators[i];
    Arg left = operands[i].value;
    if (op.op == BinaryOp::Append && operands[i].written_out) {
      right = make_list(operands[i].elements, right);
      continue;
    }
    const LiteralPool::Node* n = op.op == BinaryOp::Append ? node(left) : nullptr;
    if (n != nullptr && (n->kind == Kind::String || n->kind == Kind::Cons || n->kind == Kind::Nil)) {
      constexpr uint32_t kLongString = 64;  // longer ones are cheaper to append at run time
      bool is_long = n->kind == Kind::String && n->b > kLongString && !right.is_literal();
      Arg list = is_long ? Arg() : append_literals(left, right);
      if (!list.is_none()) {
        right = list;
        continue;
      }
    }
    right = binary_op(op.op, left, right, line_of(op.operator_span));
  }
  return right;
}

Arg Lowering::binary_expr(const BinaryExpr& e) {
  if (is_right_associative(e.op)) return right_spine(e);
  // Left spine: A + B + C + ...
  Spine spine = spine_operands(e);
  Arg left = expr(*spine.operands[0]);
  for (size_t i = 0; i < spine.operators.size(); ++i) {
    Arg right = expr(*spine.operands[i + 1]);
    left = binary_op(spine.operators[i]->op, left, right, line_of(spine.operators[i]->operator_span));
  }
  return left;
}

void Lowering::raise_error(Arg reason, uint32_t line) {
  Arg args[] = {reason};
  (void)emit(Op::CallExt, args, m_.import("erlang", "error", 1), line);
  end(Op::Unreachable, {}, {});
}

// ---------------------------------------------------------------------------------------------------------------
// Expressions

bool Lowering::is_branching(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Block:
    case ExprKind::If:
    case ExprKind::Case:
    case ExprKind::Receive:
    case ExprKind::Try:
    case ExprKind::Maybe:
      return true;
    case ExprKind::Binary: {
      BinaryOp op = to<BinaryExpr>(e).op;
      return op == BinaryOp::AndAlso || op == BinaryOp::OrElse;
    }
    default:
      return false;
  }
}

Arg Lowering::match_expr(const MatchExpr& e) {
  Arg value = expr(*e.value);
  uint32_t line = line_of(e.span);
  match_or_fail(*e.pattern, value, [&] {
    Arg args[] = {value};
    end(Op::Badmatch, args, {}, line);
  });
  return value;
}

void Lowering::match_or_fail(const Expr& p, Arg value, const std::function<void()>& on_mismatch) {
  if (const auto* v = as<VarExpr>(&p)) {
    if (v->name == sym::kUnderscore) return;
    if (!is_bound(v->name)) {
      bind(v->name, value);
      return;
    }
  }
  const Pattern* compiled = pattern(p, false);
  std::vector<MatchRow> rows(1);
  add_constraint(rows[0], {Subject::Kind::Whole, value, 0}, compiled);
  BlockId fail = new_block();
  BlockId matched = kNone;
  std::vector<Binding> bound;
  size_t before = mark();
  match(rows, fail, [&](uint32_t) {
    matched = here();
    for (size_t i = before; i < trail_.size(); ++i)
      bound.push_back({trail_[i].variable, environment_[trail_[i].variable.id].value});
    use(kNone);
  });
  use(fail);
  on_mismatch();
  use(matched);
  for (const Binding& b : bound) bind(b.variable, b.value);
}

Arg Lowering::expr(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Var:
      return look_up(to<VarExpr>(e).name);
    case ExprKind::Atom:
      return atom_arg(to<AtomExpr>(e).name);
    case ExprKind::Integer:
    case ExprKind::Float:
    case ExprKind::Char:
    case ExprKind::String:
      return constant(e);
    case ExprKind::Tuple:
      return make_tuple(exprs(to<TupleExpr>(e).elements));
    case ExprKind::List:
      return list_expr(to<ListExpr>(e));
    case ExprKind::Map:
      return map_expr(to<MapExpr>(e));
    case ExprKind::Record:
      return record_expr(to<RecordExpr>(e));
    case ExprKind::RecordAccess:
      return record_access(to<RecordAccessExpr>(e));
    case ExprKind::RecordIndex: {
      const auto& r = to<RecordIndexExpr>(e);
      const RecordInfo* info = env_.record(r.name);
      return int_arg(info == nullptr ? 0 : 2 + info->index_of(r.field).value_or(0));
    }
    case ExprKind::Bitstring:
      return bitstring_expr(to<BitstringExpr>(e));
    case ExprKind::Match:
      return match_expr(to<MatchExpr>(e));
    case ExprKind::Unary:
      return unary_expr(to<UnaryExpr>(e));
    case ExprKind::Catch:
      return catch_expr(to<CatchExpr>(e));
    case ExprKind::Call:
      return call_expr(to<CallExpr>(e));
    case ExprKind::LocalFun:
      return local_fun(to<LocalFunExpr>(e));
    case ExprKind::RemoteFun:
      return remote_fun(to<RemoteFunExpr>(e));
    case ExprKind::Fun:
      return fun_expr(to<FunExpr>(e));
    case ExprKind::Comprehension:
      return comprehension_expr(to<ComprehensionExpr>(e));
    case ExprKind::Binary:
      if (!is_branching(e)) return binary_expr(to<BinaryExpr>(e));
      break;
    case ExprKind::MaybeMatch:
    case ExprKind::Remote:
    case ExprKind::Error:
      return nil_arg();  // the checker lets none through
    default:
      break;
  }
  if (e.kind == ExprKind::Block) return body(to<BlockExpr>(e).body);
  Join join;
  open_join(join);
  expr_to(e, Cont{&join});
  return close_join(join);
}

Arg Lowering::body(ExprList list) {
  Arg value = nil_arg();
  for (const Expr* e : list) value = expr(*e);
  return value;
}

void Lowering::body_to(ExprList list, const Cont& cont) {
  for (size_t i = 0; i + 1 < list.size(); ++i) (void)expr(*list[i]);
  expr_to(*list.back(), cont);
}

void Lowering::expr_to(const Expr& e, const Cont& cont) {
  switch (e.kind) {
    case ExprKind::Block:
      body_to(to<BlockExpr>(e).body, cont);
      return;
    case ExprKind::If:
      if_to(to<IfExpr>(e), cont);
      return;
    case ExprKind::Case:
      case_to(to<CaseExpr>(e), cont);
      return;
    case ExprKind::Receive:
      receive_to(to<ReceiveExpr>(e), cont);
      return;
    case ExprKind::Try:
      try_to(to<TryExpr>(e), cont);
      return;
    case ExprKind::Maybe:
      maybe_to(to<MaybeExpr>(e), cont);
      return;
    case ExprKind::Binary:
      if (is_branching(e)) {
        short_circuit_to(to<BinaryExpr>(e), cont);
        return;
      }
      break;
    default:
      break;
  }
  deliver(cont, expr(e));
}

}  // namespace beamlet::core
