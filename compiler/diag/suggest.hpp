// suggest.hpp - "did you mean ...?": the nearest of some names.
//
// Purpose     Edit distance (insert, delete, replace, swap neighbours) with a limit that grows with the name's length.
// Invariants  I1  the answer does not depend on the order names are offered in: ties go to the smaller text.
#pragma once

#include <string>
#include <string_view>

namespace beamlet {

class NearestName {
 public:
  explicit NearestName(std::string_view wrong);
  void consider(std::string_view candidate);
  // Empty when nothing is near enough.
  [[nodiscard]] std::string_view best() const { return best_; }

 private:
  std::string_view wrong_;
  std::string best_;
  size_t best_distance_;
};

// At most `limit` + 1: anything farther is not told apart.
[[nodiscard]] size_t edit_distance(std::string_view a, std::string_view b, size_t limit);

}  // namespace beamlet
