// Compares with what OTP said: see data/record.escript.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include "tests/unit/term/fixture.hpp"
#include "vm/base/float_text.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/external.hpp"
#include "vm/term/fun.hpp"
#include "vm/term/hash.hpp"
#include "vm/term/print.hpp"

namespace beamlet::testing {

namespace {

// The fields of each line; the last field may hold the separator.
std::vector<std::vector<std::string>> read_lines(const std::string& name, size_t fields) {
  std::ifstream in(std::filesystem::path(__FILE__).parent_path() / "data" / name);
  REQUIRE_MESSAGE(in.good(), "run the tests from the build folder: cannot read data/" << name);
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> parts;
    size_t at = 0;
    while (parts.size() + 1 < fields) {
      size_t bar = line.find('|', at);
      parts.push_back(line.substr(at, bar - at));
      at = bar + 1;
    }
    parts.push_back(line.substr(at));
    lines.push_back(parts);
  }
  REQUIRE(lines.size() > 900);
  return lines;
}

std::string unhex(const std::string& hex) {
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    out.push_back(static_cast<char>(digit_value(hex[i]) * 16 + digit_value(hex[i + 1])));
  return out;
}

const ExportIdentity* some_export(Term module, Term function, uint32_t arity) {
  static std::vector<std::unique_ptr<ExportIdentity>> all;
  for (auto& e : all)
    if (e->module == module && e->function == function && e->arity == arity) return e.get();
  all.push_back(std::make_unique<ExportIdentity>(ExportIdentity{module, function, arity}));
  return all.back().get();
}

class OracleFixture : public TermFixture {
 public:
  OracleFixture() { external_install(some_export, nullptr); }
  ~OracleFixture() { external_install(nullptr, nullptr); }
  Term decode(const std::string& hex) {
    std::string bytes = unhex(hex);
    return external_decode(heap, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, {});
  }
  Term operand(const std::string& text) {
    if (text[0] == 'f' && text != "false")
      return number(std::bit_cast<double>(std::stoull(text.substr(1), nullptr, 16)));
    if (text[0] == '-' || (text[0] >= '0' && text[0] <= '9')) return integer(text);
    return atom(text);
  }
};

using Operator = std::function<Term(Heap&, Term, Term)>;
const std::map<std::string, Operator>& operators() {
  static const std::map<std::string, Operator> table = {
      {"+", number_add},
      {"-", number_sub},
      {"*", number_mul},
      {"/", number_div},
      {"div", integer_div},
      {"rem", integer_rem},
      {"band", integer_band},
      {"bor", integer_bor},
      {"bxor", integer_bxor},
      {"bsl", integer_bsl},
      {"bsr", integer_bsr},
      {"<", [](Heap&, Term a, Term b) { return boolean(compare(a, b) < 0); }},
      {"==", [](Heap&, Term a, Term b) { return boolean(equal(a, b)); }},
      {"neg", [](Heap& h, Term a, Term) { return number_neg(h, a); }},
      {"bnot", [](Heap& h, Term a, Term) { return integer_bnot(h, a); }},
  };
  return table;
}

}  // namespace

TEST_CASE_FIXTURE(OracleFixture, "oracle: external format, hashes and text of terms") {
  for (auto& line : read_lines("terms.txt", 5)) {
    Term t = decode(line[0]);
    REQUIRE_FALSE(t.is_none());
    CHECK_MESSAGE(std::to_string(phash2_hash(t)) == line[1], "phash2 of " << print_term(t));
    CHECK_MESSAGE(std::to_string(phash(t, uint64_t{1} << 32)) == line[2], "phash of " << print_term(t));
    if (line[3] == "0") continue;
    std::string bytes;
    static_cast<void>(external_encode(bytes, t));
    CHECK(bytes == unhex(line[0]));
    PrintOptions options;
    options.latin1_atoms = true;
    CHECK(print_term(t, options) == line[4]);
  }
}

TEST_CASE_FIXTURE(OracleFixture, "oracle: order and equality") {
  for (auto& line : read_lines("pairs.txt", 4)) {
    Term a = decode(line[0]), b = decode(line[1]);
    int c = compare(a, b);
    std::string order = c < 0 ? "<" : c > 0 ? ">" : "=";
    CHECK_MESSAGE(order == line[2], print_term(a) << " and " << print_term(b));
    int back = compare(b, a);
    CHECK((c < 0) == (back > 0));
    CHECK(equal(a, b) == (c == 0));
    CHECK_MESSAGE(exact_equal(a, b) == (line[3] == "1"), print_term(a) << " and " << print_term(b));
    CHECK((compare_exact(a, b) == 0) == exact_equal(a, b));
    if (exact_equal(a, b)) CHECK(term_hash(a) == term_hash(b));
  }
}

TEST_CASE_FIXTURE(OracleFixture, "oracle: numbers") {
  for (auto& line : read_lines("numbers.txt", 4)) {
    Term a = operand(line[1]), b = operand(line[2]);
    if (line[0] == "trunc") {
      std::string all;
      for (Rounding r : {Rounding::Trunc, Rounding::Round, Rounding::Floor, Rounding::Ceil})
        all += (all.empty() ? "" : ",") + print_term(number_to_integer(heap, a, r));
      CHECK(all == line[3]);
      continue;
    }
    Term got = operators().at(line[0])(heap, a, b);
    CHECK_MESSAGE(exact_equal(got, operand(line[3])), line[1] << " " << line[0] << " " << line[2] << " = "
                                                              << line[3] << ", not " << print_term(got));
    heap.top = heap.start;
  }
}

TEST_CASE("oracle: floats as text") {
  for (auto& line : read_lines("floats.txt", 6)) {
    auto value = std::bit_cast<double>(std::stoull(line[0], nullptr, 16));
    std::string shortest;
    append_float(shortest, value);
    CHECK(shortest == line[1]);
    CHECK(parse_float(shortest).value() == value);
    int decimals = std::stoi(line[2]);
    auto limited = [](const std::string& text) { return text.empty() ? "badarg" : text; };
    CHECK_MESSAGE(limited(float_fixed(value, decimals, false)) == line[3], shortest << " with " << decimals);
    CHECK(limited(float_fixed(value, std::max(decimals, 1), true)) == line[4]);
    CHECK(float_scientific(value, decimals) == line[5]);
  }
}

TEST_CASE_FIXTURE(TermFixture, "numbers: text in every base, large and small") {
  Rng rng(21);
  for (int i = 0; i < 2000; ++i) {
    Limb limbs[40];
    for (Limb& limb : limbs) limb = rng.next() >> rng.below(64);
    Term t = integer_from_limbs(heap, limbs, 1 + rng.below(40), rng.below(2) == 0);
    auto base = static_cast<uint32_t>(2 + rng.below(35));
    std::string text = integer_to_text(t, base);
    REQUIRE(exact_equal(integer_from_text(heap, text, base), t));
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    REQUIRE(exact_equal(integer_from_text(heap, text, base), t));
    heap.top = heap.start;
  }
  CHECK(integer_from_text(heap, "", 10).is_none());
  CHECK(integer_from_text(heap, "-", 10).is_none());
  CHECK(integer_from_text(heap, "12a", 10).is_none());
  CHECK(integer_from_text(heap, "123456789012345678901234567890a", 10).is_none());
  CHECK(integer_from_text(heap, "+0012", 10) == Term::small(12));
  CHECK(integer_from_text(heap, "-000000000000000000000000000000000", 10) == Term::small(0));
}

TEST_CASE_FIXTURE(TermFixture, "numbers: limits") {
  Term huge = integer_bsl(heap, Term::small(1), Term::small(int64_t{1} << 22));
  CHECK(huge == atom::system_limit);
  Term largest = integer_bsl(heap, Term::small(1), Term::small((int64_t{1} << 22) - 1));
  CHECK(is_big(largest));
  CHECK(number_mul(heap, largest, largest) == atom::system_limit);
  CHECK(number_add(heap, largest, largest) == atom::system_limit);
  CHECK(integer_bsl(heap, Term::small(0), integer("99999999999999999999999")) == Term::small(0));
  CHECK(integer_bsl(heap, Term::small(1), integer("99999999999999999999999")) == atom::system_limit);
  CHECK(integer_bsr(heap, Term::small(-5), integer("99999999999999999999999")) == Term::small(-1));
  CHECK(exact_equal(integer_div(heap, Term::small(Term::kMinSmall), Term::small(-1)),
                    integer("2305843009213693952")));
  CHECK(number_add(heap, number(1.7e308), number(1.7e308)) == atom::badarith);
  CHECK(number_div(heap, Term::small(1), number(0.0)) == atom::badarith);
  CHECK(number_add(heap, atom("a"), Term::small(1)) == atom::badarith);
}

}  // namespace beamlet::testing
