// Constants and their external format, against bytes that term_to_binary of OTP 25 gives.

#include "vm/bytecode/literal.hpp"

#include <doctest/doctest.h>

namespace beamlet {
namespace {

std::string hex(const std::string& bytes) {
  static const char* kDigits = "0123456789abcdef";
  std::string out;
  for (char c : bytes) {
    out.push_back(kDigits[static_cast<uint8_t>(c) >> 4]);
    out.push_back(kDigits[static_cast<uint8_t>(c) & 15]);
  }
  return out;
}

const std::vector<std::string> kAtoms = {"m", "ok", "\xC3\xA9"};

TEST_CASE("numbers") {
  LiteralPool p;
  CHECK(hex(p.encode(p.integer(0), kAtoms)) == "836100");
  CHECK(hex(p.encode(p.integer(255), kAtoms)) == "8361ff");
  CHECK(hex(p.encode(p.integer(256), kAtoms)) == "836200000100");
  CHECK(hex(p.encode(p.integer(-1), kAtoms)) == "8362ffffffff");
  CHECK(hex(p.encode(p.integer(int64_t{1} << 31), kAtoms)) == "836e040000000080");
  CHECK(hex(p.encode(p.integer(-(int64_t{1} << 40)), kAtoms)) == "836e0601000000000001");
  CHECK(hex(p.encode(p.floating(1.5), kAtoms)) == "83463ff8000000000000");
  const auto magnitude = parse_magnitude("100000000000000000000", 16);  // 16^20
  CHECK(hex(p.encode(p.big(false, magnitude), kAtoms)) == "836e0b000000000000000000000001");
  CHECK(p.big(true, std::vector<uint8_t>{5}) == p.integer(-5));
  CHECK(p.big(false, magnitude) == p.big(false, magnitude));
  CHECK(p.floating(0.0) != p.floating(-0.0));
}

TEST_CASE("atoms, lists, tuples, maps, bits, funs") {
  LiteralPool p;
  CHECK(hex(p.encode(p.atom(1), kAtoms)) == "8377026f6b");
  CHECK(hex(p.encode(p.atom(2), kAtoms)) == "837702c3a9");
  CHECK(hex(p.encode(p.nil(), kAtoms)) == "836a");
  CHECK(hex(p.encode(p.string("ab"), kAtoms)) == "836b00026162");
  // The same list, however it was made.
  const LiteralId ab = p.cons(p.integer('a'), p.cons(p.integer('b'), p.nil()));
  CHECK(p.encode(ab, kAtoms) == p.encode(p.string("ab"), kAtoms));
  CHECK(p.equal(p.cons(p.integer('a'), p.string("b")), ab, kAtoms));
  CHECK(hex(p.encode(p.cons(p.atom(1), p.string("b")), kAtoms)) == "836c0000000277026f6b61626a");
  CHECK(hex(p.encode(p.cons(p.atom(1), p.integer(2)), kAtoms)) == "836c0000000177026f6b6102");
  const LiteralId pair[] = {p.integer(1), p.atom(1)};
  CHECK(hex(p.encode(p.tuple(pair), kAtoms)) == "836802610177026f6b");
  CHECK(hex(p.encode(p.map(pair), kAtoms)) == "837400000001610177026f6b");
  const uint8_t bytes[] = {0xAB, 0xC0};
  CHECK(hex(p.encode(p.bits(bytes, 16), kAtoms)) == "836d00000002abc0");
  CHECK(hex(p.encode(p.bits(bytes, 12), kAtoms)) == "834d0000000204abc0");
  CHECK(hex(p.encode(p.export_fun(0, 1, 2), kAtoms)) == "837177016d77026f6b6102");
}

TEST_CASE("long and deep constants need no stack") {
  LiteralPool p;
  LiteralId deep = p.nil();
  for (int i = 0; i < 1'000'000; ++i) deep = p.cons(deep, p.nil());
  CHECK(p.encode(deep, kAtoms).size() == 2 + 6'000'000);
  LiteralId tall = p.atom(1);
  for (int i = 0; i < 100'000; ++i) tall = p.tuple(std::span(&tall, 1));
  CHECK(p.encode(tall, kAtoms).size() == 1 + 200'000 + 4);
  const std::string text(70'000, 'x');
  CHECK(p.encode(p.string(text), kAtoms).size() == 1 + 5 + 140'000 + 1);
}

}  // namespace
}  // namespace beamlet
