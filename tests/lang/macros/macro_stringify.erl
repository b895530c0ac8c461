%% ??Arg of tokens of every kind, and macros given macros.
-module(macro_stringify).
-export([main/0]).
-define(S(X), ??X).
-define(TWO(A, B), {??A, ??B}).
-define(ASSERT(E), case (E) of true -> ok; _ -> {failed, ??E} end).
-define(NAME, some_name).
-define(CAT(A, B), A ++ B).

main() ->
    t(fun() -> ?S(abc) end),
    t(fun() -> ?S(1 + 2) end),
    t(fun() -> ?S(f(X, Y)) end),
    t(fun() -> ?S("str") end),
    t(fun() -> ?S('quoted atom') end),
    t(fun() -> ?S(Var) end),
    t(fun() -> ?S(<<1, 2:16>>) end),
    t(fun() -> ?S(#{a => 1}) end),
    t(fun() -> ?S(fun(X) -> X end) end),
    t(fun() -> ?S($a) end),
    t(fun() -> ?S(1.5) end),
    t(fun() -> ?S([]) end),
    t(fun() -> ?TWO(a b, {c, d}) end),
    t(fun() -> ?ASSERT(1 + 1 =:= 2) end),
    t(fun() -> ?ASSERT(1 + 1 =:= 3) end),
    t(fun() -> ?CAT("x", ?CAT("y", "z")) end),
    t(fun() -> ?S(?NAME) end),
    t(fun() -> ?S(-1) end),
    t(fun() -> ?S(16#ff) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
