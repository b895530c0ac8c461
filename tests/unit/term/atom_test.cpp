#include "vm/term/atom.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "tests/unit/term/fixture.hpp"

namespace beamlet::testing {

TEST_CASE("atoms: the machine's own are constants") {
  install_node();
  CHECK(make_atom("badarg") == atom::badarg);
  CHECK(atom_text(atom::true_) == "true");
  CHECK(make_atom("") == atom::empty);
}

TEST_CASE("atoms: threads that intern the same texts get the same atoms") {
  AtomTable table;
  constexpr int kThreads = 4, kAtoms = 30000;
  std::vector<std::vector<Term>> seen(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&table, &seen, t] {
      Rng rng(static_cast<uint64_t>(t));
      std::vector<Term> mine(kAtoms);
      for (int i = 0; i < 2 * kAtoms; ++i) {
        uint64_t n = i < kAtoms ? rng.below(kAtoms) : static_cast<uint64_t>(i - kAtoms);
        std::string text = "concurrent" + std::to_string(n);
        Term atom = table.intern(text);
        if (table.text(atom) != text || table.find(text) != atom) std::abort();
        mine[n] = atom;
      }
      seen[static_cast<size_t>(t)] = mine;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int t = 1; t < kThreads; ++t) CHECK(seen[static_cast<size_t>(t)] == seen[0]);
}

TEST_CASE("atoms: a full table says so") {
  AtomTable table;
  uint64_t n = 0;
  while (!table.intern("a" + std::to_string(n)).is_none()) ++n;
  CHECK(table.size() == limits::kMaxAtoms);
  CHECK(table.intern("badarg") == atom::badarg);
  CHECK(table.find("one more").is_none());
}

}  // namespace beamlet::testing
