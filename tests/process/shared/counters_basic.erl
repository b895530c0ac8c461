%% counters: both kinds, wrap-around, errors.
-module(counters_basic).
-export([main/0]).

main() ->
    C = counters:new(2, []),
    W = counters:new(2, [write_concurrency]),
    t(fun() -> [counters:get(X, 1) || X <- [C, W]] end),
    t(fun() -> [counters:add(X, 1, 5) || X <- [C, W]] end),
    t(fun() -> [counters:sub(X, 1, 7) || X <- [C, W]] end),
    t(fun() -> [counters:get(X, 1) || X <- [C, W]] end),
    t(fun() -> [counters:put(X, 2, 100) || X <- [C, W]] end),
    t(fun() -> [counters:get(X, 2) || X <- [C, W]] end),
    t(fun() ->
              [begin counters:put(X, 1, (1 bsl 63) - 1), counters:add(X, 1, 1), counters:get(X, 1) end || X <- [C, W]]
      end),
    t(fun() -> [maps:get(size, counters:info(X)) || X <- [C, W]] end),
    t(fun() -> counters:get(C, 3) end),
    t(fun() -> counters:get(C, 0) end),
    t(fun() -> counters:add(C, 1, x) end),
    t(fun() -> counters:new(0, []) end),
    t(fun() -> counters:new(1, [bogus]) end),
    t(fun() -> [parallel(X) || X <- [C, W]] end),
    ok.

parallel(C) ->
    counters:put(C, 1, 0),
    Refs = [element(2, spawn_monitor(fun() -> [counters:add(C, 1, 1) || _ <- lists:seq(1, 5000)] end)) || _ <- lists:seq(1, 8)],
    [receive {'DOWN', R, _, _, normal} -> ok end || R <- Refs],
    counters:get(C, 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
