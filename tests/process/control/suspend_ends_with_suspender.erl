%% A process that suspended others lets them go when it ends.
-module(suspend_ends_with_suspender).
-export([main/0]).

main() ->
    t(fun() ->
        P = echo(),
        {S, R} = spawn_monitor(fun() -> erlang:suspend_process(P), exit(gone) end),
        receive {'DOWN', R, process, S, gone} -> ok end,
        ask(P)
    end),
    t(fun() ->
        %% Two suspenders: both have to end.
        P = echo(),
        A = suspender(P),
        B = suspender(P),
        stop(A),
        One = status(P),
        stop(B),
        {One, ask(P)}
    end),
    t(fun() ->
        %% What it suspends is told by process_info.
        P = echo(),
        erlang:suspend_process(P),
        erlang:suspend_process(P),
        {suspending, [{Q, 2, 0}]} = process_info(self(), suspending),
        erlang:resume_process(P),
        erlang:resume_process(P),
        {Q =:= P, process_info(self(), suspending)}
    end),
    ok.

suspender(P) ->
    Self = self(),
    S = spawn(fun() -> erlang:suspend_process(P), Self ! suspended, receive stop -> ok end end),
    receive suspended -> S end.

stop(S) ->
    R = monitor(process, S),
    S ! stop,
    receive {'DOWN', R, _, _, _} -> ok end.

echo() -> spawn(fun Loop() -> receive {From, X} -> From ! X, Loop() end end).

ask(P) -> P ! {self(), hello}, receive hello -> hello after 500 -> nothing end.

status(P) -> element(2, process_info(P, status)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
