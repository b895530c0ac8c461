%% Endless loops do not keep others from running.
-module(fairness_basic).
-export([main/0]).

main() ->
    t(fun() -> with_loops(20, fun() -> round_trips(200) end) end),
    t(fun() -> with_loops(20, fun() -> receive after 20 -> timer_fired end end) end),
    t(fun() -> with_loops(5, fun() -> lists:sum(lists:seq(1, 10000)) end) end),
    ok.

with_loops(N, F) ->
    Loops = [spawn(fun Loop() -> Loop() end) || _ <- lists:seq(1, N)],
    Result = F(),
    [exit(P, kill) || P <- Loops],
    Refs = [monitor(process, P) || P <- Loops],
    [receive {'DOWN', R, _, _, _} -> ok end || R <- Refs],
    Result.

round_trips(N) ->
    P = spawn(fun Echo() -> receive {From, X} -> From ! X, Echo() end end),
    lists:sum([begin P ! {self(), I}, receive I -> I end end || I <- lists:seq(1, N)]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
