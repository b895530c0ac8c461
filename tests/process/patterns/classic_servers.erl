%% Servers by hand: state, deferred replies, timeouts, change of behaviour.
-module(classic_servers).
-export([main/0]).

main() ->
    t(fun() -> P = server(0), L = [call(P, {add, N}) || N <- [1, 2, 3]], {L, call(P, get)} end),
    t(fun() -> P = server(0), call(P, bogus) end),
    t(fun() -> P = server(0), exit(P, kill), call(P, get) end),
    t(fun() -> P = server(0), P ! {crash, now}, call(P, get) end),
    t(fun() -> P = slow(), {call_timeout(P, 5), call_timeout(P, 5000)} end),
    t(fun() -> P = fsm(), [call(P, E) || E <- [push, push, lock, push, unlock, push]] end),
    t(fun() -> P = queue(), [spawn(fun() -> call(P, {put, I}) end) || I <- lists:seq(1, 10)], lists:sort([call(P, take) || _ <- lists:seq(1, 10)]) end),
    ok.

server(S) -> spawn(fun() -> loop(S) end).

loop(S) ->
    receive
        {F, R, {add, N}} -> F ! {R, S + N}, loop(S + N);
        {F, R, get} -> F ! {R, S}, loop(S);
        {F, R, Other} when is_pid(F) -> F ! {R, {unknown, Other}}, loop(S);
        {crash, Why} -> exit(Why)
    end.

call(P, Request) -> call(P, Request, 1000).

call(P, Request, Time) ->
    R = monitor(process, P),
    P ! {self(), R, Request},
    receive
        {R, Reply} -> demonitor(R, [flush]), Reply;
        {'DOWN', R, _, _, Why} -> {down, down(Why)}
    after Time -> demonitor(R, [flush]), timeout
    end.

%% Which of the two it is depends on who was first.
down(Why) when Why =:= noproc; Why =:= killed; Why =:= now -> gone;
down(Why) -> Why.

slow() -> spawn(fun Slow() -> receive {F, R, _} -> receive after 300 -> F ! {R, answered} end, Slow() end end).

call_timeout(P, T) -> call(P, slow, T).

fsm() -> spawn(fun() -> open(0) end).

open(N) -> receive {F, R, push} -> F ! {R, {opened, N + 1}}, open(N + 1); {F, R, lock} -> F ! {R, locked}, locked(N) end.
locked(N) -> receive {F, R, unlock} -> F ! {R, unlocked}, open(N); {F, R, _} -> F ! {R, refused}, locked(N) end.

%% take waits until there is something: a selective receive.
queue() -> spawn(fun Q() -> receive {F, R, take} -> receive {G, S, {put, X}} -> G ! {S, ok}, F ! {R, X}, Q() end end end).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
