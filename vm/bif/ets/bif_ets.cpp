// bif_ets.cpp - module ets: tables and single objects. Selecting is in bif_ets_select.cpp.
#include <mutex>
#include <vector>

#include "vm/base/clock.hpp"
#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/ets/bif_ets.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/process/machine_event.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"
#include "vm/term/print.hpp"

namespace beamlet {

namespace ets {

TableHandle open(Process& p, Term table, Need need) {
  TableHandle handle = Registry::instance().find(table);
  if (handle == nullptr || handle->owner() == p.self) return handle;
  Access access = handle->options().access;
  bool allowed = need == Need::Nothing || access == Access::Public ||
                 (access == Access::Protected && need == Need::Read);
  if (!allowed) handle.reset();
  return handle;
}

Term identifier(Process& p, Table& table) {
  if (table.options().named) return table.name();
  // relaxed: the caller holds a reference
  table.references.fetch_add(1, std::memory_order_relaxed);
  return magic_ref_at(p.alloc(kMagicRefWords), &table, table.id(), p.heap.off_heap);
}

Term copy_out(Process& p, Term term) {
  Term copy = copy_to_heap(p.heap, term);
  p.reductions -= 1;
  return copy;
}

}  // namespace ets

using ets::Access;
using ets::copy_out;
using ets::Need;
using ets::Object;
using ets::Registry;
using ets::Table;
using ets::TableHandle;
using ets::TableOptions;
using ets::TableType;

namespace {

using Shared = std::shared_lock<std::shared_mutex>;
using Exclusive = std::unique_lock<std::shared_mutex>;

bool read_boolean(Term t, bool& out) {
  if (t != atom::true_ && t != atom::false_) return false;
  out = t == atom::true_;
  return true;
}

// {heir, none} or {heir, Pid, Data}.
bool read_heir(Term option, Term& heir, Term& data) {
  if (const Term* pair = tuple_of(option, 2)) {
    heir = Term::none();
    data = Term::nil();
    return pair[0] == atom::heir && pair[1] == atom::none;
  }
  const Term* three = tuple_of(option, 3);
  if (three == nullptr || three[0] != atom::heir || !three[1].is_local_pid()) return false;
  heir = three[1];
  data = three[2];
  return true;
}

bool read_option(Term option, TableOptions& o) {
  if (option == atom::set) return o.type = TableType::Set, true;
  if (option == atom::ordered_set) return o.type = TableType::OrderedSet, true;
  if (option == atom::bag) return o.type = TableType::Bag, true;
  if (option == atom::duplicate_bag) return o.type = TableType::DuplicateBag, true;
  if (option == atom::public_) return o.access = Access::Public, true;
  if (option == atom::protected_) return o.access = Access::Protected, true;
  if (option == atom::private_) return o.access = Access::Private, true;
  if (option == atom::named_table) return o.named = true;
  if (option == atom::compressed) return o.compressed = true;
  const Term* pair = tuple_of(option, 2);
  if (pair != nullptr && pair[0] == atom::keypos) {
    if (!pair[1].is_small() || pair[1].small_value() < 1 || pair[1].small_value() > INT32_MAX) return false;
    o.key = static_cast<uint32_t>(pair[1].small_value() - 1);
    return true;
  }
  if (pair != nullptr && pair[0] == atom::write_concurrency) {
    return pair[1] == atom::auto_ ? o.write_concurrency = true : read_boolean(pair[1], o.write_concurrency);
  }
  if (pair != nullptr && pair[0] == atom::read_concurrency) return read_boolean(pair[1], o.read_concurrency);
  if (pair != nullptr && pair[0] == atom::decentralized_counters) {
    return read_boolean(pair[1], o.decentralized_counters);
  }
  return read_heir(option, o.heir, o.heir_data) && copy_fits(copy_size_all(o.heir_data));
}

// What can be stored: a tuple that has the key's position.
bool is_storable(const Table& table, Term t) { return is_tuple(t) && tuple_size(t) > table.key_position(); }

bool all_storable(const Table& table, Term list) {
  for (; list.is_cons(); list = list.tail()) {
    if (!is_storable(table, list.head())) return false;
  }
  return list.is_nil();
}

// Every stripe locked: what inserts several objects at once does so for everybody at once.
class LockAll {
 public:
  explicit LockAll(Table& table) {
    for (size_t i = 0; i < table.stripe_count(); ++i) locks_.emplace_back(table.stripe(i).lock);
  }

 private:
  std::vector<Exclusive> locks_;
};

// [exclusive] False: no memory.
[[nodiscard]] bool insert_object(Table& table, Term tuple) {
  if (table.type() == TableType::Bag) {
    Term key = table.key_of(tuple);
    for (Object* o = table.find(key, Table::hash_of(key)); o != nullptr; o = table.next_with_key(o)) {
      if (exact_equal(o->tuple, tuple)) return true;
    }
  }
  Object* object = Object::create(tuple);
  if (object == nullptr) return false;
  table.is_set() ? table.replace_or_add(object) : table.add(object);
  return true;
}

// [locked] The objects with this key, copied, as a list in order.
Term copy_group(Process& p, Table& table, Term key, uint64_t hash) {
  ListBuilder list(p);
  for (Object* o = table.find(key, hash); o != nullptr; o = table.next_with_key(o))
    list.add(copy_out(p, o->tuple));
  return list.finish();
}

}  // namespace

// -- tables

Term bif_ets_new_2(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  TableOptions options;
  Term list = args[1];
  for (; list.is_cons(); list = list.tail()) {
    if (!read_option(list.head(), options)) return p.badarg();
  }
  if (!list.is_nil()) return p.badarg();
  if (Registry::instance().full()) {
    report_event(p, MachineEvent::TableLimit);
    return p.system_limit();
  }
  TableHandle table = Registry::instance().create(args[0], p.self, options);
  return table != nullptr ? ets::identifier(p, *table) : p.badarg();
}

Term bif_ets_delete_1(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return p.badarg();
  charge(p, table->size(), 8);
  Registry::instance().remove(*table);
  return atom::true_;
}

Term bif_ets_rename_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr || !args[1].is_atom()) return p.badarg();
  return Registry::instance().rename(*table, args[1]) ? ets::identifier(p, *table) : p.badarg();
}

Term bif_ets_whereis_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  TableHandle table = Registry::instance().find(args[0]);
  if (table == nullptr) return atom::undefined;
  Table* held = table.release();  // the reference goes to the term
  return magic_ref_at(p.alloc(kMagicRefWords), held, held->id(), p.heap.off_heap);
}

Term bif_ets_all_0(Process& p, const Term*) {
  ListBuilder list(p);
  for (TableHandle& table : Registry::instance().all()) list.add(ets::identifier(p, *table));
  return list.finish();
}

Term bif_ets_setopts_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr || table->owner() != p.self) return p.badarg();
  Term heir, data;
  Term options = args[1].is_list() ? args[1] : make_cons(p, args[1], Term::nil());
  for (; options.is_cons(); options = options.tail()) {
    if (!read_heir(options.head(), heir, data)) return p.badarg();
    if (!copy_fits(copy_size_all(data))) return p.system_limit();
    table->set_heir(heir, data);
  }
  return options.is_nil() ? atom::true_ : p.badarg();
}

namespace {

void send_transfer(Process& p, Term receiver, Table& table, Term data) {
  Term message = new_tuple(p, atom::ets_transfer, ets::identifier(p, table), p.self, data);
  static_cast<void>(send(receiver, message, &p.reductions));  // a receiver that has ended misses nothing
}

}  // namespace

Term bif_ets_give_away_3(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr || table->owner() != p.self || args[1] == p.self || !args[1].is_local_pid())
    return p.badarg();
  if (!Registry::instance().give(*table, args[1])) return p.badarg();
  send_transfer(p, args[1], *table, args[2]);
  return atom::true_;
}

void ets::process_exits(Process& p) {
  if (p.fixes_tables)
    for (TableHandle& table : Registry::instance().all()) table->forget(p.self);
  for (TableHandle& table : Registry::instance().owned_by(p.self)) {
    Term heir = table->heir();
    bool inherits = !heir.is_none() && heir != p.self;
    // Before it is the heir's: he may choose another heir at once.
    Term data = inherits ? copy_to_heap(p.heap, table->heir_data()) : Term::nil();
    if (inherits && Registry::instance().give(*table, heir))
      send_transfer(p, heir, *table, data);
    else
      Registry::instance().remove(*table);
  }
}

// -- info

namespace {

std::string_view type_text(TableType type) {
  constexpr std::string_view kNames[] = {"set", "ordered_set", "bag", "duplicate_bag"};
  return kNames[static_cast<size_t>(type)];
}
std::string_view access_text(Access access) {
  constexpr std::string_view kNames[] = {"private", "protected", "public"};
  return kNames[static_cast<size_t>(access)];
}

// {Since, [{Pid, Times}]}, or false.
Term fixation_term(Process& p, Table& table, bool monotonic) {
  std::optional<Table::Fixation> fixation = table.fixation();
  if (!fixation) return atom::false_;
  ListBuilder by(p);
  for (auto [pid, times] : fixation->by) by.add(new_tuple(p, pid, Term::small(times)));
  Term since;
  if (monotonic) {
    since = make_int(p, fixation->since_ns);
  } else {
    int64_t us = (fixation->since_ns + clock::offset_ns()) / 1000;
    constexpr int64_t kMillion = 1'000'000;
    since = new_tuple(p, Term::small(us / kMillion / kMillion), Term::small(us / kMillion % kMillion),
                      Term::small(us % kMillion));
  }
  return new_tuple(p, since, by.finish());
}

Term info_item(Process& p, Table& table, Term item) {
  std::string_view name = atom_text(item);
  const TableOptions& o = table.options();
  if (name == "id") {
    // relaxed: the caller holds a reference
    table.references.fetch_add(1, std::memory_order_relaxed);
    return magic_ref_at(p.alloc(kMagicRefWords), &table, table.id(), p.heap.off_heap);
  }
  if (name == "decentralized_counters") return boolean(o.decentralized_counters);
  if (name == "read_concurrency") return boolean(o.read_concurrency);
  if (name == "write_concurrency") return boolean(o.write_concurrency);
  if (name == "compressed") return boolean(o.compressed);
  if (name == "memory") return make_uint(p, table.memory_words() + sizeof(Table) / sizeof(Term));
  if (name == "owner") return table.owner();
  if (name == "heir") {
    Term heir = table.heir();
    return heir.is_none() ? atom::none : heir;
  }
  if (name == "name") return table.name();
  if (name == "size") return make_uint(p, table.size());
  if (name == "node") return atom::nonode;
  if (name == "named_table") return boolean(o.named);
  if (name == "type") return make_atom(type_text(o.type));
  if (name == "keypos") return Term::small(int64_t{o.key} + 1);
  if (name == "protection") return make_atom(access_text(o.access));
  if (name == "fixed") return boolean(table.fixed());
  if (name == "safe_fixed") return fixation_term(p, table, false);
  if (name == "safe_fixed_monotonic_time") return fixation_term(p, table, true);
  if (name == "binary") return Term::nil();
  return Term::none();
}

}  // namespace

Term bif_ets_info_1(Process& p, const Term* args) {
  if (!args[0].is_atom() && !is_ref(args[0])) return p.badarg();
  TableHandle table = ets::open(p, args[0], Need::Nothing);
  if (table == nullptr) return atom::undefined;
  constexpr std::string_view kItems[] = {"id",
                                         "decentralized_counters",
                                         "read_concurrency",
                                         "write_concurrency",
                                         "compressed",
                                         "memory",
                                         "owner",
                                         "heir",
                                         "name",
                                         "size",
                                         "node",
                                         "named_table",
                                         "type",
                                         "keypos",
                                         "protection"};
  ListBuilder list(p);
  for (std::string_view item : kItems) {
    Term name = make_atom(item);
    list.add(new_tuple(p, name, info_item(p, *table, name)));
  }
  return list.finish();
}

Term bif_ets_info_2(Process& p, const Term* args) {
  if (!args[1].is_atom() || (!args[0].is_atom() && !is_ref(args[0]))) return p.badarg();
  TableHandle table = ets::open(p, args[0], Need::Nothing);
  if (table == nullptr) return atom::undefined;
  Term value = info_item(p, *table, args[1]);
  return value.is_none() ? p.badarg() : value;
}

// -- inserting

Term bif_ets_insert_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return p.badarg();
  if (is_tuple(args[1])) {
    if (!is_storable(*table, args[1])) return p.badarg();
    Exclusive guard = table->lock<Exclusive>(Table::hash_of(table->key_of(args[1])));
    return insert_object(*table, args[1]) ? atom::true_ : p.system_limit();
  }
  if (!args[1].is_list() || !all_storable(*table, args[1])) return p.badarg();
  if (!copy_fits(copy_size_all(args[1]))) return p.system_limit();  // all or nothing
  LockAll guard(*table);
  for (Term list = args[1]; list.is_cons(); list = list.tail()) {
    if (!insert_object(*table, list.head())) return p.system_limit();
    p.reductions -= 1;
  }
  return atom::true_;
}

Term bif_ets_insert_new_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return p.badarg();
  Term list = is_tuple(args[1]) ? make_cons(p, args[1], Term::nil()) : args[1];
  if (!list.is_list() || !all_storable(*table, list)) return p.badarg();
  if (!copy_fits(copy_size_all(list))) return p.system_limit();  // all or nothing
  LockAll guard(*table);
  for (Term at = list; at.is_cons(); at = at.tail()) {
    Term key = table->key_of(at.head());
    if (table->find(key, Table::hash_of(key)) != nullptr) return atom::false_;
  }
  for (Term at = list; at.is_cons(); at = at.tail()) {
    if (!insert_object(*table, at.head())) return p.system_limit();
    p.reductions -= 1;
  }
  return atom::true_;
}

// -- looking up

Term bif_ets_lookup_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Read);
  if (table == nullptr) return p.badarg();
  uint64_t hash = Table::hash_of(args[1]);
  Shared guard = table->lock<Shared>(hash);
  return copy_group(p, *table, args[1], hash);
}

Term bif_ets_member_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Read);
  if (table == nullptr) return p.badarg();
  uint64_t hash = Table::hash_of(args[1]);
  Shared guard = table->lock<Shared>(hash);
  return boolean(table->find(args[1], hash) != nullptr);
}

namespace {

Term lookup_element(Process& p, Term table_term, Term key, Term position, const Term* fallback) {
  TableHandle table = ets::open(p, table_term, Need::Read);
  if (table == nullptr || !position.is_small() || position.small_value() < 1) return p.badarg();
  uint64_t at = static_cast<uint64_t>(position.small_value()) - 1;
  uint64_t hash = Table::hash_of(key);
  Shared guard = table->lock<Shared>(hash);
  Object* object = table->find(key, hash);
  if (object == nullptr) return fallback != nullptr ? *fallback : p.badarg();
  if (table->is_set()) {
    return at < tuple_size(object->tuple) ? copy_out(p, tuple_elements(object->tuple)[at]) : p.badarg();
  }
  ListBuilder list(p);
  for (; object != nullptr; object = table->next_with_key(object)) {
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
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return p.badarg();
  uint64_t hash = Table::hash_of(args[1]);
  Exclusive guard = table->lock<Exclusive>(hash);
  charge(p, table->remove_key(args[1], hash), 4);
  return atom::true_;
}

Term bif_ets_delete_object_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr || !is_storable(*table, args[1])) return p.badarg();
  Term key = table->key_of(args[1]);
  uint64_t hash = Table::hash_of(key);
  Exclusive guard = table->lock<Exclusive>(hash);
  for (Object* o = table->find(key, hash); o != nullptr;) {
    Object* next = table->next_with_key(o);
    if (exact_equal(o->tuple, args[1])) table->remove(o);
    o = next;
  }
  return atom::true_;
}

Term bif_ets_delete_all_objects_1(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return p.badarg();
  charge(p, table->size(), 8);
  table->clear();
  return atom::true_;
}

Term bif_ets_take_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return p.badarg();
  uint64_t hash = Table::hash_of(args[1]);
  Exclusive guard = table->lock<Exclusive>(hash);
  Term objects = copy_group(p, *table, args[1], hash);
  table->remove_key(args[1], hash);
  return objects;
}

// -- updating

namespace {

// {Position, Value} with a position that is not the key's, one-based, within the tuple: its zero-based index.
std::optional<uint64_t> value_position(const Table& table, Term position, uint64_t size) {
  if (!position.is_small() || position.small_value() < 1) return std::nullopt;
  uint64_t at = static_cast<uint64_t>(position.small_value()) - 1;
  return at < size && at != table.key_position() ? std::optional(at) : std::nullopt;
}

// The tuple's elements in the process's heap, for building a changed one; boxed elements still lie in the table.
Term shallow_copy(Process& p, Term tuple) {
  uint64_t size = tuple_size(tuple);
  Term* at = p.alloc(1 + size);
  std::copy_n(tuple_elements(tuple), size, at + 1);
  return make_tuple(at, size);
}

struct CounterStep {
  uint64_t at;
  Term by, threshold, reset;  // threshold none(): none
};

// Incr, {Position, Incr} or {Position, Incr, Threshold, SetValue}.
std::optional<CounterStep> read_step(const Table& table, Term step, uint64_t size) {
  Term position = Term::small(int64_t{table.key_position()} + 2);
  CounterStep result{0, step, Term::none(), Term::none()};
  if (const Term* pair = tuple_of(step, 2)) {
    position = pair[0];
    result.by = pair[1];
  } else if (const Term* four = tuple_of(step, 4)) {
    position = four[0];
    result.by = four[1];
    result.threshold = four[2];
    result.reset = four[3];
    if (!is_integer(result.threshold) || !is_integer(result.reset)) return std::nullopt;
  }
  std::optional<uint64_t> at = value_position(table, position, size);
  if (!at || !is_integer(result.by)) return std::nullopt;
  result.at = *at;
  return result;
}

// The counter's next value, or none().
Term stepped(Process& p, Term value, const CounterStep& step) {
  if (!is_integer(value)) return Term::none();
  Term sum = number_add(p.heap, value, step.by);
  if (sum.is_atom()) return Term::none();
  if (!step.threshold.is_none()) {
    bool down = compare(step.by, Term::small(0)) < 0;
    int order = compare(sum, step.threshold);
    if (down ? order < 0 : order > 0) return step.reset;
  }
  return sum;
}

// [exclusive] One step on a tuple in the process's heap; the new value or none().
Term step_tuple(Process& p, const Table& table, Term tuple, Term step_term) {
  std::optional<CounterStep> step = read_step(table, step_term, tuple_size(tuple));
  if (!step) return Term::none();
  Term value = stepped(p, tuple_elements(tuple)[step->at], *step);
  if (!value.is_none()) tuple_elements(tuple)[step->at] = value;
  return value;
}

// [exclusive] One step on a counter that is a small integer and stays one: the commonest case changes the stored object itself. none(): not that case.
Term step_in_place(Process& p, const Table& table, Object& object, Term step_term) {
  if (step_term.is_list()) return Term::none();
  std::optional<CounterStep> step = read_step(table, step_term, tuple_size(object.tuple));
  if (!step) return Term::none();
  Term& counter = tuple_elements(object.tuple)[step->at];
  if (!counter.is_small()) return Term::none();
  Term value = stepped(p, counter, *step);
  if (!value.is_small()) return Term::none();
  counter = value;
  return value;
}

Term update_counter(Process& p, Term table_term, Term key, Term steps, const Term* fallback) {
  TableHandle table = ets::open(p, table_term, Need::Write);
  if (table == nullptr || !table->is_set()) return p.badarg();
  uint64_t hash = Table::hash_of(key);
  Exclusive guard = table->lock<Exclusive>(hash);
  Object* object = table->find(key, hash);
  Term tuple;
  if (object != nullptr) {
    if (Term value = step_in_place(p, *table, *object, steps); !value.is_none()) return value;
    tuple = shallow_copy(p, object->tuple);
  } else {
    if (fallback == nullptr || !is_storable(*table, *fallback)) return p.badarg();
    tuple = shallow_copy(p, *fallback);
    tuple_elements(tuple)[table->key_position()] = key;
  }
  Term result;
  if (steps.is_list()) {
    ListBuilder values(p);
    for (; steps.is_cons(); steps = steps.tail()) {
      Term value = step_tuple(p, *table, tuple, steps.head());
      if (value.is_none()) return p.badarg();
      values.add(value);
    }
    if (!steps.is_nil()) return p.badarg();
    result = values.finish();
  } else {
    result = step_tuple(p, *table, tuple, steps);
    if (result.is_none()) return p.badarg();
  }
  // What is still small may change in place; a value that lay in the table goes with its object.
  Object* fresh = Object::create(tuple);
  if (fresh == nullptr) return p.system_limit();
  result = copy_to_heap(p.heap, result);
  object != nullptr ? table->exchange(object, fresh) : table->replace_or_add(fresh);
  return result;
}

Term update_element(Process& p, Term table_term, Term key, Term changes, const Term* fallback) {
  TableHandle table = ets::open(p, table_term, Need::Write);
  if (table == nullptr || !table->is_set()) return p.badarg();
  if (fallback != nullptr && !is_storable(*table, *fallback)) return p.badarg();
  Term list = changes.is_list() ? changes : make_cons(p, changes, Term::nil());
  // What is wrong with the changes themselves is an error also when the key is not there.
  Term at = list;
  for (; at.is_cons(); at = at.tail()) {
    const Term* change = tuple_of(at.head(), 2);
    if (change == nullptr || !value_position(*table, change[0], UINT64_MAX)) return p.badarg();
  }
  if (!at.is_nil()) return p.badarg();
  uint64_t hash = Table::hash_of(key);
  Exclusive guard = table->lock<Exclusive>(hash);
  Object* object = table->find(key, hash);
  if (object == nullptr && fallback == nullptr) return atom::false_;
  Term tuple = shallow_copy(p, object != nullptr ? object->tuple : *fallback);
  if (object == nullptr) tuple_elements(tuple)[table->key_position()] = key;
  for (; list.is_cons(); list = list.tail()) {
    const Term* change = tuple_of(list.head(), 2);
    std::optional<uint64_t> position = value_position(*table, change[0], tuple_size(tuple));
    if (!position) return p.badarg();
    tuple_elements(tuple)[*position] = change[1];
  }
  Object* fresh = Object::create(tuple);
  if (fresh == nullptr) return p.system_limit();
  object != nullptr ? table->exchange(object, fresh) : table->replace_or_add(fresh);
  return atom::true_;
}

}  // namespace

Term bif_ets_update_counter_3(Process& p, const Term* args) {
  return update_counter(p, args[0], args[1], args[2], nullptr);
}
Term bif_ets_update_counter_4(Process& p, const Term* args) {
  return update_counter(p, args[0], args[1], args[2], &args[3]);
}
Term bif_ets_update_element_3(Process& p, const Term* args) {
  return update_element(p, args[0], args[1], args[2], nullptr);
}
Term bif_ets_update_element_4(Process& p, const Term* args) {
  return update_element(p, args[0], args[1], args[2], &args[3]);
}

// -- going through

namespace {

Term edge_key(Process& p, Term table_term, bool last) {
  TableHandle table = ets::open(p, table_term, Need::Read);
  if (table == nullptr) return p.badarg();
  Term key = atom::end_of_table;
  auto take = [&](Object* object) {
    key = copy_out(p, table->key_of(object->tuple));
    return false;
  };
  last && table->ordered() ? table->each_reverse(nullptr, take) : table->each(false, take);
  return key;
}

Term neighbour_key(Process& p, Term table_term, Term from, bool backwards) {
  TableHandle table = ets::open(p, table_term, Need::Read);
  if (table == nullptr) return p.badarg();
  Term key = atom::end_of_table;
  auto take = [&](Object* object) {
    key = copy_out(p, table->key_of(object->tuple));
    return false;
  };
  if (backwards && table->ordered()) {
    table->each_reverse(&from, take);
    return key;
  }
  return table->each_after(from, take) ? key : p.badarg();
}

}  // namespace

Term bif_ets_first_1(Process& p, const Term* args) { return edge_key(p, args[0], false); }
Term bif_ets_last_1(Process& p, const Term* args) { return edge_key(p, args[0], true); }
Term bif_ets_next_2(Process& p, const Term* args) { return neighbour_key(p, args[0], args[1], false); }
Term bif_ets_prev_2(Process& p, const Term* args) { return neighbour_key(p, args[0], args[1], true); }

Term bif_ets_tab2list_1(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Read);
  if (table == nullptr) return p.badarg();
  ListBuilder list(p);
  table->each(false, [&](Object* object) {
    list.add(copy_out(p, object->tuple));
    return true;
  });
  return list.finish();
}

Term bif_ets_slot_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Read);
  std::optional<size_t> slot = as_size(args[1]);
  if (table == nullptr || !slot) return p.badarg();
  ListBuilder list(p);
  if (table->ordered()) {
    size_t i = 0;
    table->each(false, [&](Object* object) {
      if (i++ == *slot) list.add(copy_out(p, object->tuple));
      return i <= *slot;
    });
    if (*slot > i) return p.badarg();
    return *slot == i ? atom::end_of_table : list.finish();
  }
  size_t left = *slot;
  for (size_t s = 0; s < table->stripe_count(); ++s) {
    ets::Stripe& stripe = table->stripe(s);
    Shared guard(stripe.lock);
    if (left >= stripe.buckets()) {
      left -= stripe.buckets();
      continue;
    }
    for (Object* o = stripe.bucket(left); o != nullptr; o = o->next) {
      if (!o->deleted) list.add(copy_out(p, o->tuple));
    }
    return list.finish();
  }
  return left == 0 ? atom::end_of_table : p.badarg();
}

Term bif_ets_safe_fixtable_2(Process& p, const Term* args) {
  TableHandle table = ets::open(p, args[0], Need::Read);
  bool fix;
  if (table == nullptr || !read_boolean(args[1], fix)) return p.badarg();
  if (fix) {
    table->fix(p.self);
    p.fixes_tables = true;
  } else {
    table->unfix(p.self);
  }
  return atom::true_;
}

}  // namespace beamlet
