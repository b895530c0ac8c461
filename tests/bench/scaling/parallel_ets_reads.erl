%% Sixteen processes read one table with read_concurrency.
-module(parallel_ets_reads).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(16)]).

run(N) ->
    T = ets:new(t, [public, {read_concurrency, true}]),
    [ets:insert(T, {I, I * 2}) || I <- lists:seq(1, 10000)],
    Rs = [element(2, spawn_monitor(fun() -> exit({sum, reads(200000, I, T, 0)}) end)) || I <- lists:seq(1, N)],
    lists:sum([receive {'DOWN', R, _, _, {sum, S}} -> S end || R <- Rs]).

reads(0, _, _, Sum) -> Sum;
reads(N, X, T, Sum) ->
    Next = (X * 1103515245 + 12345) rem 2147483648,
    [{_, V}] = ets:lookup(T, Next rem 10000 + 1),
    reads(N - 1, Next, T, Sum + V).
