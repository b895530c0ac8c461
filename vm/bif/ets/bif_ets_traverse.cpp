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

Term edge_key(Process& p, Term table_term, bool last) {
  Table* table = ets::open(p, table_term, Need::Read);
  if (table == nullptr) return ets::refuse(p, table_term);
  Term key = atom::end_of_table;
  auto take = [&](Object* object) {
    key = copy_out(p, table->key_of(object->tuple));
    return false;
  };
  last && table->ordered() ? table->each_reverse(nullptr, take) : table->each(false, take);
  return key;
}

Term neighbour_key(Process& p, Term table_term, Term from, bool backwards) {
  Table* table = ets::open(p, table_term, Need::Read);
  if (table == nullptr) return ets::refuse(p, table_term);
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
