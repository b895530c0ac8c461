#include "vm/term/binary.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "vm/base/limits.hpp"
#include "vm/base/memory.hpp"
#include "vm/heap/heap.hpp"
#include "vm/heap/off_heap.hpp"

namespace beamlet {

namespace {

constexpr uint64_t kMaxHeapBits = limits::kMaxHeapBinaryBytes * 8;

uint64_t load_big_endian(const uint8_t* p) {
  uint64_t w;
  std::memcpy(&w, p, 8);
  return __builtin_bswap64(w);
}
void store_big_endian(uint8_t* p, uint64_t w) {
  w = __builtin_bswap64(w);
  std::memcpy(p, &w, 8);
}

// Sets `count` (1..8) bits of one byte, from bit `at` of it on, to the low bits of `value`.
void put_bits_in_byte(uint8_t* byte, uint32_t at, uint32_t value, uint32_t count) {
  uint32_t shift = 8 - at - count;
  uint32_t mask = ((1u << count) - 1) << shift;
  *byte = static_cast<uint8_t>((*byte & ~mask) | ((value << shift) & mask));
}

// Up to 8 bits from a position: touches only bytes that hold wanted bits.
uint32_t few_bits(const uint8_t* from, uint64_t bit, uint32_t count) {
  const uint8_t* p = from + bit / 8;
  uint32_t at = bit % 8;
  uint32_t w = static_cast<uint32_t>(p[0]) << 8;
  if (at + count > 8) w |= p[1];
  return (w >> (16 - at - count)) & ((1u << count) - 1);
}

}  // namespace

NewBinary bits_new(Heap& heap, uint64_t bits) {
  size_t bytes = (bits + 7) / 8;
  if (bits <= kMaxHeapBits) {
    size_t words = heap_binary_words(bytes);
    Term* at = heap.alloc(words);
    at[0] = Header(TermKind::HeapBinary, words - 1).term();
    at[1] = Term::from_raw(bits);
    if (words > 2) at[words - 1] = Term::from_raw(0);  // N1
    return {Term::boxed(at), reinterpret_cast<uint8_t*>(at + 2)};
  }
  SharedBytes* shared = shared_bytes_create(bytes, bytes);
  shared->data()[bytes - 1] = 0;
  Term binary = binary_from_shared(heap, shared, bytes);
  if (bits % 8 == 0) return {binary, shared->data()};
  Term* at = heap.alloc(kSubBitsWords);
  at[0] = Header(TermKind::SubBits, kSubBitsWords - 1).term();
  at[1] = binary;
  at[2] = Term::from_raw(0);
  at[3] = Term::from_raw(bits);
  at[4] = Term::from_raw(0);
  return {Term::boxed(at), shared->data()};
}

NewBinary binary_new(Heap& heap, size_t size) { return bits_new(heap, uint64_t{size} * 8); }

Term binary_from(Heap& heap, const void* bytes, size_t size) {
  NewBinary b = binary_new(heap, size);
  if (size > 0) std::memcpy(b.bytes, bytes, size);
  return b.term;
}

Term binary_from_shared(Heap& heap, SharedBytes* bytes, size_t size) {
  heap.off_heap_bytes += bytes->capacity;
  return refc_binary_at(heap.alloc(kRefcBinaryWords), bytes, size, heap.off_heap);
}

Term bits_from(Heap& heap, BitView bits) {
  NewBinary b = bits_new(heap, bits.size);
  copy_bits(b.bytes, 0, bits.bytes, bits.offset, bits.size);
  return b.term;
}

Term bits_part(Heap& heap, Term bits, uint64_t offset, uint64_t size) {
  BitView view = bit_view(bits);
  if (offset == 0 && size == view.size) return bits;
  if (heap_binary_words((size + 7) / 8) <= kSubBitsWords)
    return bits_from(heap, {view.bytes, view.offset + offset, size});
  Term* at = heap.alloc(kSubBitsWords);
  at[0] = Header(TermKind::SubBits, kSubBitsWords - 1).term();
  at[1] = header_of(bits).kind() == TermKind::SubBits ? bits.boxed_ptr()[1] : bits;
  at[2] = Term::from_raw(view.offset + offset);
  at[3] = Term::from_raw(size);
  at[4] = Term::from_raw(0);
  return Term::boxed(at);
}

BinaryBytes::BinaryBytes(Term binary) : data_(aligned_bytes(binary)), size_(binary_size(binary)) {
  if (data_ != nullptr) return;
  BitView view = bit_view(binary);
  data_ = owned_ = static_cast<uint8_t*>(memory_alloc(size_));
  copy_bits(owned_, 0, view.bytes, view.offset, view.size);
}
BinaryBytes::~BinaryBytes() {
  if (owned_ != nullptr) memory_free(owned_);
}

void copy_bits(uint8_t* to, uint64_t to_bit, const uint8_t* from, uint64_t from_bit, uint64_t count) {
  if (count == 0) return;
  to += to_bit / 8;
  from += from_bit / 8;
  uint32_t to_at = to_bit % 8;
  uint32_t from_at = from_bit % 8;
  if (to_at != 0) {  // up to the next byte boundary of the target
    auto n = static_cast<uint32_t>(std::min<uint64_t>(8 - to_at, count));
    put_bits_in_byte(to, to_at, few_bits(from, from_at, n), n);
    count -= n;
    ++to;
    from_at += n;
    from += from_at / 8;
    from_at %= 8;
  }
  if (from_at == 0) {
    std::memcpy(to, from, count / 8);
    to += count / 8;
    from += count / 8;
    count %= 8;
  }
  for (; count >= 64; count -= 64, to += 8, from += 8)
    store_big_endian(to, load_big_endian(from) << from_at | from[8] >> (8 - from_at));
  for (; count >= 8; count -= 8, ++to, ++from)
    *to = static_cast<uint8_t>(from[0] << from_at | from[1] >> (8 - from_at));
  if (count > 0)
    put_bits_in_byte(to, 0, few_bits(from, from_at, static_cast<uint32_t>(count)),
                     static_cast<uint32_t>(count));
}

bool equal_bits(const uint8_t* a, uint64_t a_bit, const uint8_t* b, uint64_t b_bit, uint64_t count) {
  if (a_bit % 8 == 0 && b_bit % 8 == 0) {
    a += a_bit / 8;
    b += b_bit / 8;
    if (std::memcmp(a, b, count / 8) != 0) return false;
    uint32_t rest = count % 8;
    return rest == 0 || (a[count / 8] ^ b[count / 8]) >> (8 - rest) == 0;
  }
  while (count > 0) {
    auto n = static_cast<uint32_t>(std::min<uint64_t>(count, 64));
    if (read_bits(a, a_bit, n) != read_bits(b, b_bit, n)) return false;
    a_bit += n;
    b_bit += n;
    count -= n;
  }
  return true;
}

int compare_bits(BitView a, BitView b) {
  uint64_t common = std::min(a.size, b.size);
  if (a.offset % 8 == 0 && b.offset % 8 == 0) {
    int order = std::memcmp(a.bytes + a.offset / 8, b.bytes + b.offset / 8, common / 8);
    if (order != 0) return order;
    uint64_t done = common / 8 * 8;
    a = {a.bytes, a.offset + done, a.size - done};
    b = {b.bytes, b.offset + done, b.size - done};
    common -= done;
  }
  for (uint64_t at = 0; at < common; at += 64) {
    auto n = static_cast<uint32_t>(std::min<uint64_t>(common - at, 64));
    uint64_t x = read_bits(a.bytes, a.offset + at, n), y = read_bits(b.bytes, b.offset + at, n);
    if (x != y) return x < y ? -1 : 1;
  }
  return a.size < b.size ? -1 : a.size > b.size ? 1 : 0;
}

uint32_t crc32_of(uint32_t start, const uint8_t* bytes, size_t size) {
  return static_cast<uint32_t>(crc32_z(start, bytes, size));
}
uint32_t adler32_of(uint32_t start, const uint8_t* bytes, size_t size) {
  return static_cast<uint32_t>(adler32_z(start, bytes, size));
}
uint32_t crc32_join(uint32_t first, uint32_t second, uint64_t second_size) {
  return static_cast<uint32_t>(crc32_combine(first, second, static_cast<z_off_t>(second_size)));
}
uint32_t adler32_join(uint32_t first, uint32_t second, uint64_t second_size) {
  return static_cast<uint32_t>(adler32_combine(first, second, static_cast<z_off_t>(second_size)));
}

}  // namespace beamlet
