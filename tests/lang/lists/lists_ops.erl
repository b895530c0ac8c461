%% Cons, ++, --, hd, tl, length, improper lists and their errors.
-module(lists_ops).
-export([main/0]).

main() ->
    t(fun() -> [1 | [2, 3]] end),
    t(fun() -> [1, 2 | id([3])] end),
    t(fun() -> [1 | id(2)] end),
    t(fun() -> [1, 2 | id(tail)] end),
    t(fun() -> [[1], [2, [3]], []] end),
    t(fun() -> id([1, 2]) ++ id([3]) end),
    t(fun() -> id([]) ++ id([3]) end),
    t(fun() -> id([1, 2]) ++ id([]) end),
    t(fun() -> id([]) ++ id([]) end),
    t(fun() -> id([1, 2]) ++ id(x) end),
    t(fun() -> id([]) ++ id(x) end),
    t(fun() -> id([1 | 2]) ++ id([3]) end),
    t(fun() -> id(x) ++ id([3]) end),
    t(fun() -> id([1, 2, 3, 2, 1]) -- id([2, 1]) end),
    t(fun() -> id([1, 2, 3]) -- id([]) end),
    t(fun() -> id([]) -- id([1]) end),
    t(fun() -> id([1, 2, 3]) -- id([3, 2, 1]) end),
    t(fun() -> id([1, 1, 1]) -- id([1]) end),
    t(fun() -> id([1, 2]) -- id([1.0]) end),
    t(fun() -> id([1 | 2]) -- id([]) end),
    t(fun() -> id([1]) -- id([1 | 2]) end),
    t(fun() -> id(x) -- id([]) end),
    t(fun() -> id([1, 2, 3]) -- id([1, 2]) -- id([3]) end),
    t(fun() -> hd(id([1, 2])) end),
    t(fun() -> tl(id([1, 2])) end),
    t(fun() -> hd(id([])) end),
    t(fun() -> tl(id([])) end),
    t(fun() -> hd(id(x)) end),
    t(fun() -> tl(id([1 | 2])) end),
    t(fun() -> length(id([])) end),
    t(fun() -> length(id([a, b, c])) end),
    t(fun() -> length(id([a | b])) end),
    t(fun() -> length(id(x)) end),
    t(fun() -> length(lists:seq(1, 100000)) end),
    t(fun() -> is_list(id([1 | 2])) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
