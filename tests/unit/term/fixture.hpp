// fixture.hpp - a node with atoms and literals, and a heap, for tests of terms.
#pragma once

#include <string>
#include <vector>

#include "vm/base/rng.hpp"
#include "vm/heap/heap.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/map.hpp"
#include "vm/term/number.hpp"

namespace beamlet::testing {

// One node for the whole test program.
inline void install_node() {
  static AtomTable atoms;
  static LiteralSpace literals;
  the_node.atoms = &atoms;
  the_node.literals = &literals;
}

class TermFixture {
 public:
  TermFixture() {
    install_node();
    heap.create(64);
  }
  ~TermFixture() { heap.destroy(); }

  static Term atom(std::string_view text) { return make_atom(text); }
  Term integer(std::string_view text) { return integer_from_text(heap, text, 10); }
  Term number(double d) { return make_float(heap, d); }
  Term binary(std::string_view bytes) { return binary_from(heap, bytes); }
  Term tuple(const std::vector<Term>& elements) {
    Term* at = heap.alloc(1 + elements.size());
    for (size_t i = 0; i < elements.size(); ++i) at[1 + i] = elements[i];
    return make_tuple(at, elements.size());
  }
  Term list(const std::vector<Term>& elements, Term tail = Term::nil()) {
    for (size_t i = elements.size(); i > 0; --i) tail = cons_at(heap.alloc(2), elements[i - 1], tail);
    return tail;
  }
  Term map(const std::vector<Term>& keys_and_values) {
    std::vector<MapPair> pairs;
    for (size_t i = 0; i < keys_and_values.size(); i += 2)
      pairs.push_back({keys_and_values[i], keys_and_values[i + 1]});
    return map_from_pairs(heap, pairs.data(), pairs.size());
  }
  // Some term of any kind, `depth` levels deep at most.
  Term random(Rng& rng, int depth);

  Heap heap;
};

inline Term TermFixture::random(Rng& rng, int depth) {
  switch (rng.below(depth > 0 ? 13 : 8)) {
    case 0:
      return Term::small(static_cast<int64_t>(rng.below(300)) - 20);
    case 1:
      return Term::small(static_cast<int64_t>(rng.next()) >> (2 + rng.below(60)));
    case 2: {
      Limb limbs[6];
      for (Limb& limb : limbs) limb = rng.next() >> rng.below(64);
      return integer_from_limbs(heap, limbs, 1 + rng.below(6), rng.below(2) == 0);
    }
    case 3:
      return number(static_cast<double>(static_cast<int64_t>(rng.next())) /
                    static_cast<double>(1 + rng.below(1000)));
    case 4:
      return atom("atom" + std::to_string(rng.below(40)));
    case 5:
      return Term::nil();
    case 6: {
      std::string bytes(rng.below(100), '\0');
      for (char& c : bytes) c = static_cast<char>(rng.next());
      return binary(bytes);
    }
    case 7: {
      std::string bytes(1 + rng.below(90), '\0');
      for (char& c : bytes) c = static_cast<char>(rng.next());
      Term whole = binary(bytes);
      uint64_t size = rng.below(bytes.size() * 8);
      return bits_part(heap, whole, rng.below(bytes.size() * 8 - size + 1), size);
    }
    case 8:
    case 9: {
      std::vector<Term> elements(rng.below(6));
      for (Term& e : elements) e = random(rng, depth - 1);
      return tuple(elements);
    }
    case 10:
    case 11: {
      std::vector<Term> elements(rng.below(6));
      for (Term& e : elements) e = random(rng, depth - 1);
      return list(elements, rng.below(5) == 0 ? random(rng, 0) : Term::nil());
    }
    default: {
      std::vector<Term> pairs(2 * (rng.below(8) == 0 ? 30 + rng.below(40) : rng.below(5)));
      for (size_t i = 0; i < pairs.size(); ++i) pairs[i] = random(rng, i % 2 == 0 ? 0 : depth - 1);
      return map(pairs);
    }
  }
}

}  // namespace beamlet::testing
