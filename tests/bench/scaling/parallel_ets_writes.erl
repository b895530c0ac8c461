%% Sixteen processes update counters of their own in one table with write_concurrency.
-module(parallel_ets_writes).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(16)]).

run(N) ->
    T = ets:new(t, [public, {write_concurrency, true}]),
    Rs = [element(2, spawn_monitor(fun() -> exit({sum, writes(150000, I, T)}) end)) || I <- lists:seq(1, N)],
    lists:sum([receive {'DOWN', R, _, _, {sum, S}} -> S end || R <- Rs]).

writes(0, I, T) -> lists:sum([V || K <- lists:seq(0, 63), {_, V} <- ets:lookup(T, {I, K})]);
writes(N, I, T) ->
    ets:update_counter(T, {I, N band 63}, 1, {{I, N band 63}, 0}),
    writes(N - 1, I, T).
