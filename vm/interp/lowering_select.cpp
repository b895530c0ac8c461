// Selections by value: a few rows are compared one by one, dense integers index a table, anything else is looked up in a perfect hash table.
#include <algorithm>
#include <bit>

#include "vm/interp/handlers.hpp"
#include "vm/interp/lowering_impl.hpp"

namespace beamlet {

void Lowering::select_val(const Instruction& i) {
  constexpr size_t kLinear = 4;
  Operand value = emit_.in_register(i.operands[0]);
  uint32_t fail = label(i.operands[1]);
  std::vector<std::pair<Word, uint32_t>> rows;
  std::span<const Operand> list = i.list();
  for (size_t n = 0; n < list.size(); n += 2)
    rows.emplace_back(emit_.constant(list[n]).raw(), label(list[n + 1]));
  if (fail == 0) return emit_.fail("a selection without a default");
  if (rows.size() <= kLinear) {
    emit_.begin(kSelectLinear[src(value)], number(value), rows.size());
    emit_.target(fail);
    for (const auto& [key, to] : rows) {
      emit_.word(key);
      emit_.offset_word(to);
    }
    return;
  }
  bool small = std::ranges::all_of(rows, [](const auto& r) { return Term::from_raw(r.first).is_small(); });
  auto order = [](const auto& a, const auto& b) {
    return static_cast<int64_t>(a.first) < static_cast<int64_t>(b.first);
  };
  std::ranges::sort(rows, order);
  if (small && (rows.back().first - rows.front().first) / 4 < rows.size() * 4)
    return select_dense(value, fail, rows);
  select_hash(value, fail, rows);
}

void Lowering::select_dense(Operand value, uint32_t fail,
                            const std::vector<std::pair<Word, uint32_t>>& rows) {
  Word low = rows.front().first;
  std::vector<uint32_t> labels((rows.back().first - low) / 4 + 1);
  for (const auto& [key, to] : rows) labels[(key - low) / 4] = to;
  size_t count = labels.size();
  if (count % 2 != 0) labels.push_back(0);
  emit_.begin(kSelectDense[src(value)], number(value));
  emit_.target(fail);
  emit_.word(low);
  emit_.word(count);
  for (size_t n = 0; n < labels.size(); n += 2) emit_.offset_pair(labels[n], labels[n + 1]);
}

// A multiplier that sends no two keys to one row, or bisection when none is found soon.
void Lowering::select_hash(Operand value, uint32_t fail, const std::vector<std::pair<Word, uint32_t>>& rows) {
  unsigned bits = static_cast<unsigned>(std::bit_width(rows.size()));
  for (unsigned wider = 0; wider < 3; ++wider) {
    unsigned shift = 64 - bits - wider;
    std::vector<size_t> taken(size_t{1} << (bits + wider));
    uint64_t multiplier = 0x9E3779B97F4A7C15u;
    for (int attempt = 0; attempt < 64; ++attempt) {
      multiplier = multiplier * 6364136223846793005u + 1442695040888963407u;
      std::ranges::fill(taken, 0);
      bool clash = false;
      for (size_t n = 0; n < rows.size() && !clash; ++n) {
        size_t& slot = taken[(rows[n].first * multiplier) >> shift];
        clash = slot != 0;
        slot = n + 1;
      }
      if (clash) continue;
      emit_.begin(kSelectHash[src(value)], number(value), shift);
      emit_.target(fail);
      emit_.word(multiplier);
      for (size_t slot : taken) {
        // No term has the key of an empty row.
        emit_.word(slot == 0 ? Term::none().raw() : rows[slot - 1].first);
        emit_.offset_word(slot == 0 ? fail : rows[slot - 1].second);
      }
      return;
    }
  }
  std::vector<std::pair<Word, uint32_t>> sorted = rows;
  std::ranges::sort(sorted);
  emit_.begin(kSelectSearch[src(value)], number(value));
  emit_.target(fail);
  emit_.word(sorted.size());
  for (const auto& [key, to] : sorted) {
    emit_.word(key);
    emit_.offset_word(to);
  }
}

}  // namespace beamlet
