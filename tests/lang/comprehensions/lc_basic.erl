%% List comprehensions: generators, filters, nesting, shadowing.
-module(lc_basic).
-export([main/0]).

main() ->
    t(fun() -> [X || X <- [1, 2, 3]] end),
    t(fun() -> [X * 2 || X <- [1, 2, 3], X > 1] end),
    t(fun() -> [{X, Y} || X <- [1, 2], Y <- [a, b]] end),
    t(fun() -> [{X, Y} || X <- [1, 2, 3], Y <- lists:seq(1, X)] end),
    t(fun() -> [X || {ok, X} <- [{ok, 1}, error, {ok, 2}, {ok, 3, 4}]] end),
    t(fun() -> [X || X <- []] end),
    t(fun() -> [X || X <- [1, 2, 3], false] end),
    t(fun() -> [X || X <- [1, 2, 3], true] end),
    t(fun() -> [a || true] end),
    t(fun() -> [a || false] end),
    t(fun() -> [X || X <- [1, 2, 3, 4], X rem 2 == 0, X > 2] end),
    t(fun() -> [{A, B, C} || A <- lists:seq(1, 20), B <- lists:seq(A, 20), C <- [20], A * A + B * B == C * C] end),
    t(fun() -> [[Y || Y <- lists:seq(1, X)] || X <- [1, 2, 3]] end),
    t(fun() -> begin X = 10, [X || X <- [1, 2]] ++ [X] end end),
    t(fun() -> begin Y = id(2), [X || {X, Y2} <- [{a, 1}, {b, 2}], Y2 == Y] end end),
    t(fun() -> [X || [X | _] <- [[1, 2], [], [3]]] end),
    t(fun() -> [X || X <- [1, a, 2.0, "s"], is_number(X)] end),
    t(fun() -> [length(L) || L <- [[1], x, [1, 2]], length(L) > 0] end),
    t(fun() -> [X || X <- [1, 2 | 3]] end),
    t(fun() -> [X || X <- id(notalist)] end),
    t(fun() -> [X || X <- [1, 2], id(notbool)] end),
    t(fun() -> [X || X <- [1, 2], X + a > 1] end),
    t(fun() -> [X || X <- [1, 2], id(X) + a > 1] end),
    t(fun() -> [X + Y || X <- [1, 2], Y <- [10, 20], X * Y =/= 20] end),
    t(fun() -> [X || <<X>> <= <<1, 2, 3>>] end),
    t(fun() -> [F(3) || F <- [fun(X) -> X + 1 end, fun(X) -> X * X end]] end),
    t(fun() -> begin {A, L} = {1, [1, 2, 1]}, [z || B <- L, B =:= A] end end),
    t(fun() -> [X || "x" ++ X <- ["xa", "yb", "xc"]] end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
