%% Sixteen pairs exchange messages; each pair is independent of the others.
-module(parallel_messages).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(16)]).

run(N) ->
    Rs = [element(2, spawn_monitor(fun() -> exit(pair(60000)) end)) || _ <- lists:seq(1, N)],
    lists:sum([receive {'DOWN', R, _, _, Sum} -> Sum end || R <- Rs]).

pair(Trips) ->
    Other = spawn_link(fun echo/0),
    Sum = trips(Trips, Other, 0),
    Other ! stop,
    Sum.

trips(0, _, Sum) -> Sum;
trips(N, Other, Sum) ->
    Ref = make_ref(),
    Other ! {self(), Ref, [N, {x, N}]},
    receive {Ref, [M | _]} -> trips(N - 1, Other, Sum + M) end.

echo() ->
    receive
        {From, Ref, Term} -> From ! {Ref, Term}, echo();
        stop -> ok
    end.
