// bif_lists_sort.cpp - sorting of module lists.
//
// The elements go into an array of keys and positions, that is sorted, and the list is built from its end. The order is stable. A list that is in order already
// is its own result. Kind HeavyFlat: a long list is sorted off the schedulers.
#include <algorithm>
#include <bit>
#include <vector>

#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/compare.hpp"

namespace beamlet {
namespace {

enum class Equals : bool { Kept, Dropped };

// Steps of a reduction, for each element and doubling of the list.
constexpr uint64_t kPerReduction = 64;

// An element and what it is sorted by: itself, or one of its elements.
struct Keyed {
  Term key, element;
};

struct Elements {
  std::vector<Keyed> all;
  Term rest;               // of the list, behind what was read: nil when it was a proper one
  bool ascending = true;   // no key is less than the one before it
  bool distinct = true;    // none is equal to the one before it
  bool all_small = true;   // every key is a small integer
  bool all_tuples = true;  // every element has the key
};

// The elements of a list with their keys; `position` 0 is the element itself.
Elements read(Term list, uint64_t position) {
  Elements elements;
  for (; list.is_cons(); list = list.tail()) {
    Term element = list.head();
    Term key = element;
    if (position > 0) {
      if (!is_tuple(element) || tuple_size(element) < position) {
        elements.all_tuples = false;
        key = Term::nil();
      } else {
        key = tuple_elements(element)[position - 1];
      }
    }
    if (!key.is_small()) elements.all_small = false;
    if (elements.ascending && !elements.all.empty()) {
      int order = compare(elements.all.back().key, key);
      elements.ascending = order <= 0;
      elements.distinct = elements.distinct && order != 0;
    }
    elements.all.push_back({key, element});
  }
  elements.rest = list;
  return elements;
}

// Sorted blocks of this many are made by insertion, and then merged.
constexpr size_t kBlock = 8;

template <class Less>
void insertion_sort(Keyed* first, Keyed* last, Less less) {
  for (Keyed* next = first; next != last; ++next) {
    Keyed item = *next;
    Keyed* hole = next;
    for (; hole != first && less(item, hole[-1]); --hole) *hole = hole[-1];
    *hole = item;
  }
}

// Merges neighbours, from one array into the other and back. (std::stable_sort of this library is not for Clang without warnings.)
template <class Less>
void merge_sort(std::vector<Keyed>& all, Less less) {
  size_t count = all.size();
  for (size_t at = 0; at < count; at += kBlock) {
    insertion_sort(all.data() + at, all.data() + std::min(at + kBlock, count), less);
  }
  if (count <= kBlock) return;
  std::vector<Keyed> other(count);
  for (size_t width = kBlock; width < count; width *= 2) {
    for (size_t at = 0; at < count; at += 2 * width) {
      Keyed* first = all.data() + at;
      Keyed* middle = all.data() + std::min(at + width, count);
      Keyed* last = all.data() + std::min(at + 2 * width, count);
      Keyed* to = other.data() + at;
      if (middle == last || !less(*middle, middle[-1])) {
        std::copy(first, last, to);
      } else {
        std::merge(first, middle, middle, last, to, less);
      }
    }
    all.swap(other);
  }
}

void put_in_order(Elements& elements) {
  if (elements.all_small) {
    merge_sort(elements.all,
               [](const Keyed& a, const Keyed& b) { return a.key.small_value() < b.key.small_value(); });
  } else {
    merge_sort(elements.all, [](const Keyed& a, const Keyed& b) { return compare(a.key, b.key) < 0; });
  }
}

// Of elements with equal keys only the first stays.
void drop_equals(std::vector<Keyed>& sorted) {
  auto last = std::unique(sorted.begin(), sorted.end(),
                          [](const Keyed& a, const Keyed& b) { return compare(a.key, b.key) == 0; });
  sorted.erase(last, sorted.end());
}

Term sorted_list(Process& p, Term list, Elements& elements, Equals equals) {
  size_t count = elements.all.size();
  uint64_t doublings = std::bit_width(count);
  charge(p, elements.ascending ? count : count * doublings, kPerReduction);
  if (elements.ascending && (equals == Equals::Kept || elements.distinct)) return list;
  if (!elements.ascending) put_in_order(elements);
  if (equals == Equals::Dropped) drop_equals(elements.all);
  count = elements.all.size();
  if (!has_words(p, 2 * count)) return p.system_limit();
  Term* cell = p.alloc(2 * count);
  Term sorted = Term::nil();
  for (size_t i = count; i-- > 0; cell += 2) sorted = cons_at(cell, elements.all[i].element, sorted);
  return sorted;
}

Term sort(Process& p, Term list, Equals equals) {
  Elements elements = read(list, 0);
  if (!elements.rest.is_nil()) return p.error(atom::function_clause);
  return sorted_list(p, list, elements, equals);
}

Term keysort(Process& p, Term position, Term list, Equals equals) {
  if (!is_integer(position) || compare(position, Term::small(0)) <= 0) return p.error(atom::function_clause);
  // No tuple has as many elements as a big number says.
  uint64_t index = position.is_small() ? static_cast<uint64_t>(position.small_value()) : UINT64_MAX;
  Elements elements = read(list, index);
  bool single = elements.all.size() == 1;
  if (!elements.rest.is_nil() && (elements.all.size() < 2))
    return p.error(new_tuple(p, make_atom("case_clause"), list));
  if (!elements.rest.is_nil()) return p.error(atom::function_clause);
  if (!elements.all_tuples && !single) return p.badarg();
  return sorted_list(p, list, elements, equals);
}

}  // namespace

Term bif_lists_sort_1(Process& p, const Term* args) { return sort(p, args[0], Equals::Kept); }
Term bif_lists_usort_1(Process& p, const Term* args) { return sort(p, args[0], Equals::Dropped); }
Term bif_lists_keysort_2(Process& p, const Term* args) { return keysort(p, args[0], args[1], Equals::Kept); }
Term bif_lists_ukeysort_2(Process& p, const Term* args) {
  return keysort(p, args[0], args[1], Equals::Dropped);
}

}  // namespace beamlet
