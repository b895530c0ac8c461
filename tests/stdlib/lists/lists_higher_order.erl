%% lists: map, filter, foldl, foldr, foreach, all, any, partition, takewhile and more.
-module(lists_higher_order).
-export([main/0]).

main() ->
    t(fun() -> lists:map(fun(X) -> X * 2 end, [1, 2, 3]) end),
    t(fun() -> lists:filter(fun(X) -> X > 1 end, [1, 2, 3]) end),
    t(fun() -> lists:filter(fun(_) -> maybe_so end, [1]) end),
    t(fun() -> lists:foldl(fun(X, A) -> [X | A] end, [], [1, 2, 3]) end),
    t(fun() -> lists:foldr(fun(X, A) -> [X | A] end, [], [1, 2, 3]) end),
    t(fun() -> lists:foldl(fun(X, A) -> A - X end, 0, [1, 2, 3]) end),
    t(fun() -> lists:foldr(fun(X, A) -> X - A end, 0, [1, 2, 3]) end),
    t(fun() -> lists:foreach(fun(X) -> X end, [1, 2]) end),
    t(fun() -> lists:all(fun is_atom/1, [a, b]) end),
    t(fun() -> lists:all(fun is_atom/1, [a, 1]) end),
    t(fun() -> lists:all(fun is_atom/1, []) end),
    t(fun() -> lists:any(fun is_atom/1, [1, b]) end),
    t(fun() -> lists:any(fun is_atom/1, []) end),
    t(fun() -> lists:partition(fun(X) -> X rem 2 =:= 0 end, [1, 2, 3, 4]) end),
    t(fun() -> lists:takewhile(fun(X) -> X < 3 end, [1, 2, 3, 1]) end),
    t(fun() -> lists:dropwhile(fun(X) -> X < 3 end, [1, 2, 3, 1]) end),
    t(fun() -> lists:splitwith(fun(X) -> X < 3 end, [1, 2, 3, 1]) end),
    t(fun() -> lists:search(fun(X) -> X > 1 end, [1, 2, 3]) end),
    t(fun() -> lists:search(fun(X) -> X > 5 end, [1, 2, 3]) end),
    t(fun() -> lists:flatmap(fun(X) -> [X, X] end, [a, b]) end),
    t(fun() -> lists:filtermap(fun(1) -> true; (2) -> false; (X) -> {true, X * 10} end, [1, 2, 3, 4]) end),
    t(fun() -> lists:mapfoldl(fun(X, A) -> {X * 2, A + X} end, 0, [1, 2, 3]) end),
    t(fun() -> lists:mapfoldr(fun(X, A) -> {X * 2, [X | A]} end, [], [1, 2, 3]) end),
    t(fun() -> lists:zipwith(fun(X, Y) -> X + Y end, [1, 2], [3, 4]) end),
    t(fun() -> lists:zipwith3(fun(X, Y, Z) -> X + Y + Z end, [1, 2], [3, 4], [5, 6]) end),
    t(fun() -> lists:map(fun(X) -> X end, [1 | 2]) end),
    t(fun() -> lists:map(not_a_fun, [1]) end),
    t(fun() -> lists:map(fun(X) -> X end, not_a_list) end),
    t(fun() -> lists:foldl(fun(X) -> X end, 0, []) end),
    t(fun() -> lists:zipwith(fun(X, Y) -> X + Y end, [1], [3, 4]) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
