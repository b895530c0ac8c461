// Parallel moves: whatever the moves, the outcome is as if all sources had been read first.

#include "compiler/codegen/moves.hpp"

#include <doctest/doctest.h>

#include <random>

namespace beamlet {
namespace {

TEST_CASE("random moves do what they say") {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    constexpr int kRegisters = 7;
    int before[kRegisters], now[kRegisters];
    for (int i = 0; i < kRegisters; ++i) now[i] = before[i] = i;
    codegen::MoveList moves;
    int wanted[kRegisters];
    std::copy(before, before + kRegisters, wanted);
    for (int to = 0; to < kRegisters; ++to) {
      if (random() % 3 == 0) continue;
      if (random() % 5 == 0) {
        wanted[to] = 100 + to;
        moves.add(Operand::integer(100 + to), Operand::x(static_cast<uint32_t>(to)));
        continue;
      }
      auto from = static_cast<uint32_t>(random() % kRegisters);
      wanted[to] = before[from];
      moves.add(Operand::x(from), Operand::x(static_cast<uint32_t>(to)));
    }
    moves.resolve([&](bool swap, Operand from, Operand to) {
      if (swap) {
        std::swap(now[from.value], now[to.value]);
      } else {
        now[to.value] = from.kind == Operand::Kind::Int ? static_cast<int>(from.value) : now[from.value];
      }
    });
    for (int i = 0; i < kRegisters; ++i) REQUIRE(now[i] == wanted[i]);
  }
}

}  // namespace
}  // namespace beamlet
