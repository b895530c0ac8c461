#include "vm/code/literals.hpp"

#include "vm/base/node.hpp"
#include "vm/code/code_server.hpp"
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

std::optional<std::string> load_literals(const ModuleImage& image, Module& module) {
  Heap scratch;
  std::vector<Term> terms;
  terms.reserve(image.literals.size() + 2);
  for (const std::string& bytes : image.literals) terms.push_back(decode(scratch, bytes));
  terms.push_back(decode(scratch, image.attributes));
  terms.push_back(decode(scratch, image.compile_info));
  std::optional<std::string> fault;
  for (Term t : terms)
    if (t.is_none()) fault = "a literal is damaged";
  if (!fault && !the_node.literals->create(terms, module.area)) fault = kNoRoomForLiterals;
  if (!fault) {
    module.compile_info = terms.back();
    terms.pop_back();
    module.attributes = terms.back();
    terms.pop_back();
    module.literals = std::move(terms);
  }
  scratch.destroy();
  return fault;
}

}  // namespace beamlet
