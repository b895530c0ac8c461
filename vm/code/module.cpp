#include "vm/code/module.hpp"

#include <algorithm>

#include "vm/base/node.hpp"
#include "vm/heap/literal_area.hpp"

namespace beamlet {

Module::~Module() {
  if (area != nullptr && the_node.literals != nullptr) the_node.literals->destroy(area);
}

const Module::Function* Module::function_at(const Word* ip) const {
  auto offset = static_cast<uint32_t>(ip - code.data());
  auto it = std::upper_bound(functions.begin(), functions.end(), offset,
                             [](uint32_t at, const Function& f) { return at < f.start; });
  return it == functions.begin() ? nullptr : &*(it - 1);
}

const ModuleImage::LineEntry* Module::line_at(const Word* ip) const {
  auto offset = static_cast<uint32_t>(ip - code.data());
  auto it = std::upper_bound(marks.begin(), marks.end(), offset,
                             [](uint32_t at, const LineMark& m) { return at < m.offset; });
  if (it == marks.begin()) return nullptr;
  --it;
  // A mark belongs to its function only.
  const Function* f = function_at(ip);
  if (f == nullptr || it->offset < f->start || it->line >= lines.size()) return nullptr;
  return &lines[it->line];
}

const Module::Function* Module::find_function(Term function, uint32_t arity) const {
  for (const Function& f : functions)
    if (f.name == function && f.arity == arity) return &f;
  return nullptr;
}

}  // namespace beamlet
