// Arithmetic: small integers inline, floats one step aside, everything else through number.hpp.
#include "vm/interp/handlers.hpp"
#include "vm/interp/semantics_arith.hpp"
#include "vm/interp/unwind.hpp"
#include "vm/term/number.hpp"

namespace beamlet {

namespace {

Term general(Heap& heap, Op op, Term a, Term b) {
  switch (op) {
    case Op::Add:
      return number_add(heap, a, b);
    case Op::Sub:
      return number_sub(heap, a, b);
    case Op::Mul:
      return number_mul(heap, a, b);
    case Op::Div:
      return number_div(heap, a, b);
    case Op::IntDiv:
      return integer_div(heap, a, b);
    case Op::Rem:
      return integer_rem(heap, a, b);
    case Op::Band:
      return integer_band(heap, a, b);
    case Op::Bor:
      return integer_bor(heap, a, b);
    case Op::Bxor:
      return integer_bxor(heap, a, b);
    case Op::Bsl:
      return integer_bsl(heap, a, b);
    case Op::Bsr:
      return integer_bsr(heap, a, b);
    case Op::Bnot:
      return integer_bnot(heap, a);
    default:
      return number_neg(heap, a);
  }
}

// The operands are in x[kScratch], x[kScratch + 1].
BEAMLET_COLD arith_slow(BEAMLET_ARGS) {
  uint32_t bits = field_d(ip);
  Op op = static_cast<Op>(bits & arith_bit::kOpMask);
  store(p, ip, sp, hp, reds);
  Term a = x[kScratch], b = x[kScratch + 1];
  Term r = general(p->heap, op, a, b);
  load(p, sp, hp, x, reds);
  if (r.is_atom()) [[unlikely]] {
    if (has_target(ip)) {
      ip = target_of(ip);
      BEAMLET_DISPATCH;
    }
    raise_operator(*p, op, r, a, b);
    BEAMLET_TAIL(raise_exception);
  }
  if ((bits & arith_bit::kToY) != 0)
    sp[field_c(ip)] = r;
  else
    x[field_c(ip)] = r;
  BEAMLET_NEXT((bits & arith_bit::kHasConstant) != 0 ? 3 : 2);
}

// Floats (and mixed operands) that fit the free room.
template <Op op>
__attribute__((preserve_none, noinline)) void arith_float(BEAMLET_ARGS) {
  double r;
  if (sp - hp < static_cast<ptrdiff_t>(kFloatWords + limits::kStackSlack) ||
      !sem::float_arith<op>(x[kScratch], x[kScratch + 1], r) ||
      (op != Op::Div && sem::both_small(x[kScratch], x[kScratch + 1])))
    BEAMLET_TAIL(arith_slow);
  Term result = float_at(hp, r);
  hp += kFloatWords;
  uint32_t bits = field_d(ip);
  if ((bits & arith_bit::kToY) != 0)
    sp[field_c(ip)] = result;
  else
    x[field_c(ip)] = result;
  BEAMLET_NEXT((bits & arith_bit::kHasConstant) != 0 ? 3 : 2);
}

template <Op op, Src sa, Src sb, Dst d>
BEAMLET_HANDLER arith(BEAMLET_ARGS) {
  constexpr bool kConstant = sa == Src::C || sb == Src::C;
  Term a = get<sa>(field_a(ip), sa == Src::C ? Term::from_raw(ip[2]) : Term{}, sp, x);
  Term b = get<sb>(field_b(ip), sb == Src::C ? Term::from_raw(ip[2]) : Term{}, sp, x);
  // The lowering gives small constants only.
  [[maybe_unused]] const Word constant = sa == Src::C ? a.raw() : b.raw();
  if constexpr (kConstant) __builtin_assume((constant & 3) == 0);
  Term r;
  if (!sem::small_arith<op>(a, b, r)) [[unlikely]] {
    x[kScratch] = a;
    x[kScratch + 1] = b;
    if constexpr (op == Op::Add || op == Op::Sub || op == Op::Mul || op == Op::Div)
      BEAMLET_TAIL(arith_float<op>);
    else
      BEAMLET_TAIL(arith_slow);
  }
  put<d>(field_c(ip), r, sp, x);
  BEAMLET_NEXT(kConstant ? 3 : 2);
}

// Unary operators: the operand in x[a] or y[a] as in arith; second operand unused.
template <Op op, Src sa, Dst d>
BEAMLET_HANDLER unary(BEAMLET_ARGS) {
  Term a = get<sa>(field_a(ip), {}, sp, x);
  Term r;
  bool done = false;
  if constexpr (op == Op::Neg) {
    done = sem::small_arith<Op::Sub>(Term::small(0), a, r);
  } else {
    done = a.is_small();
    r = Term::from_raw(~a.raw() & ~Word{3});
  }
  if (!done) [[unlikely]] {
    x[kScratch] = a;
    x[kScratch + 1] = a;
    BEAMLET_TAIL(arith_slow);
  }
  put<d>(field_c(ip), r, sp, x);
  BEAMLET_NEXT(2);
}

template <Op op, Src a, Src b>
constexpr void fill(ArithTable& table) {
  table.at[static_cast<int>(op)][static_cast<int>(a)][static_cast<int>(b)][0] = arith<op, a, b, Dst::X>;
  table.at[static_cast<int>(op)][static_cast<int>(a)][static_cast<int>(b)][1] = arith<op, a, b, Dst::Y>;
}
template <Op op>
constexpr void fill(ArithTable& table) {
  fill<op, Src::X, Src::X>(table);
  fill<op, Src::X, Src::Y>(table);
  fill<op, Src::X, Src::C>(table);
  fill<op, Src::Y, Src::X>(table);
  fill<op, Src::Y, Src::Y>(table);
  fill<op, Src::Y, Src::C>(table);
  fill<op, Src::C, Src::X>(table);
  fill<op, Src::C, Src::Y>(table);
}
template <Op op>
constexpr void fill_unary(ArithTable& table) {
  for (int b = 0; b < 3; ++b) {
    table.at[static_cast<int>(op)][0][b][0] = unary<op, Src::X, Dst::X>;
    table.at[static_cast<int>(op)][0][b][1] = unary<op, Src::X, Dst::Y>;
    table.at[static_cast<int>(op)][1][b][0] = unary<op, Src::Y, Dst::X>;
    table.at[static_cast<int>(op)][1][b][1] = unary<op, Src::Y, Dst::Y>;
  }
}
constexpr ArithTable make_table() {
  ArithTable table{};
  fill<Op::Add>(table);
  fill<Op::Sub>(table);
  fill<Op::Mul>(table);
  fill<Op::Div>(table);
  fill<Op::IntDiv>(table);
  fill<Op::Rem>(table);
  fill<Op::Band>(table);
  fill<Op::Bor>(table);
  fill<Op::Bxor>(table);
  fill<Op::Bsl>(table);
  fill<Op::Bsr>(table);
  fill_unary<Op::Bnot>(table);
  fill_unary<Op::Neg>(table);
  return table;
}

}  // namespace

constinit const ArithTable kArith = make_table();

}  // namespace beamlet
