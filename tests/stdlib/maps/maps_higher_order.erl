%% maps: map, filter, filtermap, fold, foreach, merge, merge_with, intersect, with, without, groups_from_list.
-module(maps_higher_order).
-export([main/0]).

main() ->
    t(fun() -> maps:map(fun(K, V) -> {K, V} end, #{a => 1, b => 2}) end),
    t(fun() -> maps:filter(fun(_, V) -> V > 1 end, #{a => 1, b => 2}) end),
    t(fun() ->
              maps:filtermap(fun(_, 1) -> true; (_, 2) -> false; (_, V) -> {true, V * 10} end, #{a => 1, b => 2, c => 3})
      end),
    t(fun() -> maps:fold(fun(_, V, A) -> A + V end, 0, #{a => 1, b => 2, c => 3}) end),
    t(fun() -> maps:foreach(fun(_, _) -> ok end, #{a => 1}) end),
    t(fun() -> maps:merge(#{a => 1, b => 2}, #{b => 3, c => 4}) end),
    t(fun() -> maps:merge_with(fun(_, X, Y) -> {X, Y} end, #{a => 1, b => 2}, #{b => 3, c => 4}) end),
    t(fun() -> maps:intersect(#{a => 1, b => 2}, #{b => 3, c => 4}) end),
    t(fun() -> maps:intersect_with(fun(K, X, Y) -> {K, X, Y} end, #{a => 1, b => 2}, #{b => 3, c => 4}) end),
    t(fun() -> maps:with([a, z], #{a => 1, b => 2}) end),
    t(fun() -> maps:without([a, z], #{a => 1, b => 2}) end),
    t(fun() -> maps:groups_from_list(fun(X) -> X rem 3 end, [1, 2, 3, 4, 5, 6, 7]) end),
    t(fun() -> maps:groups_from_list(fun(X) -> X rem 2 end, fun(X) -> X * X end, [1, 2, 3, 4]) end),
    t(fun() -> maps:map(fun(_) -> x end, #{}) end),
    t(fun() -> maps:map(fun(_, _) -> x end, []) end),
    t(fun() -> maps:fold(fun(_, _, _) -> x end, 0, notmap) end),
    t(fun() -> maps:merge(#{}, x) end),
    t(fun() -> maps:merge(x, #{}) end),
    t(fun() -> maps:with(x, #{}) end),
    t(fun() -> maps:filter(fun(_, _) -> not_bool end, #{a => 1}) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
