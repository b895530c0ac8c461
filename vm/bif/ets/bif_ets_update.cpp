// bif_ets_update.cpp - module ets: update_counter and update_element.
#include <algorithm>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/ets/bif_ets.hpp"
#include "vm/heap/copy_term.hpp"

namespace beamlet {

using ets::is_storable;
using ets::Need;
using ets::Object;
using ets::Table;

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

// What is wrong with a step, where erl_stdlib_errors cannot see it in the arguments.
using Cause = const char*;

Term badarg_with(Process& p, Cause cause) {
  return cause != nullptr ? ets::badarg_because(p, cause) : p.badarg();
}

// Incr, {Position, Incr} or {Position, Incr, Threshold, SetValue}.
std::optional<CounterStep> read_step(const Table& table, Term step, uint64_t size, Cause& cause) {
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
  if (!is_integer(result.by)) return std::nullopt;
  std::optional<uint64_t> at = value_position(table, position, size);
  if (!at) {
    bool is_key = position == Term::small(int64_t{table.key_position()} + 1);
    if (is_integer(position)) cause = is_key ? "keypos" : "position";
    return std::nullopt;
  }
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
Term step_tuple(Process& p, const Table& table, Term tuple, Term step_term, Cause& cause) {
  std::optional<CounterStep> step = read_step(table, step_term, tuple_size(tuple), cause);
  if (!step) return Term::none();
  Term value = stepped(p, tuple_elements(tuple)[step->at], *step);
  if (!value.is_none()) tuple_elements(tuple)[step->at] = value;
  return value;
}

// [exclusive] One step on a counter that is a small integer and stays one: the commonest case changes the stored object itself. none(): not that case.
Term step_in_place(Process& p, const Table& table, Object& object, Term step_term) {
  if (step_term.is_list() || !table.may_step(object)) return Term::none();
  Cause cause = nullptr;  // told when the step is taken anew
  std::optional<CounterStep> step = read_step(table, step_term, tuple_size(object.tuple), cause);
  if (!step) return Term::none();
  Term& counter = tuple_elements(object.tuple)[step->at];
  if (!counter.is_small()) return Term::none();
  Term value = stepped(p, counter, *step);
  if (!value.is_small()) return Term::none();
  counter = value;
  return value;
}

Term update_counter(Process& p, Term table_term, Term key, Term steps, const Term* fallback) {
  Table* table = ets::open(p, table_term, Need::Write);
  if (table == nullptr) return ets::refuse(p, table_term);
  if (!table->is_set()) return ets::badarg_because(p, "table_type");
  if (fallback != nullptr && !is_tuple(*fallback)) return p.badarg();
  uint64_t hash = table->hash_of(key);
  ets::ExclusiveGuard guard(table->stripe_of(hash).lock);
  Object* object = table->find(key, hash);
  Term tuple;
  if (object != nullptr) {
    if (Term value = step_in_place(p, *table, *object, steps); !value.is_none()) return value;
    tuple = shallow_copy(p, object->tuple);
  } else {
    if (fallback == nullptr) return ets::badarg_because(p, "badkey");
    if (!is_storable(*table, *fallback))
      return badarg_with(p, tuple_size(*fallback) == 0 ? nullptr : "position");
    tuple = shallow_copy(p, *fallback);
    tuple_elements(tuple)[table->key_position()] = key;
  }
  Term result;
  Cause cause = nullptr;
  if (steps.is_list()) {
    ListBuilder values(p);
    for (; steps.is_cons(); steps = steps.tail()) {
      Term value = step_tuple(p, *table, tuple, steps.head(), cause);
      if (value.is_none()) return badarg_with(p, cause);
      values.add(value);
    }
    if (!steps.is_nil()) return p.badarg();
    result = values.finish();
  } else {
    result = step_tuple(p, *table, tuple, steps, cause);
    if (result.is_none()) return badarg_with(p, cause);
  }
  // A value that lay in the table goes with its object.
  Object* fresh = table->make(tuple);
  if (fresh == nullptr) return p.system_limit();
  fresh->counter = result.is_small();  // the next step is likely to be one in place
  result = copy_to_heap(p.heap, result);
  object != nullptr ? table->exchange(object, fresh) : table->replace_or_add(fresh);
  return result;
}

Term update_element(Process& p, Term table_term, Term key, Term changes, const Term* fallback) {
  Table* table = ets::open(p, table_term, Need::Write);
  if (table == nullptr) return ets::refuse(p, table_term);
  if (!table->is_set()) return p.badarg();
  if (fallback != nullptr && !is_storable(*table, *fallback)) return p.badarg();
  uint64_t hash = table->hash_of(key);
  ets::ExclusiveGuard guard(table->stripe_of(hash).lock);
  Object* object = table->find(key, hash);
  if (object == nullptr && fallback == nullptr) return atom::false_;
  Term tuple = shallow_copy(p, object != nullptr ? object->tuple : *fallback);
  if (object == nullptr) tuple_elements(tuple)[table->key_position()] = key;
  Term list = changes.is_list() ? changes : make_cons(p, changes, Term::nil());
  for (; list.is_cons(); list = list.tail()) {
    const Term* change = tuple_of(list.head(), 2);
    if (change == nullptr) return p.badarg();
    if (change[0] == Term::small(int64_t{table->key_position()} + 1)) return ets::badarg_because(p, "keypos");
    std::optional<uint64_t> position = value_position(*table, change[0], tuple_size(tuple));
    if (!position) return p.badarg();
    tuple_elements(tuple)[*position] = change[1];
  }
  if (!list.is_nil()) return p.badarg();
  Object* fresh = table->make(tuple);
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

}  // namespace beamlet
