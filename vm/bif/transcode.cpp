#include "vm/bif/transcode.hpp"

#include <algorithm>
#include <cstring>

#include "vm/term/utf8.hpp"

namespace beamlet {
namespace {

// What stands at the start of some bytes.
struct Decoded {
  enum class Kind : uint8_t { Character, Partial, Invalid } kind;
  size_t size = 0;
  uint32_t c = 0;
};
constexpr Decoded kPartial{Decoded::Kind::Partial};
constexpr Decoded kInvalid{Decoded::Kind::Invalid};

// Bytes of the sequence that a lead byte announces; 0 for a byte that leads none.
size_t utf8_length(uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

Decoded decode_utf8(const uint8_t* bytes, size_t left) {
  size_t length = utf8_length(bytes[0]);
  if (length == 0) return kInvalid;
  if (left < length) {
    // Partial as long as the bytes that are there continue a sequence.
    for (size_t i = 1; i < left; ++i) {
      if ((bytes[i] & 0xC0) != 0x80) return kInvalid;
    }
    return kPartial;
  }
  Decoded result{Decoded::Kind::Character};
  result.size = get_utf8(bytes, left, result.c);
  return result.size == 0 ? kInvalid : result;
}

uint32_t unit16(const uint8_t* b, bool little) {
  return little ? static_cast<uint32_t>(b[0] | b[1] << 8) : static_cast<uint32_t>(b[0] << 8 | b[1]);
}

Decoded decode_utf16(const uint8_t* bytes, size_t left, bool little) {
  if (left < 2) return kPartial;
  uint32_t first = unit16(bytes, little);
  if (first < 0xD800 || first > 0xDFFF) return {Decoded::Kind::Character, 2, first};
  if (first > 0xDBFF) return kInvalid;
  if (left < 4) return kPartial;
  uint32_t second = unit16(bytes + 2, little);
  if (second < 0xDC00 || second > 0xDFFF) return kInvalid;
  return {Decoded::Kind::Character, 4, 0x10000 + ((first - 0xD800) << 10 | (second - 0xDC00))};
}

Decoded decode_utf32(const uint8_t* bytes, size_t left, bool little) {
  if (left < 4) return kPartial;
  uint32_t c = little ? unit16(bytes, true) | unit16(bytes + 2, true) << 16
                      : unit16(bytes, false) << 16 | unit16(bytes + 2, false);
  if (!is_scalar_value(c)) return kInvalid;
  return {Decoded::Kind::Character, 4, c};
}

Decoded decode(TextEncoding encoding, const uint8_t* bytes, size_t left) {
  switch (encoding) {
    case TextEncoding::Latin1:
      return {Decoded::Kind::Character, 1, bytes[0]};
    case TextEncoding::Utf8:
      return decode_utf8(bytes, left);
    case TextEncoding::Utf16Big:
    case TextEncoding::Utf16Little:
      return decode_utf16(bytes, left, encoding == TextEncoding::Utf16Little);
    default:
      return decode_utf32(bytes, left, encoding == TextEncoding::Utf32Little);
  }
}

// Bytes of the character that these first ones begin, as far as they tell.
size_t character_size(TextEncoding encoding, const uint8_t* bytes, size_t size) {
  switch (encoding) {
    case TextEncoding::Latin1:
      return 1;
    case TextEncoding::Utf8:
      return utf8_length(bytes[0]);
    case TextEncoding::Utf16Big:
    case TextEncoding::Utf16Little:
      return size < 2 ? 2 : 4;
    default:
      return 4;
  }
}

size_t ascii_run(const uint8_t* bytes, size_t count) {
  size_t n = 0;
  for (; n + 8 <= count; n += 8) {
    uint64_t word;
    std::memcpy(&word, bytes + n, 8);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (n < count && bytes[n] < 0x80) ++n;
  return n;
}

bool is_bytewise(TextEncoding encoding) {
  return encoding == TextEncoding::Latin1 || encoding == TextEncoding::Utf8;
}

}  // namespace

std::optional<TextEncoding> text_encoding(Term name) {
  if (name == atom::latin1) return TextEncoding::Latin1;
  if (name == atom::utf8 || name == atom::unicode) return TextEncoding::Utf8;
  if (name == atom::utf16) return TextEncoding::Utf16Big;
  if (name == atom::utf32) return TextEncoding::Utf32Big;
  const Term* pair = tuple_of(name, 2);
  if (pair == nullptr || (pair[1] != atom::big && pair[1] != atom::little)) return std::nullopt;
  bool little = pair[1] == atom::little;
  if (pair[0] == atom::utf16) return little ? TextEncoding::Utf16Little : TextEncoding::Utf16Big;
  if (pair[0] == atom::utf32) return little ? TextEncoding::Utf32Little : TextEncoding::Utf32Big;
  return std::nullopt;
}

// -- sinks

void BytesSink::put_unit(uint32_t unit, int size, bool little) {
  for (int i = 0; i < size; ++i) {
    bytes_.push_back(static_cast<char>(unit >> 8 * (little ? i : size - 1 - i)));
  }
}

bool BytesSink::put(uint32_t c) {
  switch (encoding_) {
    case TextEncoding::Latin1:
      if (c > 255) return false;
      bytes_.push_back(static_cast<char>(c));
      return true;
    case TextEncoding::Utf8: {
      uint8_t utf8[4];
      bytes_.append(reinterpret_cast<const char*>(utf8), put_utf8(utf8, c));
      return true;
    }
    case TextEncoding::Utf16Big:
    case TextEncoding::Utf16Little: {
      bool little = encoding_ == TextEncoding::Utf16Little;
      if (c < 0x10000) {
        put_unit(c, 2, little);
      } else {
        put_unit(0xD800 + ((c - 0x10000) >> 10), 2, little);
        put_unit(0xDC00 + (c & 0x3FF), 2, little);
      }
      return true;
    }
    default:
      put_unit(c, 4, encoding_ == TextEncoding::Utf32Little);
      return true;
  }
}

void BytesSink::put_ascii(const uint8_t* bytes, size_t count) {
  if (is_bytewise(encoding_)) {
    bytes_.append(reinterpret_cast<const char*>(bytes), count);
  } else {
    for (size_t i = 0; i < count; ++i) put(bytes[i]);
  }
}

// -- the walk

bool Transcoder::well_formed(Term data) {
  std::vector<Term> later;
  Term at = data;
  for (;;) {
    if (at.is_cons()) {
      Term head = at.head();
      if (head.is_cons()) {
        if (!at.tail().is_nil()) later.push_back(at.tail());
        at = head;
        continue;
      }
      if (!head.is_small() && !head.is_nil() && !is_binary(head)) return false;
      at = at.tail();
    } else {
      if (!at.is_nil() && !is_binary(at)) return false;
      if (later.empty()) return true;
      at = later.back();
      later.pop_back();
    }
  }
}

Transcoder::Outcome Transcoder::run(Term data) {
  data_ = data;
  Term at = data;
  for (;;) {
    Outcome outcome = Outcome::Ok;
    if (at.is_cons()) {
      Term head = at.head();
      if (head.is_cons()) {
        outer_.push_back(at.tail());
        at = head;
        continue;
      }
      if (head.is_small()) {
        if (partial_size_ == 0 && ascii_elements(at)) continue;
        outcome = code_point(at);
      } else if (is_binary(head))
        outcome = binary(head, at.tail());
      else if (!head.is_nil())
        return Outcome::BadArg;
      at = at.tail();
    } else if (at.is_nil()) {
      if (outer_.empty()) break;
      at = outer_.back();
      outer_.pop_back();
    } else if (is_binary(at)) {
      outcome = binary(at, Term::none());
      at = Term::nil();
    } else {
      return Outcome::BadArg;
    }
    if (outcome != Outcome::Ok) return outcome;
  }
  if (partial_size_ == 0) return Outcome::Ok;
  rest_ = partial_binary();
  return Outcome::Incomplete;
}

// Passes on the ASCII characters that a list begins with, and moves `list` past them. False: it begins with something else.
bool Transcoder::ascii_elements(Term& list) {
  uint8_t run[128];
  size_t count = 0;
  while (count < sizeof run && list.is_cons()) {
    Term head = list.head();
    if (!head.is_small() || static_cast<uint64_t>(head.small_value()) >= 0x80) break;
    run[count++] = static_cast<uint8_t>(head.small_value());
    list = list.tail();
  }
  sink_.put_ascii(run, count);
  return count > 0;
}

// The first element of `list`.
Transcoder::Outcome Transcoder::code_point(Term list) {
  Term element = list.head();
  if (partial_size_ > 0) {
    if (shape_ == FailureShape::Native)
      fail(list);
    else
      fail(make_cons(process_, partial_binary(), list));
    return Outcome::Error;
  }
  int64_t c = element.small_value();
  int64_t most = from_ == TextEncoding::Latin1 ? 255 : 0x10FFFF;
  if (c >= 0 && c <= most && is_scalar_value(static_cast<uint64_t>(c)) &&
      sink_.put(static_cast<uint32_t>(c))) {
    return Outcome::Ok;
  }
  if (shape_ == FailureShape::Native)
    fail(list);
  else
    fail(make_cons(process_, make_cons(process_, element, Term::nil()), list.tail()));
  return Outcome::Error;
}

// A binary may stand in the data many times.
bool Transcoder::has_room_for(size_t bytes) {
  taken_ += bytes;
  if (asked_ || taken_ < kAlwaysGranted) return true;
  asked_ = true;
  uint64_t all = 0;
  const uint64_t most = memory_of_machine();
  for (std::vector<Term> later{data_}; !later.empty() && all < most;) {
    Term at = later.back();
    later.pop_back();
    for (; at.is_cons() && all < most; at = at.tail()) {
      if (at.head().is_cons()) later.push_back(at.head());
      all += is_binary(at.head()) ? bit_size_of(at.head()) / 8 : 1;
    }
    all += is_binary(at) ? bit_size_of(at) / 8 : 0;
  }
  return sink_.makes_terms() ? has_words(process_, all * 2) : has_memory(all * 3);
}

Transcoder::Outcome Transcoder::binary(Term bits, Term tail) {
  if (!has_room_for(bit_size_of(bits) / 8)) return Outcome::NoMemory;
  BinaryBytes bytes(bits);
  size_t at = 0;
  while (partial_size_ > 0 && at < bytes.size()) {
    Outcome outcome = complete_partial(bytes, at, bits, tail);
    if (outcome != Outcome::Ok) return outcome;
  }
  while (at < bytes.size()) {
    const uint8_t* here = bytes.data() + at;
    size_t left = bytes.size() - at;
    if (is_bytewise(from_) && *here < 0x80) {
      size_t run = ascii_run(here, left);
      sink_.put_ascii(here, run);
      at += run;
      continue;
    }
    Decoded decoded = decode(from_, here, left);
    if (decoded.kind == Decoded::Kind::Partial) {
      std::memcpy(partial_, here, left);
      partial_size_ = left;
      return Outcome::Ok;
    }
    if (decoded.kind == Decoded::Kind::Invalid || !sink_.put(decoded.c)) {
      fail(with_tail(bits_part(process_.heap, bits, at * 8, left * 8), tail));
      return Outcome::Error;
    }
    at += decoded.size;
  }
  return Outcome::Ok;
}

// Goes on with a character begun in an earlier binary; `at` moves past what it takes from this one.
Transcoder::Outcome Transcoder::complete_partial(const BinaryBytes& bytes, size_t& at, Term bits, Term tail) {
  size_t needed = character_size(from_, partial_, partial_size_) - partial_size_;
  size_t taken = std::min(needed, bytes.size() - at);
  std::memcpy(partial_ + partial_size_, bytes.data() + at, taken);
  if (taken < needed) {
    partial_size_ += taken;
    at += taken;
    return Outcome::Ok;
  }
  size_t size = partial_size_ + taken;
  Decoded decoded = decode(from_, partial_, size);
  if (decoded.kind == Decoded::Kind::Partial) {  // the first unit of a surrogate pair
    partial_size_ = size;
    at += taken;
    return Outcome::Ok;
  }
  if (decoded.kind == Decoded::Kind::Character && sink_.put(decoded.c)) {
    partial_size_ = 0;
    at += taken;
    return Outcome::Ok;
  }
  Process& p = process_;
  if (shape_ == FailureShape::Native) {
    fail(with_tail(bits, tail));
  } else {
    partial_size_ = size;
    at += taken;
    Term left = bits_part(p.heap, bits, at * 8, (bytes.size() - at) * 8);
    fail(make_cons(p, partial_binary(), with_tail(left, tail)));
  }
  return Outcome::Error;
}

Term Transcoder::with_tail(Term first, Term tail) {
  return tail.is_none() ? first : make_cons(process_, first, tail);
}

Term Transcoder::partial_binary() { return binary_from(process_.heap, partial_, partial_size_); }

// What is left of the current list, put into the lists around it again. In the native shape the start of a split character stands
// before all of it.
void Transcoder::fail(Term rest) {
  for (; !outer_.empty(); outer_.pop_back()) rest = make_cons(process_, rest, outer_.back());
  if (shape_ == FailureShape::Native && partial_size_ > 0) {
    rest = make_cons(process_, partial_binary(), make_cons(process_, rest, Term::nil()));
  }
  rest_ = rest;
}

}  // namespace beamlet
