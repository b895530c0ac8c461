%% receive after: zero, infinity, large numbers and what is not a time.
-module(receive_timeouts).
-export([main/0]).

main() ->
    t(fun() -> receive x -> x after 0 -> timeout end end),
    t(fun() -> self() ! x, receive x -> x after 0 -> timeout end end),
    t(fun() -> self() ! y, R = receive x -> x after 0 -> timeout end, receive y -> {R, y} end end),
    t(fun() -> receive after 0 -> nothing end end),
    t(fun() -> receive after 1 -> nothing end end),
    t(fun() -> T = id(3), receive after T -> variable end end),
    t(fun() -> Self = self(), spawn(fun() -> receive after 5 -> Self ! late end end), receive late -> late after infinity -> never end end),
    t(fun() -> T = id(infinity), self() ! z, receive z -> z after T -> never end end),
    t(fun() -> receive after id(-1) -> x end end),
    t(fun() -> receive after id(a) -> x end end),
    t(fun() -> receive after id(1.5) -> x end end),
    t(fun() -> receive after id(16#100000000) -> x end end),
    t(fun() -> receive after id(1 bsl 70) -> x end end),
    t(fun() -> receive x -> x after id("1") -> y end end),
    t(fun() -> self() ! now, receive now -> now after id(16#FFFFFFFF) -> y end end),
    t(fun() ->
        %% A bad time is only looked at when nothing matches.
        self() ! here, receive here -> here after id(bad) -> y end
    end),
    t(fun() ->
        %% The time goes on while other messages come.
        Self = self(), P = spawn(fun Loop() -> Self ! noise, receive after 1 -> Loop() end end), R = receive signal -> got after 30 -> timeout end, exit(P, kill), flush(), R
    end),
    t(fun() ->
        %% A nested one inside the body.
        receive after 1 -> receive after 1 -> receive after 1 -> inner end end end
    end),
    t(fun() ->
        %% Long ones do not end early.
        A = erlang:monotonic_time(millisecond), receive after 25 -> erlang:monotonic_time(millisecond) - A >= 25 end
    end),
    ok.

id(X) -> X.

flush() -> receive _ -> flush() after 5 -> ok end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
