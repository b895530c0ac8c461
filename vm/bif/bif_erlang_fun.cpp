// bif_erlang_fun.cpp - identities (pid, node, references) and what is known of funs.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/identity.hpp"
#include "vm/code/export_table.hpp"
#include "vm/term/fun.hpp"

namespace beamlet {

Term bif_self_0(Process& p, const Term*) { return p.self; }

// This node has no name on a network (yet): vm/dist changes that.
Term bif_node_0(Process&, const Term*) { return atom::nonode; }
Term bif_is_alive_0(Process&, const Term*) { return atom::false_; }
Term bif_nodes_0(Process&, const Term*) { return Term::nil(); }

Term bif_node_1(Process& p, const Term* args) {
  if (args[0].is_local_pid()) return atom::nonode;
  if (!args[0].is_boxed()) return p.badarg();
  switch (header_of(args[0]).kind()) {
    case TermKind::Ref:
    case TermKind::MagicRef:
      return atom::nonode;
    case TermKind::ExternalPid:
    case TermKind::ExternalRef:
    case TermKind::ExternalPort:
      return args[0].boxed_ptr()[1];
    default:
      return p.badarg();
  }
}

Term bif_make_ref_0(Process& p, const Term*) { return ref_at(p.alloc(kRefWords), next_unique_reference()); }

Term bif_make_fun_3(Process& p, const Term* args) {
  if (!args[0].is_atom() || !args[1].is_atom() || !args[2].is_small()) return p.badarg();
  int64_t arity = args[2].small_value();
  if (arity < 0 || arity > limits::kMaxArity) return p.badarg();
  ExportEntry* entry = the_node.exports->get(args[0], args[1], static_cast<uint32_t>(arity));
  return export_fun_at(p.alloc(kExportFunWords), entry);
}

// -- fun_info

namespace {

// The value of one item, none() for an item that does not exist.
Term fun_item(Process& p, Term fun, Term item) {
  if (is_kind(fun, TermKind::ExportFun)) {
    const ExportIdentity& identity = export_identity(fun);
    if (item == atom::module) return identity.module;
    if (item == atom::name) return identity.function;
    if (item == atom::arity) return Term::small(identity.arity);
    if (item == atom::env) return Term::nil();
    if (item == atom::type) return atom::external;
    bool known = item == atom::index || item == atom::new_index || item == atom::uniq ||
                 item == atom::new_uniq || item == atom::pid;
    return known ? atom::undefined : Term::none();
  }
  const FunIdentity& identity = fun_identity(fun);
  if (item == atom::module) return identity.module;
  if (item == atom::name) return identity.name;
  if (item == atom::arity) return Term::small(identity.arity);
  if (item == atom::env) return make_list(p, {fun.boxed_ptr() + 2, identity.free});
  if (item == atom::type) return atom::local;
  if (item == atom::index || item == atom::new_index) return Term::small(identity.index);
  if (item == atom::uniq) return Term::small(static_cast<int64_t>(identity.unique & 0x7FFFFFF));
  if (item == atom::new_uniq) {
    // 16 bytes, as the MD5 sum in OTP: the module's hash twice.
    uint8_t bytes[16];
    for (size_t i = 0; i < sizeof bytes; ++i) bytes[i] = static_cast<uint8_t>(identity.unique >> i % 8 * 8);
    return binary_from(p.heap, bytes, sizeof bytes);
  }
  // OTP remembers the process that made the fun; init's pid stands for "unknown" there as it does here.
  if (item == atom::pid) return p.self;
  return Term::none();
}

}  // namespace

Term bif_fun_info_2(Process& p, const Term* args) {
  if (!is_fun(args[0])) return p.badarg();
  Term value = fun_item(p, args[0], args[1]);
  return value.is_none() ? p.badarg() : new_tuple(p, args[1], value);
}

Term bif_fun_info_1(Process& p, const Term* args) {
  if (!is_fun(args[0])) return p.badarg();
  constexpr Term kLocal[] = {atom::pid,  atom::module, atom::new_index, atom::new_uniq, atom::index,
                             atom::uniq, atom::name,   atom::arity,     atom::env,      atom::type};
  constexpr Term kExternal[] = {atom::module, atom::name, atom::arity, atom::env, atom::type};
  std::span<const Term> items = kLocal;
  if (is_kind(args[0], TermKind::ExportFun)) items = kExternal;
  ListBuilder result(p);
  for (Term item : items) {
    Term value = fun_item(p, args[0], item);
    result.add(new_tuple(p, item, value));
  }
  return result.finish();
}

Term bif_fun_info_mfa_1(Process& p, const Term* args) {
  if (!is_fun(args[0])) return p.badarg();
  return new_tuple(p, fun_item(p, args[0], atom::module), fun_item(p, args[0], atom::name),
                   fun_item(p, args[0], atom::arity));
}

}  // namespace beamlet
