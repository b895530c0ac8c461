%% gb_trees and gb_sets: insertion, balance, smallest and largest, iterators.
-module(gb_trees_sets).
-export([main/0]).

main() ->
    T = gb_trees:from_orddict([{I, I * I} || I <- lists:seq(1, 10)]),
    t(fun() -> gb_trees:get(3, T) end),
    t(fun() -> gb_trees:lookup(3, T) end),
    t(fun() -> gb_trees:lookup(33, T) end),
    t(fun() -> gb_trees:to_list(gb_trees:insert(11, x, T)) =:= gb_trees:to_list(T) ++ [{11, x}] end),
    t(fun() -> gb_trees:insert(3, x, T) end),
    t(fun() -> gb_trees:get(3, gb_trees:enter(3, x, T)) end),
    t(fun() -> gb_trees:get(3, gb_trees:update(3, y, T)) end),
    t(fun() -> gb_trees:size(gb_trees:delete(3, T)) end),
    t(fun() -> gb_trees:delete(33, T) end),
    t(fun() -> gb_trees:size(gb_trees:delete_any(33, T)) end),
    t(fun() -> gb_trees:keys(T) end),
    t(fun() -> gb_trees:values(T) end),
    t(fun() -> gb_trees:smallest(T) end),
    t(fun() -> gb_trees:largest(T) end),
    t(fun() -> begin {K, V, R} = gb_trees:take_smallest(T), {K, V, gb_trees:size(R)} end end),
    t(fun() -> begin {K, V, R} = gb_trees:take_largest(T), {K, V, gb_trees:size(R)} end end),
    t(fun() -> gb_trees:is_defined(5, T) end),
    t(fun() -> gb_trees:is_empty(gb_trees:empty()) end),
    t(fun() -> walk(gb_trees:next(gb_trees:iterator(T))) end),
    t(fun() -> walk(gb_trees:next(gb_trees:iterator_from(7, T))) end),
    t(fun() -> gb_trees:to_list(gb_trees:map(fun(K, V) -> K + V end, T)) end),
    t(fun() -> begin {V, R} = gb_trees:take(5, T), {V, gb_trees:size(R)} end end),
    S = gb_sets:from_list([5, 1, 3, 1]),
    t(fun() -> gb_sets:to_list(S) end),
    t(fun() -> gb_sets:to_list(gb_sets:add(2, S)) end),
    t(fun() -> gb_sets:to_list(gb_sets:union(S, gb_sets:from_list([9, 1]))) end),
    t(fun() -> gb_sets:to_list(gb_sets:intersection(S, gb_sets:from_list([9, 1]))) end),
    t(fun() -> gb_sets:to_list(gb_sets:subtract(S, gb_sets:from_list([9, 1]))) end),
    t(fun() -> gb_sets:is_member(3, S) end),
    t(fun() -> gb_sets:size(S) end),
    t(fun() -> [gb_sets:smallest(S), gb_sets:largest(S)] end),
    t(fun() -> begin {X, R} = gb_sets:take_smallest(S), {X, gb_sets:to_list(R)} end end),
    t(fun() -> gb_sets:fold(fun(X, A) -> X + A end, 0, S) end),
    t(fun() -> gb_sets:is_subset(gb_sets:from_list([1]), S) end),
    ok.

walk(none) -> [];
walk({K, _, I}) -> [K | walk(gb_trees:next(I))].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
