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
  auto it = std::ranges::upper_bound(functions, offset, {}, &Function::start);
  return it == functions.begin() ? nullptr : &*(it - 1);
}

const ModuleImage::LineEntry* Module::line_at(const Word* ip) const {
  auto offset = static_cast<uint32_t>(ip - code.data());
  auto it = std::ranges::upper_bound(marks, offset, {}, &LineMark::offset);
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
