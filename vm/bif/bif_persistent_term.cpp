// bif_persistent_term.cpp - terms that all processes read without copying.
//
// A value lives in a literal area of its own (with its key), so that a process may hold it like a constant of a module. The areas of values that
// were replaced or erased go as the literals of purged modules: every process takes copies of what it still holds (vm/code/purge.hpp).
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/code/code_server.hpp"
#include "vm/code/export_table.hpp"
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

  // False when there is no room. `before`: the area of the value that was there, which nothing new leads to any more; nullptr when nothing is to be freed.
  [[nodiscard]] bool put(Term key, Term value, LiteralArea*& before) {
    std::lock_guard guard(lock_);
    auto found = values_.find(key);
    if (found != values_.end() && exact_equal(found->second.term, value)) return true;
    return add(key, value, before);
  }
  enum class New : uint8_t { Stored, HasAnother, NoRoom };
  [[nodiscard]] New put_new(Term key, Term value) {
    std::lock_guard guard(lock_);
    auto found = values_.find(key);
    if (found != values_.end()) return exact_equal(found->second.term, value) ? New::Stored : New::HasAnother;
    LiteralArea* none = nullptr;
    return add(key, value, none) ? New::Stored : New::NoRoom;
  }
  [[nodiscard]] Term get(Term key) const {
    std::shared_lock guard(lock_);
    auto found = values_.find(key);
    return found == values_.end() ? Term::none() : found->second.term;
  }
  bool erase(Term key, LiteralArea*& before) {
    std::lock_guard guard(lock_);
    auto found = values_.find(key);
    if (found == values_.end()) return false;
    before = take(found);
    return true;
  }
  [[nodiscard]] Term to_list(Process& p) const {
    std::shared_lock guard(lock_);
    ListBuilder result(p);
    for (const auto& [key, value] : values_) result.add(new_tuple(p, key, value.term));
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
  struct Value {
    Term term;
    LiteralArea* area;  // holds the key, too; nullptr when both are immediate
  };
  using Values = std::unordered_map<Term, Value, KeyHash, KeyEqual>;

  LiteralArea* take(Values::iterator at) {
    LiteralArea* area = at->second.area;
    if (area != nullptr) bytes_ -= area->words * sizeof(Term);
    values_.erase(at);
    return area;
  }
  // First a copy with everything in it: the literal of a module must not be pointed to, it goes with its module.
  // False when there is no room: the old value stays.
  [[nodiscard]] bool add(Term key, Term value, LiteralArea*& before) {
    Term both[] = {key, value};
    LiteralArea* area = nullptr;
    if (size_t words = copy_size_all(key) + copy_size_all(value); words > 0) {
      if (!copy_fits(words)) return false;
      HeapFragment* scratch = HeapFragment::create(words);
      Term* at = scratch->words();
      for (Term& t : both) t = copy_to_all(t, at, scratch->off_heap);
      bool made = the_node.literals->create(both, area);
      HeapFragment::destroy(scratch);
      if (!made) return false;
      bytes_ += words * sizeof(Term);
    }
    if (auto found = values_.find(key); found != values_.end()) before = take(found);
    values_.emplace(both[0], Value{both[1], area});
    return true;
  }

  mutable std::shared_mutex lock_;
  Values values_;
  uint64_t bytes_ = 0;
};

// The code server frees the area: soon; who makes so many that they fill memory waits for it.
Term free_later(Process& p, LiteralArea* area, Term result) {
  if (area == nullptr) return result;
  constexpr uint64_t kWaitingBytes = uint64_t{16} << 20;
  bool many = the_node.code->retire_area(area) > kWaitingBytes;
  p.x[0] = result;
  p.x[1] = make_atom(many ? "wait" : "async");
  return p.trap(the_node.exports->get(make_atom("code_server"), make_atom("replaced"), 2));
}

}  // namespace

Term bif_persistent_term_put_2(Process& p, const Term* args) {
  size_t words = copy_size_all(args[0]) + copy_size_all(args[1]);
  if (!copy_fits(words)) return p.system_limit();
  charge(p, words, 16);
  LiteralArea* before = nullptr;
  if (!PersistentTerms::instance().put(args[0], args[1], before)) return p.system_limit();
  return free_later(p, before, atom::ok);
}
Term bif_persistent_term_put_new_2(Process& p, const Term* args) {
  size_t words = copy_size_all(args[0]) + copy_size_all(args[1]);
  if (!copy_fits(words)) return p.system_limit();
  charge(p, words, 16);
  switch (PersistentTerms::instance().put_new(args[0], args[1])) {
    case PersistentTerms::New::Stored:
      return atom::ok;
    case PersistentTerms::New::HasAnother:
      return p.badarg();
    case PersistentTerms::New::NoRoom:
      break;
  }
  return p.system_limit();
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
Term bif_persistent_term_erase_1(Process& p, const Term* args) {
  LiteralArea* before = nullptr;
  bool erased = PersistentTerms::instance().erase(args[0], before);
  return free_later(p, before, boolean(erased));
}
Term bif_persistent_term_info_0(Process& p, const Term*) {
  const PersistentTerms& terms = PersistentTerms::instance();
  MapPair pairs[] = {{make_atom("count"), make_uint(p, terms.count())},
                     {make_atom("memory"), make_uint(p, terms.bytes())}};
  return map_from_pairs(p.heap, pairs, 2);
}

}  // namespace beamlet
