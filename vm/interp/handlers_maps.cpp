// Maps: reading several keys, building and updating.
//
// Layout      a = number of list items; word 1 target; then words for the operands that are no labels, in the order of opcodes.def.
#include <vector>

#include "vm/interp/handlers.hpp"
#include "vm/interp/semantics_maps.hpp"
#include "vm/interp/semantics_stack.hpp"
#include "vm/process/process_alloc.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

namespace {

// A small flat map fits this many words; larger results go to a fragment when the block is full.
constexpr size_t kRoom = 24;

// Destinations are written only after all keys were found: a source may be one of them.
bool get_elements(const Word* ip, Term* sp, Term* x) {
  uint32_t items = field_a(ip);
  Term map = operand_value(ip[2], sp, x);
  for (uint32_t i = 0; i < items; i += 2) {
    Term value = sem::map_value(map, operand_value(ip[3 + i], sp, x));
    if (value.is_none()) return false;
    operand_place(ip[4 + i], sp, x) = value;
  }
  return true;
}

BEAMLET_HANDLER get_map_elements(BEAMLET_ARGS) {
  p->reductions = reds;
  bool found = get_elements(ip, sp, x);
  x = p->x;
  reds = p->reductions;
  if (found) BEAMLET_NEXT(3 + field_a(ip));
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

bool has_fields(const Word* ip, const Term* sp, const Term* x) {
  Term map = operand_value(ip[2], sp, x);
  for (uint32_t i = 0; i < field_a(ip); ++i)
    if (sem::map_value(map, operand_value(ip[3 + i], sp, x)).is_none()) return false;
  return true;
}

BEAMLET_HANDLER has_map_fields(BEAMLET_ARGS) {
  p->reductions = reds;
  bool found = has_fields(ip, sp, x);
  x = p->x;
  reds = p->reductions;
  if (found) BEAMLET_NEXT(3 + field_a(ip));
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

// The new map of these pairs (room for `count`), or none() with the exception set.
template <bool exact>
Term put_pairs(Process& p, const Word* ip, Term map, MapPair* pairs, size_t count) {
  const Term* sp = p.heap.sp;
  for (size_t i = 0; i < count; ++i)
    pairs[i] = {operand_value(ip[5 + 2 * i], sp, p.x), operand_value(ip[6 + 2 * i], sp, p.x)};
  if constexpr (!exact) {
    return count == 1 ? map_put(p.heap, map, pairs[0].key, pairs[0].value)
                      : map_put_all(p.heap, map, pairs, count);
  } else {
    Term missing = pairs[0].key;
    Term result = count == 1 ? map_update(p.heap, map, pairs[0].key, pairs[0].value)
                             : map_update_all(p.heap, map, pairs, count, missing);
    return result.is_none() ? p.error2(atom::badkey, missing) : result;
  }
}

template <bool exact>
[[gnu::noinline]] Term put_many(Process& p, const Word* ip, Term map, size_t count) {
  std::vector<MapPair> pairs(count);
  return put_pairs<exact>(p, ip, map, pairs.data(), count);
}

template <bool exact>
Term put_map(Process& p, const Word* ip) {
  constexpr size_t kInline = 16;
  Term map = operand_value(ip[2], p.heap.sp, p.x);
  if (!is_map(map)) return p.error2(atom::badmap, map);
  size_t count = field_a(ip) / 2;
  if (count > kInline) return put_many<exact>(p, ip, map, count);
  // Words, not MapPairs: nothing is initialised that is overwritten at once.
  Word few[2 * kInline];
  return put_pairs<exact>(p, ip, map, reinterpret_cast<MapPair*>(few), count);
}

BEAMLET_COLD put_map_failed(BEAMLET_ARGS) {
  if (!has_target(ip)) BEAMLET_TAIL(raise_exception);
  p->pending = Pending::None;
  p->exception = {};
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

template <bool exact>
BEAMLET_HANDLER put_map_handler(BEAMLET_ARGS);

template <bool exact>
BEAMLET_COLD put_map_collect(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds + p->withheld);
  p->withheld = 0;
  bool fits = collect_for(*p, kRoom, static_cast<uint32_t>(ip[4]));
  load(p, sp, hp, x, reds);
  if (!fits) BEAMLET_TAIL(kill_for_memory);
  BEAMLET_TAIL(put_map_handler<exact>);
}

template <bool exact>
BEAMLET_HANDLER put_map_handler(BEAMLET_ARGS) {
  if (!sem::has_room(sp, hp, kRoom)) [[unlikely]]
    BEAMLET_TAIL(put_map_collect<exact>);
  store(p, ip, sp, hp, reds);
  Term result = put_map<exact>(*p, ip);
  load(p, sp, hp, x, reds);
  if (result.is_none()) [[unlikely]]
    BEAMLET_TAIL(put_map_failed);
  operand_place(ip[3], sp, x) = result;
  BEAMLET_NEXT(5 + field_a(ip));
}

constexpr OpTable make_table() {
  OpTable t{};
  t.at[static_cast<int>(Op::GetMapElements)] = get_map_elements;
  t.at[static_cast<int>(Op::HasMapFields)] = has_map_fields;
  t.at[static_cast<int>(Op::PutMapAssoc)] = put_map_handler<false>;
  t.at[static_cast<int>(Op::PutMapExact)] = put_map_handler<true>;
  return t;
}

}  // namespace

constinit const OpTable kMapOps = make_table();

}  // namespace beamlet
