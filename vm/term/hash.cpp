// term_hash mixes a term's parts in a fixed order: pre-order of its structure. Maps with the same keys have the same shape, so their
// parts come in the same order too. Bitstrings hash by their bits, wherever those lie.
//
// phash2 is Bob Jenkins' 96-bit mix over a walk of the term whose order and constants are part of the language's contract (values are stored in
// files and sent to other nodes). Numbers of nodes do not enter into it.
#include "vm/term/hash.hpp"

#include <algorithm>

#include "vm/base/memory.hpp"
#include "vm/base/node.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/fun.hpp"
#include "vm/term/map.hpp"
#include "vm/term/number.hpp"
#include "vm/term/term_stack.hpp"

namespace beamlet {

namespace {

class TermHash {
 public:
  explicit TermHash(uint64_t salt) : hash_(salt) {}

  uint64_t run(Term t) {
    for (;;) {
      one(t);
      if (stack_.empty()) return hash_word(hash_);
      Entry& top = stack_.top();
      t = *top.at++;
      if (--top.count == 0) stack_.drop();
    }
  }

 private:
  struct Entry {
    const Term* at;
    uint64_t count;
  };
  void mix(uint64_t w) { hash_ = (hash_ ^ w) * 0x9FB21C651E98DF25u ^ (hash_ >> 29); }
  void push(const Term* at, uint64_t count) {
    if (count > 0) stack_.push({at, count});
  }
  void words(const Term* p, uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) mix(p[i].raw());
  }

  void one(Term t) {
    while (t.is_cons()) {
      mix(1);
      const Term* p = t.cons_ptr();
      if (p[0].is_immediate()) {
        mix(p[0].raw());
        t = p[1];
        continue;
      }
      push(p + 1, 1);
      t = p[0];
    }
    if (t.is_immediate()) return mix(t.raw());
    boxed(t);
  }

  void boxed(Term t) {
    const Term* p = t.boxed_ptr();
    Header header(p[0]);
    switch (header.kind()) {
      case TermKind::HeapBinary:
      case TermKind::RefcBinary:
      case TermKind::SubBits:
        return bits(bit_view(t));
      case TermKind::Fun:
        mix(fun_identity(t).module.raw());
        mix(fun_identity(t).index);
        mix(fun_identity(t).unique);
        return push(p + 2, fun_identity(t).free);
      case TermKind::ExportFun:
        mix(export_identity(t).module.raw());
        mix(export_identity(t).function.raw());
        return mix(export_identity(t).arity);
      case TermKind::MagicRef:
        return mix(p[3].raw());
      case TermKind::Ref:
        return mix(p[1].raw());
      case TermKind::FlatMap:
        mix(p[0].raw());
        push(p + 2, header.words() - 1);
        return push(tuple_elements(p[1]), header.words() - 1);
      case TermKind::Tuple:
      case TermKind::HashMap:
      case TermKind::HashNode:
      case TermKind::HashCollision:
        mix(p[0].raw());
        return push(p + 1, header.words());
      default:  // numbers, external identifiers
        mix(p[0].raw());
        return words(p + 1, header.words());
    }
  }

  void bits(BitView v) {
    mix(v.size << 3 | 5);
    for (uint64_t left = v.size; left > 0;) {
      auto n = static_cast<uint32_t>(std::min<uint64_t>(left, 64));
      mix(read_bits(v.bytes, v.offset, n));
      v.offset += n;
      left -= n;
    }
  }

  uint64_t hash_;
  WalkStack<Entry> stack_;
};

// -- phash2

constexpr uint32_t kGolden = 0x9E3779B9u;
constexpr uint32_t seed(uint32_t n) { return kGolden * n; }
constexpr uint32_t kNilHash = 3468870702u;  // of [] alone

void mix96(uint32_t& a, uint32_t& b, uint32_t& c) {
  auto step = [](uint32_t& x, uint32_t y, uint32_t z, uint32_t shifted) { x = (x - y - z) ^ shifted; };
  step(a, b, c, c >> 13);
  step(b, c, a, a << 8);
  step(c, a, b, b >> 13);
  step(a, b, c, c >> 12);
  step(b, c, a, a << 16);
  step(c, a, b, b >> 5);
  step(a, b, c, c >> 3);
  step(b, c, a, a << 10);
  step(c, a, b, b >> 15);
}

// `length` bytes at any bit position.
uint32_t block_hash(const uint8_t* bytes, uint64_t bit, size_t length, uint32_t start) {
  uint32_t a = kGolden, b = kGolden, c = start;
  auto byte = [&](size_t i) { return static_cast<uint32_t>(read_bits(bytes, bit + i * 8, 8)); };
  auto word = [&](size_t i) {
    return __builtin_bswap32(static_cast<uint32_t>(read_bits(bytes, bit + i * 8, 32)));
  };
  size_t i = 0;
  for (; length - i >= 12; i += 12) {
    a += word(i);
    b += word(i + 4);
    c += word(i + 8);
    mix96(a, b, c);
  }
  c += static_cast<uint32_t>(length);
  for (size_t k = 0; i < length; ++i, ++k) {
    if (k < 4)
      a += byte(i) << (8 * k);
    else if (k < 8)
      b += byte(i) << (8 * (k - 4));
    else
      c += byte(i) << (8 * (k - 7));  // the lowest byte of c holds the length
  }
  mix96(a, b, c);
  return c;
}

class Phash2 {
 public:
  uint32_t run(Term t) {
    push(t);
    while (!items_.empty()) {
      Item item = items_.pop();
      switch (item.kind) {
        case Item::Value:
          one(Term::from_raw(item.word));
          break;
        case Item::PairEnd:
          pairs_ ^= hash_;
          hash_ = 0;
          break;
        case Item::MapEnd:  // word: the hash before the map and the outer map's pairs
          hash_ = static_cast<uint32_t>(item.word >> 32);
          mix(pairs_, 0, seed(19));
          pairs_ = static_cast<uint32_t>(item.word);
          break;
      }
    }
    return hash_;
  }

 private:
  struct Item {
    enum Kind : uint8_t { Value, PairEnd, MapEnd };
    uint64_t word;
    Kind kind;
  };
  void push(Term t) { items_.push({t.raw(), Item::Value}); }
  void mix(uint32_t x, uint32_t y, uint32_t constant) {
    uint32_t a = constant + x, b = constant + y;
    mix96(a, b, hash_);
  }

  void one(Term t) {
    if (t.is_cons()) return list(t);
    if (t.is_atom()) {
      uint32_t h = the_node.atoms->phash(t);
      if (hash_ == 0)
        hash_ = h;
      else
        mix(h, 0, seed(3));
      return;
    }
    if (t.is_nil()) {
      if (hash_ == 0)
        hash_ = kNilHash;
      else
        mix(2, 0, seed(2));
      return;
    }
    if (t.is_small()) return integer(t);
    if (t.is_local_pid()) return mix(static_cast<uint32_t>(t.pid_id()), 0, seed(5));
    boxed(t);
  }

  void integer(Term t) {
    if (t.is_small()) {
      int64_t v = t.small_value();
      if (v >= -(1 << 27) && v < (1 << 27)) {
        auto word = static_cast<uint32_t>(v);
        if (v < 0) mix(0 - word, 0, seed(1));
        return mix(word, 0, seed(1));
      }
    }
    Limb one;
    Magnitude m = integer_magnitude(t, one);
    for (size_t i = 0; i < m.count; ++i)
      mix(static_cast<uint32_t>(m.limbs[i]), static_cast<uint32_t>(m.limbs[i] >> 32),
          seed(m.negative ? 10 : 11));
  }

  // Runs of bytes, as in strings, are taken four at a time.
  void list(Term t) {
    uint32_t word = 0;
    int count = 0;
    while (t.is_cons()) {
      const Term* p = t.cons_ptr();
      if (!p[0].is_small() || static_cast<uint64_t>(p[0].small_value()) > 255) break;
      word = word << 8 | static_cast<uint32_t>(p[0].small_value());
      if (++count == 4) {
        mix(word, 0, seed(4));
        word = 0;
        count = 0;
      }
      t = p[1];
    }
    if (count > 0) mix(word, 0, seed(4));
    if (t.is_cons()) {
      push(t.tail());
      push(t.head());
    } else {
      push(t);
    }
  }

  void map(Term t) {
    uint64_t size = map_size(t);
    mix(static_cast<uint32_t>(size), 0, seed(16));
    if (size == 0) return;
    items_.push({uint64_t{hash_} << 32 | pairs_, Item::MapEnd});
    hash_ = 0;
    pairs_ = 0;
    for (MapIterator it(t); it.next();) {
      items_.push({0, Item::PairEnd});
      push(it.value());
      push(it.key());
    }
  }

  void bits(BitView v) {
    uint32_t constant = seed(13) + hash_;
    if (v.size == 0) {
      hash_ = constant;
      return;
    }
    hash_ = block_hash(v.bytes, v.offset, v.size / 8, constant);
    uint32_t rest = v.size % 8;
    if (rest > 0)
      mix(rest, static_cast<uint32_t>(read_bits(v.bytes, v.offset + v.size - rest, rest)), seed(15));
  }

  void boxed(Term t) {
    const Term* p = t.boxed_ptr();
    Header header(p[0]);
    const AtomTable& atoms = *the_node.atoms;
    switch (header.kind()) {
      case TermKind::Tuple:
        mix(static_cast<uint32_t>(header.words()), 0, seed(9));
        for (uint64_t i = header.words(); i > 0; --i) push(p[i]);
        return;
      case TermKind::PosBig:
      case TermKind::NegBig:
        return integer(t);
      case TermKind::Float: {
        auto w = std::bit_cast<uint64_t>(float_value(t) == 0.0 ? 0.0 : float_value(t));
        return mix(static_cast<uint32_t>(w >> 32), static_cast<uint32_t>(w), seed(12));
      }
      case TermKind::FlatMap:
      case TermKind::HashMap:
        return map(t);
      case TermKind::ExportFun: {
        const ExportIdentity& e = export_identity(t);
        mix(e.arity, atoms.phash(e.module), seed(1));
        return mix(atoms.phash(e.function), 0, seed(14));
      }
      case TermKind::Fun: {
        const FunIdentity& f = fun_identity(t);
        mix(f.free, atoms.phash(f.module), seed(1));
        mix(f.index, static_cast<uint32_t>(f.unique), seed(1));
        for (uint32_t i = f.free; i > 0; --i) push(p[1 + i]);
        return;
      }
      case TermKind::Ref:
        return mix(static_cast<uint32_t>(p[1].raw()), 0, seed(7));
      case TermKind::MagicRef:
      case TermKind::ExternalRef:
        return mix(static_cast<uint32_t>(p[3].raw()), 0, seed(7));
      case TermKind::ExternalPid:
        return mix(static_cast<uint32_t>(p[2].raw() >> 32), 0, seed(5));
      case TermKind::ExternalPort:
        return mix(static_cast<uint32_t>(p[2].raw()), 0, seed(6));
      default:
        return bits(bit_view(t));
    }
  }

  uint32_t hash_ = 0;
  uint32_t pairs_ = 0;  // xor of the hashes of the current map's pairs
  WalkStack<Item> items_;
};

}  // namespace

namespace detail {
uint64_t term_hash_slow(Term t, uint64_t salt) {
  TermHash hash(salt);
  return hash.run(t);
}
}  // namespace detail

uint32_t phash2_hash(Term t) {
  Phash2 hash;
  return hash.run(t);
}

// The classic ELF hash. Two-byte sequences of characters up to 255 count as the one Latin-1 byte they once were.
uint32_t phash_atom_text(const char* utf8, size_t size) {
  uint32_t h = 0;
  for (size_t i = 0; i < size; ++i) {
    auto c = static_cast<uint8_t>(utf8[i]);
    if ((c & 0xFE) == 0xC2 && i + 1 < size)
      c = static_cast<uint8_t>(c << 6 | (static_cast<uint8_t>(utf8[++i]) & 0x3F));
    h = (h << 4) + c;
    if (uint32_t top = h & 0xF0000000u; top != 0) h ^= top >> 24 ^ top;
  }
  return h;
}

}  // namespace beamlet
