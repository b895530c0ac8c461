%% erlang:yield/0 and bump_reductions/1: what they return, errors, and that others run.
-module(yield_and_bump).
-export([main/0]).

main() ->
    t(fun() -> erlang:yield() end),
    t(fun() -> erlang:bump_reductions(1) end),
    t(fun() -> erlang:bump_reductions(1000000) end),
    t(fun() -> erlang:bump_reductions(0) end),
    t(fun() -> erlang:bump_reductions(-1) end),
    t(fun() -> erlang:bump_reductions(a) end),
    t(fun() ->
        Self = self(),
        Ps = [spawn(fun() -> [erlang:yield() || _ <- lists:seq(1, 100)], Self ! {done, I} end) || I <- lists:seq(1, 50)],
        [receive {done, I} -> I end || I <- lists:seq(1, length(Ps))] =:= lists:seq(1, 50)
    end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
