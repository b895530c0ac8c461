%% Shifts and bit operations on big integers, positive and negative, word boundaries.
-module(bignum_bits).
-export([main/0]).

main() ->
    Ns = [63, 64, 65, 127, 128, 129, 192],
    t(fun() -> [(1 bsl N) - 1 || N <- Ns] end),
    t(fun() -> [-(1 bsl N) || N <- Ns] end),
    t(fun() -> [((1 bsl N) - 1) band ((1 bsl 64) - 1) || N <- Ns] end),
    t(fun() -> [(-(1 bsl N)) band ((1 bsl 130) - 1) || N <- Ns] end),
    t(fun() -> [(-(1 bsl N) - 1) bor (1 bsl 3) || N <- Ns] end),
    t(fun() -> [(-(1 bsl N)) bor 1 || N <- Ns] end),
    t(fun() -> [(-(1 bsl N)) bxor ((1 bsl N) - 1) || N <- Ns] end),
    t(fun() -> [(1 bsl N) bxor (1 bsl N) || N <- Ns] end),
    t(fun() -> [(1 bsl N) bxor -(1 bsl N) || N <- Ns] end),
    t(fun() -> [bnot (1 bsl N) || N <- Ns] end),
    t(fun() -> [bnot -(1 bsl N) || N <- Ns] end),
    t(fun() -> [(-(1 bsl N)) bsr (N - 1) || N <- Ns] end),
    t(fun() -> [(-(1 bsl N) - 1) bsr N || N <- Ns] end),
    t(fun() -> [(-(1 bsl N) + 1) bsr N || N <- Ns] end),
    t(fun() -> [((1 bsl N) + 1) bsr 1 || N <- Ns] end),
    t(fun() -> [popcount((1 bsl N) - 1) || N <- Ns] end),
    t(fun() -> (-1 bsl 64) band (-1 bsl 65) end),
    t(fun() -> (-1 bsl 64) bor (-1 bsl 65) end),
    t(fun() -> (-1 bsl 64) bxor (-1 bsl 65) end),
    ok.

popcount(0) -> 0;
popcount(N) -> (N band 1) + popcount(N bsr 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
