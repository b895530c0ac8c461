%% -define with and without arguments, ??Arg, nested macros, macros in patterns and guards.
-module(macro_basic).
-export([main/0]).
-define(ONE, 1).
-define(LIST, [1, 2, 3]).
-define(ADD(X, Y), (X) + (Y)).
-define(NOPAREN(X, Y), X * Y).
-define(SHOW(E), io:format("~s = ~p~n", [??E, E])).
-define(TUPLE(A, B), {A, B}).
-define(NESTED(X), ?ADD(X, ?ONE)).
-define(EMPTY(), nothing).
-define(BLOCK(X), begin Y = X, Y * Y end).
-define(IS_SMALL(X), (X >= 0 andalso X < 10)).
-define(SEQ, a, b, c).
-define(atom_macro, lower).

main() ->
    t(fun() -> ?ONE end),
    t(fun() -> ?LIST end),
    t(fun() -> ?ADD(1, 2) * 3 end),
    t(fun() -> ?NOPAREN(1 + 2, 3 + 4) end),
    t(fun() -> ?TUPLE([1, 2], {3, 4}) end),
    t(fun() -> ?TUPLE(fun(X, Y) -> X + Y end, "a, b") =:= x end),
    t(fun() -> ?NESTED(5) end),
    t(fun() -> ?EMPTY() end),
    t(fun() -> ?BLOCK(7) end),
    t(fun() -> [?SEQ] end),
    t(fun() -> {?SEQ} end),
    t(fun() -> ?atom_macro end),
    t(fun() -> [f(X) || X <- [1, 5, 12, {1, 2}, x]] end),
    t(fun() -> ?ADD(?ADD(1, 2), ?ADD(3, 4)) end),
    t(fun() -> ?TUPLE(?ONE, ?LIST) end),
    ?SHOW(1 + 2 * 3),
    ?SHOW(lists:seq(1, 3)),
    ?SHOW([X || X <- "abc"]),
    ?SHOW({a, "string", $c, 1.5, 'quoted atom'}),
    ok.

f(?ONE) -> one;
f(X) when ?IS_SMALL(X) -> small;
f(?TUPLE(A, B)) -> [A, B];
f(X) when is_integer(X) -> big;
f(_) -> other.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
