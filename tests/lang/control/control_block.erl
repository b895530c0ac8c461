%% begin ... end, sequences and the values of expressions.
-module(control_block).
-export([main/0]).

main() ->
    t(fun() -> begin 1 end end),
    t(fun() -> begin 1, 2, 3 end end),
    t(fun() -> begin X = 1, begin Y = X + 1, Y * 2 end end end),
    t(fun() -> {begin a end, begin b, c end} end),
    t(fun() -> [begin X = 3, X * X end || _ <- [1, 2]] end),
    t(fun() -> begin A = B = C = 7, A + B + C end end),
    t(fun() -> (fun() -> X = 1, X, X + 1 end)() end),
    t(fun() -> begin {X, Y} = {1, 2}, Z = X + Y, Z end end),
    t(fun() -> foo, bar end),
    t(fun() -> 1, 2 end),
    t(fun() -> [X || X <- begin [1, 2, 3] end] end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
