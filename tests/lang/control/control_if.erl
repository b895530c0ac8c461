%% if: guards in order, guard sequences, if_clause.
-module(control_if).
-export([main/0]).

main() ->
    t(fun() -> [sign(X) || X <- [5, 0, -5, a]] end),
    t(fun() -> if true -> a end end),
    t(fun() -> begin X = id(1), if X > 5 -> a; X > 0 -> b; true -> c end end end),
    t(fun() -> begin X = id(1), if X > 5 -> a; X > 3 -> b end end end),
    t(fun() -> begin X = id(a), if X + 1 > 0 -> a; true -> failed_guard end end end),
    t(fun() -> begin X = id(2), if X > 1, X < 3 -> both; true -> no end end end),
    t(fun() -> begin X = id(2), if X > 5; X < 3 -> either; true -> no end end end),
    t(fun() -> begin X = id(2), if X > 5; X < 1; X == 2 -> third; true -> no end end end),
    t(fun() -> begin X = id(2), Y = if X == 2 -> two; true -> other end, {Y} end end),
    t(fun() -> begin X = id([1]), if length(X) == 1 -> one; true -> other end end end),
    t(fun() -> begin X = id(notalist), if length(X) == 1 -> one; true -> other end end end),
    t(fun() ->
              X = id({1, 2}),
              if element(3, X) == 1 -> one; element(1, X) == 1 -> first; true -> other end
      end),
    t(fun() -> if false -> a; false -> b end end),
    t(fun() -> begin X = id(true), if X -> yes; not X -> no end end end),
    t(fun() -> begin X = id(1), if X -> yes; true -> not_boolean end end end),
    t(fun() -> begin X = id(1), if not X -> yes; true -> not_boolean end end end),
    ok.

sign(X) ->
    if
        is_atom(X) -> atom;
        X > 0 -> positive;
        X < 0 -> negative;
        true -> zero
    end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
