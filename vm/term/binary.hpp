// binary.hpp - bitstrings: making them, parts of them, comparing and copying bits.
//
// Picture     HeapBinary  [header][size in bits][bytes, zero-padded to words]                       up to 64 bytes
//             RefcBinary  [header][next][SharedBytes*][size in bytes]                                larger
//             SubBits     [header][HeapBinary or RefcBinary][offset][size][writable]                 a view
//
// Invariants  N1  unused bits after the last of a HeapBinary are 0. (Shared bytes: undefined.)
//             N2  at most one SubBits in the world has writable = 1 for given SharedBytes: the newest view, which may grow in place.
// Allocation  never collects.
// Threads     [owner] of the heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "vm/term/boxed.hpp"

namespace beamlet {

struct Heap;

// A new binary and where its bytes are to be written (before the next safepoint).
struct NewBinary {
  Term term;
  uint8_t* bytes;
};
// `size` bytes, uninitialised (a heap binary's padding is zero).
[[nodiscard]] NewBinary binary_new(Heap& heap, size_t size);
// `bits` bits, uninitialised; the caller leaves the unused bits of the last byte 0.
[[nodiscard]] NewBinary bits_new(Heap& heap, uint64_t bits);
[[nodiscard]] Term binary_from(Heap& heap, const void* bytes, size_t size);
[[nodiscard]] inline Term binary_from(Heap& heap, std::string_view text) {
  return binary_from(heap, text.data(), text.size());
}
// Takes over a block made by shared_bytes_create.
[[nodiscard]] Term binary_from_shared(Heap& heap, SharedBytes* bytes, size_t size);
// A new bitstring with a copy of these bits.
[[nodiscard]] Term bits_from(Heap& heap, BitView bits);
// Part of a bitstring (offset + size <= its size): a view, or a copy where that is smaller.
[[nodiscard]] Term bits_part(Heap& heap, Term bits, uint64_t offset, uint64_t size);
[[nodiscard]] inline size_t binary_size(Term binary) { return bit_size_of(binary) / 8; }

// The bytes of a binary that starts on a byte boundary; nullptr when it does not (or is no binary).
[[nodiscard]] inline const uint8_t* aligned_bytes(Term binary) {
  BitView v = bit_view(binary);
  return v.offset % 8 == 0 ? v.bytes + v.offset / 8 : nullptr;
}
// The bytes of any binary: in place where possible, else copied into a buffer of its own.
class BinaryBytes {
 public:
  explicit BinaryBytes(Term binary);
  ~BinaryBytes();
  BinaryBytes(const BinaryBytes&) = delete;
  BinaryBytes& operator=(const BinaryBytes&) = delete;
  [[nodiscard]] const uint8_t* data() const { return data_; }
  [[nodiscard]] size_t size() const { return size_; }
  [[nodiscard]] std::string_view view() const { return {reinterpret_cast<const char*>(data_), size_}; }

 private:
  const uint8_t* data_;
  size_t size_;
  uint8_t* owned_ = nullptr;
};

// Copies `count` bits between bit positions; ranges do not overlap; other bits of the target stay.
void copy_bits(uint8_t* to, uint64_t to_bit, const uint8_t* from, uint64_t from_bit, uint64_t count);
// Up to 64 bits from a position, big-endian, as a number. `bytes` must belong to a bitstring object: it reads a whole word that ends at the
// last byte wanted, which may begin in the object's header.
[[nodiscard]] inline uint64_t read_bits(const uint8_t* bytes, uint64_t bit, uint32_t count) {
  if (count == 0) return 0;
  uint64_t last = bit + count - 1;
  const uint8_t* p = bytes + last / 8 - 7;
  uint32_t unused = 7 - last % 8;
  uint64_t w;
  std::memcpy(&w, p, 8);
  w = __builtin_bswap64(w) >> unused;
  if (count + unused > 64) [[unlikely]]
    w |= static_cast<uint64_t>(p[-1]) << (64 - unused);
  return count == 64 ? w : w & ((uint64_t{1} << count) - 1);
}
// Order of bitstrings: bit by bit, a prefix first.
[[nodiscard]] int compare_bits(BitView a, BitView b);
[[nodiscard]] bool equal_bits(const uint8_t* a, uint64_t a_bit, const uint8_t* b, uint64_t b_bit,
                              uint64_t count);

// -- checksums of bytes; `join`: of two pieces whose checksums are known
[[nodiscard]] uint32_t crc32_of(uint32_t start, const uint8_t* bytes, size_t size);
[[nodiscard]] uint32_t adler32_of(uint32_t start, const uint8_t* bytes, size_t size);
[[nodiscard]] uint32_t crc32_join(uint32_t first, uint32_t second, uint64_t second_size);
[[nodiscard]] uint32_t adler32_join(uint32_t first, uint32_t second, uint64_t second_size);

}  // namespace beamlet
