// bif_unicode.cpp - module unicode: conversions of character data.
#include <string>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/transcode.hpp"

namespace beamlet {
namespace {

bool is_native_source(TextEncoding encoding) {
  return encoding == TextEncoding::Latin1 || encoding == TextEncoding::Utf8;
}

Term conversion_result(Process& p, Transcoder::Outcome outcome, Term converted, Term rest) {
  switch (outcome) {
    case Transcoder::Outcome::Ok:
      return converted;
    case Transcoder::Outcome::Error:
      return new_tuple(p, atom::error, converted, rest);
    case Transcoder::Outcome::Incomplete:
      return new_tuple(p, atom::incomplete, converted, rest);
    case Transcoder::Outcome::NoMemory:
      return p.system_limit();
    case Transcoder::Outcome::BadArg:
      break;
  }
  return p.badarg();
}

Term to_list(Process& p, Term data, Term from_name) {
  std::optional<TextEncoding> from = text_encoding(from_name);
  if (!from) return p.badarg();
  FailureShape shape = is_native_source(*from) ? FailureShape::Native : FailureShape::Library;
  if (shape == FailureShape::Native && !Transcoder::well_formed(data)) return p.badarg();
  ListSink sink(p);
  Transcoder transcoder(p, *from, sink, shape);
  Transcoder::Outcome outcome = transcoder.run(data);
  return conversion_result(p, outcome, sink.finish(), transcoder.rest());
}

Term to_binary(Process& p, Term data, Term from_name, Term to_name) {
  std::optional<TextEncoding> from = text_encoding(from_name);
  std::optional<TextEncoding> to = text_encoding(to_name);
  if (!from || !to) return p.badarg();
  bool native = is_native_source(*from) && *to == TextEncoding::Utf8;
  FailureShape shape = native ? FailureShape::Native : FailureShape::Library;
  if (native && !Transcoder::well_formed(data)) return p.badarg();
  BytesSink sink(*to);
  Transcoder transcoder(p, *from, sink, shape);
  Transcoder::Outcome outcome = transcoder.run(data);
  charge(p, sink.bytes().size(), 64);
  // A valid binary that is in the target encoding already is its own conversion.
  if (outcome == Transcoder::Outcome::Ok && *from == *to && is_binary(data)) return data;
  return conversion_result(p, outcome, make_binary(p, sink.bytes()), transcoder.rest());
}

}  // namespace

Term bif_unicode_characters_to_list_1(Process& p, const Term* args) {
  return to_list(p, args[0], atom::utf8);
}
Term bif_unicode_characters_to_list_2(Process& p, const Term* args) { return to_list(p, args[0], args[1]); }
Term bif_unicode_characters_to_binary_1(Process& p, const Term* args) {
  return to_binary(p, args[0], atom::utf8, atom::utf8);
}
Term bif_unicode_characters_to_binary_2(Process& p, const Term* args) {
  return to_binary(p, args[0], args[1], atom::utf8);
}
Term bif_unicode_characters_to_binary_3(Process& p, const Term* args) {
  return to_binary(p, args[0], args[1], args[2]);
}

Term bif_unicode_bin_is_7bit_1(Process& p, const Term* args) {
  if (!is_binary(args[0])) return atom::false_;
  BinaryBytes bytes(args[0]);
  charge(p, bytes.size(), 1024);
  uint8_t any = 0;
  for (uint8_t byte : bytes_of(bytes)) any |= byte;
  return boolean(any < 0x80);
}

}  // namespace beamlet
