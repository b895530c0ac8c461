// iodata.hpp - deep lists of bytes and bitstrings, walked without recursion.
//
// Purpose     iolist_to_binary and everything that takes iodata: one walk that hands out runs of bytes and bitstrings
//             in order. Tails still to be visited wait on an explicit stack, so depth costs memory, never C++ stack.
// Threads     [owner] of the term.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "vm/bif/bif_support.hpp"

namespace beamlet {

// One walk over iodata. next() hands out the pieces in order.
class IodataWalk {
 public:
  enum class Step : uint8_t { Byte, Bits, End, Bad };
  explicit IodataWalk(Term iodata) : at_(iodata) {}

  // Bad: an element is no byte, no bitstring, no list; or a tail is no bitstring and not [].
  Step next();
  [[nodiscard]] uint8_t byte() const { return byte_; }
  [[nodiscard]] Term bits() const { return bits_; }

 private:
  Term at_;                  // list still to be walked, a bitstring, or nil
  std::vector<Term> later_;  // tails
  Term bits_ = Term::none();
  uint8_t byte_ = 0;
};

// Bits of all pieces together and how many pieces there are; nothing when the walk is Bad or a piece is no binary
// where whole bytes are asked for.
struct IodataSize {
  uint64_t bits = 0;
  uint64_t steps = 0;
};
enum class Pieces : uint8_t { Binaries, Bitstrings };
[[nodiscard]] std::optional<IodataSize> iodata_size(Term iodata, Pieces pieces);

// Writes the bytes of iodata that iodata_size() has accepted as Binaries.
void iodata_copy(Term iodata, uint8_t* to);

// All bytes as a string, charged to the process; nothing when it is no iodata.
[[nodiscard]] std::optional<std::string> iodata_string(Process& p, Term iodata);

// Calls sink(span of bytes) for runs of bytes in order; false when it is no iodata.
template <class Sink>
[[nodiscard]] bool for_each_run(Term iodata, Sink&& sink) {
  IodataWalk walk(iodata);
  uint8_t run[256];
  size_t n = 0;
  for (;;) {
    IodataWalk::Step step = walk.next();
    if (step == IodataWalk::Step::Byte) {
      run[n++] = walk.byte();
      if (n < sizeof run) continue;
    }
    if (n > 0) sink(std::span<const uint8_t>(run, n));
    n = 0;
    if (step == IodataWalk::Step::End) return true;
    if (step == IodataWalk::Step::Bad) return false;
    if (step == IodataWalk::Step::Bits) {
      if (bit_size_of(walk.bits()) % 8 != 0) return false;
      BinaryBytes bytes(walk.bits());
      sink(bytes_of(bytes));
    }
  }
}

}  // namespace beamlet
