%% Nested comprehensions, shadowing, and variables of outer scopes.
-module(lc_nested).
-export([main/0]).

main() ->
    t(fun() -> [[{X, Y} || Y <- [1, 2]] || X <- [a, b]] end),
    t(fun() -> [X || X <- [X || X <- [1, 2, 3], X > 1]] end),
    t(fun() -> begin X = outer, {[X || X <- [inner]], X} end end),
    t(fun() -> begin N = 2, [X * N || X <- [1, 2, 3], X >= N] end end),
    t(fun() -> [{X, Y, Z} || X <- [1, 2], Y <- [X, X + 1], Z <- [X + Y]] end),
    t(fun() -> [Y || X <- [[1, 2], [3], []], Y <- X] end),
    t(fun() -> [Z || X <- [[[1], [2, 3]], [[4]]], Y <- X, Z <- Y] end),
    t(fun() -> [begin Y = X * X, Y + 1 end || X <- [1, 2, 3]] end),
    t(fun() -> [case X of 1 -> one; _ -> [Y || Y <- lists:seq(1, X)] end || X <- [1, 2, 3]] end),
    t(fun() -> [(fun(Y) -> X + Y end)(10) || X <- [1, 2, 3]] end),
    t(fun() -> [if X > 2 -> big; true -> small end || X <- [1, 2, 3]] end),
    t(fun() -> [X || {X, F} <- [{1, fun(A) -> A > 0 end}, {2, fun(A) -> A > 5 end}], F(X)] end),
    t(fun() -> lists:sum([length([Y || Y <- lists:seq(1, X), X rem Y =:= 0]) || X <- lists:seq(1, 100)]) end),
    t(fun() -> [try X / Y catch error:badarith -> inf end || X <- [1, 2], Y <- [0, 4]] end),
    t(fun() -> [[[W || W <- lists:seq(1, Z)] || Z <- lists:seq(1, Y)] || Y <- [1, 2, 3]] end),
    t(fun() -> [A || A <- [1, 2, 3], B <- [2], A > B, C <- [A], C =:= 3] end),
    t(fun() -> length([1 || _ <- lists:seq(1, 300), _ <- lists:seq(1, 300)]) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
