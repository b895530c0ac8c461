%% case: patterns, guards, bound variables, export of variables, case_clause.
-module(control_case).
-export([main/0]).

main() ->
    t(fun() -> [f(X) || X <- [1, 2, 3, a, {x, 1}, {x, y}, [], [1]]] end),
    t(fun() -> case id(5) of X when X > 3 -> big; _ -> small end end),
    t(fun() -> case id(1) of X when X > 3 -> big; _ -> small end end),
    t(fun() -> case id(foo) of bar -> no end end),
    t(fun() -> case id({a, [1, 2]}) of {b, _} -> no end end),
    t(fun() -> begin X = id(3), case id(3) of X -> same; _ -> other end end end),
    t(fun() -> begin X = id(3), case id(4) of X -> same; _ -> other end end end),
    t(fun() -> begin case id(1) of 1 -> Y = one; _ -> Y = other end, Y end end),
    t(fun() -> begin Z = case id(1) of 1 -> a; 2 -> b end, {Z} end end),
    t(fun() -> case id([1, 2, 3]) of [A | [B | _]] -> {A, B} end end),
    t(fun() -> case {id(1), id(2)} of {A, B} when A < B -> lt; {A, B} when A > B -> gt; _ -> eq end end),
    t(fun() -> case id(1) of 1.0 -> float; 1 -> int end end),
    t(fun() -> case case id(a) of a -> b end of b -> nested end end),
    t(fun() -> case id("hello") of "hell" ++ R -> R; _ -> no end end),
    t(fun() -> case id(100000000000000000000) of 100000000000000000000 -> big; _ -> no end end),
    t(fun() -> case id(2.5) of 2.5 -> yes; _ -> no end end),
    t(fun() -> case begin self() ! x, receive M -> M end end of x -> got end end),
    ok.

f(X) ->
    case X of
        1 -> one;
        2 -> two;
        N when is_integer(N) -> {int, N};
        {x, N} when is_integer(N); is_list(N) -> {x_num, N};
        {x, _} -> x_other;
        [] -> nil;
        [_ | _] -> list;
        A -> {other, A}
    end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
