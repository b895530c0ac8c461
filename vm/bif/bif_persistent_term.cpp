// bif_persistent_term.cpp - terms that all processes read without copying.
//
// A value lives in a literal area of its own, so that a process may hold it like a constant of a module. Areas of values that were
// replaced or erased stay: a process may still hold them, and only a scan of all heaps could tell.
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/hash.hpp"
#include "vm/term/map.hpp"

namespace beamlet {
namespace {

struct KeyHash {
  size_t operator()(Term key) const { return term_hash(key); }
};
struct KeyEqual {
  bool operator()(Term a, Term b) const { return exact_equal(a, b); }
};

class PersistentTerms {
 public:
  static PersistentTerms& instance() {
    static PersistentTerms terms;
    return terms;
  }

  // False when there is no room.
  [[nodiscard]] bool put(Term key, Term value) {
    std::lock_guard guard(lock_);
    auto found = values_.find(key);
    if (found != values_.end() && exact_equal(found->second, value)) return true;
    Term both[] = {key, value};
    if (!make_literals(both)) return false;
    if (found != values_.end())
      found->second = both[1];
    else
      values_.emplace(both[0], both[1]);
    return true;
  }
  [[nodiscard]] Term get(Term key) const {
    std::shared_lock guard(lock_);
    auto found = values_.find(key);
    return found == values_.end() ? Term::none() : found->second;
  }
  bool erase(Term key) {
    std::lock_guard guard(lock_);
    return values_.erase(key) > 0;
  }
  [[nodiscard]] Term to_list(Process& p) const {
    std::shared_lock guard(lock_);
    ListBuilder result(p);
    for (const auto& [key, value] : values_) result.add(new_tuple(p, key, value));
    return result.finish();
  }
  [[nodiscard]] size_t count() const {
    std::shared_lock guard(lock_);
    return values_.size();
  }
  [[nodiscard]] uint64_t bytes() const {
    std::shared_lock guard(lock_);
    return bytes_;
  }

 private:
  // First a copy with everything in it: the literal of a module must not be pointed to, it goes with its module.
  [[nodiscard]] bool make_literals(std::span<Term> terms) {
    size_t words = 0;
    for (Term t : terms) words += copy_size_all(t);
    if (words == 0) return true;
    if (!copy_fits(words)) return false;
    HeapFragment* scratch = HeapFragment::create(words);
    Term* at = scratch->words();
    for (Term& t : terms) t = copy_to_all(t, at, scratch->off_heap);
    LiteralArea* area = nullptr;  // stays for ever
    bool made = the_node.literals->create(terms, area);
    HeapFragment::destroy(scratch);
    if (made) bytes_ += words * sizeof(Term);
    return made;
  }

  mutable std::shared_mutex lock_;
  std::unordered_map<Term, Term, KeyHash, KeyEqual> values_;
  uint64_t bytes_ = 0;
};

}  // namespace

Term bif_persistent_term_put_2(Process& p, const Term* args) {
  size_t words = copy_size_all(args[0]) + copy_size_all(args[1]);
  if (!copy_fits(words)) return p.system_limit();
  charge(p, words, 16);
  return PersistentTerms::instance().put(args[0], args[1]) ? atom::ok : p.system_limit();
}
Term bif_persistent_term_get_0(Process& p, const Term*) { return PersistentTerms::instance().to_list(p); }
Term bif_persistent_term_get_1(Process& p, const Term* args) {
  Term value = PersistentTerms::instance().get(args[0]);
  return value.is_none() ? p.badarg() : value;
}
Term bif_persistent_term_get_2(Process&, const Term* args) {
  Term value = PersistentTerms::instance().get(args[0]);
  return value.is_none() ? args[1] : value;
}
Term bif_persistent_term_erase_1(Process&, const Term* args) {
  return boolean(PersistentTerms::instance().erase(args[0]));
}
Term bif_persistent_term_info_0(Process& p, const Term*) {
  const PersistentTerms& terms = PersistentTerms::instance();
  MapPair pairs[] = {{make_atom("count"), make_uint(p, terms.count())},
                     {make_atom("memory"), make_uint(p, terms.bytes())}};
  return map_from_pairs(p.heap, pairs, 2);
}

}  // namespace beamlet
