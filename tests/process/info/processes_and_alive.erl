%% processes/0, is_process_alive/1, and the number of processes.
-module(processes_and_alive).
-export([main/0]).

main() ->
    t(fun() -> lists:member(self(), processes()) end),
    t(fun() -> P = idle(), A = lists:member(P, processes()), stop(P), {A, lists:member(P, processes())} end),
    t(fun() -> is_process_alive(self()) end),
    t(fun() -> P = idle(), A = is_process_alive(P), stop(P), {A, is_process_alive(P)} end),
    t(fun() -> is_process_alive(a) end),
    t(fun() -> N = erlang:system_info(process_count), Ps = [idle() || _ <- lists:seq(1, 100)], M = erlang:system_info(process_count), [stop(P) || P <- Ps], M - N end),
    t(fun() -> length(processes()) =:= erlang:system_info(process_count) end),
    t(fun() -> erlang:system_info(process_limit) > 1000 end),
    t(fun() -> length(lists:usort([idle() || _ <- lists:seq(1, 1000)])) end),
    t(fun() -> P = idle(), stop(P), Q = idle(), P =:= Q end),
    ok.

idle() -> spawn(fun() -> receive stop -> ok end end).

stop(P) ->
    R = monitor(process, P),
    P ! stop,
    receive {'DOWN', R, _, _, _} -> ok end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
