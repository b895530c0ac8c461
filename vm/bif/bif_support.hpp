// bif_support.hpp - what builtins share: reading arguments, building results.
//
// Purpose     Short names for the things every builtin does, on top of vm/term and vm/heap. Nothing here knows a
//             particular builtin.
// Invariants  S1  every builder allocates with p.alloc(), so that earlier terms stay valid (heap.hpp).
//             S2  readers never allocate on a process heap.
// Threads     [owner] of the process.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "vm/base/memory.hpp"
#include "vm/process/process.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/boxed.hpp"
#include "vm/term/number.hpp"

namespace beamlet {

// -- integers
[[nodiscard]] inline Term make_int(Process& p, int64_t value) { return integer_from_int64(p.heap, value); }
[[nodiscard]] inline Term make_uint(Process& p, uint64_t value) { return integer_from_uint64(p.heap, value); }
// The value of an integer that fits, else nothing (also for other terms).
[[nodiscard]] inline std::optional<int64_t> as_int64(Term t) {
  int64_t value;
  return integer_to_int64(t, value) ? std::optional(value) : std::nullopt;
}
[[nodiscard]] inline std::optional<uint64_t> as_uint64(Term t) {
  uint64_t value;
  return integer_to_uint64(t, value) ? std::optional(value) : std::nullopt;
}
// A result of vm/term/number.hpp: an atom there is the reason of a failure.
[[nodiscard]] inline Term number_result(Process& p, Term result) {
  return result.is_atom() ? p.error(result) : result;
}
// A small integer in 0..limits a size can have: what counts and positions are.
[[nodiscard]] inline std::optional<size_t> as_size(Term t) {
  if (!t.is_small() || t.small_value() < 0) return std::nullopt;
  return static_cast<size_t>(t.small_value());
}

// -- lists
[[nodiscard]] inline Term make_cons(Process& p, Term head, Term tail) {
  return cons_at(p.alloc(2), head, tail);
}
// The elements in order in front of `tail`.
[[nodiscard]] Term make_list(Process& p, std::span<const Term> elements, Term tail = Term::nil());
// One small integer for each byte.
[[nodiscard]] Term make_byte_list(Process& p, std::span<const uint8_t> bytes, Term tail = Term::nil());
[[nodiscard]] Term make_string(Process& p, std::string_view latin1);
// The code points of UTF-8 text as a list.
[[nodiscard]] Term make_utf8_list(Process& p, std::string_view utf8);
// The characters of a list of bytes; nothing for another term.
[[nodiscard]] std::optional<std::string> byte_list_text(Term list);
// Number of elements; nothing for an improper list or another term.
[[nodiscard]] std::optional<size_t> list_length(Term list);

// Builds a list front to back: the tail of the last cell is filled in when the next one comes. The list is not
// visible to anybody before finish().
class ListBuilder {
 public:
  explicit ListBuilder(Process& p) : process_(p) {}
  void add(Term element) {
    Term* cell = process_.alloc(2);
    cell[0] = element;
    cell[1] = Term::nil();
    if (last_ == nullptr)
      first_ = Term::cons(cell);
    else
      last_[1] = Term::cons(cell);
    last_ = cell;
  }
  [[nodiscard]] Term finish(Term tail = Term::nil()) {
    if (last_ == nullptr) return tail;
    last_[1] = tail;
    return first_;
  }

 private:
  Process& process_;
  Term first_ = Term::nil();
  Term* last_ = nullptr;
};

// -- tuples
template <class... Elements>
[[nodiscard]] Term new_tuple(Process& p, Elements... elements) {
  return tuple_at(p.alloc(1 + sizeof...(Elements)), elements...);
}
// The elements of a tuple of exactly this size, else nullptr.
[[nodiscard]] inline const Term* tuple_of(Term t, uint64_t size) {
  return is_tuple(t) && tuple_size(t) == size ? tuple_elements(t) : nullptr;
}

// Whether the machine has so many bytes: asked before anything is made that may be large; `return p.system_limit()` when not.
[[nodiscard]] inline bool has_memory(uint64_t bytes) { return memory_grants(bytes); }
// The same for words of the heap that are taken at once; it also has its limit.
[[nodiscard]] inline bool has_words(const Process& p, uint64_t words) {
  if (words * sizeof(Term) < kAlwaysGranted) return true;
  return words < UINT32_MAX && (p.max_heap_words == 0 || words <= p.max_heap_words) &&
         memory_grants(words * sizeof(Term));
}

// -- binaries
[[nodiscard]] inline std::span<const uint8_t> bytes_of(const BinaryBytes& binary) {
  return {binary.data(), binary.size()};
}
[[nodiscard]] inline Term make_binary(Process& p, std::string_view bytes) {
  return binary_from(p.heap, bytes);
}

// -- system_flag/2: the defaults that new processes begin with (fullsweep_after, min_heap_size), and backtrace_depth. The old value; others: badarg.
[[nodiscard]] Term set_machine_default(Process& p, Term name, Term setting);

// -- asking another process: {What, Argument} as a request (vm/process/request.hpp); goes on in prim_request:await/1. `gone`: when there is none.
[[nodiscard]] Term ask_and_await(Process& p, Term target, Term what, Term argument, Term gone);

// -- reductions: work of `amount` steps, of which `per_reduction` cost one.
inline void charge(Process& p, uint64_t amount, uint64_t per_reduction) {
  p.reductions -= static_cast<int64_t>(amount / per_reduction);
}

// The part of a long loop that one call may do. Counts elements down from what the reductions left allow; what was done is
// charged when the slice ends.
//   Slice slice(p);
//   for (...) { if (slice.over()) { p.x[i] = ...; return slice.yield(); } ... }
// The builtin is of kind Trap: its arguments are p.x, where it leaves the arguments of its next call.
class Slice {
 public:
  explicit Slice(Process& p) : process_(p), steps_(allowed(p)), left_(steps_) {}
  ~Slice() { charge(process_, steps_ - left_, kPerReduction); }
  Slice(const Slice&) = delete;
  Slice& operator=(const Slice&) = delete;

  [[nodiscard]] bool over() {
    if (left_ == 0) return true;
    --left_;
    return false;
  }
  // Called again after a trip through the run queue, with the arguments in p.x.
  [[nodiscard]] Term yield() {
    process_.pending = Pending::Yield;
    return Term::none();
  }

 private:
  static constexpr uint64_t kPerReduction = 16;
  static constexpr uint64_t kAtLeast = limits::kTiny ? 2 : 256;  // progress even when no reductions are left
  static uint64_t allowed(const Process& p) {
    return p.reductions > static_cast<int64_t>(kAtLeast / kPerReduction)
               ? static_cast<uint64_t>(p.reductions) * kPerReduction
               : kAtLeast;
  }
  Process& process_;
  uint64_t steps_, left_;
};

}  // namespace beamlet
