#include "vm/heap/gc.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

#include "tests/unit/term/fixture.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/heap/heap_verify.hpp"
#include "vm/heap/off_heap.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/external.hpp"

namespace beamlet::testing {

namespace {

std::string bytes_of(Term t) {
  std::string out;
  static_cast<void>(external_encode(out, t));
  return out;
}

// What a process does to its heap, at random, next to a record of what must be there.
class Simulation : public TermFixture {
 public:
  void step(Rng& rng) {
    size_t i = rng.below(kRoots);
    switch (rng.below(9)) {
      case 0:
      case 1:
      case 2:
        set(i, random(rng, 3));
        break;
      case 3: {  // share structure with another root
        size_t j = rng.below(kRoots);
        set(i, tuple({roots[j], random(rng, 1), roots[rng.below(kRoots)]}));
        if (bytes_of(roots[i]).size() > 20000) set(i, Term::nil());
        break;
      }
      case 4: {  // a message arrives
        CopiedTerm copy = copy_to_fragment(roots[rng.below(kRoots)]);
        heap.attach(copy.fragment);
        set(i, copy.term);
        break;
      }
      case 5:
        push(random(rng, 2));
        break;
      case 6:
        if (heap.sp < heap.end) {
          ++heap.sp;
          stack.pop_back();
        }
        break;
      case 7:
        set(i, Term::nil());
        break;
      default:
        collect_now(rng);
    }
  }
  void collect_now(Rng& rng) {
    RangeRoots source(roots, kRoots);
    size_t needed = rng.below(4) == 0 ? rng.below(3000) : rng.below(20);
    switch (rng.below(8)) {
      case 0:
        (void)collect_major(heap, source, needed);
        break;
      case 1:
        (void)collect_minor(heap, source, needed);
        break;
      case 2:
        (void)collect_and_shrink(heap, source);
        needed = 0;
        break;
      default:
        (void)collect(heap, source, needed);
    }
    CHECK(heap.sp - heap.top >= static_cast<ptrdiff_t>(needed + limits::kStackSlack));
    heap_verify(heap, source);
    check();
  }
  void check() {
    for (size_t i = 0; i < kRoots; ++i) REQUIRE(bytes_of(roots[i]) == expected[i]);
    size_t depth = stack.size();
    REQUIRE(static_cast<size_t>(heap.end - heap.sp) == depth);
    for (size_t i = 0; i < depth; ++i)
      REQUIRE(bytes_of(heap.end[-1 - static_cast<ptrdiff_t>(i)]) == stack[i]);
  }

 private:
  static constexpr size_t kRoots = 12;
  void set(size_t i, Term t) {
    roots[i] = t;
    expected[i] = bytes_of(t);
  }
  void push(Term t) {
    if (heap.sp - heap.top < 3) return;
    *--heap.sp = t;
    stack.push_back(bytes_of(t));
  }

  Term roots[kRoots];
  std::string expected[kRoots];
  std::vector<std::string> stack;

 public:
  Simulation() {
    for (size_t i = 0; i < kRoots; ++i) set(i, Term::nil());
  }
};

}  // namespace

TEST_CASE("gc: random mutator keeps its data") {
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    Simulation simulation;
    Rng rng(seed);
    for (int i = 0; i < 1500; ++i) simulation.step(rng);
    simulation.collect_now(rng);
  }
}

TEST_CASE_FIXTURE(TermFixture, "gc: a list of a million elements and a term a million deep") {
  Term roots[2] = {Term::nil(), Term::nil()};
  RangeRoots source(roots, 2);
  for (int i = 0; i < 1000000; ++i) {
    if (heap.sp - heap.top < 16) (void)collect(heap, source, 16);
    roots[0] = cons_at(heap.alloc(2), Term::small(i), roots[0]);
    roots[1] = tuple_at(heap.alloc(2), roots[1]);
  }
  (void)collect_major(heap, source, 0);
  heap_verify(heap, source);
  int64_t sum = 0, depth = 0;
  for (Term t = roots[0]; t.is_cons(); t = t.tail()) sum += t.head().small_value();
  for (Term t = roots[1]; is_tuple(t); t = tuple_elements(t)[0]) ++depth;
  CHECK(sum == int64_t{999999} * 500000);
  CHECK(depth == 1000000);
  roots[0] = roots[1] = Term::nil();
  (void)collect_major(heap, source, 0);
  CHECK(heap.used_words() == 0);
  CHECK(heap.block_words() < 1000);
}

TEST_CASE_FIXTURE(TermFixture, "gc: garbage alone does not make the heap grow") {
  RangeRoots source(nullptr, 0);
  for (int i = 0; i < 200000; ++i) {
    if (heap.sp - heap.top < 16) (void)collect(heap, source, 16);
    (void)tuple_at(heap.alloc(3), Term::small(i), Term::nil());
  }
  CHECK(heap.block_words() <= 20000);
}

TEST_CASE_FIXTURE(TermFixture, "gc: shared bytes are given up with their last reference") {
  Term root = binary(std::string(1000, 'x'));
  SharedBytes* bytes = shared_bytes_of(root);
  shared_bytes_retain(bytes);  // ours
  RangeRoots source(&root, 1);
  for (int i = 0; i < 3; ++i) (void)collect_minor(heap, source, 0);  // into the old block
  CHECK(heap.old_off_heap_bytes == 1000);
  Term view = bits_part(heap, root, 80, 4000);
  root = view;
  (void)collect(heap, source, 0);
  CHECK(bytes->references.load() == 2);
  CHECK(bit_view(root).bytes == bytes->data());
  root = Term::nil();
  (void)collect(heap, source, 0);
  CHECK(bytes->references.load() == 2);  // an old object: a minor collection does not see that it is dead
  (void)collect_major(heap, source, 0);
  CHECK(bytes->references.load() == 1);
  CHECK(heap.off_heap_bytes + heap.old_off_heap_bytes == 0);
  CopiedTerm copy = copy_to_fragment(binary(std::string(500, 'y')));
  HeapFragment::destroy(copy.fragment);
  shared_bytes_release(bytes);
}

TEST_CASE_FIXTURE(TermFixture, "gc: a pinned message stays in its fragment") {
  CopiedTerm message = copy_to_fragment(tuple({atom("a"), binary("0123456789"), list({Term::small(1)})}));
  Term roots[2] = {message.term, Term::nil()};
  RangeRoots source(roots, 2);
  source.pinned = message.fragment;
  for (int i = 0; i < 4; ++i) {
    roots[1] = tuple({tuple_elements(message.term)[2], roots[1]});
    (void)collect(heap, source, 0);
    CHECK(roots[0] == message.term);
  }
  CHECK(heap.old_top == heap.old_start);
  heap.attach(message.fragment);
  source.pinned = nullptr;
  for (int i = 0; i < 3; ++i) (void)collect(heap, source, 0);
  CHECK(roots[0] != message.term);
  CHECK(tuple_elements(roots[0])[2] == tuple_elements(roots[1])[0]);
  heap_verify(heap, source);
}

TEST_CASE_FIXTURE(TermFixture, "literals: not moved, not copied") {
  Term terms[3] = {tuple({atom("a"), list({Term::small(1), Term::small(2)})}), Term::small(5),
                   binary(std::string(100, 'z'))};
  Term original = terms[0];
  LiteralArea* area = nullptr;
  REQUIRE(the_node.literals->create(terms, area));
  REQUIRE(area != nullptr);
  CHECK(terms[1] == Term::small(5));
  CHECK(exact_equal(original, terms[0]));
  CHECK(the_node.literals->contains(terms[0].pointer()));
  CHECK_FALSE(the_node.literals->contains(original.pointer()));
  CHECK(copy_size(terms[0]) == 0);
  CHECK(copy_size_all(terms[0]) == 7);
  Term root = tuple({terms[0], terms[2]});
  RangeRoots source(&root, 1);
  for (int i = 0; i < 3; ++i) (void)collect(heap, source, 0);
  CHECK(tuple_elements(root)[0] == terms[0]);
  heap_verify(heap, source);
  LiteralArea* second = nullptr;
  REQUIRE(the_node.literals->create(std::span(&root, 1), second));
  the_node.literals->destroy(area);
  the_node.literals->destroy(second);
}

TEST_CASE_FIXTURE(TermFixture,
                  "literals: a full space refuses, changes nothing and takes what was given back") {
  constexpr size_t kRoom = size_t{1} << 20;
  LiteralSpace space(kRoom);
  LiteralSpace* whole = std::exchange(the_node.literals, &space);
  Term original = tuple({Term::small(1), list({Term::small(2)})});
  std::vector<LiteralArea*> areas;
  for (Term t = original; areas.size() <= kRoom; t = original) {
    LiteralArea* area = nullptr;
    if (!space.create(std::span(&t, 1), area)) {
      CHECK(area == nullptr);
      CHECK(t == original);
      break;
    }
    areas.push_back(area);
  }
  REQUIRE(areas.size() > 1);
  REQUIRE(areas.size() < kRoom);
  // What needs no room succeeds; what is given back is room again.
  Term t = Term::small(1), again = original;
  LiteralArea* none = nullptr;
  CHECK(space.create(std::span(&t, 1), none));
  CHECK(none == nullptr);
  space.destroy(areas.back());
  CHECK(space.create(std::span(&again, 1), areas.back()));
  CHECK(exact_equal(again, original));
  for (LiteralArea* area : areas) space.destroy(area);
  the_node.literals = whole;
}

}  // namespace beamlet::testing
