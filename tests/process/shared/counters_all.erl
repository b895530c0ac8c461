%% counters: atomics and write_concurrency.
-module(counters_all).
-export([main/0]).

main() ->
    t(fun() -> [begin C = counters:new(3, O), counters:add(C, 1, 5), counters:sub(C, 2, 5), counters:put(C, 3, 9), [counters:get(C, I) || I <- [1, 2, 3]] end || O <- [[atomics], [write_concurrency], []]] end),
    t(fun() -> [begin C = counters:new(1, O), Ms = [spawn_monitor(fun() -> [counters:add(C, 1, 1) || _ <- lists:seq(1, 1000)] end) || _ <- lists:seq(1, 20)], [receive {'DOWN', R, _, _, _} -> ok end || {_, R} <- Ms], counters:get(C, 1) end || O <- [[atomics], [write_concurrency]]] end),
    t(fun() -> counters:get(counters:new(1, []), 2) end),
    t(fun() -> counters:new(0, []) end),
    t(fun() -> counters:new(1, [bogus]) end),
    t(fun() -> counters:add(counters:new(1, []), 1, a) end),
    t(fun() -> maps:get(size, counters:info(counters:new(7, []))) end),
    t(fun() -> C = counters:new(1, []), counters:put(C, 1, -5), counters:get(C, 1) end),
    t(fun() -> C = counters:new(1, []), counters:put(C, 1, (1 bsl 63) - 1), counters:add(C, 1, 1), counters:get(C, 1) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
