%% Macros overloaded by the number of arguments.
-module(macro_overload).
-export([main/0]).
-define(M, none).
-define(M(), zero).
-define(M(X), {one, X}).
-define(M(X, Y), {two, X, Y}).
-define(CALL(F), F()).
-define(CALL(F, A), F(A)).

main() ->
    t(fun() -> ?M end),
    t(fun() -> ?M() end),
    t(fun() -> ?M(a) end),
    t(fun() -> ?M(a, b) end),
    t(fun() -> ?M([1, 2]) end),
    t(fun() -> ?M({1, 2}, [3, 4]) end),
    t(fun() -> ?M(?M(x), ?M) end),
    t(fun() -> ?M(f(1, 2), "x,y") end),
    t(fun() -> ?CALL(g) end),
    t(fun() -> ?CALL(h, 5) end),
    ok.

f(X, Y) -> X + Y.

g() -> called_g.

h(X) -> {called_h, X}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
