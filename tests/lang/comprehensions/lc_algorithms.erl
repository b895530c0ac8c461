%% Classic list-comprehension programs: quicksort, permutations, primes, queens.
-module(lc_algorithms).
-export([main/0]).

main() ->
    t(fun() -> qsort([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]) end),
    t(fun() -> perms([1, 2, 3]) end),
    t(fun() -> sieve(lists:seq(2, 60)) end),
    t(fun() -> length(queens(6)) end),
    t(fun() -> hd(queens(8)) end),
    t(fun() -> pyth(20) end),
    t(fun() -> transpose([[1, 2, 3], [4, 5, 6]]) end),
    t(fun() -> matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]]) end),
    t(fun() -> powerset([a, b, c]) end),
    ok.

qsort([]) -> [];
qsort([P | T]) -> qsort([X || X <- T, X < P]) ++ [P] ++ qsort([X || X <- T, X >= P]).

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].

sieve([]) -> [];
sieve([P | T]) -> [P | sieve([X || X <- T, X rem P =/= 0])].

queens(N) -> queens(N, N).

queens(0, _) -> [[]];
queens(K, N) -> [[Q | B] || B <- queens(K - 1, N), Q <- lists:seq(1, N), safe(Q, 1, B)].

safe(_, _, []) -> true;
safe(Q, D, [H | T]) -> Q =/= H andalso abs(Q - H) =/= D andalso safe(Q, D + 1, T).

pyth(N) ->
    [{A, B, C} || A <- lists:seq(1, N), B <- lists:seq(A, N), C <- lists:seq(B, N), A * A + B * B =:= C * C].

transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].

matmul(A, B) -> [[lists:sum([X * Y || {X, Y} <- lists:zip(R, C)]) || C <- transpose(B)] || R <- A].

powerset([]) -> [[]];
powerset([H | T]) -> P = powerset(T), [[H | S] || S <- P] ++ P.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
