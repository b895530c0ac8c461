%% atomics: signed and unsigned arrays, wrap-around, compare_exchange, errors.
-module(atomics_basic).
-export([main/0]).

main() ->
    A = atomics:new(3, []),
    U = atomics:new(1, [{signed, false}]),
    t(fun() -> atomics:get(A, 1) end),
    t(fun() -> atomics:put(A, 1, 10) end),
    t(fun() -> atomics:add(A, 1, 5) end),
    t(fun() -> atomics:get(A, 1) end),
    t(fun() -> atomics:sub(A, 1, 20) end),
    t(fun() -> atomics:get(A, 1) end),
    t(fun() -> atomics:add_get(A, 2, 7) end),
    t(fun() -> atomics:sub_get(A, 2, 9) end),
    t(fun() -> atomics:exchange(A, 1, 100) end),
    t(fun() -> atomics:compare_exchange(A, 1, 100, 200) end),
    t(fun() -> atomics:compare_exchange(A, 1, 100, 300) end),
    t(fun() -> atomics:get(A, 1) end),
    t(fun() -> atomics:put(A, 3, (1 bsl 63) - 1) end),
    t(fun() -> atomics:add_get(A, 3, 1) end),
    t(fun() -> atomics:sub_get(U, 1, 1) end),
    t(fun() -> atomics:add_get(U, 1, 1) end),
    t(fun() -> atomics:put(U, 1, (1 bsl 64) - 1) end),
    t(fun() -> atomics:get(U, 1) end),
    t(fun() -> atomics:put(A, 1, 1 bsl 63) end),
    t(fun() -> atomics:put(U, 1, -1) end),
    t(fun() -> atomics:get(A, 0) end),
    t(fun() -> atomics:get(A, 4) end),
    t(fun() -> atomics:get(x, 1) end),
    t(fun() -> atomics:add(A, 1, a) end),
    t(fun() -> atomics:new(0, []) end),
    t(fun() -> atomics:new(1, [bogus]) end),
    t(fun() -> begin #{size := S, min := Min, max := Max} = atomics:info(A), {S, Min, Max} end end),
    t(fun() -> begin #{size := S, min := Min, max := Max} = atomics:info(U), {S, Min, Max} end end),
    t(fun() -> parallel(A) end),
    ok.

parallel(A) ->
    atomics:put(A, 1, 0),
    Refs = [element(2, spawn_monitor(fun() -> [atomics:add(A, 1, 1) || _ <- lists:seq(1, 10000)] end)) || _ <- lists:seq(1, 8)],
    [receive {'DOWN', R, _, _, normal} -> ok end || R <- Refs],
    atomics:get(A, 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
