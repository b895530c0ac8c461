// Type tests and comparisons: fall through when true, branch when false.
#include "vm/interp/handlers.hpp"
#include "vm/interp/semantics_tests.hpp"
#include "vm/term/fun.hpp"

namespace beamlet {

namespace {

template <Op op, Src s>
BEAMLET_HANDLER test(BEAMLET_ARGS) {
  Term t = get<s>(field_a(ip), {}, sp, x);
  if (sem::test<op>(t)) BEAMLET_NEXT(2);
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// Word 2: the tuple's header word.
template <Op op, Src s>
BEAMLET_HANDLER test_arity(BEAMLET_ARGS) {
  Term t = get<s>(field_a(ip), {}, sp, x);
  bool good;
  if constexpr (op == Op::TestArity)
    good = t.boxed_ptr()->raw() == ip[2];
  else
    good = t.is_boxed() && t.boxed_ptr()->raw() == ip[2];
  if constexpr (op == Op::IsTaggedTuple) {
    if (good && t.boxed_ptr()[1].raw() == ip[3]) BEAMLET_NEXT(4);
  } else {
    if (good) BEAMLET_NEXT(3);
  }
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// The operands are in x[kScratch], x[kScratch + 1]. Comparing allocates nothing.
template <Op op, bool has_constant>
BEAMLET_COLD compare_slow(BEAMLET_ARGS) {
  Term a = x[kScratch], b = x[kScratch + 1];
  p->reductions = reds;
  bool answer = sem::compare_general(op, a, b);
  x = p->x;
  reds = p->reductions;
  if (answer) BEAMLET_NEXT(has_constant ? 3 : 2);
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

template <Op op, Src sa, Src sb>
BEAMLET_HANDLER compare_values(BEAMLET_ARGS) {
  constexpr bool kConstant = sa == Src::C || sb == Src::C;
  Term a = get<sa>(field_a(ip), sa == Src::C ? Term::from_raw(ip[2]) : Term{}, sp, x);
  Term b = get<sb>(field_b(ip), sb == Src::C ? Term::from_raw(ip[2]) : Term{}, sp, x);
  bool answer;
  if (!sem::compare_fast<op>(a, b, answer)) [[unlikely]] {
    x[kScratch] = a;
    x[kScratch + 1] = b;
    BEAMLET_TAIL((compare_slow<op, kConstant>));
  }
  if (answer) BEAMLET_NEXT(kConstant ? 3 : 2);
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// =:= and =/= with an immediate: identity.
template <bool equal, Src s>
BEAMLET_HANDLER is_immediate(BEAMLET_ARGS) {
  if ((get<s>(field_a(ip), {}, sp, x).raw() == ip[2]) == equal) BEAMLET_NEXT(3);
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// Words 2, 3: fun and arity. An arity that is no small integer matches nothing here: the body form is a Bif.
BEAMLET_HANDLER is_function2(BEAMLET_ARGS) {
  Term fun = operand_value(ip[2], sp, x), arity = operand_value(ip[3], sp, x);
  if (is_fun(fun) && arity.is_small() && arity.small_value() == static_cast<int64_t>(fun_arity(fun)))
    BEAMLET_NEXT(4);
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

template <Op op>
constexpr void plain(TestTable& t) {
  t.plain[static_cast<int>(op)][0] = test<op, Src::X>;
  t.plain[static_cast<int>(op)][1] = test<op, Src::Y>;
}
template <Op op>
constexpr void arity(TestTable& t) {
  t.arity[static_cast<int>(op)][0] = test_arity<op, Src::X>;
  t.arity[static_cast<int>(op)][1] = test_arity<op, Src::Y>;
}
template <Op op, Src a, Src b>
constexpr void pair(TestTable& t) {
  t.compare[static_cast<int>(op)][static_cast<int>(a)][static_cast<int>(b)] = compare_values<op, a, b>;
}
template <Op op>
constexpr void comparison(TestTable& t) {
  pair<op, Src::X, Src::X>(t);
  pair<op, Src::X, Src::Y>(t);
  pair<op, Src::X, Src::C>(t);
  pair<op, Src::Y, Src::X>(t);
  pair<op, Src::Y, Src::Y>(t);
  pair<op, Src::Y, Src::C>(t);
  pair<op, Src::C, Src::X>(t);
  pair<op, Src::C, Src::Y>(t);
}
constexpr TestTable make_table() {
  TestTable t{};
  plain<Op::IsInteger>(t);
  plain<Op::IsFloat>(t);
  plain<Op::IsNumber>(t);
  plain<Op::IsAtom>(t);
  plain<Op::IsBoolean>(t);
  plain<Op::IsPid>(t);
  plain<Op::IsReference>(t);
  plain<Op::IsPort>(t);
  plain<Op::IsNil>(t);
  plain<Op::IsNonemptyList>(t);
  plain<Op::IsList>(t);
  plain<Op::IsTuple>(t);
  plain<Op::IsBinary>(t);
  plain<Op::IsBitstring>(t);
  plain<Op::IsMap>(t);
  plain<Op::IsFunction>(t);
  arity<Op::IsTupleOfArity>(t);
  arity<Op::IsTaggedTuple>(t);
  arity<Op::TestArity>(t);
  comparison<Op::IsLt>(t);
  comparison<Op::IsGe>(t);
  comparison<Op::IsEq>(t);
  comparison<Op::IsNe>(t);
  comparison<Op::IsEqExact>(t);
  comparison<Op::IsNeExact>(t);
  return t;
}

}  // namespace

constinit const TestTable kTests = make_table();
const Handler kIsEqImmediate[2] = {is_immediate<true, Src::X>, is_immediate<true, Src::Y>};
const Handler kIsNeImmediate[2] = {is_immediate<false, Src::X>, is_immediate<false, Src::Y>};
const Handler kIsFunction2 = is_function2;

}  // namespace beamlet
