// bif_ets_info.cpp - ets:info/1,2.
#include "vm/base/clock.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/ets/bif_ets.hpp"
#include "vm/term/print.hpp"

namespace beamlet {

using ets::Access;
using ets::Need;
using ets::Table;
using ets::TableOptions;
using ets::TableType;

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
  if (name == "id") return ets::identifier(p, table);
  if (name == "decentralized_counters") return boolean(o.decentralized_counters);
  if (name == "read_concurrency") return boolean(o.read_concurrency);
  if (name == "write_concurrency") return boolean(o.write_concurrency);
  if (name == "compressed") return boolean(o.compressed);
  if (name == "memory") return make_uint(p, table.memory_words() + sizeof(Table) / sizeof(Term));
  if (name == "owner") return table.owner();
  if (name == "heir") return table.heir().is_none() ? atom::none : table.heir();
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
  if (!args[0].is_atom() && !is_ref(args[0])) return ets::refuse(p, args[0]);
  Table* table = ets::open(p, args[0], Need::Nothing);
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
  if (!args[0].is_atom() && !is_ref(args[0])) return ets::refuse(p, args[0]);
  if (!args[1].is_atom()) return p.badarg();
  Table* table = ets::open(p, args[0], Need::Nothing);
  if (table == nullptr) return atom::undefined;
  Term value = info_item(p, *table, args[1]);
  return value.is_none() ? p.badarg() : value;
}

}  // namespace beamlet
