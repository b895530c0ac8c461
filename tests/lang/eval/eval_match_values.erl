%% The value of a match, matches inside calls, tuples, lists, guards of the right side.
-module(eval_match_values).
-export([main/0]).

main() ->
    t(fun() -> begin X = Y = id(3), X * Y end end),
    t(fun() -> f(A = id(1), B = id(2)) + 0 end),
    t(fun() -> {X = id(1), X2 = id(2)} end),
    t(fun() -> [Z = id(5), id(6)] end),
    t(fun() -> begin {A, _} = B = id({1, 2}), {A, B} end end),
    t(fun() -> (C = id(4)) + 1 end),
    t(fun() -> case D = id(7) of 7 -> D end end),
    t(fun() -> begin L = [H | _] = id([1, 2]), {L, H} end end),
    t(fun() -> if (1 =:= 1) -> E = ok, E end end),
    t(fun() -> #{k => (V = id(v)), j => w} end),
    t(fun() -> <<(W = id(65))>> end),
    t(fun() -> begin {ok, R} = {ok, S} = id({ok, 9}), R + S end end),
    t(fun() -> begin self() ! (M = id(msg)), receive M -> received end end end),
    t(fun() -> fun() -> Q = id(2), Q * Q end() end),
    ok.

f(A, B) -> A + B.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
