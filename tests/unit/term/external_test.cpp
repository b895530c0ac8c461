#include "vm/term/external.hpp"

#include <doctest/doctest.h>

#include "tests/unit/term/fixture.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/term/compare.hpp"

namespace beamlet::testing {

namespace {

std::span<const uint8_t> as_bytes(const std::string& s) {
  return {reinterpret_cast<const uint8_t*>(s.data()), s.size()};
}
std::string encode(Term t, const EncodeOptions& options = {}) {
  std::string out;
  static_cast<void>(external_encode(out, t, options));
  return out;
}

}  // namespace

TEST_CASE_FIXTURE(TermFixture, "external: bytes as documented") {
  CHECK(encode(atom("a")) == std::string("\x83\x64\x00\x01"
                                         "a",
                                         5));
  CHECK(encode(Term::small(-1)) == "\x83\x62\xff\xff\xff\xff");
  CHECK(encode(Term::small(int64_t{1} << 31)) == std::string("\x83\x6e\x04\x00\x00\x00\x00\x80", 8));
  CHECK(encode(list({Term::small(1), Term::small(2)})) == std::string("\x83\x6b\x00\x02\x01\x02", 6));
  CHECK(encode(number(1.5)) == std::string("\x83\x46\x3f\xf8\x00\x00\x00\x00\x00\x00", 10));
}

TEST_CASE_FIXTURE(TermFixture, "external: random terms survive the trip, in all options") {
  Rng rng(7);
  for (int i = 0; i < 3000; ++i) {
    Term t = random(rng, 4);
    EncodeOptions options;
    options.minor_version = static_cast<int>(rng.below(3));
    options.compressed = rng.below(3) == 0 ? 6 : 0;
    options.deterministic = rng.below(2) == 0;
    bool exact_floats = options.minor_version > 0;
    std::string bytes = encode(t, options);
    if (options.compressed == 0) CHECK(bytes.size() == external_size(t, options));
    size_t used = 0;
    Term back = external_decode(heap, as_bytes(bytes + "tail"), {}, &used);
    CHECK(used == bytes.size());
    CHECK((exact_floats ? exact_equal(t, back) : !back.is_none()));
  }
}

TEST_CASE_FIXTURE(TermFixture, "external: damaged bytes never crash") {
  Rng rng(8);
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = encode(random(rng, 3));
    for (uint64_t n = 1 + rng.below(4); n > 0; --n)
      bytes[rng.below(bytes.size())] = static_cast<char>(rng.next());
    if (rng.below(3) == 0) bytes.resize(rng.below(bytes.size()));
    Term t = external_decode(heap, as_bytes(bytes), {});
    if (!t.is_none()) CHECK(external_size(t) > 0);
  }
}

TEST_CASE_FIXTURE(TermFixture, "external: deep terms") {
  Term t = Term::nil();
  for (int i = 0; i < 1000000; ++i) t = cons_at(heap.alloc(2), t, Term::nil());
  for (int i = 0; i < 1000000; ++i) t = tuple_at(heap.alloc(3), t, Term::small(1));
  std::string bytes = encode(t);
  Term back = external_decode(heap, as_bytes(bytes), {});
  CHECK(exact_equal(t, back));
  CHECK(compare(t, back) == 0);
  CHECK(copy_size(t) == copy_size(back));
}

TEST_CASE_FIXTURE(TermFixture, "external: safe makes no atoms") {
  std::string bytes("\x83\x77\x0bneverseen42", 14);
  DecodeOptions safe;
  safe.safe = true;
  CHECK(external_decode(heap, as_bytes(bytes), safe).is_none());
  CHECK(external_decode(heap, as_bytes(bytes), {}) == atom("neverseen42"));
  CHECK(external_decode(heap, as_bytes(bytes), safe) == atom("neverseen42"));
}

TEST_CASE_FIXTURE(TermFixture, "external: malformed input") {
  for (const std::string& bytes :
       {std::string(""), std::string("\x83"), std::string("\x82j"), std::string("\x83\x68\x05"),
        std::string("\x83\x69\xff\xff\xff\xff", 6), std::string("\x83\x6c\xff\xff\xff\xff\x6a", 7),
        std::string("\x83\x6d\xff\xff\xff\xff", 6), std::string("\x83\x74\xff\xff\xff\xff\x6a\x6a", 8),
        std::string("\x83\x74\x00\x00\x00\x02\x61\x01\x61\x01\x61\x01\x61\x02", 14),
        std::string("\x83\x6f\xff\xff\xff\xff\x00", 7), std::string("\x83\x50\xff\xff\xff\xff\x78\x9c", 8),
        std::string("\x83\x46\x7f\xf0\x00\x00\x00\x00\x00\x00", 10), std::string("\x83\x77\x01\xff")})
    CHECK(external_decode(heap, as_bytes(bytes), {}).is_none());
}

}  // namespace beamlet::testing
