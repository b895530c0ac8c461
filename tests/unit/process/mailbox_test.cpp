// The private list: selective receive, marks, and their removal.
#include "vm/process/mailbox.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace beamlet;

namespace {
Signal* message(int n) { return Signal::message(Term::small(n)); }
int number(Signal* s) { return static_cast<int>(s->value.small_value()); }
void take(Mailbox& box, int expected) {
  REQUIRE(box.current() != nullptr);
  CHECK(number(box.current()) == expected);
  Signal::destroy(box.take_current());
  box.rewind();
}
}  // namespace

TEST_CASE("messages come out in order, and from the middle") {
  Mailbox box;
  for (int i = 0; i < 4; ++i) box.append(message(i));
  take(box, 0);
  box.skip();  // 1 does not match
  CHECK(number(box.current()) == 2);
  take(box, 2);
  take(box, 1);
  take(box, 3);
  CHECK(box.current() == nullptr);
  box.append(message(9));
  take(box, 9);
  CHECK(box.empty());
  box.clear();
}

TEST_CASE("a receive with a mark skips what was there before") {
  Mailbox box;
  for (int i = 0; i < 100; ++i) box.append(message(i));
  uint32_t mark = box.place_mark();
  box.bind_mark(mark, 77);
  box.append(message(1000));
  box.use_mark(77);
  CHECK(number(box.current()) == 1000);
  Signal::destroy(box.take_current());
  box.rewind();
  CHECK(number(box.current()) == 0);
  box.use_mark(12345);  // unknown: from the front
  CHECK(number(box.current()) == 0);
  // Old marks are taken out, also the one the position stands on.
  box.use_mark(77);
  for (int i = 0; i < 9; ++i) box.bind_mark(box.place_mark(), static_cast<uint64_t>(i));
  box.append(message(2000));
  CHECK(number(box.current()) == 2000);
  CHECK(box.length() == 101);
  std::vector<int> seen;
  box.for_each([&](Term t) { seen.push_back(static_cast<int>(t.small_value())); });
  CHECK(seen.size() == 101);
  CHECK(seen.back() == 2000);
  box.clear();
}
