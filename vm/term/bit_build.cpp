#include "vm/term/bit_build.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "vm/base/limits.hpp"
#include "vm/base/memory.hpp"
#include "vm/heap/heap.hpp"
#include "vm/heap/off_heap.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/number.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {

namespace {

constexpr size_t kFirstCapacity = 256;            // of shared bytes that are being appended to
constexpr uint64_t kMaxBits = uint64_t{1} << 46;  // 8 TiB: more than any machine has

// -- phase 1: sizes

// size * unit, for a size given as a term. An atom is the reason of the failure; small 0 means success.
Term units(Term size, uint32_t unit, uint64_t& bits) {
  if (!size.is_small())
    return is_big(size) && header_of(size).kind() == TermKind::PosBig ? atom::system_limit : atom::badarg;
  int64_t n = size.small_value();
  if (n < 0) return atom::badarg;
  if (__builtin_mul_overflow(static_cast<uint64_t>(n), uint64_t{unit}, &bits) || bits > kMaxBits)
    return atom::system_limit;
  return Term::small(0);
}

Term binary_bits(const BsSegment& s, uint64_t& bits) {
  if (!is_bitstring(s.value)) return atom::badarg;
  uint64_t have = bit_size_of(s.value);
  if (!s.size.is_small()) {
    if (s.size != atom::all) return units(s.size, s.unit, bits);
    bits = have;
    return have % s.unit == 0 ? Term::small(0) : atom::badarg;
  }
  Term status = units(s.size, s.unit, bits);
  if (status.is_atom()) return status;
  return bits <= have ? Term::small(0) : atom::badarg;
}

Term float_bits(const BsSegment& s, uint64_t& bits) {
  Term status = units(s.size, s.unit, bits);
  if (status.is_atom()) return status;
  double value;
  if (!number_to_double(s.value, value)) return atom::badarg;
  // What is too large for the field becomes its infinity, as in OTP.
  return bits == 16 || bits == 32 || bits == 64 ? Term::small(0) : atom::badarg;
}

Term utf_bits(const BsSegment& s, uint64_t& bits) {
  if (!s.value.is_small() || !is_scalar_value(static_cast<uint64_t>(s.value.small_value())))
    return atom::badarg;
  auto c = static_cast<uint32_t>(s.value.small_value());
  if (s.type == BsType::Utf8)
    bits = c < 0x80 ? 8 : c < 0x800 ? 16 : c < 0x10000 ? 24 : 32;
  else
    bits = s.type == BsType::Utf16 && c < 0x10000 ? 16 : 32;
  return Term::small(0);
}

Term segment_bits(const BsSegment& s, uint64_t& bits) {
  switch (s.type) {
    case BsType::Integer:
      if (!is_integer(s.value)) return atom::badarg;
      return units(s.size, s.unit, bits);
    case BsType::Float:
      return float_bits(s, bits);
    case BsType::Utf8:
    case BsType::Utf16:
    case BsType::Utf32:
      return utf_bits(s, bits);
    case BsType::Binary:
    case BsType::Append:
    case BsType::PrivateAppend:
    case BsType::StringLiteral:
      return binary_bits(s, bits);
  }
  return atom::badarg;
}

// -- phase 2: filling

void put_word(uint8_t* to, uint64_t at, uint64_t value, uint32_t bits) {
  uint64_t w = __builtin_bswap64(value << (64 - bits));
  uint8_t bytes[8];
  std::memcpy(bytes, &w, 8);
  if (at % 8 == 0 && bits % 8 == 0)
    std::memcpy(to + at / 8, bytes, bits / 8);
  else
    copy_bits(to, at, bytes, 0, bits);
}

// The low `bits` (1..64) bits of v.
void put_small(uint8_t* to, uint64_t at, uint64_t v, uint32_t bits, bool little) {
  if (!little) return put_word(to, at, v, bits);
  uint32_t whole = bits / 8 * 8;
  if (whole > 0) put_word(to, at, __builtin_bswap64(v << (64 - whole)), whole);
  if (whole < bits) put_word(to, at + whole, v >> whole, bits - whole);
}

// Limbs of the two's complement of an integer, from the lowest up, without end.
class TwosComplement {
 public:
  explicit TwosComplement(Term integer) : m_(integer_magnitude(integer, one_)), carry_(m_.negative ? 1 : 0) {}
  [[nodiscard]] uint64_t next() {
    uint64_t limb = at_ < m_.count ? m_.limbs[at_] : 0;
    ++at_;
    if (!m_.negative) return limb;
    uint64_t result = ~limb + carry_;
    carry_ = carry_ != 0 && result == 0 ? 1 : 0;
    return result;
  }

 private:
  Limb one_ = 0;
  Magnitude m_;
  size_t at_ = 0;
  uint64_t carry_;
};

void put_float(uint8_t* to, uint64_t at, Term number, uint32_t bits, bool little) {
  double value = 0.0;
  (void)number_to_double(number, value);  // checked in phase 1
  uint64_t word = std::bit_cast<uint64_t>(value);
  if (bits == 32) word = std::bit_cast<uint32_t>(static_cast<float>(value));
  if (bits == 16) {
    constexpr uint16_t kHalfInfinity = 0x7C00, kHalfSign = 0x8000;
    uint16_t half = 0;
    if (!double_to_half(value, half))
      half = static_cast<uint16_t>(kHalfInfinity | (value < 0 ? kHalfSign : 0));
    word = half;
  }
  put_small(to, at, word, bits, little);
}

void put_utf(uint8_t* to, uint64_t at, const BsSegment& s, uint32_t bits) {
  auto c = static_cast<uint32_t>(s.value.small_value());
  bool little = (s.flags & bs_flag::kLittle) != 0;
  if (s.type == BsType::Utf8) {
    uint8_t bytes[4];
    (void)put_utf8(bytes, c);
    copy_bits(to, at, bytes, 0, bits);
  } else if (s.type == BsType::Utf32 || bits == 16) {
    put_small(to, at, c, bits, little);
  } else {
    c -= 0x10000;
    put_small(to, at, 0xD800 | c >> 10, 16, little);
    put_small(to, at + 16, 0xDC00 | (c & 0x3FF), 16, little);
  }
}

void put_segment(uint8_t* to, uint64_t at, const BsSegment& s, uint64_t bits) {
  if (bits == 0) return;
  switch (s.type) {
    case BsType::Integer:
      return put_integer_bits(to, at, s.value, bits, s.flags);
    case BsType::Float:
      return put_float(to, at, s.value, static_cast<uint32_t>(bits), (s.flags & bs_flag::kLittle) != 0);
    case BsType::Utf8:
    case BsType::Utf16:
    case BsType::Utf32:
      return put_utf(to, at, s, static_cast<uint32_t>(bits));
    default: {
      BitView v = bit_view(s.value);
      return copy_bits(to, at, v.bytes, v.offset, bits);
    }
  }
}

// Sizes of the segments: few are kept inline.
class Sizes {
 public:
  explicit Sizes(size_t count)
      : bits_(count <= kInline ? inline_ : static_cast<uint64_t*>(memory_alloc(count * sizeof(uint64_t)))) {}
  ~Sizes() {
    if (bits_ != inline_) memory_free(bits_);
  }
  Sizes(const Sizes&) = delete;
  Sizes& operator=(const Sizes&) = delete;
  [[nodiscard]] uint64_t& operator[](size_t i) { return bits_[i]; }

 private:
  static constexpr size_t kInline = 16;
  uint64_t inline_[kInline];
  uint64_t* bits_;
};

// -- appending

Term view_at(Term* at, Term base, uint64_t bits) {
  at[0] = Header(TermKind::SubBits, kSubBitsWords - 1).term();
  at[1] = base;
  at[2] = Term::from_raw(0);
  at[3] = Term::from_raw(bits);
  at[4] = Term::from_raw(1);  // the newest view
  return Term::boxed(at);
}

[[nodiscard]] bool is_newest_view(Term t) {
  const Term* p = t.boxed_ptr();
  return Header(p[0]).kind() == TermKind::SubBits && p[4].raw() == 1;
}

// Room for the bits of [0, total) behind the newest view `old`, in place. nullptr when that cannot be: the bytes are also somebody else's and
// there is no room, or they would have to share a byte with us.
uint8_t* extend(Heap& heap, Term old, uint64_t total, Term& result) {
  Term* view = old.boxed_ptr();
  Term* base = view[1].boxed_ptr();
  SharedBytes* shared = shared_bytes_of(view[1]);
  // Nobody can get a reference from our only one meanwhile.
  bool alone = shared->references.load(std::memory_order_acquire) == 1;  // pairs with shared_bytes_release()
  size_t bytes = (total + 7) / 8;
  if (!alone && (bytes > shared->capacity || view[3].raw() % 8 != 0)) return nullptr;
  if (bytes > shared->capacity) {
    size_t capacity = std::max(bytes * 2, kFirstCapacity);
    heap.off_heap_bytes += capacity - shared->capacity;
    shared = shared_bytes_resize(shared, capacity);
    base[2] = Term::from_raw(reinterpret_cast<Word>(shared));
  }
  if (alone) shared->size = bytes;
  base[3] = Term::from_raw(bytes);
  view[4] = Term::from_raw(0);
  result = view_at(heap.alloc(kSubBitsWords), view[1], total);
  return shared->data();
}

uint8_t* new_appendable(Heap& heap, uint64_t total, Term& result) {
  size_t bytes = (total + 7) / 8;
  SharedBytes* shared = shared_bytes_create(bytes, std::max(bytes * 2, kFirstCapacity));
  Term base = binary_from_shared(heap, shared, bytes);
  result = view_at(heap.alloc(kSubBitsWords), base, total);
  return shared->data();
}

}  // namespace

void put_integer_bits(uint8_t* to, uint64_t to_bit, Term integer, uint64_t bits, uint8_t flags) {
  bool little = (flags & bs_flag::kLittle) != 0;
  if (bits == 0) return;
  if (integer.is_small() && bits <= 64)
    return put_small(to, to_bit, static_cast<uint64_t>(integer.small_value()), static_cast<uint32_t>(bits),
                     little);
  TwosComplement limbs(integer);
  for (uint64_t done = 0; done < bits; done += 64) {
    auto n = static_cast<uint32_t>(std::min<uint64_t>(64, bits - done));
    uint64_t at = little ? to_bit + done : to_bit + bits - done - n;
    put_small(to, at, limbs.next(), n, little);
  }
}

Term bs_create(Heap& heap, const BsSegment* segments, size_t count, size_t* failed) {
  Sizes sizes(count);
  uint64_t total = 0;
  for (size_t i = 0; i < count; ++i) {
    sizes[i] = 0;
    Term status = segment_bits(segments[i], sizes[i]);
    total += sizes[i];
    if (!status.is_atom() && total > kMaxBits) status = atom::system_limit;
    if (status.is_atom()) {
      if (failed != nullptr) *failed = i;
      return status;
    }
  }
  bool append =
      count > 0 && (segments[0].type == BsType::Append || segments[0].type == BsType::PrivateAppend);
  if (!memory_grants(total / 8 * (append ? 2 : 1))) {
    if (failed != nullptr) *failed = 0;
    return atom::system_limit;
  }
  Term result;
  uint8_t* to = nullptr;
  size_t first = 0;
  uint64_t at = 0;
  if (append && is_newest_view(segments[0].value) && sizes[0] == bit_size_of(segments[0].value)) {
    to = extend(heap, segments[0].value, total, result);
    if (to != nullptr) {
      first = 1;
      at = sizes[0];
    }
  }
  if (to == nullptr) {
    if (append && total > limits::kMaxHeapBinaryBytes * 8) {
      to = new_appendable(heap, total, result);
    } else {
      NewBinary b = bits_new(heap, total);
      result = b.term;
      to = b.bytes;
      if (total % 8 != 0) to[total / 8] = 0;
    }
  }
  for (size_t i = first; i < count; ++i) {
    put_segment(to, at, segments[i], sizes[i]);
    at += sizes[i];
  }
  return result;
}

bool double_to_half(double value, uint16_t& out) {
  auto word = std::bit_cast<uint64_t>(value);
  auto sign = static_cast<uint16_t>(word >> 48 & 0x8000);
  double magnitude = std::fabs(value);
  if (magnitude >= 65520.0) return false;  // rounds to 2^16
  if (magnitude == 0.0) {
    out = sign;
    return true;
  }
  int exponent;
  (void)std::frexp(magnitude, &exponent);    // magnitude = m * 2^exponent, 0.5 <= m < 1
  int scale = std::max(exponent - 11, -24);  // the half's last bit is worth 2^scale
  // Exact up to here; nearbyint rounds to even.
  auto units = static_cast<uint32_t>(std::nearbyint(std::ldexp(magnitude, -scale)));
  // Subnormals have scale -24 and fewer than 2^10 units; a carry into 2^10 or 2^11 gives the right exponent by itself.
  uint32_t bits = scale == -24 ? units : (static_cast<uint32_t>(scale + 24) << 10) + units;
  out = static_cast<uint16_t>(sign | bits);
  return true;
}

double half_to_double(uint16_t half) {
  uint32_t exponent = half >> 10 & 31, fraction = half & 0x3FF;
  double magnitude;
  if (exponent == 31)
    magnitude = fraction == 0 ? HUGE_VAL : std::nan("");
  else if (exponent == 0)
    magnitude = std::ldexp(fraction, -24);
  else
    magnitude = std::ldexp(fraction | 0x400, static_cast<int>(exponent) - 25);
  return (half & 0x8000) != 0 ? -magnitude : magnitude;
}

}  // namespace beamlet
