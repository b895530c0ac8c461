#include "vm/process/process.hpp"

#include <cstring>

#include "vm/base/memory.hpp"

namespace beamlet {

void Process::save_x() {
  Term* to = saved;
  if (live > kInlineSaved) {
    if (saved_capacity < live) {
      saved_more = static_cast<Term*>(memory_realloc(saved_more, live * sizeof(Term)));
      saved_capacity = live;
    }
    to = saved_more;
  }
  std::memcpy(static_cast<void*>(to), x, live * sizeof(Term));
}

void Process::restore_x() {
  std::memcpy(static_cast<void*>(x), live > kInlineSaved ? saved_more : saved, live * sizeof(Term));
}

}  // namespace beamlet
