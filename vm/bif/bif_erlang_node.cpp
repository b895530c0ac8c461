// bif_erlang_node.cpp - other nodes and ports, as a node that has neither shows them; defaults of the machine (system_flag).
#include <algorithm>
#include <atomic>
#include <optional>

#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/io/stdio.hpp"
#include "vm/process/process_table.hpp"
#include "vm/term/hash.hpp"
#include "vm/term/map.hpp"

namespace beamlet {
namespace {

// Which of visible, hidden, connected, this, known are asked for: of these only `this` and `known` hold a node.
std::optional<bool> wants_this_node(Term kinds) {
  bool wanted = false;
  auto one = [&](Term kind) {
    if (!kind.is_atom()) return false;
    std::string_view text = atom_text(kind);
    if (text == "this" || text == "known") wanted = true;
    return text == "this" || text == "known" || text == "visible" || text == "hidden" || text == "connected";
  };
  if (!kinds.is_list()) return one(kinds) ? std::optional(wanted) : std::nullopt;
  for (; kinds.is_cons(); kinds = kinds.tail())
    if (!one(kinds.head())) return std::nullopt;
  return kinds.is_nil() ? std::optional(wanted) : std::nullopt;
}

bool is_local_node(Term node) { return node == atom::nonode; }

}  // namespace

Term bif_nodes_1(Process& p, const Term* args) {
  std::optional<bool> wanted = wants_this_node(args[0]);
  if (!wanted) return p.badarg();
  return *wanted ? make_cons(p, atom::nonode, Term::nil()) : Term::nil();
}

// The second argument is a map of what to tell: connection_id, node_type.
Term bif_nodes_2(Process& p, const Term* args) {
  std::optional<bool> wanted = wants_this_node(args[0]);
  if (!wanted || !is_map(args[1])) return p.badarg();
  Term info = map_empty(p.heap);
  struct Fact {
    const char* name;
    Term value;
  };
  uint64_t known = 0;
  for (const Fact& fact : {Fact{"connection_id", atom::undefined}, Fact{"node_type", make_atom("this")}}) {
    Term wish = map_get(args[1], make_atom(fact.name));
    if (wish.is_none()) continue;
    ++known;
    if (wish != atom::true_ && wish != atom::false_) return p.badarg();
    if (wish == atom::true_) info = map_put(p.heap, info, make_atom(fact.name), fact.value);
  }
  if (known != map_size(args[1])) return p.badarg();
  return *wanted ? make_cons(p, new_tuple(p, atom::nonode, info), Term::nil()) : Term::nil();
}

Term bif_monitor_node_2(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  if (!is_local_node(args[0])) return p.error(make_atom("notalive"));
  return args[1] == atom::true_ || args[1] == atom::false_ ? atom::true_ : p.badarg();
}
Term bif_monitor_node_3(Process& p, const Term* args) {
  Term options = args[2];
  for (; options.is_cons(); options = options.tail())
    if (options.head() != make_atom("allow_passive_connect")) return p.badarg();
  return options.is_nil() ? bif_monitor_node_2(p, args) : p.badarg();
}
Term bif_disconnect_node_1(Process&, const Term*) { return make_atom("ignored"); }
Term bif_get_cookie_0(Process&, const Term*) { return make_atom("nocookie"); }
Term bif_get_cookie_1(Process& p, const Term* args) {
  return args[0].is_atom() ? make_atom("nocookie") : p.badarg();
}
Term bif_set_cookie_1(Process& p, const Term* args) {
  return args[0].is_atom() ? p.error(make_atom("distribution_not_started")) : p.badarg();
}
Term bif_set_cookie_2(Process& p, const Term* args) {
  return args[0].is_atom() && args[1].is_atom() ? p.error(make_atom("distribution_not_started")) : p.badarg();
}

// -- ports

Term bif_ports_0(Process&, const Term*) { return Term::nil(); }
// No port is open. As in OTP a name that nothing has is no error.
Term bif_port_info_1(Process& p, const Term* args) {
  return is_kind(args[0], TermKind::ExternalPort) || args[0].is_atom() ? atom::undefined : p.badarg();
}
Term bif_port_info_2(Process& p, const Term* args) {
  return args[1].is_atom() ? bif_port_info_1(p, args) : p.badarg();
}

// -- hashes of old

Term bif_phash_2(Process& p, const Term* args) {
  std::optional<uint64_t> range = as_uint64(args[1]);
  if (!range || *range == 0 || *range > uint64_t{1} << 32) return p.badarg();
  return make_uint(p, phash(args[0], *range));
}

// -- the machine

Term bif_display_nl_0(Process&, const Term*) {
  Stdio::instance().write("\n");
  return atom::true_;
}
Term bif_system_profile_0(Process&, const Term*) { return atom::undefined; }

Term set_machine_default(Process& p, Term name, Term setting) {
  std::optional<size_t> value = as_size(setting);
  if (!name.is_atom() || !value) return p.badarg();
  struct Flag {
    std::string_view name;
    std::atomic<uint32_t>& place;
    size_t least, most;
  };
  const Flag flags[] = {
      {"backtrace_depth", the_node.facts.backtrace_depth, 0, limits::kMaxBacktraceDepth},
      {"fullsweep_after", the_node.facts.fullsweep_after, 0, 65535},
      {"min_heap_size", the_node.facts.min_heap_words, limits::kInitialHeapWords, size_t{1} << 30},
  };
  for (const Flag& flag : flags) {
    if (atom_text(name) != flag.name) continue;
    if (flag.name == "backtrace_depth" || flag.name == "min_heap_size")
      *value = std::clamp(*value, flag.least, flag.most);
    if (*value > flag.most) return p.badarg();
    // relaxed: a setting; who reads it a little later is as right
    return Term::small(flag.place.exchange(static_cast<uint32_t>(*value), std::memory_order_relaxed));
  }
  return p.badarg();
}

}  // namespace beamlet
