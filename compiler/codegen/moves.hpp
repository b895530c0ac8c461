// moves.hpp - parallel moves: all sources are read before any destination is written.
//
// Purpose     Arguments of calls and jumps go to their places at once. resolve() orders the single moves so that none destroys
//             what another still needs, and breaks cycles with swaps.
#pragma once

#include <vector>

#include "vm/bytecode/operand.hpp"

namespace beamlet::codegen {

class MoveList {
 public:
  void add(Operand from, Operand to) {
    if (from != to) moves_.push_back({from, to});
  }

  // write(is_swap, a, b) writes `Move a, b` or `Swap a, b`.
  template <typename Write>
  void resolve(Write write) {
    while (!moves_.empty()) {
      bool progress = false;
      for (size_t i = 0; i < moves_.size();) {
        if (is_source(moves_[i].to, i)) {
          ++i;
          continue;
        }
        write(false, moves_[i].from, moves_[i].to);
        moves_.erase(moves_.begin() + static_cast<ptrdiff_t>(i));
        progress = true;
      }
      if (progress) continue;
      // Only cycles are left: after the swap the first move's destination is right, and what was there is in its source.
      Move m = moves_.back();
      moves_.pop_back();
      write(true, m.from, m.to);
      for (Move& other : moves_) {
        if (other.from == m.to) {
          other.from = m.from;
        } else if (other.from == m.from) {
          other.from = m.to;
        }
      }
      std::erase_if(moves_, [](const Move& x) { return x.from == x.to; });
    }
  }

 private:
  struct Move {
    Operand from, to;
  };
  [[nodiscard]] bool is_source(Operand o, size_t except) const {
    for (size_t i = 0; i < moves_.size(); ++i)
      if (i != except && moves_[i].from == o) return true;
    return false;
  }
  std::vector<Move> moves_;
};

}  // namespace beamlet::codegen
