// erlang:phash/2, the hash before phash2: a polynomial over the term's bytes with a prime for each kind of part. Superseded, but its values are
// documented to be portable.
#include "vm/base/node.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/fun.hpp"
#include "vm/term/hash.hpp"
#include "vm/term/map.hpp"
#include "vm/term/number.hpp"
#include "vm/term/pid.hpp"
#include "vm/term/term_stack.hpp"

namespace beamlet {

namespace {

// Primes just above 2^28, by the kind of part they belong to.
enum Prime : uint32_t {
  kBytes = 268440163,
  kInteger = 268439161,
  kPositive = 268435459,
  kNegative = 268436141,
  kPid = 268438633,
  kPidEnd = 268437017,
  kCons = 268437511,
  kTuple = 268439627,
  kRef = 268440479,
  kExport = 268440577,
  kOddBits = 268440581,
  kMap = 268440593,
  kMapEnd = 268440611,
};

class Phash {
 public:
  uint32_t run(Term t) {
    items_.push({t, Item::Value, 0});
    while (!items_.empty()) {
      Item item = items_.pop();
      switch (item.kind) {
        case Item::Value:
          one(item.term);
          break;
        case Item::Rest:
          list(item.term);
          break;
        case Item::ListEnd:
          hash_ *= kCons;
          break;
        case Item::TupleEnd:
          hash_ = hash_ * kTuple + item.arity;
          break;
      }
    }
    return hash_;
  }

 private:
  struct Item {
    enum Kind : uint8_t { Value, Rest, ListEnd, TupleEnd };
    Term term;
    Kind kind;
    uint32_t arity;
  };

  void bytes(uint64_t word, int count, uint32_t prime) {
    for (int i = 0; i < count; ++i) hash_ = hash_ * prime + static_cast<uint32_t>(word >> (8 * i) & 255);
  }
  void atom(Term t) { hash_ = hash_ * kBytes + the_node.atoms->phash(t); }

  // Elements in order, bytes without a prime of their own; then what ends the list and a factor.
  void list(Term t) {
    for (; t.is_cons(); t = t.tail()) {
      Term head = t.head();
      if (!head.is_small() || static_cast<uint64_t>(head.small_value()) > 255) {
        items_.push({t.tail(), Item::Rest, 0});
        items_.push({head, Item::Value, 0});
        return;
      }
      hash_ = hash_ * kInteger + static_cast<uint32_t>(head.small_value());
    }
    items_.push({t, Item::ListEnd, 0});
    items_.push({t, Item::Value, 0});
  }

  void one(Term t) {
    if (t.is_cons()) return list(t);
    if (t.is_nil()) {
      hash_ = hash_ * kPositive + 1;
    } else if (t.is_atom()) {
      atom(t);
    } else if (t.is_small()) {
      integer(t);
    } else if (t.is_local_pid()) {
      bytes(pid_number(t), 4, kPid);
      hash_ *= kPidEnd;
    } else {
      boxed(t);
    }
  }

  void integer(Term t) {
    Limb one = 0;
    Magnitude m = integer_magnitude(t, one);
    if (m.count == 0) bytes(0, 4, kInteger);
    for (size_t i = 0; i < m.count; ++i)
      bytes(m.limbs[i], i + 1 == m.count && m.limbs[i] >> 32 == 0 ? 4 : 8, kInteger);
    hash_ *= m.negative ? kNegative : kPositive;
  }

  void bits(BitView v) {
    size_t size = v.size / 8;
    for (size_t i = 0; i < size; ++i)
      hash_ = hash_ * kBytes + static_cast<uint32_t>(read_bits(v.bytes, v.offset + 8 * i, 8));
    if (uint32_t odd = v.size % 8; odd > 0) {
      hash_ = hash_ * kBytes + static_cast<uint32_t>(read_bits(v.bytes, v.offset + 8 * size, odd));
      hash_ = hash_ * kOddBits + odd;
    }
    hash_ = hash_ * kNegative + static_cast<uint32_t>(size);
  }

  void boxed(Term t) {
    const Term* p = t.boxed_ptr();
    Header header(p[0]);
    switch (header.kind()) {
      case TermKind::Tuple:
        items_.push({t, Item::TupleEnd, static_cast<uint32_t>(header.words())});
        for (uint64_t i = header.words(); i > 0; --i) items_.push({p[i], Item::Value, 0});
        return;
      case TermKind::PosBig:
      case TermKind::NegBig:
        return integer(t);
      case TermKind::Float: {
        auto w = std::bit_cast<uint64_t>(float_value(t) == 0.0 ? 0.0 : float_value(t));
        hash_ = hash_ * kPidEnd + (static_cast<uint32_t>(w) ^ static_cast<uint32_t>(w >> 32));
        return;
      }
      case TermKind::FlatMap:
      case TermKind::HashMap:
        hash_ = hash_ * kMap + kMapEnd + phash2_hash(t);
        return;
      case TermKind::ExportFun:
        hash_ = hash_ * kExport + export_identity(t).arity;
        atom(export_identity(t).module);
        return atom(export_identity(t).function);
      case TermKind::Fun:
        hash_ = hash_ * kRef + fun_identity(t).free;
        atom(fun_identity(t).module);
        hash_ = hash_ * kInteger + fun_identity(t).index;
        hash_ = hash_ * kInteger + static_cast<uint32_t>(fun_identity(t).unique);
        for (uint32_t i = fun_identity(t).free; i > 0; --i) items_.push({p[1 + i], Item::Value, 0});
        return;
      case TermKind::Ref:
      case TermKind::MagicRef:
        bytes(ref_numbers(t).a, 4, kTuple);
        hash_ *= kRef;
        return;
      case TermKind::ExternalPid:
        bytes(p[2].raw() >> 32, 4, kPid);
        hash_ *= kPidEnd;
        return;
      case TermKind::ExternalRef:
        bytes(external_ref_word(t, 0), 4, kTuple);
        hash_ *= kRef;
        return;
      case TermKind::ExternalPort:
        bytes(p[2].raw(), 4, kTuple);
        hash_ *= kRef;
        return;
      default:
        return bits(bit_view(t));
    }
  }

  uint32_t hash_ = 0;
  WalkStack<Item> items_;
};

}  // namespace

uint64_t phash(Term t, uint64_t range) {
  Phash hash;
  return hash.run(t) % range + 1;
}

}  // namespace beamlet
