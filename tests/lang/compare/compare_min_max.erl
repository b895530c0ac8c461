%% min/2 and max/2 return the first argument on equality.
-module(compare_min_max).
-export([main/0]).

main() ->
    t(fun() -> min(id(1), id(2)) end),
    t(fun() -> max(id(1), id(2)) end),
    t(fun() -> min(id(1), id(1.0)) end),
    t(fun() -> max(id(1), id(1.0)) end),
    t(fun() -> min(id(1.0), id(1)) end),
    t(fun() -> max(id(1.0), id(1)) end),
    t(fun() -> min(id(a), id("a")) end),
    t(fun() -> max(id(a), id("a")) end),
    t(fun() -> max(id({}), id(#{})) end),
    t(fun() -> min(id([]), id([a])) end),
    t(fun() -> max(id(1 bsl 80), id(1.0)) end),
    t(fun() -> lists:max([3, 1, 4, 1.0, 5, a]) end),
    t(fun() -> lists:min([3, 1, 4, 1.0, 5, a]) end),
    t(fun() -> lists:max([]) end),
    t(fun() -> lists:min([]) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
