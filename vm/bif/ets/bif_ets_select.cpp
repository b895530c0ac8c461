// bif_ets_select.cpp - asking a table with match specifications: select, match and their kin.
//
// A continuation of select/3 is {Table, LastKey, Skip, Limit, Spec, Backwards}: Skip objects with LastKey have been looked at already.
#include <vector>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/ets/bif_ets.hpp"
#include "vm/bif/match_spec.hpp"

namespace beamlet {

using ets::Need;
using ets::Object;
using ets::Table;

namespace {

// One match specification from a term of the language: a list, or one compiled before.
MatchSpec::Handle spec_of(Term t) {
  if (MatchSpec* compiled = MatchSpec::of(t)) {
    // relaxed: the term keeps it alive meanwhile
    compiled->references.fetch_add(1, std::memory_order_relaxed);
    return MatchSpec::Handle(compiled);
  }
  return MatchSpec::compile(t);
}

// [{Pattern, [], [Result]}]
Term pattern_spec(Process& p, Term pattern, Term result) {
  Term clause = new_tuple(p, pattern, Term::nil(), make_cons(p, result, Term::nil()));
  return make_cons(p, clause, Term::nil());
}

// Visits what can match: the objects of one key where the specification binds it, else all.
template <class Visit>
void visit_candidates(Table& table, const MatchSpec& spec, bool exclusive, bool backwards, Visit&& visit) {
  Term key = spec.bound_element(table.key_position());
  if (!key.is_none()) {
    uint64_t hash = table.hash_of(key);
    if (!exclusive) {
      ets::Reading reading(table, key, hash);
      for (Object* object = reading.first(); object != nullptr; object = reading.next(object)) {
        if (!visit(object)) return;
      }
      return;
    }
    ets::ExclusiveGuard guard(table.stripe_of(hash).lock);
    for (Object* object = table.find(key, hash); object != nullptr;) {
      Object* next = table.next_with_key(object);  // the visit may remove the object
      if (!visit(object)) return;
      object = next;
    }
  } else if (backwards && table.ordered()) {
    table.each_reverse(nullptr, visit);
  } else {
    table.each(exclusive, visit);
  }
}

// -- select: all results

Term select_all(Process& p, Term table_term, Term spec_term, bool backwards) {
  Table* table = ets::open(p, table_term, Need::Read);
  if (table == nullptr) return ets::refuse(p, table_term);
  MatchSpec::Handle spec = spec_of(spec_term);
  if (spec == nullptr) return p.badarg();
  ListBuilder list(p);
  std::vector<Term> results;
  uint64_t visited = 0;
  {
    MatchRun run(p, *spec);
    visit_candidates(*table, *spec, false, backwards, [&](Object* object) {
      ++visited;
      Term result = run.run(object->tuple);
      if (!result.is_none()) results.push_back(run.keep(result));
      return true;
    });
  }
  charge(p, visited, 4);
  return make_list(p, results);
}

// -- select with a limit

struct Progress {
  Term last_key = Term::none();  // in the process's heap
  uint64_t skip = 0;             // objects with that key that have been looked at
};

struct Question {
  Table* table;
  const MatchSpec* spec;
  uint64_t limit;
  bool backwards;
};

// Looks at objects behind `progress` until there are enough results; true: the table has no more.
bool select_some(Process& p, const Question& q, Progress& progress, std::vector<Term>& results, bool& lost) {
  MatchRun run(p, *q.spec);
  Table& table = *q.table;
  // The object looked at last, for as long as its lock is held: another with the same hash stands behind the same lock.
  const Object* last = nullptr;
  uint64_t last_hash = 0;
  bool full = false;
  auto look = [&](Object* object) {
    if (results.size() == q.limit) {
      full = true;
      return false;
    }
    bool same = last != nullptr && last_hash == object->hash &&
                exact_equal(table.key_of(last->tuple), table.key_of(object->tuple));
    progress.skip = same ? progress.skip + 1 : 1;
    last = object;
    last_hash = object->hash;
    Term result = run.run(object->tuple);
    if (!result.is_none()) results.push_back(run.keep(result));
    // The key is remembered while the object is locked.
    if (results.size() == q.limit) progress.last_key = run.keep(table.key_of(object->tuple));
    return true;
  };
  if (progress.last_key.is_none()) {
    visit_candidates(table, *q.spec, false, q.backwards, look);
    return !full;
  }
  Term key = progress.last_key;
  if (!table.is_set()) {
    ets::Reading reading(table, key);
    uint64_t done = progress.skip;
    uint64_t index = 0;
    for (Object* o = reading.first(); o != nullptr && !full; o = reading.next(o)) {
      if (index++ < done) continue;
      if (!look(o)) break;
      progress.skip = index;
    }
    last = nullptr;
    if (full) return false;
  }
  if (!q.spec->bound_element(table.key_position()).is_none()) return true;
  if (q.backwards && table.ordered())
    table.each_reverse(&key, look);
  else
    lost = !table.each_after(key, look);
  return !full;
}

Term select_chunk(Process& p, Term table_term, Term spec_term, Term limit, bool backwards,
                  Progress progress) {
  Table* table = ets::open(p, table_term, Need::Read);
  if (table == nullptr) return ets::refuse(p, table_term);
  if (!limit.is_small() || limit.small_value() < 1) return p.badarg();
  MatchSpec::Handle spec = spec_of(spec_term);
  if (spec == nullptr) return p.badarg();
  Question question{table, spec.get(), static_cast<uint64_t>(limit.small_value()), backwards};
  std::vector<Term> results;
  bool lost = false;
  bool at_end = select_some(p, question, progress, results, lost);
  if (lost) return p.badarg();
  charge(p, results.size(), 4);
  if (at_end && results.empty()) return atom::end_of_table;
  Term list = make_list(p, results);
  if (at_end) return new_tuple(p, list, atom::end_of_table);
  Term compiled = MatchSpec::of(spec_term) != nullptr ? spec_term : MatchSpec::term(p, std::move(spec));
  Term continuation = new_tuple(p, table_term, progress.last_key, make_uint(p, progress.skip), limit,
                                compiled, boolean(backwards));
  return new_tuple(p, list, continuation);
}

Term select_more(Process& p, Term continuation) {
  if (continuation == atom::end_of_table) return continuation;
  const Term* c = tuple_of(continuation, 6);
  std::optional<size_t> skip = c != nullptr ? as_size(c[2]) : std::nullopt;
  if (!skip || MatchSpec::of(c[4]) == nullptr) return p.badarg();
  return select_chunk(p, c[0], c[4], c[3], c[5] == atom::true_, {c[1], *skip});
}

// -- counting, deleting, replacing

Term select_count(Process& p, Term table_term, Term spec_term) {
  Table* table = ets::open(p, table_term, Need::Read);
  if (table == nullptr) return ets::refuse(p, table_term);
  MatchSpec::Handle spec = spec_of(spec_term);
  if (spec == nullptr) return p.badarg();
  uint64_t count = 0, visited = 0;
  {
    MatchRun run(p, *spec);
    visit_candidates(*table, *spec, false, false, [&](Object* object) {
      ++visited;
      if (run.run(object->tuple) == atom::true_) ++count;
      return true;
    });
  }
  charge(p, visited, 4);
  return make_uint(p, count);
}

Term select_delete(Process& p, Term table_term, Term spec_term) {
  Table* table = ets::open(p, table_term, Need::Write);
  if (table == nullptr) return ets::refuse(p, table_term);
  MatchSpec::Handle spec = spec_of(spec_term);
  if (spec == nullptr) return p.badarg();
  uint64_t count = 0, visited = 0;
  {
    MatchRun run(p, *spec);
    visit_candidates(*table, *spec, true, false, [&](Object* object) {
      ++visited;
      if (run.run(object->tuple) != atom::true_) return true;
      table->remove(object);
      ++count;
      return true;
    });
  }
  charge(p, visited, 4);
  return make_uint(p, count);
}

// The new object must have the old one's key: else badarg, and what was replaced before stays replaced.
Term select_replace(Process& p, Term table_term, Term spec_term) {
  Table* table = ets::open(p, table_term, Need::Write);
  if (table == nullptr) return ets::refuse(p, table_term);
  if (table->type() == ets::TableType::Bag) return ets::badarg_because(p, "table_type");
  MatchSpec::Handle spec = spec_of(spec_term);
  if (spec == nullptr) return p.badarg();
  uint64_t count = 0, visited = 0;
  bool bad = false, no_memory = false;
  {
    MatchRun run(p, *spec);
    visit_candidates(*table, *spec, true, false, [&](Object* object) {
      ++visited;
      Term result = run.run(object->tuple);
      if (result.is_none()) return true;
      bad = !is_tuple(result) || tuple_size(result) <= table->key_position() ||
            !exact_equal(table->key_of(result), table->key_of(object->tuple));
      if (bad) return false;
      Object* fresh = table->make(result);
      no_memory = fresh == nullptr;
      if (no_memory) return false;
      table->exchange(object, fresh);
      ++count;
      return true;
    });
  }
  charge(p, visited, 4);
  if (no_memory) return p.system_limit();
  return bad ? p.badarg() : make_uint(p, count);
}

}  // namespace

Term bif_ets_select_1(Process& p, const Term* args) { return select_more(p, args[0]); }
Term bif_ets_select_2(Process& p, const Term* args) { return select_all(p, args[0], args[1], false); }
Term bif_ets_select_3(Process& p, const Term* args) {
  return select_chunk(p, args[0], args[1], args[2], false, {});
}
Term bif_ets_select_reverse_1(Process& p, const Term* args) { return select_more(p, args[0]); }
Term bif_ets_select_reverse_2(Process& p, const Term* args) { return select_all(p, args[0], args[1], true); }
Term bif_ets_select_reverse_3(Process& p, const Term* args) {
  return select_chunk(p, args[0], args[1], args[2], true, {});
}
Term bif_ets_select_count_2(Process& p, const Term* args) { return select_count(p, args[0], args[1]); }
Term bif_ets_select_delete_2(Process& p, const Term* args) { return select_delete(p, args[0], args[1]); }
Term bif_ets_select_replace_2(Process& p, const Term* args) { return select_replace(p, args[0], args[1]); }

Term bif_ets_match_1(Process& p, const Term* args) { return select_more(p, args[0]); }
Term bif_ets_match_2(Process& p, const Term* args) {
  return select_all(p, args[0], pattern_spec(p, args[1], atom::all_variables), false);
}
Term bif_ets_match_3(Process& p, const Term* args) {
  return select_chunk(p, args[0], pattern_spec(p, args[1], atom::all_variables), args[2], false, {});
}
Term bif_ets_match_object_1(Process& p, const Term* args) { return select_more(p, args[0]); }
Term bif_ets_match_object_2(Process& p, const Term* args) {
  return select_all(p, args[0], pattern_spec(p, args[1], atom::whole_object), false);
}
Term bif_ets_match_object_3(Process& p, const Term* args) {
  return select_chunk(p, args[0], pattern_spec(p, args[1], atom::whole_object), args[2], false, {});
}
Term bif_ets_match_delete_2(Process& p, const Term* args) {
  Term count = select_delete(p, args[0], pattern_spec(p, args[1], atom::true_));
  return count.is_none() ? count : atom::true_;
}

// -- match specifications without a table

Term bif_ets_match_spec_compile_1(Process& p, const Term* args) {
  if (args[0].is_nil()) return p.badarg();
  MatchSpec::Handle spec = MatchSpec::compile(args[0]);
  return spec != nullptr ? MatchSpec::term(p, std::move(spec)) : p.badarg();
}

Term bif_ets_is_compiled_ms_1(Process&, const Term* args) {
  return boolean(MatchSpec::of(args[0]) != nullptr);
}

// The results for the tuples of a list, reversed, in front of the third argument.
Term bif_ets_match_spec_run_r_3(Process& p, const Term* args) {
  MatchSpec* spec = MatchSpec::of(args[1]);
  std::optional<size_t> length = list_length(args[0]);
  if (spec == nullptr || !length) return p.badarg();
  std::vector<Term> results;
  {
    MatchRun run(p, *spec);
    for (Term list = args[0]; list.is_cons(); list = list.tail()) {
      Term result = is_tuple(list.head()) ? run.run(list.head()) : Term::none();
      if (!result.is_none()) results.push_back(run.keep(result));
    }
  }
  charge(p, *length, 4);
  Term list = args[2];
  for (Term result : results) list = make_cons(p, result, list);
  return list;
}

}  // namespace beamlet
