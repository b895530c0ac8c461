// bif_erlang_checksum.cpp - CRC-32, Adler-32 and MD5 of iodata.
//
// An MD5 context of the language is a binary with OpenSSL's context in it, so that contexts are values: any of them may
// be updated again and again.
#define OPENSSL_SUPPRESS_DEPRECATED  // MD5_CTX: the newer interface has no context that can be copied as bytes
#include <openssl/md5.h>

#include <cstring>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/iodata.hpp"

namespace beamlet {
namespace {

constexpr uint64_t kBytesPerReduction = 512;

using Checksum = uint32_t (*)(uint32_t start, const uint8_t* bytes, size_t size);
using Join = uint32_t (*)(uint32_t first, uint32_t second, uint64_t second_size);

std::optional<uint32_t> as_uint32(Term t) {
  std::optional<uint64_t> value = as_uint64(t);
  return value && *value <= UINT32_MAX ? std::optional(static_cast<uint32_t>(*value)) : std::nullopt;
}

Term checksum(Process& p, Term iodata, std::optional<uint32_t> start, Checksum function) {
  if (!start) return p.badarg();
  uint32_t value = *start;
  bool good = for_each_run(iodata, [&](std::span<const uint8_t> run) {
    value = function(value, run.data(), run.size());
    charge(p, run.size(), kBytesPerReduction);
  });
  return good ? Term::small(value) : p.badarg();
}

Term combine(Process& p, const Term* args, Join join) {
  std::optional<uint32_t> first = as_uint32(args[0]);
  std::optional<uint32_t> second = as_uint32(args[1]);
  std::optional<uint64_t> size = as_uint64(args[2]);
  if (!first || !second || !size) return p.badarg();
  return Term::small(join(*first, *second, *size));
}

// -- MD5

bool read_context(Term t, MD5_CTX& context) {
  if (!is_binary(t) || binary_size(t) != sizeof context) return false;
  BinaryBytes bytes(t);
  std::memcpy(&context, bytes.data(), sizeof context);
  return context.num < MD5_CBLOCK;  // a position in the block buffer: anything else is no context
}

Term context_term(Process& p, const MD5_CTX& context) {
  return binary_from(p.heap, &context, sizeof context);
}

bool add_iodata(Process& p, MD5_CTX& context, Term iodata) {
  return for_each_run(iodata, [&](std::span<const uint8_t> run) {
    MD5_Update(&context, run.data(), run.size());
    charge(p, run.size(), kBytesPerReduction / 4);
  });
}

Term digest(Process& p, MD5_CTX& context) {
  uint8_t bytes[MD5_DIGEST_LENGTH];
  MD5_Final(bytes, &context);
  return binary_from(p.heap, bytes, sizeof bytes);
}

}  // namespace

Term bif_crc32_1(Process& p, const Term* args) { return checksum(p, args[0], 0, crc32_of); }
Term bif_crc32_2(Process& p, const Term* args) { return checksum(p, args[1], as_uint32(args[0]), crc32_of); }
Term bif_crc32_combine_3(Process& p, const Term* args) { return combine(p, args, crc32_join); }
Term bif_adler32_1(Process& p, const Term* args) { return checksum(p, args[0], 1, adler32_of); }
Term bif_adler32_2(Process& p, const Term* args) {
  return checksum(p, args[1], as_uint32(args[0]), adler32_of);
}
Term bif_adler32_combine_3(Process& p, const Term* args) { return combine(p, args, adler32_join); }

Term bif_md5_1(Process& p, const Term* args) {
  MD5_CTX context;
  MD5_Init(&context);
  return add_iodata(p, context, args[0]) ? digest(p, context) : p.badarg();
}
Term bif_md5_init_0(Process& p, const Term*) {
  MD5_CTX context = {};
  MD5_Init(&context);
  return context_term(p, context);
}
Term bif_md5_update_2(Process& p, const Term* args) {
  MD5_CTX context;
  if (!read_context(args[0], context) || !add_iodata(p, context, args[1])) return p.badarg();
  return context_term(p, context);
}
Term bif_md5_final_1(Process& p, const Term* args) {
  MD5_CTX context;
  return read_context(args[0], context) ? digest(p, context) : p.badarg();
}

}  // namespace beamlet
