// bif_erlang_external.cpp - the external term format and portable hashes.
#include <string>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/process/machine_event.hpp"
#include "vm/term/external.hpp"
#include "vm/term/hash.hpp"

namespace beamlet {
namespace {

constexpr uint64_t kBytesPerReduction = 64;
constexpr int kDefaultCompression = 6;  // zlib's

// Options of term_to_binary/2 and term_to_iovec/2; `iovec` is part of the latter's only as no difference.
bool read_encode_options(Term list, EncodeOptions& options) {
  for (; list.is_cons(); list = list.tail()) {
    Term option = list.head();
    if (option == atom::compressed) {
      options.compressed = kDefaultCompression;
      continue;
    }
    if (option == atom::deterministic) {
      options.deterministic = true;
      continue;
    }
    if (option == atom::local) continue;  // one node only: every encoding is local
    const Term* pair = tuple_of(option, 2);
    if (pair == nullptr || !pair[1].is_small()) return false;
    int64_t value = pair[1].small_value();
    if (pair[0] == atom::compressed && value >= 0 && value <= 9)
      options.compressed = static_cast<int>(value);
    else if (pair[0] == atom::minor_version && value >= 0 && value <= 2)
      options.minor_version = static_cast<int>(value);
    else
      return false;
  }
  return list.is_nil();
}

Term encode(Process& p, Term term, const EncodeOptions& options) {
  std::string bytes;
  if (!external_encode(bytes, term, options)) return p.system_limit();
  charge(p, bytes.size(), kBytesPerReduction);
  return make_binary(p, bytes);
}

Term encode_with(Process& p, Term term, Term option_list) {
  EncodeOptions options;
  return read_encode_options(option_list, options) ? encode(p, term, options) : p.badarg();
}

}  // namespace

Term bif_term_to_binary_1(Process& p, const Term* args) { return encode(p, args[0], {}); }
Term bif_term_to_binary_2(Process& p, const Term* args) { return encode_with(p, args[0], args[1]); }

Term bif_term_to_iovec_1(Process& p, const Term* args) {
  Term binary = encode(p, args[0], {});
  return binary.is_none() ? binary : make_cons(p, binary, Term::nil());
}
Term bif_term_to_iovec_2(Process& p, const Term* args) {
  Term binary = encode_with(p, args[0], args[1]);
  return binary.is_none() ? binary : make_cons(p, binary, Term::nil());
}

namespace {
Term encoded_size(Process& p, Term term, const EncodeOptions& options) {
  size_t size = external_size(term, options);
  return size > memory_of_machine() ? p.system_limit() : make_uint(p, size);
}
}  // namespace

Term bif_external_size_1(Process& p, const Term* args) { return encoded_size(p, args[0], {}); }
Term bif_external_size_2(Process& p, const Term* args) {
  EncodeOptions options;
  if (!read_encode_options(args[1], options)) return p.badarg();
  return encoded_size(p, args[0], options);
}

Term bif_binary_to_term_2(Process& p, const Term* args) {
  DecodeOptions options;
  bool tell_used = false;
  Term list = args[1];
  for (; list.is_cons(); list = list.tail()) {
    if (list.head() == atom::safe)
      options.safe = true;
    else if (list.head() == atom::used)
      tell_used = true;
    else
      return p.badarg();
  }
  if (!list.is_nil() || !is_binary(args[0])) return p.badarg();
  BinaryBytes bytes(args[0]);
  charge(p, bytes.size(), kBytesPerReduction);
  size_t used = 0;
  Term term = external_decode(p.heap, bytes_of(bytes), options, &used);
  if (term.is_none()) {
    if (the_node.atoms->size() < the_node.atoms->limit()) return p.badarg();
    report_event(p, MachineEvent::AtomLimit);
    return p.system_limit();
  }
  return tell_used ? new_tuple(p, term, make_uint(p, used)) : term;
}

Term bif_binary_to_term_1(Process& p, const Term* args) {
  Term with_options[] = {args[0], Term::nil()};
  return bif_binary_to_term_2(p, with_options);
}

// -- hashes

namespace {
constexpr uint32_t kPhash2Range = 1u << 27;
}  // namespace

Term bif_phash2_1(Process&, const Term* args) {
  return Term::small(phash2_hash(args[0]) & (kPhash2Range - 1));
}

Term bif_phash2_2(Process& p, const Term* args) {
  std::optional<uint64_t> range = as_uint64(args[1]);
  if (!range || *range == 0 || *range > uint64_t{1} << 32) return p.badarg();
  return Term::small(static_cast<int64_t>(phash2_hash(args[0]) % *range));
}

}  // namespace beamlet
