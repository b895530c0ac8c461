// external.hpp - the external term format: terms as bytes, between machines and in files.
//
// Purpose     term_to_binary/binary_to_term, literals of modules, later distribution. Bytes equal those of OTP (25, which the tests compare
//             with). Decoding trusts nothing: every size is checked against the bytes that are left before memory is taken.
// Allocation  never collects. Iterative.
// Threads     [owner] of the heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "vm/term/term.hpp"

namespace beamlet {

struct Heap;

struct EncodeOptions {
  int compressed = 0;          // zlib level 1..9; 0: not. Used only when it makes the result smaller.
  int minor_version = 1;       // 0: floats as text; 1: floats as bits; 2: atoms always as UTF-8
  bool deterministic = false;  // keys of large maps in term order
};
// Appends the bytes (version 131 first). False: the machine has no memory for them.
[[nodiscard]] bool external_encode(std::string& out, Term term, const EncodeOptions& options = {});
// Terms that share much may have more than the machine has memory: the walk stops beyond that.
// Bytes that external_encode without compression makes, version byte included (erlang:external_size).
[[nodiscard]] size_t external_size(Term term, const EncodeOptions& options = {});

struct DecodeOptions {
  bool safe = false;         // no new atoms, no funs of unknown exports
  bool version_byte = true;  // false: the bytes begin with the first tag
};
// The term, or none() when the bytes are not one. `used`: how many bytes were read (trailing bytes are allowed).
[[nodiscard]] Term external_decode(Heap& heap, std::span<const uint8_t> bytes, const DecodeOptions& options,
                                   size_t* used = nullptr);

// Literals of a module: decode into a scratch Heap (heap.hpp), then LiteralSpace::create.
//
// What an EXPORT_EXT names becomes a fun through the code layer: the runtime installs the function (nullptr: such terms do not decode).
struct ExportIdentity;
using ExportResolver = const ExportIdentity* (*)(Term module, Term function, uint32_t arity);
struct FunIdentity;
using FunResolver = const FunIdentity* (*)(Term module, uint32_t index, uint64_t unique, uint32_t arity);
void external_install(ExportResolver exports, FunResolver funs);

}  // namespace beamlet
