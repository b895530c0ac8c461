// bif_rand.cpp - the steps of the generators that module rand uses most.
//
// Numbers have 58 bits, so that they are small integers. What is no state of the generator is no clause of the function.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"

namespace beamlet {
namespace {

constexpr uint64_t kMask58 = (uint64_t{1} << 58) - 1;

struct State {
  uint64_t s1, s0;
};

// [S1 | S0], two numbers of 58 bits.
bool read_state(Term term, State& state) {
  if (!term.is_cons()) return false;
  Term s1 = term.head(), s0 = term.tail();
  if (!s1.is_small() || !s0.is_small()) return false;
  state = {static_cast<uint64_t>(s1.small_value()), static_cast<uint64_t>(s0.small_value())};
  return (state.s1 | state.s0) <= kMask58;
}

// Xorshift116.
uint64_t step(State state) {
  uint64_t x = state.s1 ^ (state.s1 << 24 & kMask58);
  return x ^ state.s0 ^ x >> 11 ^ state.s0 >> 41;
}

uint64_t rotate58(uint64_t x, unsigned by) { return (x << by & kMask58) | x >> (58 - by); }

// The scrambler StarStar.
uint64_t scramble(uint64_t s) {
  uint64_t x = s + (s << 2) & kMask58;
  uint64_t rotated = rotate58(x, 7);
  return rotated + (rotated << 3) & kMask58;
}

Term number(uint64_t value) { return Term::small(static_cast<int64_t>(value)); }

// {Value, [S0 | New]}
Term drawn(Process& p, uint64_t value, uint64_t s0, uint64_t next) {
  Term state = make_cons(p, number(s0), number(next));
  return new_tuple(p, number(value), state);
}

}  // namespace

Term bif_rand_exsss_next_1(Process& p, const Term* args) {
  State state;
  if (!read_state(args[0], state)) return p.error(atom::function_clause);
  return drawn(p, scramble(state.s0), state.s0, step(state));
}

Term bif_rand_exsp_next_1(Process& p, const Term* args) {
  State state;
  if (!read_state(args[0], state)) return p.error(atom::function_clause);
  uint64_t next = step(state);
  return drawn(p, (state.s0 + next) & kMask58, state.s0, next);
}

}  // namespace beamlet
