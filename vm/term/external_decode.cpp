// One pass. Every count in the input is compared with the bytes that are left before memory is taken for it (a term takes at least one
// byte), so hostile input costs no more than a fixed multiple of its own size. Objects are taken with their slots still empty; `frames_`
// says which slots wait for a term. A map's pairs wait in an array of their own until all are there. When decoding fails, what was built is
// garbage on the heap that nothing points to.
#include <zlib.h>

#include <cmath>
#include <cstring>

#include "vm/base/float_text.hpp"
#include "vm/base/limits.hpp"
#include "vm/base/memory.hpp"
#include "vm/heap/heap.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/external.hpp"
#include "vm/term/external_tags.hpp"
#include "vm/term/fun.hpp"
#include "vm/term/map.hpp"
#include "vm/term/number.hpp"
#include "vm/term/pid.hpp"
#include "vm/term/term_stack.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {

namespace {

// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): set once at boot
ExportResolver export_resolver = nullptr;
FunResolver fun_resolver = nullptr;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

// Bytes with a sticky error: reads after the end give zeros.
class Reader {
 public:
  explicit Reader(std::span<const uint8_t> bytes)
      : at_(bytes.data()), end_(at_ + bytes.size()), start_(at_) {}
  [[nodiscard]] size_t left() const { return static_cast<size_t>(end_ - at_); }
  [[nodiscard]] size_t position() const { return static_cast<size_t>(at_ - start_); }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] const uint8_t* take(size_t n) {
    if (left() < n) {
      failed_ = true;
      return nullptr;
    }
    const uint8_t* p = at_;
    at_ += n;
    return p;
  }
  [[nodiscard]] uint8_t u8() {
    const uint8_t* p = take(1);
    return p == nullptr ? 0 : *p;
  }
  [[nodiscard]] uint16_t u16() { return static_cast<uint16_t>(big_endian(2)); }
  [[nodiscard]] uint32_t u32() { return static_cast<uint32_t>(big_endian(4)); }
  [[nodiscard]] uint64_t u64() { return big_endian(8); }

 private:
  [[nodiscard]] uint64_t big_endian(size_t n) {
    const uint8_t* p = take(n);
    uint64_t v = 0;
    for (size_t i = 0; p != nullptr && i < n; ++i) v = v << 8 | p[i];
    return v;
  }
  const uint8_t* at_;
  const uint8_t* end_;
  const uint8_t* start_;
  bool failed_ = false;
};

class Decoder {
 public:
  Decoder(Heap& heap, Reader& in, bool safe) : heap_(heap), in_(in), safe_(safe) {}
  ~Decoder() {
    while (!frames_.empty()) {
      Frame frame = frames_.pop();
      if (frame.kind == Frame::MapEnd) memory_free(frame.slot);
    }
  }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  // none() when the input is no term.
  Term run() {
    Term result;
    if (!one(&result)) return Term::none();
    while (!frames_.empty()) {
      Frame& top = frames_.top();
      if (top.kind == Frame::MapEnd) {
        if (!finish_map()) return Term::none();
        continue;
      }
      Term* slot = top.slot;
      top.slot += top.stride;
      if (--top.count == 0) frames_.drop();
      if (!one(slot)) return Term::none();
    }
    return result;
  }

 private:
  struct Frame {
    enum Kind : uint8_t { Slots, MapEnd } kind;
    uint8_t stride;
    Term* slot;      // MapEnd: the pairs
    uint64_t count;  // slots still to fill; MapEnd: pairs
    Term* target;    // MapEnd: where the map goes
  };
  void wait_for(Term* slot, uint64_t count, uint8_t stride = 1) {
    if (count > 0) frames_.push({Frame::Slots, stride, slot, count, nullptr});
  }
  [[nodiscard]] bool put(Term* slot, Term t) {
    *slot = t;
    return !in_.failed() && !t.is_none();
  }

  // Reads one term's own bytes; its parts are left to frames. False when malformed.
  [[nodiscard]] bool one(Term* slot) {
    uint8_t tag = in_.u8();
    if (in_.failed()) return false;
    switch (tag) {
      case ext::kSmallInteger:
        return put(slot, Term::small(in_.u8()));
      case ext::kInteger:
        return put(slot, Term::small(static_cast<int32_t>(in_.u32())));
      case ext::kAtom:
      case ext::kSmallAtom:
      case ext::kAtomUtf8:
      case ext::kSmallAtomUtf8:
        return put(slot, atom(tag));
      case ext::kNil:
        return put(slot, Term::nil());
      case ext::kSmallTuple:
        return tuple(slot, in_.u8());
      case ext::kLargeTuple:
        return tuple(slot, in_.u32());
      case ext::kString:
        return string(slot);
      case ext::kList:
        return list(slot);
      case ext::kBinary:
      case ext::kBitBinary:
        return bits(slot, tag);
      case ext::kSmallBig:
        return big(slot, in_.u8());
      case ext::kLargeBig:
        return big(slot, in_.u32());
      case ext::kNewFloat:
      case ext::kFloat:
        return number(slot, tag);
      case ext::kMap:
        return map(slot);
      case ext::kPid:
      case ext::kNewPid:
        return pid(slot, tag);
      case ext::kPort:
      case ext::kNewPort:
      case ext::kV4Port:
        return port(slot, tag);
      case ext::kReference:
      case ext::kNewReference:
      case ext::kNewerReference:
        return reference(slot, tag);
      case ext::kExport:
        return export_fun(slot);
      case ext::kNewFun:
        return fun(slot);
      default:
        return false;
    }
  }

  [[nodiscard]] Term atom(uint8_t tag) {
    bool wide = tag == ext::kAtom || tag == ext::kAtomUtf8;
    size_t size = wide ? in_.u16() : in_.u8();
    const uint8_t* p = in_.take(size);
    if (p == nullptr) return Term::none();
    char text[limits::kMaxAtomCharacters * 4];
    size_t length = 0, characters = 0;
    if (tag == ext::kAtom || tag == ext::kSmallAtom) {
      if (size > limits::kMaxAtomCharacters) return Term::none();
      for (size_t i = 0; i < size; ++i) length += put_utf8(reinterpret_cast<uint8_t*>(text) + length, p[i]);
    } else {
      if (size > sizeof text) return Term::none();
      for (size_t i = 0; i < size; ++characters) {
        uint32_t c;
        size_t n = get_utf8(p + i, size - i, c);
        if (n == 0) return Term::none();
        i += n;
      }
      if (characters > limits::kMaxAtomCharacters) return Term::none();
      std::memcpy(text, p, size);
      length = size;
    }
    AtomTable& atoms = *the_node.atoms;
    return safe_ ? atoms.find({text, length}) : atoms.intern({text, length});
  }
  // An atom where the format wants one (node names, module names).
  [[nodiscard]] Term nested_atom() {
    uint8_t tag = in_.u8();
    if (tag != ext::kAtom && tag != ext::kSmallAtom && tag != ext::kAtomUtf8 && tag != ext::kSmallAtomUtf8)
      return Term::none();
    return atom(tag);
  }

  [[nodiscard]] bool tuple(Term* slot, uint64_t n) {
    if (n > in_.left()) return false;
    Term* at = heap_.alloc(1 + n);
    wait_for(at + 1, n);
    return put(slot, make_tuple(at, n));
  }

  [[nodiscard]] bool string(Term* slot) {
    size_t n = in_.u16();
    const uint8_t* p = in_.take(n);
    if (p == nullptr) return false;
    if (n == 0) return put(slot, Term::nil());
    Term* at = heap_.alloc(2 * n);
    *slot = Term::cons(at);
    for (size_t i = 0; i < n; ++i, at += 2) cons_at(at, Term::small(p[i]), Term::cons(at + 2));
    at[-1] = Term::nil();
    return true;
  }

  [[nodiscard]] bool list(Term* slot) {
    uint64_t n = in_.u32();
    if (n >= in_.left()) return false;  // n elements and a tail
    if (n == 0) {
      wait_for(slot, 1);
      return true;
    }
    Term* at = heap_.alloc(2 * n);
    *slot = Term::cons(at);
    for (uint64_t i = 0; i + 1 < n; ++i) at[2 * i + 1] = Term::cons(at + 2 * i + 2);
    wait_for(at + 2 * n - 1, 1);
    wait_for(at, n, 2);
    return true;
  }

  [[nodiscard]] bool bits(Term* slot, uint8_t tag) {
    uint64_t bytes = in_.u32();
    uint32_t last = tag == ext::kBitBinary ? in_.u8() : 8;  // bits of the last byte
    const uint8_t* p = in_.take(bytes);
    if (p == nullptr || last == 0 || last > 8 || (bytes == 0 && last != 8)) return false;
    uint64_t size = bytes * 8 - (bytes == 0 ? 0 : 8 - last);
    NewBinary b = bits_new(heap_, size);
    if (bytes > 0) std::memcpy(b.bytes, p, bytes);
    if (last < 8) b.bytes[bytes - 1] &= static_cast<uint8_t>(0xFF << (8 - last));
    return put(slot, b.term);
  }

  [[nodiscard]] bool big(Term* slot, uint64_t bytes) {
    bool negative = in_.u8() != 0;
    const uint8_t* p = in_.take(bytes);
    if (p == nullptr) return false;
    Term t = integer_from_bytes(heap_, p, bytes, true, false);
    if (t.is_atom()) return false;  // too large
    return put(slot, negative ? number_neg(heap_, t) : t);
  }

  [[nodiscard]] bool number(Term* slot, uint8_t tag) {
    double value;
    if (tag == ext::kNewFloat) {
      value = std::bit_cast<double>(in_.u64());
    } else {
      const uint8_t* p = in_.take(ext::kFloatTextSize);
      if (p == nullptr) return false;
      const auto* text = reinterpret_cast<const char*>(p);
      std::optional<double> parsed = parse_float({text, strnlen(text, ext::kFloatTextSize)});
      if (!parsed) return false;
      value = *parsed;
    }
    if (in_.failed() || !std::isfinite(value)) return false;
    return put(slot, make_float(heap_, value));
  }

  [[nodiscard]] bool map(Term* slot) {
    uint64_t n = in_.u32();
    if (2 * n > in_.left()) return false;
    if (n == 0) return put(slot, map_empty(heap_));
    auto* pairs = static_cast<Term*>(memory_alloc(n * sizeof(MapPair)));
    frames_.push({Frame::MapEnd, 0, pairs, n, slot});
    wait_for(pairs, 2 * n);
    return true;
  }
  [[nodiscard]] bool finish_map() {
    Frame frame = frames_.pop();
    auto* pairs = reinterpret_cast<MapPair*>(frame.slot);
    Term t = map_from_pairs(heap_, pairs, frame.count);
    memory_free(pairs);
    *frame.target = t;
    return map_size(t) == frame.count;  // else a key stood twice
  }

  [[nodiscard]] bool pid(Term* slot, uint8_t tag) {
    Term node = nested_atom();
    uint32_t number = in_.u32();
    uint32_t serial = in_.u32();
    uint32_t creation = tag == ext::kNewPid ? in_.u32() : in_.u8();
    if (in_.failed() || node.is_none()) return false;
    if (node == atom::nonode && creation == 0) {
      if (!valid_local_pid(number, serial)) return false;
      return put(slot, local_pid(number, serial));
    }
    return put(slot, external(TermKind::ExternalPid, node, uint64_t{number} << 32 | serial, creation));
  }
  [[nodiscard]] bool port(Term* slot, uint8_t tag) {
    Term node = nested_atom();
    uint64_t id = tag == ext::kV4Port ? in_.u64() : in_.u32();
    uint32_t creation = tag == ext::kPort ? in_.u8() : in_.u32();
    if (in_.failed() || node.is_none()) return false;
    return put(slot, external(TermKind::ExternalPort, node, id, creation));
  }
  [[nodiscard]] Term external(TermKind kind, Term node, uint64_t id, uint64_t creation) {
    Term* at = heap_.alloc(4);
    at[0] = Header(kind, 3).term();
    at[1] = node;
    at[2] = Term::from_raw(id);
    at[3] = Term::from_raw(creation);
    return Term::boxed(at);
  }

  [[nodiscard]] bool reference(Term* slot, uint8_t tag) {
    uint32_t words = tag == ext::kReference ? 1 : in_.u16();
    Term node = nested_atom();
    if (words == 0 || words > kMaxExternalRefWords || node.is_none()) return false;
    uint32_t id[kMaxExternalRefWords + 1] = {};
    uint32_t creation = 0;
    if (tag == ext::kReference) {
      id[0] = in_.u32();
      creation = in_.u8();
    } else {
      creation = tag == ext::kNewerReference ? in_.u32() : in_.u8();
      for (uint32_t i = 0; i < words; ++i) id[i] = in_.u32();
    }
    if (in_.failed()) return false;
    if (node == atom::nonode && creation == 0) {
      RefNumbers numbers{id[0], id[1], id[2]};
      if (!valid_ref_numbers(numbers)) return false;
      return put(slot, ref_at(heap_.alloc(kRefWords), unique_of(numbers), uint64_t{id[4]} << 32 | id[3]));
    }
    Term* at = heap_.alloc(6);
    at[0] = Header(TermKind::ExternalRef, 5).term();
    at[1] = node;
    at[2] = Term::from_raw(uint64_t{creation} << 8 | words);
    for (size_t i = 0; i < 3; ++i) at[3 + i] = Term::from_raw(uint64_t{id[2 * i + 1]} << 32 | id[2 * i]);
    return put(slot, Term::boxed(at));
  }

  [[nodiscard]] bool export_fun(Term* slot) {
    Term module = nested_atom();
    Term function = module.is_none() ? module : nested_atom();
    if (function.is_none() || in_.u8() != ext::kSmallInteger) return false;
    uint32_t arity = in_.u8();
    if (in_.failed() || export_resolver == nullptr) return false;
    const ExportIdentity* identity = export_resolver(module, function, arity);
    if (identity == nullptr) return false;
    return put(slot, export_fun_at(heap_.alloc(kExportFunWords), identity));
  }

  // An integer of one of the two short forms.
  [[nodiscard]] bool skip_integer() {
    uint8_t tag = in_.u8();
    if (tag == ext::kSmallInteger) return in_.take(1) != nullptr;
    return tag == ext::kInteger && in_.take(4) != nullptr;
  }
  [[nodiscard]] bool fun(Term* slot) {
    (void)in_.u32();  // size of the whole
    uint32_t arity = in_.u8();
    uint64_t unique = in_.u64();
    (void)in_.u64();
    uint32_t index = in_.u32();
    uint32_t free = in_.u32();
    Term module = nested_atom();
    if (module.is_none() || !skip_integer() || !skip_integer()) return false;
    Term creator;
    uint8_t tag = in_.u8();
    if ((tag != ext::kPid && tag != ext::kNewPid) || !pid(&creator, tag)) return false;
    if (in_.failed() || free > in_.left() || fun_resolver == nullptr) return false;
    const FunIdentity* identity = fun_resolver(module, index, unique, arity);
    if (identity == nullptr || identity->free != free) return false;
    Term* at = heap_.alloc(2 + free);
    wait_for(at + 2, free);
    return put(slot, fun_at(at, identity));
  }

  Heap& heap_;
  Reader& in_;
  const bool safe_;
  WalkStack<Frame> frames_;
};

// The compressed form: the term's plain bytes packed by zlib. `used` counts the packed bytes.
Term decode_compressed(Heap& heap, Reader& in, bool safe, size_t& used) {
  uint32_t size = in.u32();
  size_t packed = in.left();
  if (in.failed() || size == 0 || size / 1032 > packed) return Term::none();  // zlib cannot expand more
  const uint8_t* from = in.take(packed);
  if (!memory_grants(size)) return Term::none();
  auto* plain = static_cast<uint8_t*>(memory_alloc(size));
  z_stream stream{};
  stream.next_in =
      const_cast<Bytef*>(from);  // NOLINT(cppcoreguidelines-pro-type-const-cast): zlib only reads there
  stream.avail_in = static_cast<uInt>(std::min<size_t>(packed, UINT32_MAX));
  stream.next_out = plain;
  stream.avail_out = size;
  Term result;
  if (inflateInit(&stream) == Z_OK) {
    int status = inflate(&stream, Z_FINISH);
    if (status == Z_STREAM_END && stream.avail_out == 0) {
      used = packed - stream.avail_in;
      Reader inner({plain, size});
      Decoder decoder(heap, inner, safe);
      result = decoder.run();
    }
    inflateEnd(&stream);
  }
  memory_free(plain);
  return result;
}

}  // namespace

Term external_decode(Heap& heap, std::span<const uint8_t> bytes, const DecodeOptions& options, size_t* used) {
  Reader in(bytes);
  if (options.version_byte && in.u8() != ext::kVersion) return Term::none();
  size_t before = in.position();
  if (in.left() > 0 && bytes[before] == ext::kCompressed) {
    (void)in.u8();
    size_t packed = 0;
    Term t = decode_compressed(heap, in, options.safe, packed);
    if (used != nullptr) *used = before + 5 + packed;
    return t;
  }
  Decoder decoder(heap, in, options.safe);
  Term t = decoder.run();
  if (used != nullptr) *used = in.position();
  return t;
}

void external_install(ExportResolver exports, FunResolver funs) {
  export_resolver = exports;
  fun_resolver = funs;
}

}  // namespace beamlet
