%% Generators and filters that fail, in list and binary comprehensions.
-module(lc_generators_errors).
-export([main/0]).

main() ->
    t(fun() -> [X || X <- id(1)] end),
    t(fun() -> [X || X <- id({a})] end),
    t(fun() -> [X || X <- id(#{})] end),
    t(fun() -> [X || X <- id(<<1>>)] end),
    t(fun() -> [X || <<X>> <= id([1])] end),
    t(fun() -> [X || <<X>> <= id(a)] end),
    t(fun() -> << <<X>> || X <- id(a) >> end),
    t(fun() -> << <<X>> || <<X>> <= id([]) >> end),
    t(fun() -> [X || X <- [1, 2 | id(3)]] end),
    t(fun() -> [X || X <- [1], id(ok)] end),
    t(fun() -> [X || X <- [1], id([])] end),
    t(fun() -> [X || X <- [1], X] end),
    t(fun() -> [X || X <- [true, false], X] end),
    t(fun() -> [X || X <- [1, a, 2], X > 1] end),
    t(fun() -> [X || X <- [1, a, 2], X + 1 > 1] end),
    t(fun() -> [X || X <- [1, a, 2], is_integer(X), X + 1 > 2] end),
    t(fun() -> [X || X <- [1, a, 2], is_integer(X) andalso X > 1] end),
    t(fun() -> [hd(X) || X <- [[1], [], [2]]] end),
    t(fun() -> [Y || X <- [1, 2], Y <- id(X)] end),
    t(fun() -> [X || X <- [1, 2, 3], throw(X)] end),
    t(fun() -> [throw(X) || X <- [1, 2, 3]] end),
    t(fun() -> [X || {X, X} <- [{1, 1}, {1, 2}, {3, 3}]] end),
    t(fun() -> [X || X = 2 <- [1, 2, 3]] end),
    t(fun() -> [{X, Y} || {X, _} = Y <- [{1, a}, b, {2, c}]] end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
