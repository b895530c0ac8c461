// Every call of cases.txt gives what erl gives.
#include <doctest/doctest.h>

#include <string>

#include "tests/unit/bif/bif_fixture.hpp"
#include "tests/unit/bif/term_reader.hpp"
#include "vm/bif/bif.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/print.hpp"

using namespace beamlet;

namespace {

struct Case {
  std::string_view call;
  std::string_view outcome;
  std::string_view term;
};

constexpr Case kCases[] = {
#define CASE(call, outcome, term) {call, outcome, term},
#include "tests/unit/bif/cases.inc"
#undef CASE
};

const char* outcome_of(const Process& p, Term result) {
  if (!result.is_none()) return "ok";
  switch (p.exception.kind) {
    case ExceptionClass::Error:
      return "error";
    case ExceptionClass::Exit:
      return "exit";
    case ExceptionClass::Throw:
      return "throw";
  }
  return "";
}

}  // namespace

TEST_CASE("builtins give what erl gives") {
  test::BifFixture fixture;
  Process& p = fixture.process();
  for (const Case& c : kCases) {
    std::string shown(c.call);
    CAPTURE(shown);
    test::TermReader::Call call = test::TermReader(p, c.call).read_call();
    Term result = fixture.call(atom_text(call.module), atom_text(call.function), call.arguments);
    std::string outcome = outcome_of(p, result);
    Term term = result.is_none() ? p.exception.reason : result;
    Term expected = fixture.term(c.term);
    CAPTURE(print_term(term));
    std::string wanted(c.term);
    CAPTURE(wanted);
    CHECK(outcome == c.outcome);
    CHECK(exact_equal(term, expected));
  }
}

TEST_CASE("find_bif finds every row and nothing else") {
  for (const BifInfo& row : all_bifs()) {
    const BifInfo* found = find_bif(row.module, row.name, row.arity);
    REQUIRE(found != nullptr);
    CHECK(found == &row);
    CHECK(!row.doc.empty());
  }
  CHECK(find_bif("erlang", "self", 1) == nullptr);
  CHECK(find_bif("erlang", "selff", 0) == nullptr);
  CHECK(find_bif("lists", "self", 0) == nullptr);
}
