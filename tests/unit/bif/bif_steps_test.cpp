// Builtins with state, and those that do long work in steps.
#include <doctest/doctest.h>

#include "tests/unit/bif/bif_fixture.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/print.hpp"

using namespace beamlet;

namespace {

Term numbers(Process& p, int64_t n) {
  ListBuilder list(p);
  for (int64_t i = 1; i <= n; ++i) list.add(Term::small(i));
  return list.finish();
}

}  // namespace

TEST_CASE("long lists are reversed, appended and searched in steps") {
  test::BifFixture f;
  Process& p = f.process();
  constexpr int64_t kLength = 300'000;
  Term list = numbers(p, kLength);

  Term reversed = f.call("lists", "reverse", {list});
  CHECK(f.slices() > 2);
  CHECK(list_length(reversed) == static_cast<size_t>(kLength));
  CHECK(reversed.head() == Term::small(kLength));
  CHECK(exact_equal(f.call("lists", "reverse", {reversed, Term::nil()}), list));
  CHECK(f.slices() > 2);

  Term both = f.call("erlang", "++", {list, atom::ok});
  CHECK(f.slices() > 2);
  CHECK(exact_equal(f.call("lists", "reverse", {f.call("erlang", "++", {list, Term::nil()})}), reversed));
  CHECK(both.head() == Term::small(1));

  CHECK(f.call("lists", "member", {Term::small(kLength), list}) == atom::true_);
  CHECK(f.slices() > 2);
  CHECK(f.call("lists", "member", {atom::ok, list}) == atom::false_);
  CHECK(f.call("lists", "keyfind", {atom::ok, Term::small(1), list}) == atom::false_);
  CHECK(f.slices() > 2);
}

TEST_CASE("the process dictionary") {
  test::BifFixture f;
  CHECK(f.call("erlang", "get", {atom::ok}) == atom::undefined);
  CHECK(f.call("erlang", "put", {atom::ok, Term::small(1)}) == atom::undefined);
  CHECK(f.call("erlang", "put", {atom::ok, Term::small(2)}) == Term::small(1));
  CHECK(print_term(f.call("erlang", "get", {})) == "[{ok,2}]");
  CHECK(print_term(f.call("erlang", "get_keys", {Term::small(2)})) == "[ok]");
  CHECK(f.call("erlang", "get_keys", {Term::small(3)}).is_nil());
  CHECK(f.call("erlang", "erase", {atom::ok}) == Term::small(2));
  CHECK(f.call("erlang", "erase", {atom::ok}) == atom::undefined);
  for (int i = 0; i < 100; ++i) static_cast<void>(f.call("erlang", "put", {Term::small(i), atom::ok}));
  CHECK(list_length(f.call("erlang", "erase", {})) == 100u);
  CHECK(f.call("erlang", "get", {}).is_nil());
}

TEST_CASE("MD5 contexts are values") {
  test::BifFixture f;
  Term a = f.call("erlang", "md5_update", {f.call("erlang", "md5_init", {}), f.term("\"ab\"")});
  Term b = f.call("erlang", "md5_update", {a, f.term("[\"c\"]")});
  Term c = f.call("erlang", "md5_update", {a, f.term("<<\"c\">>")});
  CHECK(exact_equal(f.call("erlang", "md5_final", {b}), f.call("erlang", "md5", {f.term("\"abc\"")})));
  CHECK(exact_equal(f.call("erlang", "md5_final", {b}), f.call("erlang", "md5_final", {c})));
  CHECK(f.call("erlang", "md5_final", {f.term("<<1,2,3>>")}).is_none());
}

TEST_CASE("pids and references survive their text") {
  test::BifFixture f;
  Term ref = f.call("erlang", "make_ref", {});
  CHECK(exact_equal(f.call("erlang", "list_to_ref", {f.call("erlang", "ref_to_list", {ref})}), ref));
  Term pid = f.process().self;
  CHECK(f.call("erlang", "list_to_pid", {f.call("erlang", "pid_to_list", {pid})}) == pid);
  CHECK(!exact_equal(f.call("erlang", "make_ref", {}), ref));
}

TEST_CASE("atomics wrap around and know their range") {
  test::BifFixture f;
  Term a = f.call("atomics", "new", {Term::small(2), f.term("[{signed,false}]")});
  CHECK(f.call("atomics", "sub", {a, Term::small(1), Term::small(1)}) == atom::ok);
  CHECK(print_term(f.call("atomics", "get", {a, Term::small(1)})) == "18446744073709551615");
  CHECK(f.call("atomics", "put", {a, Term::small(1), Term::small(-1)}).is_none());
  CHECK(f.call("atomics", "get", {a, Term::small(3)}).is_none());
  Term c = f.call("atomics", "new", {Term::small(1), Term::nil()});
  CHECK(f.call("atomics", "add_get", {c, Term::small(1), Term::small(5)}) == Term::small(5));
  CHECK(f.call("atomics", "compare_exchange", {c, Term::small(1), Term::small(5), Term::small(6)}) ==
        atom::ok);
  CHECK(f.call("atomics", "compare_exchange", {c, Term::small(1), Term::small(5), Term::small(7)}) ==
        Term::small(6));
}

TEST_CASE("a table grows, is traversed while it shrinks, and is emptied") {
  test::BifFixture f;
  Process& p = f.process();
  constexpr int64_t kObjects = 5'000;
  for (const char* options : {"[set]", "[ordered_set]", "[set,{write_concurrency,true}]", "[bag]"}) {
    CAPTURE(std::string(options));
    Term t = f.call("ets", "new", {atom::ok, f.term(options)});
    for (int64_t i = 0; i < kObjects; ++i) {
      CHECK(f.call("ets", "insert", {t, new_tuple(p, Term::small(i), atom::ok)}) == atom::true_);
    }
    CHECK(f.call("ets", "info", {t, make_atom("size")}) == Term::small(kObjects));
    CHECK(f.call("ets", "safe_fixtable", {t, atom::true_}) == atom::true_);
    int64_t visited = 0;
    for (Term key = f.call("ets", "first", {t}); key != atom::end_of_table;
         key = f.call("ets", "next", {t, key})) {
      ++visited;
      CHECK(f.call("ets", "delete", {t, key}) == atom::true_);
    }
    CHECK(visited == kObjects);
    CHECK(f.call("ets", "safe_fixtable", {t, atom::false_}) == atom::true_);
    CHECK(f.call("ets", "info", {t, make_atom("size")}) == Term::small(0));
    CHECK(f.call("ets", "insert", {t, f.term("[{1,a},{2,b},{3,c}]")}) == atom::true_);
    CHECK(list_length(f.call("ets", "tab2list", {t})) == 3u);
    CHECK(f.call("ets", "delete", {t}) == atom::true_);
    CHECK(f.call("ets", "lookup", {t, Term::small(1)}).is_none());
  }
}
