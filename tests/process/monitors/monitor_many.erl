%% One process watched by thousands, and one watching thousands.
-module(monitor_many).
-export([main/0]).

main() ->
    t(fun() -> one_watches_many(2000) end),
    t(fun() -> many_watch_one(2000) end),
    ok.

one_watches_many(N) ->
    Refs = [element(2, spawn_monitor(fun() -> exit(I rem 3) end)) || I <- lists:seq(1, N)],
    Reasons = [receive {'DOWN', R, _, _, Why} -> Why end || R <- Refs],
    [{K, length([x || X <- Reasons, X =:= K])} || K <- [0, 1, 2]].

many_watch_one(N) ->
    Target = spawn(fun() -> receive stop -> exit(stopped) end end),
    Me = self(),
    [spawn(fun() ->
        R = monitor(process, Target),
        Me ! watching,
        receive {'DOWN', R, process, Target, Why} -> Me ! {saw, Why} end
    end) || _ <- lists:seq(1, N)],
    [receive watching -> ok end || _ <- lists:seq(1, N)],
    Target ! stop,
    lists:usort([receive {saw, W} -> W end || _ <- lists:seq(1, N)]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
