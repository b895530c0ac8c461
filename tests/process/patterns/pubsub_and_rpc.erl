%% Publish and subscribe, broadcast, request with timeout, worker that answers late.
-module(pubsub_and_rpc).
-export([main/0]).

main() ->
    t(fun() -> pubsub() end),
    t(fun() -> timeout() end),
    t(fun() -> late_reply() end),
    t(fun() -> broadcast(50) end),
    ok.

pubsub() ->
    Me = self(),
    Broker = spawn(fun() -> broker([]) end),
    [spawn(fun() -> Broker ! {subscribe, self()}, Me ! subscribed, receive {event, E} -> Me ! {seen, I, E} end end) || I <- [1, 2, 3]],
    [receive subscribed -> ok end || _ <- [1, 2, 3]],
    Broker ! {publish, hello},
    lists:sort([receive {seen, I, E} -> {I, E} end || _ <- [1, 2, 3]]).

broker(Subs) ->
    receive
        {subscribe, P} -> broker([P | Subs]);
        {publish, E} -> [P ! {event, E} || P <- Subs], broker(Subs)
    end.

timeout() ->
    P = spawn(fun() -> receive {_, _} -> receive never -> ok end end end),
    call(P, question, 10).

late_reply() ->
    P = spawn(fun() -> receive {From, Ref} -> receive after 30 -> From ! {Ref, too_late} end end end),
    R1 = call(P, x, 5),
    {R1, receive {_, too_late} -> stray after 100 -> none end}.

%% The alias keeps a late answer out of the mailbox.
call(P, _, Timeout) ->
    Ref = monitor(process, P, [{alias, reply_demonitor}]),
    P ! {Ref, Ref},
    receive
        {Ref, Answer} -> Answer;
        {'DOWN', Ref, _, _, Why} -> {down, Why}
    after Timeout ->
        demonitor(Ref, [flush]),
        timeout
    end.

broadcast(N) ->
    Me = self(),
    Pids = [spawn(fun() -> receive {all, X} -> Me ! {ack, X + I} end end) || I <- lists:seq(1, N)],
    [P ! {all, 100} || P <- Pids],
    lists:sum([receive {ack, X} -> X end || _ <- Pids]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
