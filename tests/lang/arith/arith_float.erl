%% Float arithmetic: precision, range, underflow and overflow.
-module(arith_float).
-export([main/0]).

main() ->
    t(fun() -> id(1.0e308) * id(10) end),
    t(fun() -> id(1.0e308) + id(1.0e308) end),
    t(fun() -> id(-1.0e308) - id(1.0e308) end),
    t(fun() -> id(1.0) / id(1.0e-320) end),
    t(fun() -> id(1.0e-308) / id(1.0e10) end),
    t(fun() -> id(5.0e-324) / id(2.0) end),
    t(fun() -> id(0.1) + id(0.7) end),
    t(fun() -> id(0.1) * id(3) end),
    t(fun() -> id(1.1) - id(1.0) end),
    t(fun() -> id(1.0e16) + id(1.0) end),
    t(fun() -> id(9007199254740992) + id(1.0) end),
    t(fun() -> id(1) + id(1.0e-20) end),
    t(fun() -> id(2.0) * id(1 bsl 62) end),
    t(fun() -> id(1 bsl 62) - id(0.5) end),
    t(fun() -> id(1 bsl 1100) + id(1.0) end),
    t(fun() -> id(1.0) - id(1 bsl 1100) end),
    t(fun() -> id(1.0) * id(-(1 bsl 1100)) end),
    t(fun() -> id(3.7) < id(1 bsl 1100) end),
    t(fun() -> sum([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) end),
    t(fun() -> lists:foldl(fun(_, X) -> (X + 2 / X) / 2 end, 1.0, lists:seq(1, 8)) end),
    t(fun() -> poly(1.5, [1.0, -2.5, 3.25, 4]) end),
    t(fun() -> [X * 1.0 || X <- [1, -1, 0]] end),
    t(fun() -> begin X = id(1.5), Y = X * X, Z = Y - X, {X, Y, Z, Z * 2 > Y} end end),
    ok.

sum(L) -> lists:foldl(fun(X, A) -> X + A end, 0, L).

poly(_, []) -> 0;
poly(X, [C | T]) -> C + X * poly(X, T).

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
