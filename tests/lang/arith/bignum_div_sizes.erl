%% Quotients and remainders of every size against every size, all four signs.
-module(bignum_div_sizes).
-export([main/0]).

main() ->
    t(fun() -> [check(A, B) || A <- [1, 2, 3, 10, 60, 300], B <- [1, 2, 3, 10, 60, 300]] end),
    t(fun() -> [{X div Y, X rem Y} || X <- [big(3), -big(3)], Y <- [big(2), -big(2)]] end),
    t(fun() -> big(10) div 7 end),
    t(fun() -> big(10) rem 7 end),
    t(fun() -> big(10) div (1 bsl 64) end),
    t(fun() -> big(10) rem (1 bsl 64) end),
    t(fun() -> big(2) div big(3) end),
    t(fun() -> (1 bsl 128) div ((1 bsl 64) - 1) end),
    t(fun() -> (1 bsl 128) rem ((1 bsl 64) - 1) end),
    t(fun() -> ((1 bsl 192) - 1) div ((1 bsl 128) - 1) end),
    t(fun() -> ((1 bsl 192) - 1) rem ((1 bsl 128) - 1) end),
    ok.

big(N) -> lists:foldl(fun(I, A) -> A * 18446744073709551557 + I * 104729 end, 3, lists:seq(1, N)).

check(A, B) ->
    lists:all(fun({X, Y}) -> Q = X div Y, R = X rem Y, Q * Y + R =:= X andalso abs(R) < abs(Y) andalso (R =:= 0 orelse (R < 0) =:= (X < 0)) end,
              [{SX * big(A), SY * big(B)} || SX <- [1, -1], SY <- [1, -1]]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
