%% The reason in DOWN for every way of ending, and of watching too late.
-module(down_reasons).
-export([main/0]).

main() ->
    t(fun() -> down(fun() -> ok end) end),
    t(fun() -> down(fun() -> exit(shutdown) end) end),
    t(fun() -> down(fun() -> exit({a, "b", <<"c">>, 1.5, #{d => e}}) end) end),
    t(fun() -> down(fun() -> exit(self(), kill) end) end),
    t(fun() -> element(1, down(fun() -> error(x) end)) end),
    t(fun() -> element(1, down(fun() -> throw(x) end)) end),
    t(fun() -> down(fun() -> exit(lists:seq(1, 100)) end) =:= lists:seq(1, 100) end),
    t(fun() -> late(fun() -> ok end) end),
    t(fun() -> late(fun() -> exit(whatever) end) end),
    t(fun() -> [down(fun() -> exit(R) end) || R <- [normal, noproc, noconnection, killed, kill]] end),
    t(fun() ->
        %% Each of many watchers is told once.
        P = spawn(fun() -> receive X -> exit(X) end end), Self = self(),
        Ws = [spawn(fun() -> R = monitor(process, P), Self ! ready, receive {'DOWN', R, process, P, W} -> Self ! {told, W} end end) || _ <- lists:seq(1, 100)],
        [receive ready -> ok end || _ <- Ws], P ! {bye, "all"},
        lists:usort([receive {told, W} -> W end || _ <- Ws])
    end),
    ok.

down(F) -> {P, R} = spawn_monitor(F), receive {'DOWN', R, process, P, W} -> W end.

late(F) ->
    {P, R0} = spawn_monitor(F),
    receive {'DOWN', R0, _, _, _} -> ok end,
    R = monitor(process, P),
    receive {'DOWN', R, process, P, W} -> W end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
