%% ets:update_counter from four processes on one public table.
-module(ets_counter).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(2000000)]).

%% N updates by each process, over 64 keys.
run(N) ->
    T = ets:new(counters, [set, public, {write_concurrency, true}]),
    [ets:insert(T, {K, 0}) || K <- lists:seq(0, 63)],
    Me = self(),
    [spawn(fun() -> update(N, T, S), Me ! done end) || S <- [1, 2, 3, 4]],
    [receive done -> ok end || _ <- [1, 2, 3, 4]],
    lists:sum([V || {_, V} <- ets:tab2list(T)]).

update(0, _, _) -> ok;
update(N, T, S) ->
    ets:update_counter(T, (N * S) band 63, 1),
    update(N - 1, T, S).
