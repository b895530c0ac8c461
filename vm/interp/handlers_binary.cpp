// Bitstrings: building and matching.
//
// Layout      a = number of list items; word 1 target; then words for the operands that are no labels, in the order of opcodes.def.
#include <vector>

#include "vm/bytecode/module_image.hpp"
#include "vm/interp/handlers.hpp"
#include "vm/interp/semantics_binary.hpp"
#include "vm/interp/semantics_stack.hpp"
#include "vm/process/process_alloc.hpp"
#include "vm/term/bit_build.hpp"
#include "vm/term/bit_match.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

namespace {

// What an instruction makes usually fits this many words (a context, a view, a small binary); larger things go to a fragment.
constexpr size_t kRoom = 16;

// Collects and goes on with the same instruction; word `live_word` has the live registers.
template <Handler again, size_t live_word>
BEAMLET_COLD collect_then(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds + p->withheld);
  p->withheld = 0;
  bool fits = collect_for(*p, kRoom, static_cast<uint32_t>(ip[live_word]));
  load(p, sp, hp, x, reds);
  if (!fits) BEAMLET_TAIL(kill_for_memory);
  BEAMLET_TAIL(again);
}

BEAMLET_HANDLER branch(BEAMLET_ARGS) {
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// -- construction: words 2, 3 destination and live; then type, unit, flags, value, size of every segment ----------------------

Term segment_type_name(BsType type) {
  switch (type) {
    case BsType::Integer:
      return make_atom("integer");
    case BsType::Float:
      return make_atom("float");
    case BsType::Utf8:
      return make_atom("utf8");
    case BsType::Utf16:
      return make_atom("utf16");
    case BsType::Utf32:
      return make_atom("utf32");
    default:
      return make_atom("binary");
  }
}

// OTP explains a failed construction in error_info; the library formats it.
void explain_failure(Process& p, const BsSegment* segments, size_t failed) {
  const BsSegment& s = segments[failed];
  Term cause = tuple_at(p.alloc(5), Term::small(static_cast<int64_t>(failed) + 1), segment_type_name(s.type),
                        make_atom("type"), s.value);
  MapPair pairs[] = {{make_atom("cause"), cause},
                     {make_atom("function"), make_atom("format_bs_fail")},
                     {atom::module, atom::erl_erts_errors}};
  p.exception.error_info = map_from_pairs(p.heap, pairs, 3);
}

constexpr size_t kSegmentWords = 5;

Term create_segments(Process& p, const Word* ip, BsSegment* segments, size_t count) {
  constexpr size_t kWords = kSegmentWords;
  const Word* w = ip + 4;
  for (size_t i = 0; i < count; ++i, w += kWords)
    segments[i] = {static_cast<BsType>(w[0]), static_cast<uint8_t>(w[2]), static_cast<uint32_t>(w[1]),
                   operand_value(w[3], p.heap.sp, p.x), operand_value(w[4], p.heap.sp, p.x)};
  size_t failed = 0;
  Term result = bs_create(p.heap, segments, count, &failed);
  if (!result.is_atom()) return result;
  (void)p.error(result);
  explain_failure(p, segments, failed);
  return Term::none();
}

[[gnu::noinline]] Term create_many(Process& p, const Word* ip, size_t count) {
  std::vector<BsSegment> segments(count);
  return create_segments(p, ip, segments.data(), count);
}

Term create(Process& p, const Word* ip) {
  constexpr size_t kInline = 8;
  size_t count = field_a(ip) / kSegmentWords;
  if (count > kInline) return create_many(p, ip, count);
  // Bytes, not segments: nothing is initialised that is overwritten at once.
  alignas(BsSegment) char few[kInline * sizeof(BsSegment)];
  return create_segments(p, ip, reinterpret_cast<BsSegment*>(few), count);
}

BEAMLET_COLD create_failed(BEAMLET_ARGS) {
  if (!has_target(ip)) BEAMLET_TAIL(raise_exception);
  p->pending = Pending::None;
  p->exception = {};
  BEAMLET_TAIL(branch);
}

BEAMLET_HANDLER bs_create_handler(BEAMLET_ARGS) {
  if (!sem::has_room(sp, hp, kRoom)) [[unlikely]]
    BEAMLET_TAIL((collect_then<bs_create_handler, 3>));
  store(p, ip, sp, hp, reds);
  Term result = create(*p, ip);
  load(p, sp, hp, x, reds);
  if (result.is_none()) [[unlikely]]
    BEAMLET_TAIL(create_failed);
  operand_place(ip[2], sp, x) = result;
  BEAMLET_NEXT(4 + field_a(ip));
}

// The newest view grows in place by integers of whole bytes: <<B/binary, N:16, ...>>. The layout is that of BsCreate, which does all cases
// in which something is unusual; the lowering has seen to types and sizes.
BEAMLET_HANDLER append_integers(BEAMLET_ARGS) {
  const Word* end = ip + 4 + field_a(ip);
  const Word* first = ip + 4 + kSegmentWords;
  Term old = operand_value(ip[4 + 3], sp, x);
  if (!sem::has_room(sp, hp, kRoom) || !sem::grows_by_bytes(old)) BEAMLET_TAIL(bs_create_handler);
  Term* view = old.boxed_ptr();
  uint64_t start = view[3].raw() / 8, total = start;
  for (const Word* w = first; w != end; w += kSegmentWords) {
    if (!operand_value(w[3], sp, x).is_small()) BEAMLET_TAIL(bs_create_handler);
    total += static_cast<uint64_t>(Term::from_raw(w[4]).small_value()) * w[1] / 8;
  }
  auto* shared = reinterpret_cast<SharedBytes*>(view[1].boxed_ptr()[2].raw());
  if (total > shared->capacity) BEAMLET_TAIL(bs_create_handler);
  uint8_t* to = shared->data() + start;
  for (const Word* w = first; w != end; w += kSegmentWords) {
    auto bits = static_cast<uint32_t>(Term::from_raw(w[4]).small_value()) * static_cast<uint32_t>(w[1]);
    to = sem::put_bytes(to, static_cast<uint64_t>(operand_value(w[3], sp, x).small_value()), bits,
                        (w[2] & bs_flag::kLittle) != 0);
  }
  sem::grown_view_at(hp, view, *shared, total);
  operand_place(ip[2], sp, x) = Term::boxed(hp);
  hp += kSubBitsWords;
  ip = end;
  BEAMLET_DISPATCH;
}

// -- matching --------------------------------------------------------------------------------------------------------------------

BEAMLET_COLD start_match_failed(BEAMLET_ARGS) {
  if (has_target(ip)) BEAMLET_TAIL(branch);
  Term source = operand_value(ip[2], sp, x);
  store(p, ip, sp, hp, reds);
  (void)p->error2(atom::badmatch, source);
  BEAMLET_TAIL(raise_exception);
}

// Words 2, 3, 4: source, live, context.
BEAMLET_HANDLER start_match(BEAMLET_ARGS) {
  if (Term same = operand_value(ip[2], sp, x); is_match_context(same)) {
    operand_place(ip[4], sp, x) = same;
    BEAMLET_NEXT(5);
  }
  if (!sem::has_room(sp, hp, kRoom)) [[unlikely]]
    BEAMLET_TAIL((collect_then<start_match, 3>));
  Term source = operand_value(ip[2], sp, x);
  if (!sem::context_at(hp, source)) [[unlikely]]
    BEAMLET_TAIL(start_match_failed);
  operand_place(ip[4], sp, x) = Term::boxed(hp);
  hp += kMatchContextWords;
  BEAMLET_NEXT(5);
}

// Words 2..7: context, live, size, unit, flags, destination.
template <Term (*read)(Heap&, Term, uint64_t, uint8_t)>
BEAMLET_HANDLER get_field(BEAMLET_ARGS) {
  if (!sem::has_room(sp, hp, kRoom)) [[unlikely]]
    BEAMLET_TAIL((collect_then<get_field<read>, 3>));
  Term context = operand_value(ip[2], sp, x);
  uint64_t bits;
  store(p, ip, sp, hp, reds);
  Term value = Term::none();
  if (bs_field_bits(match_context(context), operand_value(ip[4], sp, x), static_cast<uint32_t>(ip[5]), bits))
    value = read(p->heap, context, bits, static_cast<uint8_t>(ip[6]));
  load(p, sp, hp, x, reds);
  if (value.is_none()) BEAMLET_TAIL(branch);
  operand_place(ip[7], sp, x) = value;
  BEAMLET_NEXT(8);
}
Term read_binary(Heap& heap, Term context, uint64_t bits, uint8_t) {
  return bs_get_binary(heap, context, bits);
}

// Words 2, 3, 4: context, size, unit.
BEAMLET_HANDLER skip(BEAMLET_ARGS) {
  Term context = operand_value(ip[2], sp, x);
  uint64_t bits;
  p->reductions = reds;
  bool good = bs_field_bits(match_context(context), operand_value(ip[3], sp, x), static_cast<uint32_t>(ip[4]),
                            bits) &&
              bs_skip(context, bits);
  x = p->x;
  reds = p->reductions;
  if (!good) BEAMLET_TAIL(branch);
  BEAMLET_NEXT(5);
}

// Words 2, 3: context, destination.
BEAMLET_HANDLER get_utf8_char(BEAMLET_ARGS) {
  p->reductions = reds;
  Term value = bs_get_utf8(operand_value(ip[2], sp, x));
  x = p->x;
  reds = p->reductions;
  if (value.is_none()) BEAMLET_TAIL(branch);
  operand_place(ip[3], sp, x) = value;
  BEAMLET_NEXT(4);
}
// Words 2, 3, 4: context, flags, destination.
template <Term (*read)(Term, uint8_t)>
BEAMLET_HANDLER get_utf(BEAMLET_ARGS) {
  p->reductions = reds;
  Term value = read(operand_value(ip[2], sp, x), static_cast<uint8_t>(ip[3]));
  x = p->x;
  reds = p->reductions;
  if (value.is_none()) BEAMLET_TAIL(branch);
  operand_place(ip[4], sp, x) = value;
  BEAMLET_NEXT(5);
}

// Words 2, 3: context, number.
BEAMLET_HANDLER test_tail(BEAMLET_ARGS) {
  if (!bs_test_tail(operand_value(ip[2], sp, x), ip[3])) BEAMLET_TAIL(branch);
  BEAMLET_NEXT(4);
}
BEAMLET_HANDLER test_unit(BEAMLET_ARGS) {
  uint64_t unit = ip[3], left = match_context(operand_value(ip[2], sp, x)).left();
  // A division is dear, and units are mostly powers of two.
  bool good = (unit & (unit - 1)) == 0 ? (left & (unit - 1)) == 0 : left % unit == 0;
  if (!good) BEAMLET_TAIL(branch);
  BEAMLET_NEXT(4);
}
// Words 2, 3, 4: context, bits, literal.
BEAMLET_HANDLER match_string(BEAMLET_ARGS) {
  p->reductions = reds;
  bool good = bs_match_string(operand_value(ip[2], sp, x), ip[3], Term::from_raw(ip[4]));
  x = p->x;
  reds = p->reductions;
  if (!good) BEAMLET_TAIL(branch);
  BEAMLET_NEXT(5);
}
// Words 2, 3, 4: context, destination, live.
BEAMLET_HANDLER get_tail(BEAMLET_ARGS) {
  if (!sem::has_room(sp, hp, kRoom)) [[unlikely]]
    BEAMLET_TAIL((collect_then<get_tail, 4>));
  if (sem::rest_at(hp, match_context(operand_value(ip[2], sp, x)))) {
    operand_place(ip[3], sp, x) = Term::boxed(hp);
    hp += kSubBitsWords;
    BEAMLET_NEXT(5);
  }
  store(p, ip, sp, hp, reds);
  Term rest = bs_get_tail(p->heap, operand_value(ip[2], sp, x));
  load(p, sp, hp, x, reds);
  operand_place(ip[3], sp, x) = rest;
  BEAMLET_NEXT(5);
}
// Words 2, 3: context, destination or position.
BEAMLET_HANDLER get_position(BEAMLET_ARGS) {
  const MatchContext& context = match_context(operand_value(ip[2], sp, x));
  operand_place(ip[3], sp, x) = Term::small(static_cast<int64_t>(context.position));
  BEAMLET_NEXT(4);
}
BEAMLET_HANDLER set_position(BEAMLET_ARGS) {
  MatchContext& context = match_context(operand_value(ip[2], sp, x));
  context.position = static_cast<uint64_t>(operand_value(ip[3], sp, x).small_value());
  BEAMLET_NEXT(4);
}

// -- the commonest forms ---------------------------------------------------------------------------------------------------------

// The next byte of a context, or nothing when there is none.
[[nodiscard, gnu::always_inline]] inline Term next_byte(MatchContext& c) {
  if (c.left() < 8) return Term::none();
  uint64_t at = c.position;
  const uint8_t* bytes = c.bytes() + at / 8;
  unsigned value = at % 8 == 0 ? bytes[0] : (bytes[0] << 8 | bytes[1]) >> (8 - at % 8) & 0xFF;
  c.position = at + 8;
  return Term::small(value);
}

BEAMLET_HANDLER get_byte(BEAMLET_ARGS) {
  Term value = next_byte(match_context(x[field_a(ip)]));
  if (value.is_none()) BEAMLET_TAIL(branch);
  x[field_b(ip)] = value;
  BEAMLET_NEXT(2);
}

BEAMLET_COLD get_utf8_outlined(BEAMLET_ARGS) {
  p->reductions = reds;
  Term value = detail::bs_get_utf8_slow(x[field_a(ip)]);
  x = p->x;
  reds = p->reductions;
  if (value.is_none()) BEAMLET_TAIL(branch);
  x[field_b(ip)] = value;
  BEAMLET_NEXT(2);
}
BEAMLET_HANDLER get_utf8_x(BEAMLET_ARGS) {
  MatchContext& c = match_context(x[field_a(ip)]);
  uint64_t at = c.position;
  if (c.left() < 8 || at % 8 != 0) BEAMLET_TAIL(get_utf8_outlined);
  uint8_t byte = c.bytes()[at / 8];
  if (byte >= 0x80) BEAMLET_TAIL(get_utf8_outlined);
  c.position = at + 8;
  x[field_b(ip)] = Term::small(byte);
  BEAMLET_NEXT(2);
}

// Going on with a context: BsStartMatch, (BsGetPosition,) and the read of a byte or an ASCII character in one. a context, b position,
// c the value, d the words of this instruction and of those it stands for. Anything unusual is left to these, which follow.
template <bool position, bool ascii>
BEAMLET_HANDLER continue_with_byte(BEAMLET_ARGS) {
  Term context = x[field_a(ip)];
  if (is_match_context(context)) {
    MatchContext& c = match_context(context);
    uint64_t at = c.position;
    if (c.left() >= 8 && at % 8 == 0) {
      uint8_t byte = c.bytes()[at / 8];
      if (!ascii || byte < 0x80) {
        if constexpr (position) x[field_b(ip)] = Term::small(static_cast<int64_t>(at));
        c.position = at + 8;
        x[field_c(ip)] = Term::small(byte);
        BEAMLET_NEXT(field_d(ip));
      }
    }
  }
  BEAMLET_NEXT(2);
}

// a context, b destination; word 2 bits (1 to kMostSmallBits): always a small integer.
template <bool little, bool is_signed>
BEAMLET_HANDLER get_small_integer(BEAMLET_ARGS) {
  MatchContext& c = match_context(x[field_a(ip)]);
  uint32_t bits = static_cast<uint32_t>(ip[2]), unused = 64 - bits;
  if (c.left() < bits) BEAMLET_TAIL(branch);
  uint64_t value = read_bits(c.bytes(), c.position, bits);
  // NOLINTBEGIN(clang-analyzer-core.BitwiseShift): lowering_binary.cpp sees to 1 <= bits <= kMostSmallBits
  if constexpr (little) value = __builtin_bswap64(value) >> unused;
  if constexpr (is_signed) value = static_cast<uint64_t>(static_cast<int64_t>(value << unused) >> unused);
  // NOLINTEND(clang-analyzer-core.BitwiseShift)
  c.position += bits;
  x[field_b(ip)] = Term::small(static_cast<int64_t>(value));
  BEAMLET_NEXT(3);
}

// a context, b bits
BEAMLET_HANDLER skip_bits(BEAMLET_ARGS) {
  MatchContext& c = match_context(x[field_a(ip)]);
  if (c.left() < field_b(ip)) BEAMLET_TAIL(branch);
  c.position += field_b(ip);
  BEAMLET_NEXT(2);
}

// The bits of a field whose size is a register's value; false when it is none that fits. The unit is at most 256.
[[nodiscard, gnu::always_inline]] inline bool units_left(const MatchContext& c, Term size, uint32_t unit,
                                                         uint64_t& bits) {
  // A negative size is a large one here, and what is left is far less than 2^48.
  auto units = static_cast<uint64_t>(size.small_value());
  if (!size.is_small() || units >> 48 != 0) return false;
  bits = units * unit;
  return bits <= c.left();
}
// a context, b size; word 2 unit
BEAMLET_HANDLER skip_units(BEAMLET_ARGS) {
  MatchContext& c = match_context(x[field_a(ip)]);
  uint64_t bits;
  if (!units_left(c, x[field_b(ip)], static_cast<uint32_t>(ip[2]), bits)) BEAMLET_TAIL(branch);
  c.position += bits;
  BEAMLET_NEXT(3);
}

// Whole bytes at a byte boundary, size in a register or constant: what is small is copied, the rest are views. The layout is that of
// get_field, which does all other cases.
BEAMLET_HANDLER get_bytes(BEAMLET_ARGS) {
  if (!sem::has_room(sp, hp, kRoom)) [[unlikely]]
    BEAMLET_TAIL((collect_then<get_bytes, 3>));
  MatchContext& c = match_context(operand_value(ip[2], sp, x));
  uint64_t bits;
  if (!units_left(c, operand_value(ip[4], sp, x), static_cast<uint32_t>(ip[5]), bits)) BEAMLET_TAIL(branch);
  if (((c.position | bits) & 7) != 0 || c.position == 0) BEAMLET_TAIL(get_field<read_binary>);
  operand_place(ip[7], sp, x) = Term::boxed(hp);
  hp = sem::bytes_at(hp, c, bits);
  c.position += bits;
  BEAMLET_NEXT(8);
}

// a context, b bits; word 2 the value of these bits
BEAMLET_HANDLER match_bits(BEAMLET_ARGS) {
  MatchContext& c = match_context(x[field_a(ip)]);
  uint32_t bits = field_b(ip);
  if (c.left() < bits || read_bits(c.bytes(), c.position, bits) != ip[2]) BEAMLET_TAIL(branch);
  c.position += bits;
  BEAMLET_NEXT(3);
}
// a context, b bits
BEAMLET_HANDLER test_tail_x(BEAMLET_ARGS) {
  if (match_context(x[field_a(ip)]).left() != field_b(ip)) BEAMLET_TAIL(branch);
  BEAMLET_NEXT(2);
}
// BsStartMatch of a register in place: a context, b the words to the next instruction. What is no context is left to BsStartMatch, which follows.
BEAMLET_HANDLER continue_match(BEAMLET_ARGS) {
  if (is_match_context(x[field_a(ip)])) BEAMLET_NEXT(field_b(ip));
  BEAMLET_NEXT(1);
}

BEAMLET_HANDLER test_unit_mask(BEAMLET_ARGS) {
  if ((match_context(x[field_a(ip)]).left() & field_b(ip)) != 0) BEAMLET_TAIL(branch);
  BEAMLET_NEXT(2);
}
BEAMLET_HANDLER get_position_x(BEAMLET_ARGS) {
  x[field_b(ip)] = Term::small(static_cast<int64_t>(match_context(x[field_a(ip)]).position));
  BEAMLET_NEXT(1);
}
BEAMLET_HANDLER set_position_x(BEAMLET_ARGS) {
  match_context(x[field_a(ip)]).position = static_cast<uint64_t>(x[field_b(ip)].small_value());
  BEAMLET_NEXT(1);
}

constexpr OpTable make_table() {
  OpTable t{};
  t.at[static_cast<int>(Op::BsCreate)] = bs_create_handler;
  t.at[static_cast<int>(Op::BsStartMatch)] = start_match;
  t.at[static_cast<int>(Op::BsGetInteger)] = get_field<bs_get_integer>;
  t.at[static_cast<int>(Op::BsGetFloat)] = get_field<bs_get_float>;
  t.at[static_cast<int>(Op::BsGetBinary)] = get_field<read_binary>;
  t.at[static_cast<int>(Op::BsSkip)] = skip;
  t.at[static_cast<int>(Op::BsGetUtf8)] = get_utf8_char;
  t.at[static_cast<int>(Op::BsGetUtf16)] = get_utf<bs_get_utf16>;
  t.at[static_cast<int>(Op::BsGetUtf32)] = get_utf<bs_get_utf32>;
  t.at[static_cast<int>(Op::BsTestTail)] = test_tail;
  t.at[static_cast<int>(Op::BsTestUnit)] = test_unit;
  t.at[static_cast<int>(Op::BsMatchString)] = match_string;
  t.at[static_cast<int>(Op::BsGetTail)] = get_tail;
  t.at[static_cast<int>(Op::BsGetPosition)] = get_position;
  t.at[static_cast<int>(Op::BsSetPosition)] = set_position;
  return t;
}

}  // namespace

constinit const OpTable kBinaryOps = make_table();
const BinaryHandlers kBinary = {
    .append_integers = append_integers,
    .get_byte = get_byte,
    .get_utf8 = get_utf8_x,
    .test_unit_mask = test_unit_mask,
    .test_tail = test_tail_x,
    .get_position = get_position_x,
    .set_position = set_position_x,
    .skip_bits = skip_bits,
    .skip_units = skip_units,
    .match_bits = match_bits,
    .get_bytes = get_bytes,
    .continue_match = continue_match,
    .get_integer = {{get_small_integer<false, false>, get_small_integer<false, true>},
                    {get_small_integer<true, false>, get_small_integer<true, true>}},
    .continue_with_byte = {{continue_with_byte<false, false>, continue_with_byte<false, true>},
                           {continue_with_byte<true, false>, continue_with_byte<true, true>}},
};

}  // namespace beamlet
