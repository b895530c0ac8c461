%% Receive loops in constant space: echo to self, counters, timeouts, a hundred thousand rounds.
-module(receive_loops).
-export([main/0]).

main() ->
    t(fun() -> echo(100000, 0) end),
    t(fun() -> collect(50000) end),
    t(fun() -> timeouts(20000) end),
    t(fun() -> state_machine([coin, push, push, coin, coin, push, stop]) end),
    ok.

echo(0, S) -> S;
echo(N, S) ->
    self() ! {n, N},
    receive {n, K} -> echo(N - 1, S + K) end.

collect(N) -> [self() ! I || I <- lists:seq(1, N)], collect(N, 0).

collect(0, S) -> S;
collect(N, S) -> receive I when is_integer(I) -> collect(N - 1, S + I) end.

timeouts(0) -> done;
timeouts(N) -> receive never -> never after 0 -> timeouts(N - 1) end.

%% A turnstile.
state_machine(Events) -> [self() ! E || E <- Events], locked([]).

locked(Log) ->
    receive
        coin -> unlocked([unlock | Log]);
        push -> locked([refuse | Log]);
        stop -> lists:reverse(Log)
    end.

unlocked(Log) ->
    receive
        push -> locked([pass | Log]);
        coin -> unlocked([thanks | Log]);
        stop -> lists:reverse(Log)
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
