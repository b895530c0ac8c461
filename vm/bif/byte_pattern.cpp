#include "vm/bif/byte_pattern.hpp"

#include <algorithm>
#include <cstring>

namespace beamlet {

BytePattern::BytePattern(std::vector<std::string> patterns) {
  if (patterns.size() == 1) {
    single_ = std::move(patterns.front());
    return;
  }
  build_trie(patterns);
  link_failures();
}

void BytePattern::build_trie(const std::vector<std::string>& patterns) {
  nodes_ = 1;
  depth_ = {0};
  output_ = {0};
  for (const std::string& pattern : patterns) {
    uint32_t node = 0;
    for (char c : pattern) {
      uint8_t byte = static_cast<uint8_t>(c);
      if (class_of_[byte] == 0 && classes_ < 256) class_of_[byte] = static_cast<uint8_t>(classes_++);
      auto [edge, added] = edges_.try_emplace(uint64_t{node} << 8 | byte, nodes_);
      if (added) {
        ++nodes_;
        depth_.push_back(depth_[node] + 1);
        output_.push_back(0);
      }
      node = edge->second;
    }
    output_[node] = static_cast<uint32_t>(pattern.size());
  }
}

// Breadth first, so that the failure node of a node's parent is known before the node's own.
void BytePattern::link_failures() {
  std::vector<std::vector<std::pair<uint8_t, uint32_t>>> children(nodes_);
  for (const auto& [key, to] : edges_) children[key >> 8].emplace_back(static_cast<uint8_t>(key), to);
  failure_.assign(nodes_, 0);
  std::vector<uint32_t> order{0};
  for (size_t i = 0; i < order.size(); ++i) {
    uint32_t node = order[i];
    for (auto [byte, to] : children[node]) {
      if (node != 0) failure_[to] = step(failure_[node], byte);
      if (output_[to] == 0) output_[to] = output_[failure_[to]];
      order.push_back(to);
    }
  }
  // With all 256 bytes in use there is no class 0 to spare for others, and none is needed: see build_trie.
  if (classes_ > 255 || size_t{nodes_} * classes_ > kDenseEntries) return;
  std::vector<uint32_t> table(size_t{nodes_} * classes_, 0);
  for (uint32_t node : order) {
    if (node != 0) {
      std::copy_n(table.begin() + static_cast<ptrdiff_t>(failure_[node] * classes_), classes_,
                  table.begin() + static_cast<ptrdiff_t>(node * classes_));
    }
    for (auto [byte, to] : children[node]) table[node * classes_ + class_of_[byte]] = to;
  }
  table_ = std::move(table);
}

uint32_t BytePattern::child(uint32_t node, uint8_t byte) const {
  auto edge = edges_.find(uint64_t{node} << 8 | byte);
  return edge == edges_.end() ? 0 : edge->second;
}

uint32_t BytePattern::step(uint32_t node, uint8_t byte) const {
  if (!table_.empty()) return table_[node * classes_ + class_of_[byte]];
  for (;; node = failure_[node]) {
    uint32_t to = child(node, byte);
    if (to != 0 || node == 0) return to;
  }
}

std::optional<BytePattern::Match> BytePattern::find(Bytes subject, size_t from, size_t to) const {
  if (single()) {
    const void* hit = to - from < single_.size()
                          ? nullptr
                          : memmem(subject.data() + from, to - from, single_.data(), single_.size());
    if (hit == nullptr) return std::nullopt;
    return Match{static_cast<size_t>(static_cast<const uint8_t*>(hit) - subject.data()), single_.size()};
  }
  std::optional<Match> best;
  uint32_t node = 0;
  for (size_t i = from; i < to; ++i) {
    node = step(node, subject[i]);
    size_t end = i + 1;
    // What the automaton is still following starts at end - depth: nothing can improve a match that starts earlier.
    if (best && end - depth_[node] > best->position) break;
    if (output_[node] == 0) continue;
    size_t start = end - output_[node];
    if (!best || start <= best->position) best = Match{start, output_[node]};
  }
  return best;
}

}  // namespace beamlet
