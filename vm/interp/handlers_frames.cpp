// Frames and heap room: the instructions that collect.
#include "vm/interp/handlers.hpp"
#include "vm/interp/semantics_stack.hpp"
#include "vm/process/process_alloc.hpp"

namespace beamlet {

namespace {

// Collects for the words and live registers of the instruction at ip, then goes on as `again`.
template <Handler again>
BEAMLET_COLD collect_then(BEAMLET_ARGS);

BEAMLET_HANDLER allocate(BEAMLET_ARGS) {
  uint32_t slots = field_a(ip);
  if (!sem::has_room(sp, hp, slots)) [[unlikely]]
    BEAMLET_TAIL(collect_then<allocate>);
  sem::push_frame(sp, slots);
  BEAMLET_NEXT(2);
}

template <unsigned moves>
BEAMLET_HANDLER allocate_move(BEAMLET_ARGS) {
  uint32_t slots = field_a(ip);
  if (!sem::has_room(sp, hp, slots)) [[unlikely]]
    BEAMLET_TAIL(collect_then<allocate_move<moves>>);
  sem::push_frame(sp, slots);
  sp[peek<uint16_t>(ip, 9)] = x[peek<uint16_t>(ip, 8)];
  if constexpr (moves == 2) sp[peek<uint16_t>(ip, 11)] = x[peek<uint16_t>(ip, 10)];
  BEAMLET_NEXT(3);
}

BEAMLET_HANDLER allocate_heap(BEAMLET_ARGS) {
  uint32_t slots = field_a(ip);
  if (!sem::has_room(sp, hp, slots + ip[1])) [[unlikely]]
    BEAMLET_TAIL(collect_then<allocate_heap>);
  sem::push_frame(sp, slots);
  BEAMLET_NEXT(2);
}

BEAMLET_HANDLER test_heap(BEAMLET_ARGS) {
  if (!sem::has_room(sp, hp, ip[1])) [[unlikely]]
    BEAMLET_TAIL(collect_then<test_heap>);
  BEAMLET_NEXT(2);
}

// All three: a slots, b live, word 1 heap words.
template <Handler again>
BEAMLET_COLD collect_then(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  bool fits = collect_for(*p, field_a(ip) + ip[1], field_b(ip));
  load(p, sp, hp, x, reds);
  if (!fits) BEAMLET_TAIL(kill_for_memory);
  BEAMLET_TAIL(again);
}

}  // namespace

const Handler kAllocate[2] = {allocate, collect_then<allocate>};
const Handler kAllocateMove[2][2] = {{allocate_move<1>, collect_then<allocate_move<1>>},
                                     {allocate_move<2>, collect_then<allocate_move<2>>}};
const Handler kAllocateHeap[2] = {allocate_heap, collect_then<allocate_heap>};
const Handler kTestHeap[2] = {test_heap, collect_then<test_heap>};

}  // namespace beamlet
