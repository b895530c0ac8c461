%% Big-integer identities over a deterministic pseudo-random sequence.
-module(bignum_identities).
-export([main/0]).

main() ->
    Xs = randoms(12, 1),
    [io:format("~p~n", [X]) || X <- Xs],
    t(fun() -> length([ok || A <- Xs, B <- Xs, B =/= 0, (A div B) * B + A rem B =:= A]) end),
    t(fun() -> length([ok || A <- Xs, B <- Xs, (A + B) - B =:= A]) end),
    t(fun() -> length([ok || A <- Xs, B <- Xs, (A band B) + (A bor B) =:= A + B]) end),
    t(fun() -> length([ok || A <- Xs, B <- Xs, A bxor B =:= (A bor B) - (A band B)]) end),
    t(fun() -> length([ok || A <- Xs, B <- Xs, (A + B) * (A - B) =:= A * A - B * B]) end),
    t(fun() -> length([ok || A <- Xs, N <- lists:seq(0, 130, 13), (A bsl N) bsr N =:= A]) end),
    t(fun() -> length([ok || A <- Xs, N <- lists:seq(0, 130, 13), A bsr N =:= floor_div(A, 1 bsl N)]) end),
    t(fun() -> length([ok || A <- Xs, bnot A =:= -A - 1]) end),
    t(fun() -> length([ok || A <- Xs, list_to_integer(integer_to_list(A)) =:= A]) end),
    t(fun() -> length([ok || A <- Xs, B <- [2, 7, 16, 36], list_to_integer(integer_to_list(A, B), B) =:= A]) end),
    t(fun() -> length([ok || A <- Xs, binary_to_term(term_to_binary(A)) =:= A]) end),
    t(fun() -> length([ok || A <- Xs, B <- Xs, (A < B) =:= (A - B < 0)]) end),
    t(fun() -> [A rem 97 || A <- Xs] end),
    t(fun() -> [A div 1000000007 || A <- Xs] end),
    t(fun() -> lists:sort(Xs) end),
    ok.

%% Alternating signs, growing sizes: 1 to 12 words of 61 bits.
randoms(0, _) -> [];
randoms(N, Seed) ->
    {X, Next} = number(N, Seed, 0),
    [case N band 1 of 0 -> X; 1 -> -X end | randoms(N - 1, Next)].

number(0, Seed, Acc) -> {Acc, Seed};
number(N, Seed, Acc) ->
    Next = (Seed * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF,
    number(N - 1, Next, (Acc bsl 61) bor (Next bsr 3)).

floor_div(A, B) when A >= 0 -> A div B;
floor_div(A, B) -> -((-A + B - 1) div B).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
