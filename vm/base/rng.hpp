// rng.hpp - the machine's only source of pseudo-random numbers: seedable, so that a run can be repeated.
//
// Purpose     xoshiro256** (public domain algorithm of Blackman and Vigna), seeded by splitmix64.
// Threads     one generator belongs to one thread.
#pragma once

#include <bit>
#include <cstdint>

namespace beamlet {

class Rng {
 public:
  explicit Rng(uint64_t seed) {
    for (uint64_t& word : state_) {
      seed += 0x9E3779B97F4A7C15u;
      uint64_t z = seed;
      z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
      z = (z ^ z >> 27) * 0x94D049BB133111EBu;
      word = z ^ z >> 31;
    }
  }
  [[nodiscard]] uint64_t next() {
    uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }
  // Uniform in [0, bound); bound > 0.
  [[nodiscard]] uint64_t below(uint64_t bound) {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(next()) * bound >> 64);
  }

 private:
  uint64_t state_[4];
};

}  // namespace beamlet
