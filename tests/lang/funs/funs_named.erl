%% Named funs: recursion, clauses, shadowing of the name.
-module(funs_named).
-export([main/0]).

main() ->
    t(fun() -> begin F = fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end, F(20) end end),
    t(fun() ->
              F = fun Fib(N) when N < 2 -> N; Fib(N) -> Fib(N - 1) + Fib(N - 2) end,
              [F(N) || N <- lists:seq(0, 15)]
      end),
    t(fun() -> (fun Loop(0, Acc) -> Acc; Loop(N, Acc) -> Loop(N - 1, Acc + N) end)(100000, 0) end),
    t(fun() -> begin F = fun Self() -> Self end, G = F(), is_function(G, 0) end end),
    t(fun() -> begin F = fun G(X) -> fun() -> G(X) end end, is_function(F(1), 0) end end),
    t(fun() -> begin K = id(3), F = fun L([]) -> []; L([H | T]) -> [H * K | L(T)] end, F([1, 2, 3]) end end),
    t(fun() ->
              F = fun Even(0) -> true; Even(N) -> Odd = fun(0) -> false; (M) -> Even(M - 1) end, Odd(N - 1) end,
              F(10)
      end),
    t(fun() -> begin F = fun _(X) -> X + 1 end, F(1) end end),
    t(fun() -> begin F = fun Walk({L, R}) -> Walk(L) + Walk(R); Walk(N) -> N end, F({{1, 2}, {3, {4, 5}}}) end end),
    t(fun() -> begin F = fun Same(X) -> case X of 0 -> is_function(Same, 1); _ -> Same(X - 1) end end, F(3) end end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
