#include "vm/code/literals.hpp"

#include "vm/base/node.hpp"
#include "vm/heap/heap.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/term/external.hpp"

namespace beamlet {

namespace {

Term decode(Heap& scratch, const std::string& bytes) {
  if (bytes.empty()) return Term::nil();
  return external_decode(scratch, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, {});
}

}  // namespace

bool load_literals(const ModuleImage& image, Module& module) {
  Heap scratch;
  std::vector<Term> terms;
  terms.reserve(image.literals.size() + 2);
  for (const std::string& bytes : image.literals) terms.push_back(decode(scratch, bytes));
  terms.push_back(decode(scratch, image.attributes));
  terms.push_back(decode(scratch, image.compile_info));
  bool good = true;
  for (Term t : terms) good = good && !t.is_none();
  if (good) {
    module.area = the_node.literals->create(terms);
    module.compile_info = terms.back();
    terms.pop_back();
    module.attributes = terms.back();
    terms.pop_back();
    module.literals = std::move(terms);
  }
  scratch.destroy();
  return good;
}

}  // namespace beamlet
