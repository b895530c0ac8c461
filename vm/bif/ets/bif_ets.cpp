// bif_ets.cpp - module ets: tables as a whole, their options and owners. What is in them: bif_ets_objects, bif_ets_update, bif_ets_traverse, bif_ets_select.
#include "vm/bif/ets/bif_ets.hpp"

#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/process/machine_event.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/send.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

namespace ets {

Table* open(Process& p, Term table, Need need) {
  Table* found = Registry::instance().find(table);
  if (found == nullptr || found->owner() == p.self) return found;
  Access access = found->options().access;
  bool allowed = need == Need::Nothing || access == Access::Public ||
                 (access == Access::Protected && need == Need::Read);
  return allowed ? found : nullptr;
}

Term badarg_because(Process& p, const char* cause) {
  Term error = p.badarg();
  MapPair pairs[] = {{make_atom("cause"), make_atom(cause)}, {atom::module, atom::erl_stdlib_errors}};
  p.exception.error_info = map_from_pairs(p.heap, pairs, 2);
  return error;
}

Term refuse(Process& p, Term table) {
  if (Registry::instance().find(table) != nullptr) return badarg_because(p, "access");
  bool of_table = table.is_atom() ||
                  (is_kind(table, TermKind::MagicRef) && magic_ref_of(table)->destroy == &Table::release);
  return badarg_because(p, of_table ? "id" : "type");
}

Term identifier(Process& p, Table& table) {
  // relaxed: the registry's reference, or an identifier that the caller was given, is still there
  table.references.fetch_add(1, std::memory_order_relaxed);
  return magic_ref_at(p.alloc(kMagicRefWords), &table, table.id(), p.heap.off_heap);
}

Term name_or_identifier(Process& p, Table& table) {
  return table.options().named ? table.name() : identifier(p, table);
}

Term copy_out(Process& p, Term term) {
  Term copy = copy_to_heap(p.heap, term);
  p.reductions -= 1;
  return copy;
}

bool is_storable(const Table& table, Term t) { return is_tuple(t) && tuple_size(t) > table.key_position(); }

bool read_boolean(Term t, bool& out) {
  if (t != atom::true_ && t != atom::false_) return false;
  out = t == atom::true_;
  return true;
}

}  // namespace ets

using ets::Access;
using ets::Need;
using ets::read_boolean;
using ets::Registry;
using ets::Table;
using ets::TableOptions;
using ets::TableType;

namespace {

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
    o.adapts_write_concurrency = pair[1] == atom::auto_;
    return o.adapts_write_concurrency ? o.write_concurrency = true
                                      : read_boolean(pair[1], o.write_concurrency);
  }
  if (pair != nullptr && pair[0] == atom::read_concurrency) return read_boolean(pair[1], o.read_concurrency);
  if (pair != nullptr && pair[0] == atom::decentralized_counters) {
    return read_boolean(pair[1], o.decentralized_counters);
  }
  return read_heir(option, o.heir, o.heir_data) && copy_fits(copy_size_all(o.heir_data));
}

}  // namespace

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
  Table* table = Registry::instance().create(args[0], p, options);
  return table != nullptr ? ets::name_or_identifier(p, *table) : ets::badarg_because(p, "already_exists");
}

Term bif_ets_delete_1(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return ets::refuse(p, args[0]);
  charge(p, table->size(), 8);
  Registry::instance().remove(*table);
  return atom::true_;
}

Term bif_ets_rename_2(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return ets::refuse(p, args[0]);
  if (!args[1].is_atom()) return p.badarg();
  return Registry::instance().rename(*table, args[1]) ? ets::name_or_identifier(p, *table) : p.badarg();
}

Term bif_ets_whereis_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  Table* table = Registry::instance().find(args[0]);
  return table == nullptr ? atom::undefined : ets::identifier(p, *table);
}

Term bif_ets_all_0(Process& p, const Term*) {
  ListBuilder list(p);
  for (Table* table : Registry::instance().all()) list.add(ets::name_or_identifier(p, *table));
  return list.finish();
}

Term bif_ets_safe_fixtable_2(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Read);
  bool fix;
  if (table == nullptr) return ets::refuse(p, args[0]);
  if (!read_boolean(args[1], fix)) return p.badarg();
  if (fix) {
    table->fix(p.self);
    p.fixes_tables = true;
  } else {
    table->unfix(p.self);
  }
  return atom::true_;
}

// -- owners

Term bif_ets_setopts_2(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return ets::refuse(p, args[0]);
  if (table->owner() != p.self) return p.badarg();
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

// {'ETS-TRANSFER', Table, Giver, Data}: made before the table is given, since the new owner may delete it at once, or change its heir.
Term transfer_message(Process& p, Table& table, Term data) {
  return new_tuple(p, atom::ets_transfer, ets::name_or_identifier(p, table), p.self, data);
}

// A receiver that has ended misses nothing.
void send_transfer(Process& p, Term receiver, Term message) {
  static_cast<void>(send(receiver, message, &p.reductions));
}

}  // namespace

Term bif_ets_give_away_3(Process& p, const Term* args) {
  Table* table = ets::open(p, args[0], Need::Write);
  if (table == nullptr) return ets::refuse(p, args[0]);
  if (!args[1].is_local_pid()) return p.badarg();
  if (table->owner() != p.self) return ets::badarg_because(p, "not_owner");
  if (args[1] == p.self) return ets::badarg_because(p, "owner");
  Term message = transfer_message(p, *table, args[2]);
  switch (Registry::instance().give(*table, args[1])) {
    case Registry::Given::Done:
      break;
    case Registry::Given::Refused:
      return p.badarg();
    case Registry::Given::Gone:
      return ets::refuse(p, args[0]);
  }
  send_transfer(p, args[1], message);
  return atom::true_;
}

void ets::process_exits(Process& p) {
  if (p.fixes_tables)
    for (Table* table : Registry::instance().all()) table->forget(p.self);
  // seq_cst: pairs with Registry::give; this process is marked as Exiting
  if (!p.owns_tables.load(std::memory_order_seq_cst)) return;
  for (Table* table : Registry::instance().owned_by(p.self)) {
    Term heir = table->heir();
    if (!heir.is_none() && heir != p.self) {
      Term message = transfer_message(p, *table, copy_out(p, table->heir_data()));
      if (Registry::instance().give(*table, heir) == Registry::Given::Done) {
        send_transfer(p, heir, message);
        continue;
      }
    }
    Registry::instance().remove(*table);
  }
}

}  // namespace beamlet
