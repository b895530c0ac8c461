%% exit/2 to processes in endless loops, comprehensions, sorts and big numbers.
-module(exit_in_loops).
-export([main/0]).

main() ->
    t(fun() -> killed(fun Loop() -> Loop() end) end),
    t(fun() -> killed(fun() -> forever(fun() -> [X * X || X <- lists:seq(1, 1000)] end) end) end),
    t(fun() -> killed(fun() -> forever(fun() -> lists:sort(lists:seq(1000, 1, -1)) end) end) end),
    t(fun() -> killed(fun() -> forever(fun() -> (1 bsl 10000) * (1 bsl 10001) end) end) end),
    t(fun() -> killed(fun() -> forever(fun() -> self() ! x, receive x -> ok end end) end) end),
    t(fun() -> killed(fun() -> forever(fun() -> spawn(fun() -> ok end) end) end) end),
    t(fun() -> killed(fun() -> forever(fun() -> catch error(x) end) end) end),
    t(fun() -> killed(fun() -> forever(fun() -> ets:delete(ets:new(t, [])) end) end) end),
    ok.

killed(F) -> {P, R} = spawn_monitor(F), receive after 5 -> ok end, exit(P, kill), receive {'DOWN', R, process, P, W} -> W end.

forever(F) -> F(), forever(F).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
