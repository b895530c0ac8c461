%% Funs: closures, higher-order functions, fun calls through several layers.
-module(funs).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(900)]).

run(N) ->
    L = lists:seq(1, 10000),
    loop(N, L, 0).

loop(0, _, Sum) -> Sum;
loop(N, L, Sum) ->
    K = N band 7,
    A = lists:foldl(fun(X, Acc) -> X * K + Acc end, 0, L),
    B = lists:sum(lists:map(fun(X) -> X bxor K end, lists:filter(fun(X) -> X rem 3 =/= K end, L))),
    C = (twice(twice(twice(fun(X) -> X + K end))))(N),
    D = length([X || X <- L, lists:any(fun(Y) -> Y =:= X band 15 end, [K, 9, 12])]),
    E = fold(fun erlang:'+'/2, 0, L),
    loop(N - 1, L, (Sum + A + B + C + D + E) band 16#FFFFFFFF).

twice(F) -> fun(X) -> F(F(X)) end.

fold(_, Acc, []) -> Acc;
fold(F, Acc, [H | T]) -> fold(F, F(H, Acc), T).
