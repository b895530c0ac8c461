// bif_erlang_binary.cpp - sizes and parts of binaries, iodata.
#include <cstring>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/iodata.hpp"

namespace beamlet {

Term bif_byte_size_1(Process& p, const Term* args) {
  if (!is_bitstring(args[0])) return p.badarg();
  return make_uint(p, (bit_size_of(args[0]) + 7) / 8);
}
Term bif_bit_size_1(Process& p, const Term* args) {
  if (!is_bitstring(args[0])) return p.badarg();
  return make_uint(p, bit_size_of(args[0]));
}

namespace {

Term binary_part(Process& p, Term binary, Term position, Term length) {
  if (!is_bitstring(binary) || !position.is_small() || !length.is_small()) return p.badarg();
  int64_t size = static_cast<int64_t>(bit_size_of(binary) / 8);
  int64_t from = position.small_value();
  int64_t count = length.small_value();
  if (from < 0 || from > size || count < -from || count > size - from) return p.badarg();
  if (count < 0) {
    from += count;
    count = -count;
  }
  return bits_part(p.heap, binary, static_cast<uint64_t>(from) * 8, static_cast<uint64_t>(count) * 8);
}

}  // namespace

Term bif_binary_part_3(Process& p, const Term* args) { return binary_part(p, args[0], args[1], args[2]); }
Term bif_binary_part_2(Process& p, const Term* args) {
  const Term* range = tuple_of(args[1], 2);
  return range ? binary_part(p, args[0], range[0], range[1]) : p.badarg();
}

Term bif_split_binary_2(Process& p, const Term* args) {
  std::optional<size_t> at = as_size(args[1]);
  if (!is_bitstring(args[0]) || !at || *at > bit_size_of(args[0]) / 8) return p.badarg();
  Term front = bits_part(p.heap, args[0], 0, *at * 8);
  Term rest = bits_part(p.heap, args[0], *at * 8, bit_size_of(args[0]) - *at * 8);
  return new_tuple(p, front, rest);
}

Term bif_binary_to_list_1(Process& p, const Term* args) {
  if (!is_binary(args[0])) return p.badarg();
  if (!has_words(p, bit_size_of(args[0]) / 8 * 2)) return p.system_limit();
  BinaryBytes bytes(args[0]);
  charge(p, bytes.size(), 16);
  return make_byte_list(p, bytes_of(bytes));
}

Term bif_binary_to_list_3(Process& p, const Term* args) {
  if (!is_bitstring(args[0])) return p.badarg();
  std::optional<size_t> first = as_size(args[1]);
  std::optional<size_t> last = as_size(args[2]);
  size_t size = bit_size_of(args[0]) / 8;
  if (!first || !last || *first < 1 || *first > size || *last < *first || *last > size) return p.badarg();
  if (!has_words(p, (*last - *first) * 2)) return p.system_limit();
  BinaryBytes bytes(bits_part(p.heap, args[0], 0, size * 8));
  charge(p, *last - *first, 16);
  return make_byte_list(p, bytes_of(bytes).subspan(*first - 1, *last - *first + 1));
}

Term bif_bitstring_to_list_1(Process& p, const Term* args) {
  if (!is_bitstring(args[0])) return p.badarg();
  uint64_t bits = bit_size_of(args[0]);
  uint64_t odd = bits % 8;
  if (!has_words(p, bits / 8 * 2)) return p.system_limit();
  Term tail = odd == 0 ? Term::nil() : make_cons(p, bits_part(p.heap, args[0], bits - odd, odd), Term::nil());
  BinaryBytes bytes(bits_part(p.heap, args[0], 0, bits - odd));
  charge(p, bytes.size(), 16);
  return make_byte_list(p, bytes_of(bytes), tail);
}

namespace {

Term join_bytes(Process& p, Term iodata) {
  std::optional<IodataSize> size = iodata_size(iodata, Pieces::Binaries);
  if (!size) return p.badarg();
  charge(p, size->steps + size->bits / 64, 16);
  if (!has_memory(size->bits / 8)) return p.system_limit();
  NewBinary result = binary_new(p.heap, size->bits / 8);
  iodata_copy(iodata, result.bytes);
  return result.term;
}

}  // namespace

Term bif_list_to_binary_1(Process& p, const Term* args) {
  return args[0].is_list() ? join_bytes(p, args[0]) : p.badarg();
}
Term bif_binary_list_to_bin_1(Process& p, const Term* args) { return bif_list_to_binary_1(p, args); }

Term bif_iolist_to_binary_1(Process& p, const Term* args) {
  return is_binary(args[0]) ? args[0] : join_bytes(p, args[0]);
}

Term bif_list_to_bitstring_1(Process& p, const Term* args) {
  if (!args[0].is_list()) return p.badarg();
  std::optional<IodataSize> size = iodata_size(args[0], Pieces::Bitstrings);
  if (!size) return p.badarg();
  charge(p, size->steps + size->bits / 64, 16);
  if (!has_memory(size->bits / 8)) return p.system_limit();
  NewBinary result = bits_new(p.heap, size->bits);
  if (size->bits % 8 != 0) result.bytes[size->bits / 8] = 0;
  uint64_t at = 0;
  IodataWalk walk(args[0]);
  for (;;) {
    IodataWalk::Step step = walk.next();
    if (step == IodataWalk::Step::Byte) {
      uint8_t byte = walk.byte();
      copy_bits(result.bytes, at, &byte, 0, 8);
      at += 8;
    } else if (step == IodataWalk::Step::Bits) {
      BitView view = bit_view(walk.bits());
      copy_bits(result.bytes, at, view.bytes, view.offset, view.size);
      at += view.size;
    } else {
      break;
    }
  }
  return result.term;
}

Term bif_iolist_size_1(Process& p, const Term* args) {
  std::optional<IodataSize> size = iodata_size(args[0], Pieces::Binaries);
  if (!size) return p.badarg();
  charge(p, size->steps, 16);
  return make_uint(p, size->bits / 8);
}

// Small pieces are gathered into one binary, large ones are taken as they are.
Term bif_iolist_to_iovec_1(Process& p, const Term* args) {
  constexpr size_t kTakenAsIs = limits::kMaxHeapBinaryBytes;
  std::optional<IodataSize> size = iodata_size(args[0], Pieces::Binaries);
  if (!size) return p.badarg();
  charge(p, size->steps + size->bits / 64, 16);
  ListBuilder result(p);
  std::string gathered;
  auto flush = [&] {
    if (!gathered.empty()) result.add(make_binary(p, gathered));
    gathered.clear();
  };
  IodataWalk walk(args[0]);
  for (;;) {
    IodataWalk::Step step = walk.next();
    if (step == IodataWalk::Step::Byte) {
      gathered.push_back(static_cast<char>(walk.byte()));
    } else if (step == IodataWalk::Step::Bits) {
      if (bit_size_of(walk.bits()) / 8 > kTakenAsIs) {
        flush();
        result.add(walk.bits());
      } else {
        gathered.append(BinaryBytes(walk.bits()).view());
      }
    } else {
      break;
    }
  }
  flush();
  return result.finish();
}

}  // namespace beamlet
