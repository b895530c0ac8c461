%% Products and squares of integers from one word to hundreds of words, checked by division.
-module(bignum_mul_sizes).
-export([main/0]).

main() ->
    t(fun() -> [check_mul(A, B) || A <- [1, 3, 17, 64, 200, 700], B <- [1, 2, 30, 500]] end),
    t(fun() -> [digits(square(big(N))) || N <- [1, 2, 5, 10, 50, 100, 400]] end),
    t(fun() -> square(big(3)) end),
    t(fun() -> big(2) * -big(3) end),
    t(fun() -> (big(40) * big(41)) rem 1000000007 end),
    ok.

big(N) -> lists:foldl(fun(I, A) -> A * 18446744073709551557 + I * 7919 end, 1, lists:seq(1, N)).

square(X) -> X * X.

check_mul(A, B) ->
    X = big(A), Y = big(B), P = X * Y,
    P div X =:= Y andalso P div Y =:= X andalso P rem X =:= 0 andalso P =:= Y * X andalso (P + X - 1) div X =:= Y.

digits(N) -> length(integer_to_list(N)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
