%% Calls tagged with references: replies find their call, late ones are left.
-module(references_as_tags).
-export([main/0]).

main() ->
    t(fun() -> P = server(), [call(P, I) || I <- lists:seq(1, 10)] end),
    t(fun() -> P = server(), Rs = [send_call(P, I) || I <- lists:seq(1, 10)], [receive {R, X} -> X end || R <- lists:reverse(Rs)] end),
    t(fun() -> P = server(), R = send_call(P, late), receive {R, X} -> X after 1000 -> none end end),
    t(fun() -> [self() ! {noise, I} || I <- lists:seq(1, 1000)], P = server(), X = [call(P, I) || I <- [1, 2, 3]], {X, length(noise())} end),
    t(fun() -> P = server(), R1 = send_call(P, a), R2 = send_call(P, b), B = receive {R2, X} -> X end, A = receive {R1, Y} -> Y end, {A, B} end),
    ok.

server() -> spawn(fun Loop() -> receive {F, R, X} -> F ! {R, {reply, X}}, Loop() end end).

send_call(P, X) -> R = make_ref(), P ! {self(), R, X}, R.

call(P, X) -> R = send_call(P, X), receive {R, Y} -> Y end.

noise() -> receive {noise, I} -> [I | noise()] after 0 -> [] end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
