// Both walks keep a stack of `Pairs`: two arrays of terms to compare element by element. A tuple is one such entry, a cons cell
// its head (now) and its tail (an array of one, later); an entry is dropped when its last pair is taken, so lists do not deepen the stack.
//
// The order of two large maps is found without sorting: sorted key lists first differ at the smallest key that only one of the maps has;
// the map that has it is the smaller one (sizes being equal). If both have the same keys, the smallest key with different values
// decides. Finding a smallest key means comparing keys, which may be maps again: the search is an entry of the same stack (`Search`)
// and takes the outcome of each comparison, so that nothing recurses.
#include "vm/term/compare.hpp"

#include <cmath>

#include "vm/base/memory.hpp"
#include "vm/base/node.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/fun.hpp"
#include "vm/term/map.hpp"
#include "vm/term/number.hpp"
#include "vm/term/term_stack.hpp"

namespace beamlet {

namespace {

// Rank of a term in the order of types.
enum class Rank : uint8_t { Number, Atom, Ref, Fun, Port, Pid, Tuple, Map, Nil, List, Bits };

Rank rank_of(Term t) {
  if (t.is_small()) return Rank::Number;
  if (t.is_cons()) return Rank::List;
  if (t.is_atom()) return Rank::Atom;
  if (t.is_nil()) return Rank::Nil;
  if (!t.is_boxed()) return Rank::Pid;
  switch (header_of(t).kind()) {
    case TermKind::PosBig:
    case TermKind::NegBig:
    case TermKind::Float:
      return Rank::Number;
    case TermKind::Tuple:
      return Rank::Tuple;
    case TermKind::FlatMap:
    case TermKind::HashMap:
      return Rank::Map;
    case TermKind::Fun:
    case TermKind::ExportFun:
      return Rank::Fun;
    case TermKind::Ref:
    case TermKind::MagicRef:
    case TermKind::ExternalRef:
      return Rank::Ref;
    case TermKind::ExternalPid:
      return Rank::Pid;
    case TermKind::ExternalPort:
      return Rank::Port;
    default:
      return Rank::Bits;
  }
}

template <class T>
int order(T a, T b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

int compare_atoms(Term a, Term b) {
  if (a == b) return 0;
  const AtomTable& atoms = *the_node.atoms;
  uint64_t x = atoms.ordinal(a), y = atoms.ordinal(b);
  if (x != y) return x < y ? -1 : 1;
  return atoms.text(a).compare(atoms.text(b));
}

int compare_numbers(Term a, Term b, bool exact) {
  if (exact && is_float(a) != is_float(b)) return is_float(a) ? 1 : -1;
  int c = number_compare(a, b);
  if (c == 0 && exact && is_float(a))
    return order(std::signbit(float_value(b)), std::signbit(float_value(a)));  // -0.0 before 0.0
  return c;
}

uint64_t ref_number(Term t) { return t.boxed_ptr()[header_of(t).kind() == TermKind::MagicRef ? 3 : 1].raw(); }

// Identifiers of other nodes: raw words from `first` on, most significant first, then the node.
int compare_external(Term a, Term b, size_t first) {
  const Term* p = a.boxed_ptr();
  const Term* q = b.boxed_ptr();
  size_t n = header_of(a).words(), m = header_of(b).words();
  if (n != m) return order(n, m);
  for (size_t i = n; i >= first; --i)
    if (p[i].raw() != q[i].raw()) return order(p[i].raw(), q[i].raw());
  return compare_atoms(p[1], q[1]);
}

int compare_refs(Term a, Term b) {
  bool x = is_kind(a, TermKind::ExternalRef), y = is_kind(b, TermKind::ExternalRef);
  if (x != y) return x ? 1 : -1;
  return x ? compare_external(a, b, 2) : order(ref_number(a), ref_number(b));
}

int compare_pids(Term a, Term b) {
  if (a.is_local_pid() != b.is_local_pid()) return a.is_local_pid() ? -1 : 1;
  return a.is_local_pid() ? order(a.pid_id(), b.pid_id()) : compare_external(a, b, 2);
}

// Funs apart from their free variables.
int compare_fun_heads(Term a, Term b) {
  bool x = is_kind(a, TermKind::ExportFun), y = is_kind(b, TermKind::ExportFun);
  if (x != y) return x ? 1 : -1;
  if (x) {
    const ExportIdentity &e = export_identity(a), &f = export_identity(b);
    if (int c = compare_atoms(e.module, f.module); c != 0) return c;
    if (int c = compare_atoms(e.function, f.function); c != 0) return c;
    return order(e.arity, f.arity);
  }
  const FunIdentity &e = fun_identity(a), &f = fun_identity(b);
  if (&e == &f) return 0;
  if (int c = compare_atoms(e.module, f.module); c != 0) return c;
  if (int c = order(e.index, f.index); c != 0) return c;
  if (int c = order(e.unique, f.unique); c != 0) return c;
  return order(e.free, f.free);
}

class Comparison {
 public:
  int run(Term a, Term b, bool exact) {
    for (;;) {
      int c = one(a, b, exact);
      if (!next(c, a, b, exact)) return c;
    }
  }

 private:
  // What is left to do. Pairs: compare a[0..count) with b[0..count). Search: see the head of the file.
  struct Entry {
    const Term* a;
    const Term* b;
    uint64_t count;  // 0: a Search
    bool exact;
  };
  struct Candidate {
    Term key, a, b;  // a, b: the values, or none() in the map that lacks the key
  };
  struct Search {
    Candidate* candidates;
    size_t count;
    size_t at;  // being compared with the best
    size_t best;
    bool exact;   // of the values
    bool values;  // the best one's values are being compared
  };

  // Compares two terms as far as it can without looking inside; pushes what is inside.
  int one(Term a, Term b, bool exact) {
    if (a == b) return 0;
    Rank rank = rank_of(a), other = rank_of(b);
    if (rank != other) return rank < other ? -1 : 1;
    switch (rank) {
      case Rank::Number:
        return compare_numbers(a, b, exact);
      case Rank::Atom:
        return compare_atoms(a, b);
      case Rank::Ref:
        return compare_refs(a, b);
      case Rank::Fun:
        return funs(a, b, exact);
      case Rank::Port:
        return compare_external(a, b, 2);
      case Rank::Pid:
        return compare_pids(a, b);
      case Rank::Tuple: {
        uint64_t n = tuple_size(a), m = tuple_size(b);
        return n != m ? order(n, m) : tuples(tuple_elements(a), tuple_elements(b), n, exact);
      }
      case Rank::Map:
        return maps(a, b, exact);
      case Rank::Nil:
        return 0;
      case Rank::List:
        return lists(a, b, exact);
      case Rank::Bits:
        return compare_bits(bit_view(a), bit_view(b));
    }
    return 0;
  }

  // The first pair that is not the same word decides when it is of small integers.
  int tuples(const Term* p, const Term* q, uint64_t count, bool exact) {
    uint64_t i = 0;
    while (i < count && p[i] == q[i]) ++i;
    if (i == count) return 0;
    if (p[i].is_small() && q[i].is_small()) return p[i].small_value() < q[i].small_value() ? -1 : 1;
    entries_.push({p + i, q + i, count - i, exact});
    return 0;
  }

  int lists(Term a, Term b, bool exact) {
    for (;;) {
      const Term* p = a.cons_ptr();
      const Term* q = b.cons_ptr();
      if (p[0] != q[0]) {
        if (!p[0].is_small() || !q[0].is_small()) {
          entries_.push({p + 1, q + 1, 1, exact});
          entries_.push({p, q, 1, exact});
          return 0;
        }
        return p[0].small_value() < q[0].small_value() ? -1 : 1;
      }
      a = p[1];
      b = q[1];
      if (a == b) return 0;
      if (!a.is_cons() || !b.is_cons()) {
        entries_.push({p + 1, q + 1, 1, exact});
        return 0;
      }
    }
  }

  int funs(Term a, Term b, bool exact) {
    int c = compare_fun_heads(a, b);
    if (c != 0 || is_kind(a, TermKind::ExportFun)) return c;
    uint32_t free = fun_identity(a).free;
    if (free > 0) entries_.push({a.boxed_ptr() + 2, b.boxed_ptr() + 2, free, exact});
    return 0;
  }

  int maps(Term a, Term b, bool exact) {
    uint64_t n = map_size(a), m = map_size(b);
    if (n != m) return order(n, m);
    if (n == 0) return 0;
    if (is_kind(a, TermKind::FlatMap)) {
      const Term* p = a.boxed_ptr();
      const Term* q = b.boxed_ptr();
      entries_.push({p + 2, q + 2, n, exact});
      if (p[1] != q[1]) entries_.push({tuple_elements(p[1]), tuple_elements(q[1]), n, true});
      return 0;
    }
    return start_search(a, b, exact);
  }

  int start_search(Term a, Term b, bool exact) {
    auto* list = static_cast<Candidate*>(memory_alloc(2 * map_size(a) * sizeof(Candidate)));
    size_t count = 0;
    for (MapIterator it(a); it.next();)
      if (!map_has(b, it.key())) list[count++] = {it.key(), it.value(), Term::none()};
    for (MapIterator it(b); it.next() && count > 0;)
      if (!map_has(a, it.key())) list[count++] = {it.key(), Term::none(), it.value()};
    if (count == 0) {
      for (MapIterator it(a); it.next();) {
        Term other = map_get(b, it.key());
        if (!(exact ? exact_equal(it.value(), other) : equal(it.value(), other)))
          list[count++] = {it.key(), it.value(), other};
      }
    }
    if (count == 0) {
      memory_free(list);
      return 0;
    }
    searches_.push({list, count, 0, 0, exact, false});
    entries_.push({nullptr, nullptr, 0, exact});
    return 0;
  }

  // The last comparison's outcome is c (0 may mean: go on with what was pushed). Finds the next pair; false when c is final.
  bool next(int& c, Term& a, Term& b, bool& exact) {
    for (;;) {
      if (c != 0)  // decides everything up to the nearest search
        while (!entries_.empty() && entries_.top().count != 0) entries_.drop();
      if (entries_.empty()) return false;
      Entry& top = entries_.top();
      if (top.count != 0) {
        a = *top.a++;
        b = *top.b++;
        exact = top.exact;
        if (--top.count == 0) entries_.drop();
        return true;
      }
      if (search(c, a, b, exact)) return true;
    }
  }

  // One step of the search on top, given the outcome of its last comparison. False: it ended, with c as its outcome.
  bool search(int& c, Term& a, Term& b, bool& exact) {
    Search& s = searches_.top();
    if (!s.values) {
      if (s.at > 0 && c < 0) s.best = s.at;
      if (++s.at < s.count) {
        a = s.candidates[s.at].key;
        b = s.candidates[s.best].key;
        exact = true;
        c = 0;
        return true;
      }
      const Candidate& best = s.candidates[s.best];
      if (!best.a.is_none() && !best.b.is_none()) {
        s.values = true;
        a = best.a;
        b = best.b;
        exact = s.exact;
        c = 0;
        return true;
      }
      c = best.b.is_none() ? -1 : 1;
    }
    memory_free(s.candidates);
    searches_.drop();
    entries_.drop();
    return false;
  }

  WalkStack<Entry> entries_;
  WalkStack<Search, 2> searches_;
};

// Equality of everything that has no terms inside.
bool equal_leaves(Term a, Term b, TermKind kind, bool exact) {
  const Term* p = a.boxed_ptr();
  const Term* q = b.boxed_ptr();
  switch (kind) {
    case TermKind::Float:
      return exact ? p[1] == q[1] : float_value(a) == float_value(b);
    case TermKind::PosBig:
    case TermKind::NegBig:
      return p[0] == q[0] && std::memcmp(p + 1, q + 1, Header(p[0]).words() * sizeof(Term)) == 0;
    case TermKind::ExportFun:
      return compare_fun_heads(a, b) == 0;
    case TermKind::Ref:
    case TermKind::MagicRef:
      return ref_number(a) == ref_number(b);
    default:  // external identifiers
      return p[0] == q[0] && std::memcmp(p + 1, q + 1, Header(p[0]).words() * sizeof(Term)) == 0;
  }
}

bool is_bits_kind(TermKind k) {
  return k == TermKind::HeapBinary || k == TermKind::RefcBinary || k == TermKind::SubBits;
}
bool is_number_kind(TermKind k) {
  return k == TermKind::Float || k == TermKind::PosBig || k == TermKind::NegBig;
}
bool is_local_ref_kind(TermKind k) { return k == TermKind::Ref || k == TermKind::MagicRef; }

class Equality {
 public:
  bool run(Term a, Term b, bool exact) {
    for (;;) {
      if (!one(a, b, exact)) return false;
      if (entries_.empty()) return true;
      Entry& top = entries_.top();
      a = *top.a++;
      b = *top.b++;
      exact = top.exact;
      if (--top.count == 0) entries_.drop();
    }
  }

 private:
  struct Entry {
    const Term* a;
    const Term* b;
    uint64_t count;
    bool exact;
  };
  // To be compared later, but for what can be told at once: most different tuples differ in an atom or small integer near their front.
  [[nodiscard]] bool push(const Term* a, const Term* b, uint64_t count, bool exact) {
    while (count > 0 && *a == *b) {
      ++a;
      ++b;
      --count;
    }
    if (count == 0) return true;
    if (exact ? a->is_immediate() || b->is_immediate() : a->is_immediate() && b->is_immediate()) return false;
    entries_.push({a, b, count, exact});
    return true;
  }

  bool one(Term a, Term b, bool exact) {
    while (a.is_cons()) {
      if (a == b) return true;
      if (!b.is_cons()) return false;
      const Term* p = a.cons_ptr();
      const Term* q = b.cons_ptr();
      if (p[0] != q[0]) {
        if (p[0].is_immediate() && q[0].is_immediate()) return false;
        if (!push(p + 1, q + 1, 1, exact)) return false;
        a = p[0];
        b = q[0];
        continue;
      }
      a = p[1];
      b = q[1];
    }
    if (a == b) return true;
    if (!a.is_boxed() || !b.is_boxed())
      return !exact && is_number(a) && is_number(b) && number_compare(a, b) == 0;
    return boxed(a, b, exact);
  }

  bool boxed(Term a, Term b, bool exact) {
    const Term* p = a.boxed_ptr();
    const Term* q = b.boxed_ptr();
    Header header(p[0]), other(q[0]);
    TermKind kind = header.kind();
    if (is_bits_kind(kind)) {
      if (!is_bits_kind(other.kind())) return false;
      BitView x = bit_view(a), y = bit_view(b);
      return x.size == y.size && equal_bits(x.bytes, x.offset, y.bytes, y.offset, x.size);
    }
    if (kind != other.kind()) {
      if (!exact && is_number_kind(kind) && is_number_kind(other.kind())) return number_compare(a, b) == 0;
      return is_local_ref_kind(kind) && is_local_ref_kind(other.kind()) && ref_number(a) == ref_number(b);
    }
    switch (kind) {
      case TermKind::Tuple:
        return p[0] == q[0] && push(p + 1, q + 1, header.words(), exact);
      case TermKind::FlatMap:
        return p[0] == q[0] && push(p + 2, q + 2, header.words() - 1, exact) &&
               (p[1] == q[1] || push(tuple_elements(p[1]), tuple_elements(q[1]), header.words() - 1, true));
      case TermKind::HashMap:
        // Maps with the same keys have the same shape (map.hpp), so they can be compared node by node.
        if (p[0] != q[0] || p[1] != q[1]) return false;
        return children(p + 2, q + 2, header.words() - 1, exact);
      case TermKind::HashNode:
      case TermKind::HashCollision:
        if (p[0] != q[0]) return false;
        return children(p + 1, q + 1, header.words(), exact);
      case TermKind::Fun:
        if (compare_fun_heads(a, b) != 0) return false;
        return push(p + 2, q + 2, fun_identity(a).free, exact);
      default:
        return equal_leaves(a, b, kind, exact);
    }
  }

  // Leaves are cons cells [Key|Value]: keys are equal only exactly, values as asked.
  bool children(const Term* p, const Term* q, uint64_t count, bool exact) {
    for (uint64_t i = 0; i < count; ++i) {
      if (p[i] == q[i]) continue;
      if (p[i].is_cons() != q[i].is_cons()) return false;
      if (exact || !p[i].is_cons()) {
        if (!push(p + i, q + i, 1, exact)) return false;
        continue;
      }
      if (!push(p[i].cons_ptr() + 1, q[i].cons_ptr() + 1, 1, false)) return false;
      if (!push(p[i].cons_ptr(), q[i].cons_ptr(), 1, true)) return false;
    }
    return true;
  }

  WalkStack<Entry> entries_;
};

}  // namespace

namespace detail {

int compare_slow(Term a, Term b, bool exact) {
  if (a.is_atom() && b.is_atom()) return compare_atoms(a, b);
  Rank rank = rank_of(a), other = rank_of(b);
  if (rank != other) return rank < other ? -1 : 1;
  if (rank == Rank::Number) return compare_numbers(a, b, exact);
  if (rank == Rank::Bits) return compare_bits(bit_view(a), bit_view(b));
  Comparison comparison;
  return comparison.run(a, b, exact);
}

bool equal_slow(Term a, Term b, bool exact) {
  Equality equality;
  return equality.run(a, b, exact);
}

}  // namespace detail

}  // namespace beamlet
