// bif_erlang_tuple_list.cpp - tuples, lists and the size of maps.
#include <algorithm>
#include <vector>

#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/code/export_table.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/hash.hpp"
#include "vm/term/map.hpp"

namespace beamlet {
namespace {

constexpr uint64_t kMaxTupleSize = (1u << 24) - 1;
// ++ of a longer list is done in steps.
constexpr size_t kLongList = limits::kTiny ? 4 : 50'000;

// The zero-based index of a one-based position within `size`, if it is one.
std::optional<uint64_t> position(Term t, uint64_t size) {
  if (!t.is_small() || t.small_value() < 1 || static_cast<uint64_t>(t.small_value()) > size)
    return std::nullopt;
  return static_cast<uint64_t>(t.small_value()) - 1;
}

Term new_tuple_of(Process& p, uint64_t size, Term*& elements) {
  Term* at = p.alloc(1 + size);
  elements = at + 1;
  return make_tuple(at, size);
}

}  // namespace

// -- tuples

Term bif_element_2(Process& p, const Term* args) {
  if (!is_tuple(args[1])) return p.badarg();
  std::optional<uint64_t> at = position(args[0], tuple_size(args[1]));
  return at ? tuple_elements(args[1])[*at] : p.badarg();
}

Term bif_setelement_3(Process& p, const Term* args) {
  if (!is_tuple(args[1])) return p.badarg();
  uint64_t size = tuple_size(args[1]);
  std::optional<uint64_t> at = position(args[0], size);
  if (!at) return p.badarg();
  Term* elements;
  Term result = new_tuple_of(p, size, elements);
  std::copy_n(tuple_elements(args[1]), size, elements);
  elements[*at] = args[2];
  charge(p, size, 64);
  return result;
}

Term bif_tuple_size_1(Process& p, const Term* args) {
  return is_tuple(args[0]) ? Term::small(static_cast<int64_t>(tuple_size(args[0]))) : p.badarg();
}

Term bif_size_1(Process& p, const Term* args) {
  if (is_tuple(args[0])) return Term::small(static_cast<int64_t>(tuple_size(args[0])));
  if (is_bitstring(args[0])) return Term::small(static_cast<int64_t>(bit_size_of(args[0]) / 8));
  return p.badarg();
}

Term bif_make_tuple_2(Process& p, const Term* args) {
  std::optional<size_t> size = as_size(args[0]);
  if (!size || *size > kMaxTupleSize) return p.badarg();
  Term* elements;
  Term result = new_tuple_of(p, *size, elements);
  std::fill_n(elements, *size, args[1]);
  charge(p, *size, 64);
  return result;
}

Term bif_make_tuple_3(Process& p, const Term* args) {
  std::optional<size_t> size = as_size(args[0]);
  if (!size || *size > kMaxTupleSize) return p.badarg();
  Term* elements;
  Term result = new_tuple_of(p, *size, elements);
  std::fill_n(elements, *size, args[1]);
  charge(p, *size, 64);
  Term list = args[2];
  for (; list.is_cons(); list = list.tail()) {
    const Term* pair = tuple_of(list.head(), 2);
    std::optional<uint64_t> at = pair ? position(pair[0], *size) : std::nullopt;
    if (!at) return p.badarg();
    elements[*at] = pair[1];
  }
  return list.is_nil() ? result : p.badarg();
}

Term bif_append_element_2(Process& p, const Term* args) {
  if (!is_tuple(args[0]) || tuple_size(args[0]) >= kMaxTupleSize) return p.badarg();
  uint64_t size = tuple_size(args[0]);
  Term* elements;
  Term result = new_tuple_of(p, size + 1, elements);
  std::copy_n(tuple_elements(args[0]), size, elements);
  elements[size] = args[1];
  charge(p, size, 64);
  return result;
}

Term bif_insert_element_3(Process& p, const Term* args) {
  if (!is_tuple(args[1]) || tuple_size(args[1]) >= kMaxTupleSize) return p.badarg();
  uint64_t size = tuple_size(args[1]);
  std::optional<uint64_t> at = position(args[0], size + 1);
  if (!at) return p.badarg();
  const Term* old = tuple_elements(args[1]);
  Term* elements;
  Term result = new_tuple_of(p, size + 1, elements);
  std::copy_n(old, *at, elements);
  elements[*at] = args[2];
  std::copy(old + *at, old + size, elements + *at + 1);
  charge(p, size, 64);
  return result;
}

Term bif_delete_element_2(Process& p, const Term* args) {
  if (!is_tuple(args[1])) return p.badarg();
  uint64_t size = tuple_size(args[1]);
  std::optional<uint64_t> at = position(args[0], size);
  if (!at) return p.badarg();
  const Term* old = tuple_elements(args[1]);
  Term* elements;
  Term result = new_tuple_of(p, size - 1, elements);
  std::copy_n(old, *at, elements);
  std::copy(old + *at + 1, old + size, elements + *at);
  charge(p, size, 64);
  return result;
}

Term bif_list_to_tuple_1(Process& p, const Term* args) {
  std::optional<size_t> size = list_length(args[0]);
  if (!size || *size > kMaxTupleSize) return p.badarg();
  Term* elements;
  Term result = new_tuple_of(p, *size, elements);
  for (Term list = args[0]; list.is_cons(); list = list.tail()) *elements++ = list.head();
  charge(p, *size, 16);
  return result;
}

Term bif_tuple_to_list_1(Process& p, const Term* args) {
  if (!is_tuple(args[0])) return p.badarg();
  charge(p, tuple_size(args[0]), 16);
  return make_list(p, {tuple_elements(args[0]), tuple_size(args[0])});
}

// -- lists

Term bif_hd_1(Process& p, const Term* args) { return args[0].is_cons() ? args[0].head() : p.badarg(); }
Term bif_tl_1(Process& p, const Term* args) { return args[0].is_cons() ? args[0].tail() : p.badarg(); }

Term bif_length_1(Process& p, const Term* args) {
  std::optional<size_t> n = list_length(args[0]);
  if (!n) return p.badarg();
  charge(p, *n, 32);
  return Term::small(static_cast<int64_t>(*n));
}

Term bif_append_2(Process& p, const Term* args) {
  std::optional<size_t> n = list_length(args[0]);
  if (!n) return p.badarg();
  if (*n == 0) return args[1];
  if (args[1].is_nil()) return args[0];
  if (*n > kLongList) {
    p.x[2] = args[1];
    p.x[1] = Term::nil();
    p.x[0] = args[0];
    return p.trap(the_node.exports->get(make_atom("erts_internal"), make_atom("append_long"), 3));
  }
  Term* cell = p.alloc(2 * *n);
  Term result = Term::cons(cell);
  for (Term list = args[0]; list.is_cons(); list = list.tail(), cell += 2) {
    cell[0] = list.head();
    cell[1] = Term::cons(cell + 2);
  }
  cell[-1] = args[1];
  charge(p, *n, 16);
  return result;
}

namespace {

// The elements of the right side of --, each with how many more of it are to be taken away. A short one is
// scanned; a long one is a hash table with open addressing, so that the whole takes linear time.
class Subtrahend {
 public:
  Subtrahend(Term list, size_t n) : left_(n) {
    if (n <= kScanned) {
      for (; list.is_cons(); list = list.tail()) scanned_.push_back(list.head());
      return;
    }
    slots_.resize(std::bit_ceil(n * 2));
    for (; list.is_cons(); list = list.tail()) {
      uint64_t hash = term_hash(list.head());
      Slot& slot = find(list.head(), hash);
      slot.key = list.head();
      slot.hash = hash;
      ++slot.count;
    }
  }
  [[nodiscard]] size_t left() const { return left_; }

  // Takes one element away if there is an equal one.
  bool take(Term element) {
    if (slots_.empty()) {
      for (Term& t : scanned_) {
        if (!exact_equal(t, element)) continue;
        t = scanned_.back();
        scanned_.pop_back();
        --left_;
        return true;
      }
      return false;
    }
    Slot& slot = find(element, term_hash(element));
    if (slot.count == 0) return false;
    --slot.count;
    --left_;
    return true;
  }

 private:
  static constexpr size_t kScanned = 8;
  struct Slot {
    Term key = Term::none();
    uint64_t hash = 0;
    size_t count = 0;
  };
  // The slot of this key, or the empty one where it would stand: the table is never more than half full.
  Slot& find(Term key, uint64_t hash) {
    for (size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      Slot& slot = slots_[at];
      if (slot.key.is_none() || (slot.hash == hash && exact_equal(slot.key, key))) return slot;
    }
  }
  std::vector<Term> scanned_;
  std::vector<Slot> slots_;
  size_t left_;
};

}  // namespace

Term bif_subtract_2(Process& p, const Term* args) {
  std::optional<size_t> n = list_length(args[0]);
  std::optional<size_t> m = list_length(args[1]);
  if (!n || !m) return p.badarg();
  charge(p, *n + *m, 8);
  if (*n == 0 || *m == 0) return args[0];
  Subtrahend subtrahend(args[1], *m);
  ListBuilder result(p);
  Term rest = args[0];
  for (; rest.is_cons() && subtrahend.left() > 0; rest = rest.tail()) {
    if (!subtrahend.take(rest.head())) result.add(rest.head());
  }
  return result.finish(rest);
}

// -- maps

Term bif_map_size_1(Process& p, const Term* args) {
  if (!is_map(args[0])) return p.error2(atom::badmap, args[0]);
  return Term::small(static_cast<int64_t>(map_size(args[0])));
}
Term bif_map_get_2(Process& p, const Term* args) {
  if (!is_map(args[1])) return p.error2(atom::badmap, args[1]);
  Term value = map_get(args[1], args[0]);
  return value.is_none() ? p.error2(atom::badkey, args[0]) : value;
}
Term bif_is_map_key_2(Process& p, const Term* args) {
  if (!is_map(args[1])) return p.error2(atom::badmap, args[1]);
  return boolean(!map_get(args[1], args[0]).is_none());
}

}  // namespace beamlet
