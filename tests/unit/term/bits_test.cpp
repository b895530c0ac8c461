#include <doctest/doctest.h>

#include <cmath>

#include "tests/unit/term/fixture.hpp"
#include "vm/heap/gc.hpp"
#include "vm/heap/off_heap.hpp"
#include "vm/term/bit_build.hpp"
#include "vm/term/bit_match.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet::testing {

namespace {

// A bitstring as a row of bits: the slow, obvious model.
std::vector<bool> bits_of(Term t) {
  BitView v = bit_view(t);
  std::vector<bool> out(v.size);
  for (uint64_t i = 0; i < v.size; ++i)
    out[i] = (v.bytes[(v.offset + i) / 8] >> (7 - (v.offset + i) % 8) & 1) != 0;
  return out;
}

std::vector<bool> integer_bits(uint64_t v, uint32_t bits, bool little) {
  std::vector<bool> big(bits);
  for (uint32_t i = 0; i < bits; ++i) big[bits - 1 - i] = (v >> i & 1) != 0;
  if (!little) return big;
  std::vector<bool> out;
  uint32_t left = bits;
  for (uint32_t byte = 0; left > 0; ++byte) {
    uint32_t n = std::min(left, 8u);
    for (uint32_t i = 0; i < n; ++i) out.push_back((v >> (byte * 8 + n - 1 - i) & 1) != 0);
    left -= n;
  }
  return out;
}

BsSegment integer_segment(Term value, int64_t bits, uint8_t flags) {
  return {BsType::Integer, flags, 1, value, Term::small(bits)};
}

}  // namespace

TEST_CASE_FIXTURE(TermFixture, "bits: copying, comparing and reading at all offsets") {
  Rng rng(3);
  for (int round = 0; round < 4000; ++round) {
    std::string a(160, '\0'), b(160, '\0');
    for (char& c : a) c = static_cast<char>(rng.next());
    for (char& c : b) c = static_cast<char>(rng.next());
    Term from = binary(a), to = binary(b);
    uint64_t count = rng.below(700), x = rng.below(160 * 8 - count), y = rng.below(160 * 8 - count);
    std::vector<bool> expected = bits_of(to), source = bits_of(from);
    std::copy(source.begin() + static_cast<ptrdiff_t>(x), source.begin() + static_cast<ptrdiff_t>(x + count),
              expected.begin() + static_cast<ptrdiff_t>(y));
    copy_bits(const_cast<uint8_t*>(bit_view(to).bytes), y, bit_view(from).bytes, x, count);
    REQUIRE(bits_of(to) == expected);
    REQUIRE(equal_bits(bit_view(to).bytes, y, bit_view(from).bytes, x, count));
    Term p = bits_part(heap, from, x, count), q = bits_part(heap, to, y, count);
    REQUIRE(exact_equal(p, q));
    REQUIRE(compare_bits(bit_view(p), bit_view(q)) == 0);
    uint64_t less = rng.below(count + 1);
    Term r = bits_part(heap, from, rng.below(160 * 8 - less), less);
    std::vector<bool> pb = bits_of(p), rb = bits_of(r);
    int order = pb < rb ? -1 : rb < pb ? 1 : 0;
    int got = compare_bits(bit_view(p), bit_view(r));
    REQUIRE((got < 0 ? -1 : got > 0) == order);
  }
}

TEST_CASE_FIXTURE(TermFixture, "bits: integers of all sizes, built and matched") {
  Rng rng(4);
  for (int round = 0; round < 20000; ++round) {
    auto lead = static_cast<uint32_t>(rng.below(9));
    auto bits = static_cast<uint32_t>(1 + rng.below(64));
    uint64_t value = rng.next() >> rng.below(64);
    bool little = rng.below(2) == 0;
    uint8_t flags = little ? bs_flag::kLittle : 0;
    BsSegment segments[2] = {integer_segment(Term::small(0x55), lead, 0),
                             integer_segment(integer_from_uint64(heap, value), bits, flags)};
    Term t = bs_create(heap, segments, 2);
    std::vector<bool> expected = integer_bits(0x55, lead, false);
    std::vector<bool> rest = integer_bits(value, bits, little);
    expected.insert(expected.end(), rest.begin(), rest.end());
    REQUIRE(bits_of(t) == expected);
    Term context = bs_start_match(heap, t);
    REQUIRE(bs_skip(context, lead));
    uint64_t mask = bits == 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1;
    Term got = bs_get_integer(heap, context, bits, flags);
    REQUIRE(exact_equal(got, integer_from_uint64(heap, value & mask)));
    REQUIRE(bs_test_tail(context, 0));
    match_context(context).position = lead;
    got = bs_get_integer(heap, context, bits, flags | bs_flag::kSigned);
    auto as_signed = static_cast<int64_t>((value & mask) << (64 - bits)) >> (64 - bits);
    REQUIRE(exact_equal(got, integer_from_int64(heap, as_signed)));
  }
}

TEST_CASE_FIXTURE(TermFixture, "bits: large integers survive the trip, negative ones in two's complement") {
  Rng rng(5);
  for (int round = 0; round < 5000; ++round) {
    Limb limbs[5];
    for (Limb& limb : limbs) limb = rng.next();
    uint64_t bits = 65 + rng.below(250);
    Term value = integer_from_limbs(heap, limbs, 1 + rng.below(5), rng.below(2) == 0);
    uint8_t flags = rng.below(2) == 0 ? bs_flag::kLittle : 0;
    auto lead = static_cast<uint32_t>(rng.below(9));
    BsSegment segments[2] = {integer_segment(Term::small(1), lead, 0),
                             integer_segment(value, static_cast<int64_t>(bits), flags)};
    Term context = bs_start_match(heap, bs_create(heap, segments, 2));
    REQUIRE(bs_skip(context, lead));
    Term modulus = integer_bsl(heap, Term::small(1), Term::small(static_cast<int64_t>(bits)));
    Term expected = integer_band(heap, value, number_sub(heap, modulus, Term::small(1)));
    REQUIRE(exact_equal(bs_get_integer(heap, context, bits, flags), expected));
    match_context(context).position = lead;
    Term half = integer_bsr(heap, modulus, Term::small(1));
    if (compare(expected, half) >= 0) expected = number_sub(heap, expected, modulus);
    REQUIRE(exact_equal(bs_get_integer(heap, context, bits, flags | bs_flag::kSigned), expected));
  }
}

TEST_CASE_FIXTURE(TermFixture, "bits: floats") {
  Rng rng(6);
  for (int64_t bits : {16, 32, 64}) {
    for (uint8_t flags : {uint8_t{0}, bs_flag::kLittle}) {
      for (double d : {0.0, -0.0, 1.0, -2.5, 0.5, 65504.0, 6.103515625e-05, 5.960464477539063e-08}) {
        BsSegment s[2] = {integer_segment(Term::small(1), static_cast<int64_t>(rng.below(9)), 0),
                          {BsType::Float, flags, 1, number(d), Term::small(bits)}};
        Term context = bs_start_match(heap, bs_create(heap, s, 2));
        REQUIRE(bs_skip(context, static_cast<uint64_t>(s[0].size.small_value())));
        Term got = bs_get_float(heap, context, static_cast<uint64_t>(bits), flags);
        REQUIRE(float_value(got) == d);
        REQUIRE(std::signbit(float_value(got)) == std::signbit(d));
      }
    }
  }
  for (uint32_t half = 0; half < 0x10000; ++half) {
    double d = half_to_double(static_cast<uint16_t>(half));
    if (!std::isfinite(d)) continue;
    uint16_t back = 0;
    REQUIRE(double_to_half(d, back));
    REQUIRE(back == half);
  }
  uint16_t out;
  CHECK_FALSE(double_to_half(65520.0, out));
  CHECK(double_to_half(65519.9, out));
  CHECK(out == 0x7BFF);
  CHECK(double_to_half(1.0 + 0.00048828125, out));  // half way: to even
  CHECK(out == 0x3C00);
  BsSegment too_large{BsType::Float, 0, 1, number(1e40), Term::small(32)};
  // OTP builds an infinity of what a short float cannot hold.
  CHECK(exact_equal(bs_create(heap, &too_large, 1), binary(std::string("\x7f\x80\x00\x00", 4))));
  // No number is read from an infinity or a NaN.
  Term context = bs_start_match(heap, binary(std::string("\x7f\x80\x00\x00", 4)));
  CHECK(bs_get_float(heap, context, 32, 0).is_none());
}

TEST_CASE_FIXTURE(TermFixture, "bits: every character in every encoding") {
  for (uint32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 37) {
    for (BsType type : {BsType::Utf8, BsType::Utf16, BsType::Utf32}) {
      for (uint8_t flags : {uint8_t{0}, bs_flag::kLittle}) {
        BsSegment s[2] = {integer_segment(Term::small(1), 3, 0),
                          {type, flags, 1, Term::small(c), atom::undefined}};
        Term t = bs_create(heap, s, 2);
        if (!is_scalar_value(c)) {
          REQUIRE(t == atom::badarg);
          continue;
        }
        Term context = bs_start_match(heap, t);
        REQUIRE(bs_skip(context, 3));
        Term got = type == BsType::Utf8    ? bs_get_utf8(context)
                   : type == BsType::Utf16 ? bs_get_utf16(context, flags)
                                           : bs_get_utf32(context, flags);
        REQUIRE(got == Term::small(c));
        REQUIRE(bs_test_tail(context, 0));
      }
    }
    heap.top = heap.start;
  }
  for (std::string_view bad :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
        "\xf4\x90\x80\x80", "\xf8\x88\x80\x80", "\xe2\x82", "\xe2\x28\xa1"})
    CHECK(bs_get_utf8(bs_start_match(heap, binary(bad))).is_none());
}

TEST_CASE_FIXTURE(TermFixture, "bits: errors of construction") {
  auto create = [&](BsSegment s) { return bs_create(heap, &s, 1); };
  CHECK(create(integer_segment(atom("a"), 8, 0)) == atom::badarg);
  CHECK(create(integer_segment(Term::small(1), -1, 0)) == atom::badarg);
  CHECK(create({BsType::Integer, 0, 1, Term::small(1), integer("99999999999999999999999")}) ==
        atom::system_limit);
  CHECK(create({BsType::Integer, 0, 256, Term::small(1), Term::small(Term::kMaxSmall)}) ==
        atom::system_limit);
  CHECK(create({BsType::Binary, 0, 8, binary("abc"), Term::small(4)}) == atom::badarg);
  CHECK(create({BsType::Binary, 0, 8, Term::small(1), atom::all}) == atom::badarg);
  CHECK(create({BsType::Float, 0, 1, number(1.0), Term::small(17)}) == atom::badarg);
  CHECK(exact_equal(create({BsType::Binary, 0, 8, binary("abc"), Term::small(2)}), binary("ab")));
  size_t failed = 99;
  BsSegment two[2] = {integer_segment(Term::small(1), 8, 0), integer_segment(atom("a"), 8, 0)};
  CHECK(bs_create(heap, two, 2, &failed) == atom::badarg);
  CHECK(failed == 1);
}

TEST_CASE_FIXTURE(TermFixture, "bits: appending in place, with old views intact") {
  Rng rng(9);
  for (int round = 0; round < 30; ++round) {
    Term t = binary("");
    std::vector<bool> expected;
    std::vector<Term> roots{t};  // the newest, then older views
    std::vector<size_t> sizes{0};
    for (int i = 0; i < 400; ++i) {
      auto bits = static_cast<uint32_t>(round % 2 == 0 ? 8 * (1 + rng.below(6)) : 1 + rng.below(40));
      uint64_t v = rng.next();
      if (rng.below(40) == 0) {
        RangeRoots source(roots.data(), roots.size());
        (void)(rng.below(4) == 0 ? collect_major(heap, source, 0) : collect(heap, source, 0));
      }
      BsSegment s[2] = {{BsType::Append, 0, 1, roots[0], atom::all},
                        integer_segment(integer_from_uint64(heap, v), bits, 0)};
      Term longer = bs_create(heap, s, 2);
      if (rng.below(20) == 0) {
        roots.push_back(roots[0]);
        sizes.push_back(expected.size());
      }
      std::vector<bool> more = integer_bits(v, bits, false);
      expected.insert(expected.end(), more.begin(), more.end());
      if (rng.below(30) == 0) (void)bs_create(heap, s, 2);  // a second append to the same value
      REQUIRE(bit_size_of(longer) == expected.size());
      roots[0] = longer;
    }
    REQUIRE(bits_of(roots[0]) == expected);
    for (size_t i = 1; i < roots.size(); ++i) {
      std::vector<bool> prefix(expected.begin(), expected.begin() + static_cast<ptrdiff_t>(sizes[i]));
      REQUIRE(bits_of(roots[i]) == prefix);
    }
  }
}

TEST_CASE_FIXTURE(TermFixture, "bits: appending a byte costs the same however long the binary is") {
  Term t = binary("");
  RangeRoots roots(&t, 1);
  for (int i = 0; i < 2000000; ++i) {
    if (heap.sp - heap.top < 32 || heap.wants_collection()) (void)collect(heap, roots, 32);
    BsSegment s[2] = {{BsType::Append, 0, 8, t, atom::all}, integer_segment(Term::small(i & 255), 8, 0)};
    t = bs_create(heap, s, 2);
  }
  CHECK(binary_size(t) == 2000000);
  CHECK(bit_view(t).bytes[1999999] == (1999999 & 255));
}

TEST_CASE_FIXTURE(TermFixture, "bits: match contexts") {
  Term t = binary("hello, world: a binary that is a little longer than sixty-four bytes, so shared");
  Term view = bits_part(heap, t, 7 * 8, 64 * 8);
  Term c = bs_start_match(heap, view);
  CHECK(bs_start_match(heap, c) == c);
  CHECK(bs_match_string(c, 40, binary("world")));
  CHECK_FALSE(bs_match_string(c, 8, binary(";")));
  CHECK(exact_equal(bs_get_binary(heap, c, 16), binary(": ")));
  uint64_t bits = 0;
  CHECK(bs_field_bits(match_context(c), Term::small(3), 8, bits));
  CHECK(bits == 24);
  CHECK_FALSE(bs_field_bits(match_context(c), Term::small(-1), 8, bits));
  CHECK_FALSE(bs_field_bits(match_context(c), Term::small(Term::kMaxSmall), 256, bits));
  CHECK(bs_field_bits(match_context(c), atom::all, 8, bits));
  CHECK(bits == match_context(c).left());
  CHECK(exact_equal(bs_get_tail(heap, c), bits_part(heap, view, 56, bits)));
  CHECK(bs_start_match(heap, Term::small(1)).is_none());
  CHECK(bs_get_integer(heap, c, bits + 1, 0).is_none());
}

}  // namespace beamlet::testing
