// Jumps, selections, raising instructions, catch and try, guard builtins.
#include "vm/bif/bif.hpp"
#include "vm/code/export_table.hpp"
#include "vm/code/stack_trace.hpp"
#include "vm/interp/handlers.hpp"
#include "vm/interp/semantics_tests.hpp"
#include "vm/interp/unwind.hpp"

namespace beamlet {

namespace {

BEAMLET_HANDLER jump(BEAMLET_ARGS) {
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// -- selection: a value, b number of rows, word 1 target: when nothing matches; rows behind -----------------------------------

[[nodiscard, gnu::always_inline]] inline const Word* at_offset(const Word* ip, int64_t bytes) {
  return reinterpret_cast<const Word*>(reinterpret_cast<const char*>(ip) + bytes);
}

// Rows: key, offset. Few of them.
template <Src s>
BEAMLET_HANDLER select_linear(BEAMLET_ARGS) {
  Word key = get<s>(field_a(ip), {}, sp, x).raw();
  uint32_t n = field_b(ip);
  for (uint32_t i = 0; i < n; ++i) {
    if (ip[2 + 2 * i] == key) {
      ip = at_offset(ip, static_cast<int64_t>(ip[3 + 2 * i]));
      BEAMLET_DISPATCH;
    }
  }
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// Word 2: lowest key; word 3: number of offsets; then 32-bit offsets (0 = none), two a word.
template <Src s>
BEAMLET_HANDLER select_dense(BEAMLET_ARGS) {
  Term key = get<s>(field_a(ip), {}, sp, x);
  Word index = (key.raw() - ip[2]) >> 2;
  if (key.is_small() && index < ip[3]) {
    int32_t offset = peek<int32_t>(ip + 4, index);
    if (offset != 0) {
      ip = at_offset(ip, offset);
      BEAMLET_DISPATCH;
    }
  }
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// Word 2: multiplier; b: shift; rows at (key * multiplier) >> shift: key, offset. No two keys share a row.
template <Src s>
BEAMLET_HANDLER select_hash(BEAMLET_ARGS) {
  Word key = get<s>(field_a(ip), {}, sp, x).raw();
  const Word* row = ip + 3 + 2 * ((key * ip[2]) >> field_b(ip));
  if (row[0] == key) {
    ip = at_offset(ip, static_cast<int64_t>(row[1]));
    BEAMLET_DISPATCH;
  }
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// Word 2: number of rows; rows sorted by key as unsigned words.
template <Src s>
BEAMLET_HANDLER select_search(BEAMLET_ARGS) {
  Word key = get<s>(field_a(ip), {}, sp, x).raw();
  const Word* rows = ip + 3;
  size_t low = 0, count = ip[2];
  while (count > 1) {
    size_t half = count / 2;
    low = rows[2 * (low + half)] <= key ? low + half : low;
    count -= half;
  }
  if (rows[2 * low] == key) {
    ip = at_offset(ip, static_cast<int64_t>(rows[2 * low + 1]));
    BEAMLET_DISPATCH;
  }
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// Rows: tuple header, offset.
template <Src s>
BEAMLET_HANDLER select_arity(BEAMLET_ARGS) {
  Term t = get<s>(field_a(ip), {}, sp, x);
  if (t.is_boxed()) {
    Word key = t.boxed_ptr()->raw();
    uint32_t n = field_b(ip);
    for (uint32_t i = 0; i < n; ++i) {
      if (ip[2 + 2 * i] == key) {
        ip = at_offset(ip, static_cast<int64_t>(ip[3 + 2 * i]));
        BEAMLET_DISPATCH;
      }
    }
  }
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// -- instructions that raise: word 1 operand ---------------------------------------------------------------------------------

template <atom::detail::Index tag>
BEAMLET_COLD raise_value(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  (void)p->error2(Term::atom(tag), operand_value(ip[1], sp, x));
  BEAMLET_TAIL(raise_exception);
}
BEAMLET_COLD if_end(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  (void)p->error(atom::if_clause);
  BEAMLET_TAIL(raise_exception);
}

// -- catch and try: a y register ---------------------------------------------------------------------------------------------

BEAMLET_HANDLER catch_begin(BEAMLET_ARGS) {
  sp[field_a(ip)] = Term::catch_tag(target_of(ip));
  BEAMLET_NEXT(2);
}
// none() in x0 says that an exception arrived.
BEAMLET_COLD catch_arrived(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  Term value = catch_value(*p);
  p->exception = {};
  load(p, sp, hp, x, reds);
  x[0] = value;
  BEAMLET_NEXT(1);
}
BEAMLET_HANDLER catch_end(BEAMLET_ARGS) {
  sp[field_a(ip)] = Term::nil();
  if (x[0].is_none()) [[unlikely]]
    BEAMLET_TAIL(catch_arrived);
  BEAMLET_NEXT(1);
}
BEAMLET_HANDLER try_end(BEAMLET_ARGS) {
  sp[field_a(ip)] = Term::nil();
  BEAMLET_NEXT(1);
}
BEAMLET_HANDLER try_case(BEAMLET_ARGS) {
  sp[field_a(ip)] = Term::nil();
  x[0] = class_atom(p->exception.kind);
  x[1] = p->exception.reason;
  x[2] = p->exception.trace;
  p->exception = {};
  BEAMLET_NEXT(1);
}
BEAMLET_COLD raw_raise(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  ExceptionClass kind = x[0] == atom::error  ? ExceptionClass::Error
                        : x[0] == atom::exit ? ExceptionClass::Exit
                                             : ExceptionClass::Throw;
  (void)p->fail(kind, x[1]);
  p->exception.trace = x[2];
  BEAMLET_TAIL(raise_exception);
}
BEAMLET_HANDLER stacktrace(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  Term list = build_stacktrace(*p, x[0]);
  load(p, sp, hp, x, reds);
  x[0] = list;
  BEAMLET_NEXT(1);
}

// -- guard builtins: a, b destination number and kind; word 1 target; words 2, 3 function and ExportEntry*; operand words -----

BEAMLET_COLD guard_failed(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  if (has_target(ip)) {
    p->pending = Pending::None;
    p->exception = {};
    ip = target_of(ip);
    BEAMLET_DISPATCH;
  }
  note_builtin_failure(*p, *reinterpret_cast<const ExportEntry*>(ip[3]), x + kScratch);
  BEAMLET_TAIL(raise_exception);
}

template <size_t arity>
BEAMLET_HANDLER guard_bif(BEAMLET_ARGS) {
  for (size_t i = 0; i < arity; ++i) x[kScratch + i] = operand_value(ip[4 + i], sp, x);
  store(p, ip, sp, hp, reds);
  Term r = reinterpret_cast<BifFunction>(ip[2])(*p, x + kScratch);
  load(p, sp, hp, x, reds);
  if (r.is_none()) [[unlikely]]
    BEAMLET_TAIL(guard_failed);
  if (field_b(ip) == 0)
    x[field_a(ip)] = r;
  else
    sp[field_a(ip)] = r;
  BEAMLET_NEXT(4 + arity);
}

// Usual cases of some guard builtins; everything else goes to the function.
BEAMLET_HANDLER guard_abs(BEAMLET_ARGS) {
  Term a = operand_value(ip[4], sp, x);
  if (!a.is_small() || a == Term::small(Term::kMinSmall)) [[unlikely]]
    BEAMLET_TAIL(guard_bif<1>);
  Term r = Term::from_raw(static_cast<Word>(sem::bits(a) < 0 ? -sem::bits(a) : sem::bits(a)));
  (field_b(ip) == 0 ? x : sp)[field_a(ip)] = r;
  BEAMLET_NEXT(5);
}
BEAMLET_HANDLER guard_element(BEAMLET_ARGS) {
  Term index = operand_value(ip[4], sp, x), tuple = operand_value(ip[5], sp, x);
  if (!index.is_small() || !is_tuple(tuple) ||
      static_cast<uint64_t>(index.small_value()) - 1 >= tuple_size(tuple)) [[unlikely]]
    BEAMLET_TAIL(guard_bif<2>);
  (field_b(ip) == 0 ? x : sp)[field_a(ip)] = tuple.boxed_ptr()[index.small_value()];
  BEAMLET_NEXT(6);
}
BEAMLET_HANDLER guard_tuple_size(BEAMLET_ARGS) {
  Term tuple = operand_value(ip[4], sp, x);
  if (!is_tuple(tuple)) [[unlikely]]
    BEAMLET_TAIL(guard_bif<1>);
  (field_b(ip) == 0 ? x : sp)[field_a(ip)] = Term::small(static_cast<int64_t>(tuple_size(tuple)));
  BEAMLET_NEXT(5);
}

}  // namespace

const Handler kGuardAbs = guard_abs;
const Handler kGuardElement = guard_element;
const Handler kGuardTupleSize = guard_tuple_size;
const Handler kJump = jump;
const Handler kSelectLinear[2] = {select_linear<Src::X>, select_linear<Src::Y>};
const Handler kSelectDense[2] = {select_dense<Src::X>, select_dense<Src::Y>};
const Handler kSelectHash[2] = {select_hash<Src::X>, select_hash<Src::Y>};
const Handler kSelectSearch[2] = {select_search<Src::X>, select_search<Src::Y>};
const Handler kSelectArity[2] = {select_arity<Src::X>, select_arity<Src::Y>};
const Handler kBadmatch = raise_value<atom::detail::badmatch>;
const Handler kCaseEnd = raise_value<atom::detail::case_clause>;
const Handler kTryCaseEnd = raise_value<atom::detail::try_clause>;
const Handler kBadrecord = raise_value<atom::detail::badrecord>;
const Handler kIfEnd = if_end;
const Handler kCatch = catch_begin;
const Handler kCatchEnd = catch_end;
const Handler kTryEnd = try_end;
const Handler kTryCase = try_case;
const Handler kRawRaise = raw_raise;
const Handler kBuildStacktrace = stacktrace;
const Handler kGuardBif[4] = {guard_bif<0>, guard_bif<1>, guard_bif<2>, guard_bif<3>};

}  // namespace beamlet
