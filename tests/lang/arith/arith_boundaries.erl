%% Every basic operator around the boundaries of small and 64-bit integers.
-module(arith_boundaries).
-export([main/0]).

main() ->
    Edges = [(1 bsl 31) - 1, 1 bsl 31, 1 bsl 32, (1 bsl 59) - 1, 1 bsl 59, (1 bsl 60) - 1, 1 bsl 60, (1 bsl 61) - 1,
             1 bsl 61, (1 bsl 62) - 1, 1 bsl 62, (1 bsl 63) - 1, 1 bsl 63, (1 bsl 64) - 1, 1 bsl 64, (1 bsl 64) + 1],
    [io:format("~p: ~w~n", [X, all(X)]) || E <- Edges, X <- [E, -E, -E - 1]],
    ok.

all(X) ->
    [X + 1, X - 1, -X, abs(X), X * 2, X * -3, X div 2, X div -7, X rem 10, X band 255, X bor 1, X bxor -1, bnot X,
     X bsl 1, X bsr 1, X + X, X - X, X =:= id(X) + 0, X < id(X) + 1, X * X div X =:= X].

%% Hides a value from the compiler.
id(X) -> X.
