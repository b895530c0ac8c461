%% Comparing integers of different sizes and signs, in order and in guards.
-module(bignum_compare).
-export([main/0]).

main() ->
    Xs = [0, 1, -1, 1 bsl 59, -(1 bsl 59), 1 bsl 63, -(1 bsl 63), 1 bsl 64, (1 bsl 64) + 1, -(1 bsl 64), 1 bsl 128, -(1 bsl 128), (1 bsl 128) - 1],
    t(fun() -> lists:sort(Xs) end),
    t(fun() -> [[X < Y || Y <- Xs] || X <- Xs] end),
    t(fun() -> [[X =:= Y || Y <- Xs] || X <- Xs] end),
    t(fun() -> [sign(X) || X <- Xs] end),
    t(fun() -> [X > 1.0e18 || X <- Xs] end),
    t(fun() -> [X == float(X) || X <- Xs] end),
    t(fun() -> lists:max(Xs) - lists:min(Xs) end),
    ok.

sign(X) when X > 0 -> 1;
sign(X) when X < 0 -> -1;
sign(_) -> 0.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
