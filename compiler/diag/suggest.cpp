#include "compiler/diag/suggest.hpp"

#include <algorithm>
#include <vector>

namespace beamlet {

size_t edit_distance(std::string_view a, std::string_view b, size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<size_t> two_above(a.size() + 1);
  std::vector<size_t> above(a.size() + 1);
  std::vector<size_t> row(a.size() + 1);
  for (size_t i = 0; i <= a.size(); ++i) above[i] = i;
  for (size_t j = 1; j <= b.size(); ++j) {
    row[0] = j;
    size_t least = j;
    for (size_t i = 1; i <= a.size(); ++i) {
      const size_t replace = above[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[i] = std::min({replace, above[i] + 1, row[i - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[i] = std::min(row[i], two_above[i - 2] + 1);
      }
      least = std::min(least, row[i]);
    }
    if (least > limit) return limit + 1;
    std::swap(two_above, above);
    std::swap(above, row);
  }
  return above[a.size()];
}

NearestName::NearestName(std::string_view wrong)
    : wrong_(wrong),
      best_distance_(wrong.size() < 3   ? 1
                     : wrong.size() < 6 ? 2
                                        : 3) {
  ++best_distance_;  // a candidate has to be strictly nearer
}

void NearestName::consider(std::string_view candidate) {
  if (candidate == wrong_ || candidate.empty()) return;
  const size_t distance = edit_distance(wrong_, candidate, best_distance_);
  if (distance >= wrong_.size()) return;
  if (distance < best_distance_ || (distance == best_distance_ && !best_.empty() && candidate < best_)) {
    best_distance_ = distance;
    best_ = candidate;
  }
}

}  // namespace beamlet
