#include "vm/bif/process_stack_items.hpp"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <string>

#include "vm/bif/bif_support.hpp"
#include "vm/code/code_server.hpp"
#include "vm/heap/off_heap.hpp"
#include "vm/term/print.hpp"

namespace beamlet {

namespace {

// A deep recursion is not written out to its end.
constexpr ptrdiff_t kMostSlots = 20'000;
constexpr size_t kMostCharsOfTerm = 2000;

std::string address_text(const void* at) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%016" PRIxPTR, reinterpret_cast<uintptr_t>(at));
  return text;
}

// 0x... (module:function/arity + bytes)
std::string place_text(const Word* ip) {
  const Module* module = the_node.code->module_at(ip);
  const Module::Function* f = module == nullptr ? nullptr : module->function_at(ip);
  if (f == nullptr) return address_text(ip) + " (<terminate process normally>)";
  auto offset = static_cast<size_t>(ip - module->entry_of(*f)) * sizeof(Word);
  return address_text(ip) + " (" + print_term(module->name) + ":" + print_term(f->name) + "/" +
         std::to_string(f->arity) + " + " + std::to_string(offset) + ")";
}

template <class Visit>
void each_slot(const Process& p, Visit visit) {
  const Term* end = std::min(p.heap.end, p.heap.sp + kMostSlots);
  for (const Term* slot = p.heap.sp; slot < end; ++slot) visit(*slot, slot);
}

}  // namespace

Term backtrace_text(Process& p) {
  std::string text = "Program counter: " + place_text(p.ip) + "\n";
  size_t y = 0;
  each_slot(p, [&](Term slot, const Term* at) {
    if (slot.is_return_address()) {
      text += "\n" + address_text(at) + " Return addr " + place_text(slot.return_ip()) + "\n";
      y = 0;
      return;
    }
    std::string name = "y(" + std::to_string(y++) + ")";
    name.resize(std::max<size_t>(name.size(), 8), ' ');
    text += name + " ";
    text += slot.is_catch_tag() ? "Catch " + place_text(slot.catch_ip())
                                : print_term(slot, {.max_chars = kMostCharsOfTerm});
    text += "\n";
  });
  charge(p, text.size(), 16);
  return make_binary(p, text);
}

Term catch_level(Process& p) {
  int64_t level = 0;
  for (const Term* slot = p.heap.sp; slot < p.heap.end; ++slot) level += slot->is_catch_tag();
  return Term::small(level);
}

Term shared_binaries(Process& p) {
  ListBuilder list(p);
  uint64_t count = 0;
  for (Term object = p.heap.off_heap; !object.is_none(); object = object.boxed_ptr()[1], ++count) {
    if (!is_kind(object, TermKind::RefcBinary)) continue;
    const SharedBytes* bytes = shared_bytes_of(object);
    list.add(
        new_tuple(p, make_uint(p, reinterpret_cast<uintptr_t>(bytes)), make_uint(p, bytes->size),
                  make_uint(p, bytes->references.load(std::memory_order_relaxed))));  // relaxed: a figure
  }
  charge(p, count, 4);
  return list.finish();
}

}  // namespace beamlet
