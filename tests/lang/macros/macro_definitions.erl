%% Macros for records, patterns, guards, funs, whole clauses, redefinition along the file.
-module(macro_definitions).
-export([main/0]).
-define(REC, point).
-record(?REC, {x = 0, y = 0}).
-define(P(X, Y), #point{x = X, y = Y}).
-define(POS(N), is_integer(N), N > 0).
-define(MAP(F, L), [F(E__) || E__ <- L]).
-define(IF(C, A, B), (case C of true -> A; false -> B end)).
-define(VERSION, 1).

main() ->
    t(fun() -> ?P(1, 2) end),
    t(fun() -> begin ?P(A, B) = id(#point{x = 5, y = 6}), {A, B} end end),
    t(fun() -> [pos(X) || X <- [1, 0, -1, a]] end),
    t(fun() -> ?MAP(square, [1, 2, 3]) end),
    t(fun() -> ?IF(1 < 2, yes, no) end),
    t(fun() -> ?IF(1 > 2, yes, ?IF(true, inner, no)) end),
    t(fun() -> [version(), version2()] end),
    t(fun() -> #?REC{x = 9} end),
    t(fun() -> (#?REC{x = 3})#?REC.x end),
    ok.

pos(N) when ?POS(N) -> positive;
pos(_) -> other.

square(X) -> X * X.

version() -> ?VERSION.

-undef(VERSION).
-define(VERSION, 2).

version2() -> ?VERSION.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
