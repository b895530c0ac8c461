#include "vm/bif/iodata.hpp"

#include <cstring>

#include "vm/base/memory.hpp"

namespace beamlet {

IodataWalk::Step IodataWalk::next() {
  for (;;) {
    if (at_.is_cons()) {
      Term head = at_.head();
      at_ = at_.tail();
      if (head.is_small()) {
        if (head.small_value() < 0 || head.small_value() > 255) return Step::Bad;
        byte_ = static_cast<uint8_t>(head.small_value());
        return Step::Byte;
      }
      if (is_bitstring(head)) {
        bits_ = head;
        return Step::Bits;
      }
      if (head.is_nil()) continue;
      if (!head.is_cons()) return Step::Bad;
      if (!at_.is_nil()) later_.push_back(at_);
      at_ = head;
    } else if (at_.is_nil()) {
      if (later_.empty()) return Step::End;
      at_ = later_.back();
      later_.pop_back();
    } else if (is_bitstring(at_)) {
      bits_ = at_;
      at_ = Term::nil();
      return Step::Bits;
    } else {
      return Step::Bad;
    }
  }
}

std::optional<IodataSize> iodata_size(Term iodata, Pieces pieces) {
  IodataWalk walk(iodata);
  IodataSize size;
  for (;; ++size.steps) {
    switch (walk.next()) {
      case IodataWalk::Step::Byte:
        size.bits += 8;
        break;
      case IodataWalk::Step::Bits: {
        uint64_t bits = bit_size_of(walk.bits());
        if (pieces == Pieces::Binaries && bits % 8 != 0) return std::nullopt;
        size.bits += bits;
        break;
      }
      case IodataWalk::Step::End:
        return size;
      case IodataWalk::Step::Bad:
        return std::nullopt;
    }
  }
}

void iodata_copy(Term iodata, uint8_t* to) {
  IodataWalk walk(iodata);
  for (;;) {
    IodataWalk::Step step = walk.next();
    if (step == IodataWalk::Step::Byte) {
      *to++ = walk.byte();
    } else if (step == IodataWalk::Step::Bits) {
      BinaryBytes bytes(walk.bits());
      if (bytes.size() > 0) std::memcpy(to, bytes.data(), bytes.size());
      to += bytes.size();
    } else {
      return;
    }
  }
}

std::optional<std::string> iodata_string(Process& p, Term iodata) {
  std::optional<IodataSize> size = iodata_size(iodata, Pieces::Binaries);
  if (!size || !memory_grants(size->bits / 8)) return std::nullopt;
  charge(p, size->bits / 8 + size->steps, 64);
  std::string bytes(size->bits / 8, '\0');
  iodata_copy(iodata, reinterpret_cast<uint8_t*>(bytes.data()));
  return bytes;
}

}  // namespace beamlet
