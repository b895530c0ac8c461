%% Arithmetic inside guards, including failures that make them false.
-module(guard_arith).
-export([main/0]).

main() ->
    t(fun() -> [f(X) || X <- [0, 1, 2, 3, 10, -4, 1.5, a, 1 bsl 64]] end),
    t(fun() -> [g(X, Y) || X <- [7, 0, a], Y <- [2, 0, 2.0]] end),
    t(fun() -> [h(X) || X <- [1, 2, 4, 8, 15, 16, 1 bsl 100, -1, 1.0]] end),
    ok.

f(X) when X * X =:= 9 -> three;
f(X) when X rem 2 =:= 0, X div 2 > 2 -> big_even;
f(X) when X rem 2 =:= 0 -> even;
f(X) when X - 1 =:= 0 -> one;
f(X) when X + 0.5 == 2 -> one_and_half;
f(X) when -X =:= 4 -> never;
f(_) -> other.

g(X, Y) when X div Y =:= 3 -> three;
g(X, Y) when X / Y > 3 -> over_three;
g(X, Y) when X / Y == 0 -> zero;
g(_, _) -> failed.

h(X) when X band (X - 1) =:= 0, X > 0 -> power_of_two;
h(X) when X bor 1 =:= X, X bsr 1 > 5 -> odd;
h(X) when bnot X =:= 0 -> minus_one;
h(X) when X bsl 1 bxor 2 =:= 0 -> never;
h(_) -> other.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
