// bif_atomics.cpp - modules atomics and counters: arrays of 64-bit integers that processes share.
//
// The reference is a MagicRef that owns the array. A counters array is {atomics | write_concurrency, Ref}; both kinds are the same
// array here.
#include <atomic>
#include <limits>
#include <new>

#include "vm/base/memory.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/identity.hpp"
#include "vm/heap/off_heap.hpp"
#include "vm/term/map.hpp"

namespace beamlet {
namespace {

struct AtomicArray : MagicRef {
  size_t size;
  bool is_signed;
  [[nodiscard]] std::atomic<uint64_t>* cells() { return reinterpret_cast<std::atomic<uint64_t>*>(this + 1); }

  static void release(MagicRef* self) { memory_free(self); }
  static AtomicArray* create(size_t size, bool is_signed) {
    void* memory = memory_alloc(sizeof(AtomicArray) + size * sizeof(std::atomic<uint64_t>));
    AtomicArray* array = new (memory) AtomicArray;
    array->destroy = &release;
    array->size = size;
    array->is_signed = is_signed;
    for (size_t i = 0; i < size; ++i) new (array->cells() + i) std::atomic<uint64_t>(0);
    return array;
  }
};

constexpr size_t kMaxSize = size_t{1} << 40;

AtomicArray* array_of(Term ref) {
  if (!is_kind(ref, TermKind::MagicRef)) return nullptr;
  MagicRef* resource = magic_ref_of(ref);
  return resource->destroy == &AtomicArray::release ? static_cast<AtomicArray*>(resource) : nullptr;
}

AtomicArray* counters_of(Term counters) {
  const Term* pair = tuple_of(counters, 2);
  if (pair == nullptr || (pair[0] != atom::atomics && pair[0] != atom::write_concurrency)) return nullptr;
  return array_of(pair[1]);
}

Term new_array(Process& p, size_t size, bool is_signed) {
  if (!has_memory(size * sizeof(uint64_t))) return p.system_limit();
  charge(p, size, 64);
  return magic_ref_at(p.alloc(kMagicRefWords), AtomicArray::create(size, is_signed), next_unique_reference(),
                      p.heap.off_heap);
}

std::optional<size_t> array_size(Term t) {
  std::optional<size_t> size = as_size(t);
  return size && *size > 0 && *size <= kMaxSize ? size : std::nullopt;
}

std::atomic<uint64_t>* cell_of(AtomicArray* array, Term index) {
  std::optional<size_t> i = as_size(index);
  if (array == nullptr || !i || *i < 1 || *i > array->size) return nullptr;
  return array->cells() + (*i - 1);
}

Term value_term(Process& p, const AtomicArray& array, uint64_t value) {
  return array.is_signed ? make_int(p, static_cast<int64_t>(value)) : make_uint(p, value);
}

// A value to store must be in the array's range; an increment may be any number of 64 bits.
std::optional<uint64_t> stored_value(const AtomicArray& array, Term t) {
  if (!array.is_signed) return as_uint64(t);
  std::optional<int64_t> value = as_int64(t);
  return value ? std::optional(static_cast<uint64_t>(*value)) : std::nullopt;
}
std::optional<uint64_t> increment(Term t) {
  if (std::optional<int64_t> value = as_int64(t)) return static_cast<uint64_t>(*value);
  return as_uint64(t);
}

// seq_cst everywhere: OTP promises that all atomics of one array are totally ordered.
enum class Give : uint8_t { Ok, NewValue };
Term add(Process& p, AtomicArray* array, Term index, Term amount, bool negate, Give give) {
  std::atomic<uint64_t>* cell = cell_of(array, index);
  std::optional<uint64_t> by = increment(amount);
  if (cell == nullptr || !by) return p.badarg();
  uint64_t step = negate ? uint64_t{0} - *by : *by;
  uint64_t after = cell->fetch_add(step) + step;
  return give == Give::Ok ? atom::ok : value_term(p, *array, after);
}

Term put(Process& p, AtomicArray* array, Term index, Term value) {
  std::atomic<uint64_t>* cell = cell_of(array, index);
  std::optional<uint64_t> stored = cell != nullptr ? stored_value(*array, value) : std::nullopt;
  if (!stored) return p.badarg();
  cell->store(*stored);
  return atom::ok;
}

Term get(Process& p, AtomicArray* array, Term index) {
  std::atomic<uint64_t>* cell = cell_of(array, index);
  return cell != nullptr ? value_term(p, *array, cell->load()) : p.badarg();
}

Term info(Process& p, AtomicArray* array, bool with_limits) {
  if (array == nullptr) return p.badarg();
  Term max = array->is_signed ? make_int(p, INT64_MAX) : make_uint(p, UINT64_MAX);
  Term min = array->is_signed ? make_int(p, INT64_MIN) : Term::small(0);
  size_t bytes = sizeof(AtomicArray) + array->size * sizeof(std::atomic<uint64_t>);
  MapPair pairs[] = {{atom::size, make_uint(p, array->size)},
                     {make_atom("memory"), make_uint(p, bytes)},
                     {make_atom("max"), max},
                     {make_atom("min"), min}};
  return map_from_pairs(p.heap, pairs, with_limits ? 4 : 2);
}

}  // namespace

Term bif_atomics_new_2(Process& p, const Term* args) {
  if (is_kind(args[0], TermKind::PosBig)) return p.system_limit();
  std::optional<size_t> size = array_size(args[0]);
  if (!size) return p.badarg();
  bool is_signed = true;
  Term list = args[1];
  for (; list.is_cons(); list = list.tail()) {
    const Term* option = tuple_of(list.head(), 2);
    if (option == nullptr || option[0] != atom::signed_) return p.badarg();
    if (option[1] != atom::true_ && option[1] != atom::false_) return p.badarg();
    is_signed = option[1] == atom::true_;
  }
  return list.is_nil() ? new_array(p, *size, is_signed) : p.badarg();
}

Term bif_atomics_put_3(Process& p, const Term* args) { return put(p, array_of(args[0]), args[1], args[2]); }
Term bif_atomics_get_2(Process& p, const Term* args) { return get(p, array_of(args[0]), args[1]); }
Term bif_atomics_add_3(Process& p, const Term* args) {
  return add(p, array_of(args[0]), args[1], args[2], false, Give::Ok);
}
Term bif_atomics_add_get_3(Process& p, const Term* args) {
  return add(p, array_of(args[0]), args[1], args[2], false, Give::NewValue);
}
Term bif_atomics_sub_3(Process& p, const Term* args) {
  return add(p, array_of(args[0]), args[1], args[2], true, Give::Ok);
}
Term bif_atomics_sub_get_3(Process& p, const Term* args) {
  return add(p, array_of(args[0]), args[1], args[2], true, Give::NewValue);
}

Term bif_atomics_exchange_3(Process& p, const Term* args) {
  AtomicArray* array = array_of(args[0]);
  std::atomic<uint64_t>* cell = cell_of(array, args[1]);
  std::optional<uint64_t> value = cell != nullptr ? stored_value(*array, args[2]) : std::nullopt;
  return value ? value_term(p, *array, cell->exchange(*value)) : p.badarg();
}

Term bif_atomics_compare_exchange_4(Process& p, const Term* args) {
  AtomicArray* array = array_of(args[0]);
  std::atomic<uint64_t>* cell = cell_of(array, args[1]);
  if (cell == nullptr) return p.badarg();
  std::optional<uint64_t> expected = stored_value(*array, args[2]);
  std::optional<uint64_t> desired = stored_value(*array, args[3]);
  if (!expected || !desired) return p.badarg();
  uint64_t found = *expected;
  return cell->compare_exchange_strong(found, *desired) ? atom::ok : value_term(p, *array, found);
}

Term bif_atomics_info_1(Process& p, const Term* args) { return info(p, array_of(args[0]), true); }

// -- counters

Term bif_counters_new_2(Process& p, const Term* args) {
  if (is_kind(args[0], TermKind::PosBig)) return p.system_limit();
  std::optional<size_t> size = array_size(args[0]);
  if (!size) return p.badarg();
  Term kind = atom::atomics;
  Term list = args[1];
  for (; list.is_cons(); list = list.tail()) {
    kind = list.head();
    if (kind != atom::atomics && kind != atom::write_concurrency) return p.badarg();
  }
  if (!list.is_nil()) return p.badarg();
  Term array = new_array(p, *size, true);
  return array.is_none() ? array : new_tuple(p, kind, array);
}

Term bif_counters_get_2(Process& p, const Term* args) { return get(p, counters_of(args[0]), args[1]); }
Term bif_counters_put_3(Process& p, const Term* args) {
  return put(p, counters_of(args[0]), args[1], args[2]);
}
Term bif_counters_add_3(Process& p, const Term* args) {
  return add(p, counters_of(args[0]), args[1], args[2], false, Give::Ok);
}
Term bif_counters_sub_3(Process& p, const Term* args) {
  return add(p, counters_of(args[0]), args[1], args[2], true, Give::Ok);
}
// Arrays made with write_concurrency tell no limits, as in OTP.
Term bif_counters_info_1(Process& p, const Term* args) {
  AtomicArray* array = counters_of(args[0]);
  return info(p, array, array != nullptr && tuple_elements(args[0])[0] == atom::atomics);
}

}  // namespace beamlet
