%% suspend_process counts, its options, and what a suspended process does not do.
-module(suspend_counts).
-export([main/0]).

main() ->
    t(fun() -> P = echo(), true = erlang:suspend_process(P), true = erlang:suspend_process(P), true = erlang:resume_process(P), A = ask(P), true = erlang:resume_process(P), {A, answer()} end),
    t(fun() -> P = echo(), [erlang:suspend_process(P, [unless_suspending]) || _ <- [1, 2, 3]] end),
    t(fun() -> P = echo(), true = erlang:suspend_process(P, [unless_suspending]), false = erlang:suspend_process(P, [unless_suspending]), true = erlang:resume_process(P), ask(P) end),
    t(fun() -> P = echo(), erlang:suspend_process(P, [asynchronous]), X = status(P), erlang:resume_process(P), X end),
    t(fun() -> P = echo(), erlang:resume_process(P) end),
    t(fun() -> erlang:suspend_process(dead()) end),
    t(fun() -> erlang:resume_process(dead()) end),
    t(fun() -> erlang:suspend_process(echo(), [bogus]) end),
    t(fun() ->
        %% Messages wait, and come in order.
        P = echo(),
        erlang:suspend_process(P),
        [P ! {self(), I} || I <- [1, 2, 3]],
        {message_queue_len, N} = process_info(P, message_queue_len),
        erlang:resume_process(P),
        {N, [receive I -> I end || I <- [1, 2, 3]]}
    end),
    t(fun() ->
        %% A suspended process can be killed.
        P = echo(), R = monitor(process, P), erlang:suspend_process(P), exit(P, kill), receive {'DOWN', R, _, _, W} -> W end
    end),
    t(fun() -> P = echo(), R = monitor(process, P), erlang:suspend_process(P), exit(P, stop), receive {'DOWN', R, _, _, W} -> W after 200 -> still_there end end),
    t(fun() ->
        %% Its monitors and links are made while it is suspended.
        P = echo(), erlang:suspend_process(P), R = monitor(process, P), X = process_info(P, monitored_by) =:= {monitored_by, [self()]}, demonitor(R), erlang:resume_process(P), X
    end),
    ok.

echo() -> spawn(fun Loop() -> receive {From, X} -> From ! X, Loop() end end).

ask(P) -> P ! {self(), hello}, answer().

answer() -> receive hello -> hello after 30 -> nothing end.

status(P) -> receive after 5 -> element(2, process_info(P, status)) end.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
