%% atomics: every function, limits, signed and unsigned, many writers.
-module(atomics_all).
-export([main/0]).

main() ->
    t(fun() -> A = atomics:new(3, []), [atomics:get(A, I) || I <- [1, 2, 3]] end),
    t(fun() -> A = atomics:new(1, []), [atomics:put(A, 1, 5), atomics:add_get(A, 1, 3), atomics:sub_get(A, 1, 10), atomics:add(A, 1, 1), atomics:sub(A, 1, -1), atomics:get(A, 1)] end),
    t(fun() -> A = atomics:new(1, []), [atomics:exchange(A, 1, 7), atomics:compare_exchange(A, 1, 7, 8), atomics:compare_exchange(A, 1, 7, 9), atomics:get(A, 1)] end),
    t(fun() -> A = atomics:new(1, []), atomics:put(A, 1, (1 bsl 63) - 1), atomics:add_get(A, 1, 1) end),
    t(fun() -> A = atomics:new(1, [{signed, false}]), atomics:put(A, 1, (1 bsl 64) - 1), atomics:add_get(A, 1, 1) end),
    t(fun() -> A = atomics:new(1, [{signed, false}]), atomics:sub_get(A, 1, 1) end),
    t(fun() -> A = atomics:new(2, []), atomics:get(A, 0) end),
    t(fun() -> A = atomics:new(2, []), atomics:get(A, 3) end),
    t(fun() -> A = atomics:new(2, []), atomics:put(A, 1, 1 bsl 63) end),
    t(fun() -> A = atomics:new(2, []), atomics:put(A, 1, a) end),
    t(fun() -> atomics:new(0, []) end),
    t(fun() -> atomics:new(1, [bogus]) end),
    t(fun() -> atomics:get(make_ref(), 1) end),
    t(fun() -> maps:with([size, max, min], atomics:info(atomics:new(4, []))) end),
    t(fun() -> maps:with([size, max, min], atomics:info(atomics:new(4, [{signed, false}]))) end),
    t(fun() -> A = atomics:new(1, []), Ms = [spawn_monitor(fun() -> [atomics:add(A, 1, 1) || _ <- lists:seq(1, 1000)] end) || _ <- lists:seq(1, 20)], [receive {'DOWN', R, _, _, _} -> ok end || {_, R} <- Ms], atomics:get(A, 1) end),
    t(fun() -> A = atomics:new(1, []), Ms = [spawn_monitor(fun() -> [cas(A) || _ <- lists:seq(1, 200)] end) || _ <- lists:seq(1, 10)], [receive {'DOWN', R, _, _, _} -> ok end || {_, R} <- Ms], atomics:get(A, 1) end),
    ok.

cas(A) -> V = atomics:get(A, 1), case atomics:compare_exchange(A, 1, V, V + 1) of ok -> ok; _ -> cas(A) end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
