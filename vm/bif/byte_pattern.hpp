// byte_pattern.hpp - searching bytes for one pattern or for the first of several.
//
// Purpose     What binary:match, matches, split and compile_pattern search with. One pattern: memmem (two-way, linear
//             in the worst case). Several: an Aho-Corasick automaton that reports the leftmost match, and of those
//             that start there the longest.
// Picture     Aho-Corasick over byte classes: bytes that occur in no pattern share class 0, so a row of the
//             transition table has only as many entries as there are different pattern bytes.
//               node 0 = root; table_[node * classes + class] = next node
//               output_[node] = length of the longest pattern that is a suffix of the node's string, 0 = none
//             Sets of patterns whose table would be large keep the trie's edges only and follow failure links.
// Invariants  P1  no pattern is empty.
//             P2  immutable after construction: may be shared between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace beamlet {

class BytePattern {
 public:
  struct Match {
    size_t position, length;
  };
  using Bytes = std::span<const uint8_t>;

  explicit BytePattern(std::vector<std::string> patterns);

  // The first match at or after `from` that ends at or before `to`.
  [[nodiscard]] std::optional<Match> find(Bytes subject, size_t from, size_t to) const;
  [[nodiscard]] bool single() const { return nodes_ == 0; }

 private:
  static constexpr size_t kDenseEntries = size_t{1} << 20;

  void build_trie(const std::vector<std::string>& patterns);
  void link_failures();
  [[nodiscard]] uint32_t child(uint32_t node, uint8_t byte) const;
  [[nodiscard]] uint32_t step(uint32_t node, uint8_t byte) const;

  std::string single_;
  uint8_t class_of_[256] = {};
  size_t classes_ = 1;
  uint32_t nodes_ = 0;
  std::vector<uint32_t> table_;                   // dense transitions, or empty
  std::unordered_map<uint64_t, uint32_t> edges_;  // node << 8 | byte -> child
  std::vector<uint32_t> failure_;
  std::vector<uint32_t> depth_;
  std::vector<uint32_t> output_;
};

}  // namespace beamlet
