// bif_ets_objects.cpp - module ets: inserting, looking up and deleting objects.
#include <memory>
#include <vector>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/ets/bif_ets.hpp"
#include "vm/heap/copy_term.hpp"

namespace beamlet {

namespace ets {

Term copy_found(Process& p, const Reading& reading) {
  Object* object = reading.first();
  if (object == nullptr) return Term::nil();
  Term first = copy_out(p, object->tuple);
  object = reading.next(object);
  if (object == nullptr) return make_cons(p, first, Term::nil());
  ListBuilder list(p);
  list.add(first);
  for (; object != nullptr; object = reading.next(object)) list.add(copy_out(p, object->tuple));
  return list.finish();
}

}  // namespace ets

using ets::copy_out;
using ets::ExclusiveGuard;
using ets::is_storable;
using ets::Need;
using ets::Object;
using ets::Reading;
using ets::Table;
using ets::TableType;
using ets::WholeChange;

namespace {

constexpr uint64_t kWordsPerReduction = 16;

bool all_storable(const Table& table, Term list) {
  for (; list.is_cons(); list = list.tail()) {
    if (!is_storable(table, list.head())) return false;
  }
  return list.is_nil();
}

bool is_in_bag(Table& table, const Object& object) {
  Object* other = table.find(table.key_of(object.tuple), object.hash);
  while (other != nullptr && !exact_equal(other->tuple, object.tuple)) other = table.next_with_key(other);
  return other != nullptr;
}

// [exclusive] Takes the object over.
void insert_object(Table& table, Object* object) {
  if (table.is_set())
    table.replace_or_add(object);
  else if (table.type() == TableType::Bag && is_in_bag(table, *object))
    Object::destroy(object);
  else
    table.add(object);
}

struct DestroyObject {
  void operator()(Object* object) const { Object::destroy(object); }
};
// Copies of all tuples of a list, made before anything is locked, and the stripes they go to.
struct Batch {
  std::vector<std::unique_ptr<Object, DestroyObject>> objects;
  WholeChange::Choice stripes;

  // False: no memory.
  [[nodiscard]] bool fill(Process& p, const Table& table, Term list) {
    if (!copy_fits(copy_size_all(list))) return false;  // all or nothing
    for (; list.is_cons(); list = list.tail()) {
      Object* object = table.make(list.head());
      if (object == nullptr) return false;
      objects.emplace_back(object);
      stripes.set(table.stripe_index(object->hash));
      p.reductions -= 1;
      charge(p, object->words, kWordsPerReduction);
    }
    return true;
  }
  void insert(Table& table) {
    for (auto& object : objects) insert_object(table, object.release());
  }
};

Term insert_one(Process& p, Table& table, Term tuple, bool only_new) {
  Object* object = table.make(tuple);
  if (object == nullptr) return p.system_limit();
  charge(p, object->words, kWordsPerReduction);
  ExclusiveGuard guard(table.stripe_of(object->hash).lock);
  if (only_new && table.find(table.key_of(object->tuple), object->hash) != nullptr) {
    Object::destroy(object);
    return atom::false_;
  }
  insert_object(table, object);
  return atom::true_;
}

Term insert(Process& p, const Term* args, bool only_new) {
  Table* table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return ets::refuse(p, args[0]);
  if (is_tuple(args[1]))
    return is_storable(*table, args[1]) ? insert_one(p, *table, args[1], only_new) : p.badarg();
  if (!args[1].is_list() || !all_storable(*table, args[1])) return p.badarg();
  Batch batch;
  if (!batch.fill(p, *table, args[1])) return p.system_limit();
  WholeChange change(*table, batch.stripes);
  if (only_new) {
    for (auto& object : batch.objects) {
      if (table->find(table->key_of(object->tuple), object->hash) != nullptr) return atom::false_;
    }
  }
  batch.insert(*table);
  return atom::true_;
}

}  // namespace

Term bif_ets_insert_2(Process& p, const Term* args) { return insert(p, args, false); }
Term bif_ets_insert_new_2(Process& p, const Term* args) { return insert(p, args, true); }

// -- looking up

Term bif_ets_lookup_2(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Read);
  if (table == nullptr) return ets::refuse(p, args[0]);
  return copy_found(p, Reading(*table, args[1]));
}

Term bif_ets_member_2(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Read);
  if (table == nullptr) return ets::refuse(p, args[0]);
  return boolean(Reading(*table, args[1]).first() != nullptr);
}

namespace {

Term lookup_element(Process& p, Term table_term, Term key, Term position, const Term* fallback) {
  Table* table = ets::open(p, table_term, Need::Read);
  if (table == nullptr) return ets::refuse(p, table_term);
  if (!position.is_small() || position.small_value() < 1) return p.badarg();
  uint64_t at = static_cast<uint64_t>(position.small_value()) - 1;
  Reading reading(*table, key);
  Object* object = reading.first();
  if (object == nullptr) return fallback != nullptr ? *fallback : ets::badarg_because(p, "badkey");
  if (table->is_set()) {
    return at < tuple_size(object->tuple) ? copy_out(p, tuple_elements(object->tuple)[at]) : p.badarg();
  }
  ListBuilder list(p);
  for (; object != nullptr; object = reading.next(object)) {
    if (at >= tuple_size(object->tuple)) return p.badarg();
    list.add(copy_out(p, tuple_elements(object->tuple)[at]));
  }
  return list.finish();
}

}  // namespace

Term bif_ets_lookup_element_3(Process& p, const Term* args) {
  return lookup_element(p, args[0], args[1], args[2], nullptr);
}
Term bif_ets_lookup_element_4(Process& p, const Term* args) {
  return lookup_element(p, args[0], args[1], args[2], &args[3]);
}

// -- deleting

Term bif_ets_delete_2(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return ets::refuse(p, args[0]);
  uint64_t hash = table->hash_of(args[1]);
  ExclusiveGuard guard(table->stripe_of(hash).lock);
  charge(p, table->remove_key(args[1], hash), 4);
  return atom::true_;
}

Term bif_ets_delete_object_2(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return ets::refuse(p, args[0]);
  if (!is_storable(*table, args[1])) return p.badarg();
  Term key = table->key_of(args[1]);
  uint64_t hash = table->hash_of(key);
  ExclusiveGuard guard(table->stripe_of(hash).lock);
  for (Object* o = table->find(key, hash); o != nullptr;) {
    Object* next = table->next_with_key(o);
    if (exact_equal(o->tuple, args[1])) table->remove(o);
    o = next;
  }
  return atom::true_;
}

Term bif_ets_delete_all_objects_1(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return ets::refuse(p, args[0]);
  charge(p, table->size(), 8);
  table->clear();
  return atom::true_;
}

Term bif_ets_take_2(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return ets::refuse(p, args[0]);
  uint64_t hash = table->hash_of(args[1]);
  ExclusiveGuard guard(table->stripe_of(hash).lock);
  ListBuilder list(p);
  for (Object* o = table->find(args[1], hash); o != nullptr; o = table->next_with_key(o))
    list.add(copy_out(p, o->tuple));
  table->remove_key(args[1], hash);
  return list.finish();
}

}  // namespace beamlet
