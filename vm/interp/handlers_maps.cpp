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

// -- flat maps and keys that are immediate constants: the same layouts, no calls -------------------------------------------------

// Where a key stands, looking from `at` on first (keys of one instruction often stand in the map's order); `end` when nowhere.
[[nodiscard, gnu::always_inline]] inline const Term* find_key(const Term* keys, const Term* at,
                                                              const Term* end, Term key) {
  for (const Term* k = at; k != end; ++k)
    if (*k == key) return k;
  for (const Term* k = keys; k != at; ++k)
    if (*k == key) return k;
  return end;
}

template <uint32_t pairs>
BEAMLET_HANDLER get_constant_keys(BEAMLET_ARGS) {
  const Term* map = operand_value(ip[2], sp, x).boxed_ptr();
  Header header(map[0]);
  if (header.kind() != TermKind::FlatMap) [[unlikely]]
    BEAMLET_TAIL(get_map_elements);
  const Term* keys = map[1].boxed_ptr() + 1;
  const Term* end = keys + (header.words() - 1);
  const Term* at = keys;
  for (uint32_t i = 0; i < pairs; ++i) {
    at = find_key(keys, at, end, Term::from_raw(ip[3 + 2 * i]));
    if (at == end) {
      ip = target_of(ip);
      BEAMLET_DISPATCH;
    }
    operand_place(ip[4 + 2 * i], sp, x) = map[2 + (at - keys)];
  }
  BEAMLET_NEXT(3 + 2 * pairs);
}

// Keys that are there already: the new map has the old one's keys tuple.
template <bool exact, uint32_t pairs>
BEAMLET_HANDLER put_constant_keys(BEAMLET_ARGS) {
  Term source = operand_value(ip[2], sp, x);
  if (!is_kind(source, TermKind::FlatMap)) [[unlikely]]
    BEAMLET_TAIL(put_map_handler<exact>);
  const Term* map = source.boxed_ptr();
  uint64_t count = Header(map[0]).words() - 1;
  if (count + 2 > kRoom || !sem::has_room(sp, hp, kRoom)) [[unlikely]]
    BEAMLET_TAIL(put_map_handler<exact>);
  const Term* keys = map[1].boxed_ptr() + 1;
  const Term* end = keys + count;
  const Term* at = keys;
  // Above the heap's top until every key was found.
  for (uint64_t i = 0; i < count + 2; ++i) hp[i] = map[i];
  for (uint32_t i = 0; i < pairs; ++i) {
    at = find_key(keys, at, end, Term::from_raw(ip[5 + 2 * i]));
    if (at == end) [[unlikely]]
      BEAMLET_TAIL(put_map_handler<exact>);
    hp[2 + (at - keys)] = operand_value(ip[6 + 2 * i], sp, x);
  }
  operand_place(ip[3], sp, x) = Term::boxed(hp);
  hp += count + 2;
  BEAMLET_NEXT(5 + 2 * pairs);
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
const MapHandlers kMaps = {
    .get_constant_keys = {get_constant_keys<1>, get_constant_keys<2>, get_constant_keys<3>,
                          get_constant_keys<4>},
    .put_constant_keys = {{put_constant_keys<false, 1>, put_constant_keys<false, 2>,
                           put_constant_keys<false, 3>},
                          {put_constant_keys<true, 1>, put_constant_keys<true, 2>,
                           put_constant_keys<true, 3>}},
};

}  // namespace beamlet
