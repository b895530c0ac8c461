#include "vm/process/process.hpp"

#include <algorithm>
#include <cstring>

#include "vm/base/memory.hpp"
#include "vm/process/relations.hpp"
#include "vm/process/trace.hpp"

namespace beamlet {

Process::Process() { timer.process = this; }

Process::~Process() {
  drop_relations();
  delete trace.load(std::memory_order_relaxed);  // relaxed: nobody else knows the process any more
  memory_free(saved_more);
}

Relations& Process::make_relations() {
  relations_ = new Relations;
  return *relations_;
}

void Process::drop_relations() {
  delete relations_;
  relations_ = nullptr;
}

void Process::save(const Term* registers, uint32_t count) {
  live = count;
  Term* to = saved;
  if (count > kInlineSaved) {
    if (saved_capacity < count) {
      saved_more = static_cast<Term*>(memory_realloc(saved_more, count * sizeof(Term)));
      saved_capacity = count;
    }
    to = saved_more;
  }
  std::copy_n(registers, count, to);  // not memcpy: no registers may be a null pointer
}

void Process::restore_x() { std::memcpy(static_cast<void*>(x), saved_registers(), live * sizeof(Term)); }

}  // namespace beamlet
