#include "vm/code/stack_trace.hpp"

#include <algorithm>

#include "vm/code/code_server.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

namespace {

// Noted at most for each frame that is shown: neighbours of one function are joined later.
constexpr size_t kAddressesPerFrame = 4;
constexpr size_t kMaxAddresses = limits::kMaxBacktraceDepth * kAddressesPerFrame;
constexpr size_t kScanWords = 1 << 16;  // of the stack, at most
constexpr uint64_t kFixed = 4;

Term small_address(const Word* ip) {
  return Term::small(static_cast<int64_t>(reinterpret_cast<uintptr_t>(ip)));
}

Term string_of(Process& p, const std::string& text) {
  Term list = Term::nil();
  for (size_t i = text.size(); i-- > 0;)
    list = cons_at(p.alloc(2), Term::small(static_cast<uint8_t>(text[i])), list);
  return list;
}

Term location(Process& p, const Module& module, const Word* ip, Term info) {
  Term list = Term::nil();
  if (!info.is_nil()) list = cons_at(p.alloc(2), tuple_at(p.alloc(3), atom::error_info, info), list);
  const ModuleImage::LineEntry* at = module.line_at(ip);
  if (at == nullptr || at->file >= module.files.size() || at->line == 0) return list;
  list = cons_at(p.alloc(2), tuple_at(p.alloc(3), atom::line, Term::small(at->line)), list);
  return cons_at(p.alloc(2), tuple_at(p.alloc(3), atom::file, string_of(p, module.files[at->file])), list);
}

}  // namespace

Term capture_trace(Process& p, const TopFrame& top) {
  Term addresses[kMaxAddresses];
  // relaxed: a setting
  size_t most = std::max<size_t>(
      1, the_node.facts.backtrace_depth.load(std::memory_order_relaxed) * kAddressesPerFrame);
  size_t count = 0;
  addresses[count++] = small_address(p.ip);
  const Term* end = p.heap.end;
  if (end - p.heap.sp > static_cast<ptrdiff_t>(kScanWords)) end = p.heap.sp + kScanWords;
  for (const Term* slot = p.heap.sp; slot < end && count < most; ++slot) {
    if (!slot->is_return_address()) continue;
    // The last word of the calling instruction stands for it.
    Term address = small_address(slot->return_ip() - 1);
    if (address != addresses[count - 1]) addresses[count++] = address;
  }
  Term* at = p.alloc(1 + kFixed + count);
  Term raw = make_tuple(at, kFixed + count);
  at[1] = top.module;
  at[2] = top.function;
  at[3] = top.args;
  at[4] = top.info;
  for (size_t i = 0; i < count; ++i) at[1 + kFixed + i] = addresses[i];
  return raw;
}

Term build_stacktrace(Process& p, Term raw) {
  if (!is_tuple(raw)) return raw;
  const Term* e = tuple_elements(raw);
  uint64_t size = tuple_size(raw);
  bool builtin = !e[0].is_nil();
  Term frames[limits::kMaxBacktraceDepth + 1];
  const size_t depth = the_node.facts.backtrace_depth.load(std::memory_order_relaxed);  // a setting
  size_t count = 0;
  const Module::Function* previous = nullptr;
  if (builtin) {
    Term info = Term::nil();
    if (!e[3].is_nil()) info = cons_at(p.alloc(2), tuple_at(p.alloc(3), atom::error_info, e[3]), info);
    frames[count++] = tuple_at(p.alloc(5), e[0], e[1], e[2], info);
  }
  for (uint64_t i = kFixed; i < size && count < depth + (builtin ? 1 : 0); ++i) {
    const auto* ip = reinterpret_cast<const Word*>(static_cast<uintptr_t>(e[i].small_value()));
    const Module* module = the_node.code->module_at(ip);
    const Module::Function* function = module == nullptr ? nullptr : module->function_at(ip);
    if (function == nullptr || function == previous) continue;
    bool first = i == kFixed && !builtin;
    Term args = first && e[2] != atom::undefined ? e[2] : Term::small(function->arity);
    frames[count++] = tuple_at(p.alloc(5), module->name, function->name, args,
                               location(p, *module, ip, first ? e[3] : Term::nil()));
    // A builtin's caller and the frame below it are shown even when they are of one function.
    previous = builtin && i == kFixed ? nullptr : function;
  }
  Term list = Term::nil();
  while (count > 0) list = cons_at(p.alloc(2), frames[--count], list);
  return list;
}

Term current_stacktrace(Process& p) { return build_stacktrace(p, capture_trace(p, {})); }

}  // namespace beamlet
