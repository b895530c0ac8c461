%% What a spawned module function that cannot run ends with.
-module(error_in_spawned_apply).
-export([main/0]).

main() ->
    t(fun() -> [reason(M, F, As) || {M, F, As} <- [{erlang, exit, [x]}, {erlang, error, [x]}, {erlang, throw, [x]}, {lists, nth, [5, []]}, {no, no, []}, {erlang, no, [1]}, {lists, reverse, [a]}, {erlang, '+', [1, a]}]] end),
    ok.

reason(M, F, As) ->
    {P, R} = spawn_monitor(M, F, As),
    receive {'DOWN', R, process, P, W} -> short(W) end.

short({W, [_ | _]}) -> {error, W};
short(W) -> W.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
