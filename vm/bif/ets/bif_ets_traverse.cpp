// bif_ets_traverse.cpp - module ets: going through a table, key by key or all at once.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/ets/bif_ets.hpp"

namespace beamlet {

using ets::copy_out;
using ets::Need;
using ets::Object;
using ets::Table;

namespace {

// Which object a step leads to, and what of it is wanted.
enum class Direction : uint8_t { Forwards, Backwards };
enum class Wanted : uint8_t { Key, KeyAndObjects };

// The key of the first object visited, and all objects that have it.
class Group {
 public:
  Group(Process& p, const Table& table, Wanted wanted) : p_(p), table_(table), wanted_(wanted), objects_(p) {}

  // A visit: whether to go on.
  bool take(Object* object) {
    if (first_ == nullptr) {
      first_ = object;
      key_ = copy_out(p_, table_.key_of(object->tuple));
      if (wanted_ == Wanted::Key) return false;
    } else if (object->hash != first_->hash ||
               !exact_equal(table_.key_of(object->tuple), table_.key_of(first_->tuple))) {
      return false;
    }
    objects_.add(copy_out(p_, object->tuple));
    return !table_.is_set();
  }
  [[nodiscard]] Term result() {
    if (first_ == nullptr) return atom::end_of_table;
    return wanted_ == Wanted::Key ? key_ : new_tuple(p_, key_, objects_.finish());
  }

 private:
  Process& p_;
  const Table& table_;
  const Wanted wanted_;
  const Object* first_ = nullptr;
  Term key_;
  ListBuilder objects_;
};

Term edge(Process& p, Term table_term, Direction direction, Wanted wanted) {
  Table* table = ets::open(p, table_term, Need::Read);
  if (table == nullptr) return ets::refuse(p, table_term);
  Group group(p, *table, wanted);
  auto take = [&](Object* object) { return group.take(object); };
  if (direction == Direction::Backwards && table->ordered())
    table->each_reverse(nullptr, take);
  else
    table->each(false, take);
  return group.result();
}

Term neighbour(Process& p, const Term* args, Direction direction, Wanted wanted) {
  Table* table = ets::open(p, args[0], Need::Read);
  if (table == nullptr) return ets::refuse(p, args[0]);
  Group group(p, *table, wanted);
  auto take = [&](Object* object) { return group.take(object); };
  if (direction == Direction::Backwards && table->ordered())
    table->each_reverse(&args[1], take);
  else if (!table->each_after(args[1], take))
    return p.badarg();
  return group.result();
}

}  // namespace

Term bif_ets_first_1(Process& p, const Term* args) {
  return edge(p, args[0], Direction::Forwards, Wanted::Key);
}
Term bif_ets_last_1(Process& p, const Term* args) {
  return edge(p, args[0], Direction::Backwards, Wanted::Key);
}
Term bif_ets_next_2(Process& p, const Term* args) {
  return neighbour(p, args, Direction::Forwards, Wanted::Key);
}
Term bif_ets_prev_2(Process& p, const Term* args) {
  return neighbour(p, args, Direction::Backwards, Wanted::Key);
}
Term bif_ets_first_lookup_1(Process& p, const Term* args) {
  return edge(p, args[0], Direction::Forwards, Wanted::KeyAndObjects);
}
Term bif_ets_last_lookup_1(Process& p, const Term* args) {
  return edge(p, args[0], Direction::Backwards, Wanted::KeyAndObjects);
}
Term bif_ets_next_lookup_2(Process& p, const Term* args) {
  return neighbour(p, args, Direction::Forwards, Wanted::KeyAndObjects);
}
Term bif_ets_prev_lookup_2(Process& p, const Term* args) {
  return neighbour(p, args, Direction::Backwards, Wanted::KeyAndObjects);
}

Term bif_ets_tab2list_1(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Read);
  if (table == nullptr) return ets::refuse(p, args[0]);
  ListBuilder list(p);
  table->each(false, [&](Object* object) {
    list.add(copy_out(p, object->tuple));
    return true;
  });
  return list.finish();
}

Term bif_ets_slot_2(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Read);
  std::optional<size_t> slot = as_size(args[1]);
  if (table == nullptr) return ets::refuse(p, args[0]);
  if (!slot) return p.badarg();
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
    ets::SharedGuard guard(stripe.lock);
    size_t buckets = stripe.bucket_count();
    if (left >= buckets) {
      left -= buckets;
      continue;
    }
    Object* o = stripe.buckets()->bucket(left).load(std::memory_order_acquire);  // pairs with Stripe::insert
    for (; o != nullptr; o = o->following()) {
      if (!o->is_deleted()) list.add(copy_out(p, o->tuple));
    }
    return list.finish();
  }
  return left == 0 ? atom::end_of_table : p.badarg();
}

}  // namespace beamlet
