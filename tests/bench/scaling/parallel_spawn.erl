%% Sixteen processes start children one after another and wait for their end.
-module(parallel_spawn).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(16)]).

run(N) ->
    Rs = [element(2, spawn_monitor(fun() -> exit(children(30000, 0)) end)) || _ <- lists:seq(1, N)],
    lists:sum([receive {'DOWN', R, _, _, Sum} -> Sum end || R <- Rs]).

children(0, Sum) -> Sum;
children(N, Sum) ->
    {P, R} = spawn_monitor(fun() -> exit({sum, lists:sum(lists:seq(1, 20))}) end),
    receive {'DOWN', R, process, P, {sum, S}} -> children(N - 1, Sum + S) end.
