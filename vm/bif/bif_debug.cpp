// bif_debug.cpp - modules erts_debug and erts_internal: looking inside terms.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/heap/copy_term.hpp"

namespace beamlet {

Term bif_erts_debug_same_2(Process&, const Term* args) { return boolean(args[0] == args[1]); }
Term bif_erts_debug_size_1(Process& p, const Term* args) { return make_uint(p, shared_size(args[0])); }
Term bif_erts_debug_flat_size_1(Process& p, const Term* args) {
  size_t words = copy_size_all(args[0]);
  return words >= kTooManyWords ? p.system_limit() : make_uint(p, words);
}

namespace {

std::string_view type_name(Term t) {
  if (t.is_small()) return "fixnum";
  if (t.is_cons()) return "list";
  if (t.is_nil()) return "nil";
  if (t.is_atom()) return "atom";
  if (t.is_local_pid()) return "pid";
  switch (header_of(t).kind()) {
    case TermKind::Tuple:
      return "tuple";
    case TermKind::PosBig:
    case TermKind::NegBig:
      return "bignum";
    case TermKind::Float:
      return "hfloat";
    case TermKind::HeapBinary:
      return "heap_binary";
    case TermKind::RefcBinary:
      return "refc_binary";
    case TermKind::SubBits:
      return "sub_binary";
    case TermKind::FlatMap:
      return "flatmap";
    case TermKind::HashMap:
      return "hashmap";
    case TermKind::Fun:
      return "fun";
    case TermKind::ExportFun:
      return "export";
    case TermKind::Ref:
      return "reference";
    case TermKind::MagicRef:
      return "magic_reference";
    case TermKind::ExternalPid:
      return "external_pid";
    case TermKind::ExternalRef:
      return "external_reference";
    case TermKind::ExternalPort:
      return "external_port";
    default:
      return "internal";
  }
}

}  // namespace

Term bif_erts_internal_term_type_1(Process&, const Term* args) { return make_atom(type_name(args[0])); }

}  // namespace beamlet
