%% The n-queens problem with list comprehensions.
-module(nqueens).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(12)]).

run(N) -> length(queens(N, N)).

queens(0, _) -> [[]];
queens(K, N) -> [[Q | B] || B <- queens(K - 1, N), Q <- lists:seq(1, N), safe(Q, 1, B)].

safe(_, _, []) -> true;
safe(Q, D, [H | T]) -> Q =/= H andalso abs(Q - H) =/= D andalso safe(Q, D + 1, T).
