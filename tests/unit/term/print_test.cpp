#include "vm/term/print.hpp"

#include <doctest/doctest.h>

#include "tests/unit/term/fixture.hpp"

namespace beamlet::testing {

namespace {

Term nested_heads(Heap& heap, size_t depth) {
  Term t = Term::nil();
  for (size_t i = 0; i < depth; ++i) t = cons_at(heap.alloc(2), t, Term::nil());
  return t;
}

}  // namespace

TEST_CASE_FIXTURE(TermFixture, "print: the depth of heads takes no stack") {
  constexpr size_t kDepth = 3'000'000;
  Term deep = nested_heads(heap, kDepth);
  std::string text = print_term(deep);
  CHECK(text.size() == 2 * (kDepth + 1));
  CHECK(text.find_first_not_of('[') == kDepth + 1);
}

TEST_CASE_FIXTURE(TermFixture, "print: what is cut off is not looked at to its bottom") {
  std::string text = print_term(nested_heads(heap, 1000), {.max_chars = 5});
  CHECK(text == "[[[[[...");
}

}  // namespace beamlet::testing
