// external_fuzz.cpp - libFuzzer target: binary_to_term on any bytes.
//
// Looked for besides crashes: a term that decodes can be printed, hashed, compared, copied and collected, and its own encoding decodes to
// an equal term.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "vm/heap/copy_term.hpp"
#include "vm/heap/gc.hpp"
#include "vm/heap/heap_verify.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/external.hpp"
#include "vm/term/fun.hpp"
#include "vm/term/hash.hpp"
#include "vm/term/print.hpp"

namespace {

using namespace beamlet;

void check(bool ok) {
  if (!ok) std::abort();
}

const ExportIdentity* any_export(Term module, Term function, uint32_t arity) {
  static ExportIdentity identity;
  identity = {module, function, arity};
  return &identity;
}

void install_node() {
  static AtomTable atoms;
  static LiteralSpace literals;
  the_node.atoms = &atoms;
  the_node.literals = &literals;
  external_install(any_export, nullptr);
}

Term decode(Heap& heap, const uint8_t* data, size_t size) {
  DecodeOptions options;
  options.safe = the_node.atoms->size() > 200000;  // a long run must not fill the table
  return external_decode(heap, {data, size}, options);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (the_node.atoms == nullptr) install_node();
  Heap heap;
  heap.create();
  Term roots[2] = {decode(heap, data, size), Term::nil()};
  if (!roots[0].is_none()) {
    std::string bytes;
    static_cast<void>(external_encode(bytes, roots[0]));
    check(bytes.size() == external_size(roots[0]));
    roots[1] = decode(heap, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    check(exact_equal(roots[0], roots[1]));
    check(compare(roots[0], roots[1]) == 0);
    check(phash2_hash(roots[0]) == phash2_hash(roots[1]));
    PrintOptions options;
    options.max_chars = 10000;
    check(print_term(roots[0], options) == print_term(roots[1], options));
    CopiedTerm message = copy_to_fragment(roots[0]);
    heap.attach(message.fragment);
    roots[1] = message.term;
    RangeRoots source(roots, 2);
    (void)collect(heap, source, 0);
    (void)collect_major(heap, source, 0);
    heap_verify(heap, source);
    check(exact_equal(roots[0], roots[1]));
  }
  heap.destroy();
  return 0;
}
