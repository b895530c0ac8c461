// One walk serves twice: with a sink that counts (external_size) and with one that writes into a buffer of exactly that size.
#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "vm/base/float_text.hpp"
#include "vm/base/memory.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/external.hpp"
#include "vm/term/external_tags.hpp"
#include "vm/term/fun.hpp"
#include "vm/term/map.hpp"
#include "vm/term/number.hpp"
#include "vm/term/pid.hpp"
#include "vm/term/term_stack.hpp"

namespace beamlet {

namespace {

class CountingSink {
 public:
  void byte(uint8_t) { ++size_; }
  void u16(uint64_t) { size_ += 2; }
  void u32(uint64_t) { size_ += 4; }
  void u64(uint64_t) { size_ += 8; }
  void bytes(const void*, size_t n) { size_ += n; }
  void bits(BitView v) { size_ += (v.size + 7) / 8; }
  [[nodiscard]] size_t position() const { return size_; }
  void patch_u32(size_t, uint64_t) {}

 private:
  size_t size_ = 0;
};

class WritingSink {
 public:
  explicit WritingSink(uint8_t* to) : start_(to), at_(to) {}
  void byte(uint8_t b) { *at_++ = b; }
  void u16(uint64_t v) { put(__builtin_bswap16(static_cast<uint16_t>(v))); }
  void u32(uint64_t v) { put(__builtin_bswap32(static_cast<uint32_t>(v))); }
  void u64(uint64_t v) { put(__builtin_bswap64(v)); }
  void bytes(const void* from, size_t n) {
    if (n > 0) std::memcpy(at_, from, n);
    at_ += n;
  }
  void bits(BitView v) {
    size_t n = (v.size + 7) / 8;
    if (v.size % 8 != 0) at_[n - 1] = 0;
    copy_bits(at_, 0, v.bytes, v.offset, v.size);
    at_ += n;
  }
  [[nodiscard]] size_t position() const { return static_cast<size_t>(at_ - start_); }
  void patch_u32(size_t at, uint64_t v) {
    uint32_t w = __builtin_bswap32(static_cast<uint32_t>(v));
    std::memcpy(start_ + at, &w, 4);
  }

 private:
  template <class T>
  void put(T v) {
    std::memcpy(at_, &v, sizeof v);
    at_ += sizeof v;
  }
  uint8_t* start_;
  uint8_t* at_;
};

// Whether every character of the UTF-8 text is in Latin-1.
bool is_latin1(std::string_view text, size_t& characters) {
  characters = 0;
  for (char c : text) {
    auto b = static_cast<uint8_t>(c);
    if (b > 0xC3) return false;
    characters += (b & 0xC0) != 0x80 ? 1 : 0;
  }
  return true;
}

template <class Sink>
class Encoder {
 public:
  Encoder(Sink& sink, const EncodeOptions& options) : sink_(sink), options_(options) {}

  // False: it is too large, and not all of it was written.
  bool run(Term t) {
    for (;;) {
      one(t);
      if (++written_ > most_) {
        for (; !work_.empty(); work_.drop())
          if (work_.top().owned != nullptr) memory_free(work_.top().owned);
        return false;
      }
      for (;;) {
        if (work_.empty()) return true;
        Work& top = work_.top();
        if (top.kind == Work::FunEnd) {
          sink_.patch_u32(top.count, sink_.position() - top.count);
          work_.drop();
          continue;
        }
        t = *top.at;
        top.at += top.kind == Work::Cells ? 0 : 1;
        if (top.kind == Work::Cells) {  // heads of a list, then its tail
          const Term* cell = top.at;
          if (--top.count == 0) {
            top = {Work::Terms, cell + 1, 1, nullptr};
          } else {
            top.at = cell[1].cons_ptr();
          }
        } else if (--top.count == 0) {
          void* owned = top.owned;
          work_.drop();
          if (owned != nullptr) memory_free(owned);
        }
        break;
      }
    }
  }

 private:
  struct Work {
    enum Kind : uint8_t { Terms, Cells, FunEnd } kind;
    const Term* at;
    uint64_t count;  // FunEnd: where the size field is
    void* owned;     // freed when done (`at` leads into it)
  };
  void push(const Term* at, uint64_t count, void* owned = nullptr) {
    if (count > 0) work_.push({Work::Terms, at, count, owned});
  }

  void one(Term t) {
    if (t.is_small()) return small(t.small_value());
    if (t.is_cons()) return list(t);
    if (t.is_atom()) return atom(t);
    if (t.is_nil()) return sink_.byte(ext::kNil);
    if (t.is_local_pid()) return pid(atom::nonode, pid_number(t), pid_serial(t), 0);
    boxed(t);
  }

  void small(int64_t v) {
    if (v >= 0 && v <= 255) {
      sink_.byte(ext::kSmallInteger);
      sink_.byte(static_cast<uint8_t>(v));
    } else if (v >= INT32_MIN && v <= INT32_MAX) {
      sink_.byte(ext::kInteger);
      sink_.u32(static_cast<uint64_t>(v));
    } else {
      Limb limb = v < 0 ? Limb{0} - static_cast<Limb>(v) : static_cast<Limb>(v);
      big(&limb, 1, v < 0);
    }
  }

  void big(const Limb* limbs, size_t count, bool negative) {
    size_t bytes = count * 8 - static_cast<size_t>(__builtin_clzll(limbs[count - 1])) / 8;
    if (bytes < 256) {
      sink_.byte(ext::kSmallBig);
      sink_.byte(static_cast<uint8_t>(bytes));
    } else {
      sink_.byte(ext::kLargeBig);
      sink_.u32(bytes);
    }
    sink_.byte(negative ? 1 : 0);
    sink_.bytes(limbs, bytes);
  }

  void atom(Term t) {
    std::string_view text = atom_text(t);
    size_t characters;
    if (options_.minor_version < 2 && is_latin1(text, characters)) {
      sink_.byte(ext::kAtom);
      sink_.u16(characters);
      for (size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<uint8_t>(text[i]);
        if (c >= 0x80) c = static_cast<uint8_t>(c << 6 | (static_cast<uint8_t>(text[++i]) & 0x3F));
        sink_.byte(c);
      }
      return;
    }
    if (text.size() > 255) {
      sink_.byte(ext::kAtomUtf8);
      sink_.u16(text.size());
    } else {
      sink_.byte(ext::kSmallAtomUtf8);
      sink_.byte(static_cast<uint8_t>(text.size()));
    }
    sink_.bytes(text.data(), text.size());
  }

  void list(Term t) {
    uint64_t length = 0;
    bool string = true;
    Term tail = t;
    for (; tail.is_cons(); tail = tail.tail(), ++length) {
      Term head = tail.head();
      string = string && head.is_small() && static_cast<uint64_t>(head.small_value()) <= 255;
    }
    if (string && tail.is_nil() && length <= ext::kMaxStringLength) {
      sink_.byte(ext::kString);
      sink_.u16(length);
      for (; t.is_cons(); t = t.tail()) sink_.byte(static_cast<uint8_t>(t.head().small_value()));
      return;
    }
    sink_.byte(ext::kList);
    sink_.u32(length);
    work_.push({Work::Cells, t.cons_ptr(), length, nullptr});
  }

  void pid(Term node, uint32_t number, uint32_t serial, uint64_t creation) {
    sink_.byte(ext::kNewPid);
    atom(node);
    sink_.u32(number);
    sink_.u32(serial);
    sink_.u32(creation);
  }

  void local_ref(Term t) {
    RefNumbers n = ref_numbers(t);
    uint64_t alias = ref_alias_of(t);
    sink_.byte(ext::kNewerReference);
    sink_.u16(alias != 0 ? 5 : 3);
    atom(atom::nonode);
    sink_.u32(0);
    sink_.u32(n.a);
    sink_.u32(n.b);
    sink_.u32(n.c);
    if (alias == 0) return;
    sink_.u32(alias & 0xFFFFFFFFu);
    sink_.u32(alias >> 32);
  }

  void external_ref(Term t) {
    const Term* p = t.boxed_ptr();
    uint64_t words = p[2].raw() & 255;
    sink_.byte(ext::kNewerReference);
    sink_.u16(words);
    atom(p[1]);
    sink_.u32(p[2].raw() >> 8);
    for (uint32_t i = 0; i < words; ++i) sink_.u32(external_ref_word(t, i));
  }

  void port(Term t) {
    const Term* p = t.boxed_ptr();
    bool wide = p[2].raw() > UINT32_MAX;
    sink_.byte(wide ? ext::kV4Port : ext::kNewPort);
    atom(p[1]);
    wide ? sink_.u64(p[2].raw()) : sink_.u32(p[2].raw());
    sink_.u32(p[3].raw());
  }

  void bits(BitView v) {
    if (v.size % 8 == 0) {
      sink_.byte(ext::kBinary);
      sink_.u32(v.size / 8);
    } else {
      sink_.byte(ext::kBitBinary);
      sink_.u32((v.size + 7) / 8);
      sink_.byte(v.size % 8);
    }
    sink_.bits(v);
  }

  void number(Term t) {
    if (!is_float(t)) {
      Limb one;
      Magnitude m = integer_magnitude(t, one);
      return big(m.limbs, m.count, m.negative);
    }
    if (options_.minor_version > 0) {
      sink_.byte(ext::kNewFloat);
      return sink_.u64(std::bit_cast<uint64_t>(float_value(t)));
    }
    std::string text = float_scientific(float_value(t), 20);
    text.resize(ext::kFloatTextSize, '\0');
    sink_.byte(ext::kFloat);
    sink_.bytes(text.data(), text.size());
  }

  void map(Term t) {
    uint64_t n = map_size(t);
    sink_.byte(ext::kMap);
    sink_.u32(n);
    if (n == 0) return;
    auto* pairs = static_cast<MapPair*>(memory_alloc(n * sizeof(MapPair)));
    if (options_.deterministic)
      map_pairs_sorted(t, pairs);
    else
      map_pairs(t, pairs);
    push(&pairs[0].key, 2 * n, pairs);
  }

  void fun(Term t) {
    const FunIdentity& f = fun_identity(t);
    sink_.byte(ext::kNewFun);
    work_.push({Work::FunEnd, nullptr, sink_.position(), nullptr});
    sink_.u32(0);
    sink_.byte(static_cast<uint8_t>(f.arity));
    sink_.u64(f.unique);
    sink_.u64(f.unique);
    sink_.u32(f.index);
    sink_.u32(f.free);
    atom(f.module);
    small(f.index);
    small(static_cast<int64_t>(f.unique & 0x7FFFFFF));
    pid(atom::nonode, 0, 0, 0);
    push(t.boxed_ptr() + 2, f.free);
  }

  void boxed(Term t) {
    const Term* p = t.boxed_ptr();
    Header header(p[0]);
    switch (header.kind()) {
      case TermKind::Tuple:
        if (header.words() < 256) {
          sink_.byte(ext::kSmallTuple);
          sink_.byte(static_cast<uint8_t>(header.words()));
        } else {
          sink_.byte(ext::kLargeTuple);
          sink_.u32(header.words());
        }
        return push(p + 1, header.words());
      case TermKind::PosBig:
      case TermKind::NegBig:
      case TermKind::Float:
        return number(t);
      case TermKind::FlatMap:
      case TermKind::HashMap:
        return map(t);
      case TermKind::Fun:
        return fun(t);
      case TermKind::ExportFun:
        sink_.byte(ext::kExport);
        atom(export_identity(t).module);
        atom(export_identity(t).function);
        return small(export_identity(t).arity);
      case TermKind::Ref:
      case TermKind::MagicRef:
        return local_ref(t);
      case TermKind::ExternalPid:
        return pid(p[1], static_cast<uint32_t>(p[2].raw() >> 32), static_cast<uint32_t>(p[2].raw()),
                   p[3].raw());
      case TermKind::ExternalRef:
        return external_ref(t);
      case TermKind::ExternalPort:
        return port(t);
      default:
        return bits(bit_view(t));
    }
  }

  Sink& sink_;
  const EncodeOptions& options_;
  WalkStack<Work> work_;
  // Shared parts are written each time: a small term may have more parts than can be counted in a life. More than this have no place in a heap.
  uint64_t written_ = 0;
  const uint64_t most_ = memory_of_machine() / 64;
};

// Replaces the plain bytes from `start` (after the version) by their compressed form if that is smaller.
void compress_tail(std::string& out, size_t start, int level) {
  size_t plain = out.size() - start;
  if (plain > UINT32_MAX) return;
  uLongf size = compressBound(plain);
  std::string packed(5 + size, '\0');
  packed[0] = static_cast<char>(ext::kCompressed);
  uint32_t length = __builtin_bswap32(static_cast<uint32_t>(plain));
  std::memcpy(packed.data() + 1, &length, 4);
  if (compress2(reinterpret_cast<Bytef*>(packed.data()) + 5, &size,
                reinterpret_cast<const Bytef*>(out.data()) + start, plain, level) != Z_OK)
    return;
  if (size + 5 >= plain) return;
  out.replace(start, plain, packed, 0, size + 5);
}

}  // namespace

size_t external_size(Term term, const EncodeOptions& options) {
  CountingSink sink;
  sink.byte(ext::kVersion);
  Encoder encoder(sink, options);
  return encoder.run(term) ? sink.position() : SIZE_MAX / 4;
}

bool external_encode(std::string& out, Term term, const EncodeOptions& options) {
  size_t start = out.size();
  size_t size = external_size(term, options);
  if (!memory_grants(start + size + size)) return false;
  out.resize(start + size);
  WritingSink sink(reinterpret_cast<uint8_t*>(out.data()) + start);
  sink.byte(ext::kVersion);
  Encoder encoder(sink, options);
  encoder.run(term);
  if (options.compressed > 0) compress_tail(out, start + 1, options.compressed);
  return true;
}

}  // namespace beamlet
