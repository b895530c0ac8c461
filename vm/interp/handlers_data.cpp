// Moving data, building and taking apart lists, tuples and funs.
#include "vm/code/fun_table.hpp"
#include "vm/interp/handlers.hpp"
#include "vm/term/boxed.hpp"

namespace beamlet {

namespace {

constexpr Src X = Src::X, Y = Src::Y, C = Src::C;
constexpr Dst DX = Dst::X, DY = Dst::Y;

template <Src s, Dst d>
BEAMLET_HANDLER move(BEAMLET_ARGS) {
  if constexpr (s == C) {
    put<d>(field_b(ip), Term::from_raw(ip[1]), sp, x);
    BEAMLET_NEXT(2);
  } else {
    put<d>(field_b(ip), get<s>(field_a(ip), {}, sp, x), sp, x);
    BEAMLET_NEXT(1);
  }
}

template <Src s1, Dst d1, Src s2, Dst d2>
BEAMLET_HANDLER move2(BEAMLET_ARGS) {
  put<d1>(field_b(ip), get<s1>(field_a(ip), {}, sp, x), sp, x);
  put<d2>(field_d(ip), get<s2>(field_c(ip), {}, sp, x), sp, x);
  BEAMLET_NEXT(2);
}

BEAMLET_HANDLER swap(BEAMLET_ARGS) {
  Term& a = operand_place(ip[1], sp, x);
  Term& b = operand_place(ip[2], sp, x);
  Term t = a;
  a = b;
  b = t;
  BEAMLET_NEXT(3);
}

template <Src s, Dst head, Dst tail>
BEAMLET_HANDLER get_list(BEAMLET_ARGS) {
  const Term* cell = get<s>(field_a(ip), {}, sp, x).cons_ptr();
  Term h = cell[0], t = cell[1];
  put<head>(field_b(ip), h, sp, x);
  put<tail>(field_c(ip), t, sp, x);
  BEAMLET_NEXT(2);
}
template <Src s, Dst d>
BEAMLET_HANDLER get_hd(BEAMLET_ARGS) {
  put<d>(field_b(ip), get<s>(field_a(ip), {}, sp, x).cons_ptr()[0], sp, x);
  BEAMLET_NEXT(1);
}
template <Src s, Dst d>
BEAMLET_HANDLER get_tl(BEAMLET_ARGS) {
  put<d>(field_b(ip), get<s>(field_a(ip), {}, sp, x).cons_ptr()[1], sp, x);
  BEAMLET_NEXT(1);
}
template <Src s, Dst d>
BEAMLET_HANDLER get_tuple_element(BEAMLET_ARGS) {
  put<d>(field_b(ip), tuple_elements(get<s>(field_a(ip), {}, sp, x))[field_c(ip)], sp, x);
  BEAMLET_NEXT(2);
}

template <Src s, Dst first, Dst second>
BEAMLET_HANDLER get_two_elements(BEAMLET_ARGS) {
  const Term* elements = tuple_elements(get<s>(field_a(ip), {}, sp, x));
  Term one = elements[peek<uint16_t>(ip, 4)], two = elements[peek<uint16_t>(ip, 5)];
  put<first>(field_b(ip), one, sp, x);
  put<second>(field_c(ip), two, sp, x);
  BEAMLET_NEXT(2);
}

template <Src head, Src tail, Dst d>
BEAMLET_HANDLER put_list(BEAMLET_ARGS) {
  hp[0] = get<head>(field_a(ip), head == C ? Term::from_raw(ip[2]) : Term{}, sp, x);
  hp[1] = get<tail>(field_b(ip), tail == C ? Term::from_raw(ip[2]) : Term{}, sp, x);
  put<d>(field_c(ip), Term::cons(hp), sp, x);
  hp += 2;
  BEAMLET_NEXT((head == C || tail == C) ? 3 : 2);
}

template <Src first, Src second>
BEAMLET_HANDLER put_pair(BEAMLET_ARGS) {
  hp[0] = Header(TermKind::Tuple, 2).term();
  hp[1] = get<first>(field_a(ip), {}, sp, x);
  hp[2] = get<second>(field_b(ip), {}, sp, x);
  x[field_c(ip)] = Term::boxed(hp);
  hp += 3;
  BEAMLET_NEXT(2);
}

// a number of elements; word 1 destination; operand words.
BEAMLET_HANDLER put_tuple(BEAMLET_ARGS) {
  uint32_t n = field_a(ip);
  Term* at = hp;
  at[0] = Header(TermKind::Tuple, n).term();
  for (uint32_t i = 0; i < n; ++i) at[1 + i] = operand_value(ip[2 + i], sp, x);
  hp += 1 + n;
  operand_place(ip[1], sp, x) = Term::boxed(at);
  BEAMLET_NEXT(2 + n);
}

// a size, b number of changes; words 1, 2 tuple and destination; then index, value.
BEAMLET_HANDLER update_tuple(BEAMLET_ARGS) {
  uint32_t size = field_a(ip), changes = field_b(ip);
  const Term* from = operand_value(ip[1], sp, x).boxed_ptr();
  Term* at = hp;
  for (uint32_t i = 0; i <= size; ++i) at[i] = from[i];
  for (uint32_t i = 0; i < changes; ++i) at[1 + ip[3 + 2 * i]] = operand_value(ip[4 + 2 * i], sp, x);
  hp += 1 + size;
  operand_place(ip[2], sp, x) = Term::boxed(at);
  BEAMLET_NEXT(3 + 2 * changes);
}

// a free variables; word 1 FunEntry*, word 2 destination; operand words.
BEAMLET_HANDLER make_fun(BEAMLET_ARGS) {
  uint32_t n = field_a(ip);
  Term* at = hp;
  at[0] = Header(TermKind::Fun, 1 + n).term();
  at[1] = Term::from_raw(ip[1]);
  for (uint32_t i = 0; i < n; ++i) at[2 + i] = operand_value(ip[3 + i], sp, x);
  hp += 2 + n;
  operand_place(ip[2], sp, x) = Term::boxed(at);
  BEAMLET_NEXT(3 + n);
}

}  // namespace

const Handler kMove[kSrcKinds][kDstKinds] = {
    {move<X, DX>, move<X, DY>}, {move<Y, DX>, move<Y, DY>}, {move<C, DX>, move<C, DY>}};
const Handler kMove2[2][kDstKinds][2][kDstKinds] = {
    {{{move2<X, DX, X, DX>, move2<X, DX, X, DY>}, {move2<X, DX, Y, DX>, move2<X, DX, Y, DY>}},
     {{move2<X, DY, X, DX>, move2<X, DY, X, DY>}, {move2<X, DY, Y, DX>, move2<X, DY, Y, DY>}}},
    {{{move2<Y, DX, X, DX>, move2<Y, DX, X, DY>}, {move2<Y, DX, Y, DX>, move2<Y, DX, Y, DY>}},
     {{move2<Y, DY, X, DX>, move2<Y, DY, X, DY>}, {move2<Y, DY, Y, DX>, move2<Y, DY, Y, DY>}}}};
const Handler kGetTwoElements[2][kDstKinds][kDstKinds] = {
    {{get_two_elements<X, DX, DX>, get_two_elements<X, DX, DY>},
     {get_two_elements<X, DY, DX>, get_two_elements<X, DY, DY>}},
    {{get_two_elements<Y, DX, DX>, get_two_elements<Y, DX, DY>},
     {get_two_elements<Y, DY, DX>, get_two_elements<Y, DY, DY>}}};
const Handler kGetList[2][kDstKinds][kDstKinds] = {
    {{get_list<X, DX, DX>, get_list<X, DX, DY>}, {get_list<X, DY, DX>, get_list<X, DY, DY>}},
    {{get_list<Y, DX, DX>, get_list<Y, DX, DY>}, {get_list<Y, DY, DX>, get_list<Y, DY, DY>}}};
const Handler kGetHd[2][kDstKinds] = {{get_hd<X, DX>, get_hd<X, DY>}, {get_hd<Y, DX>, get_hd<Y, DY>}};
const Handler kGetTl[2][kDstKinds] = {{get_tl<X, DX>, get_tl<X, DY>}, {get_tl<Y, DX>, get_tl<Y, DY>}};
const Handler kGetTupleElement[2][kDstKinds] = {{get_tuple_element<X, DX>, get_tuple_element<X, DY>},
                                                {get_tuple_element<Y, DX>, get_tuple_element<Y, DY>}};
const Handler kPutList[kSrcKinds][kSrcKinds][kDstKinds] = {
    {{put_list<X, X, DX>, put_list<X, X, DY>},
     {put_list<X, Y, DX>, put_list<X, Y, DY>},
     {put_list<X, C, DX>, put_list<X, C, DY>}},
    {{put_list<Y, X, DX>, put_list<Y, X, DY>},
     {put_list<Y, Y, DX>, put_list<Y, Y, DY>},
     {put_list<Y, C, DX>, put_list<Y, C, DY>}},
    {{put_list<C, X, DX>, put_list<C, X, DY>}, {put_list<C, Y, DX>, put_list<C, Y, DY>}, {nullptr, nullptr}}};
const Handler kPutPair[2][2] = {{put_pair<X, X>, put_pair<X, Y>}, {put_pair<Y, X>, put_pair<Y, Y>}};
const Handler kPutTuple = put_tuple;
const Handler kUpdateTuple = update_tuple;
const Handler kMakeFun = make_fun;
const Handler kSwap = swap;

}  // namespace beamlet
