%% sets (both versions), ordsets: construction, algebra, predicates.
-module(sets_all).
-export([main/0]).

main() ->
    t(fun() -> [sorted(S:from_list([3, 1, 2, 1])) || S <- [sets, ordsets]] end),
    t(fun() -> [sorted(S:union(S:from_list([1, 2]), S:from_list([2, 3]))) || S <- [sets, ordsets]] end),
    t(fun() -> [sorted(S:intersection(S:from_list([1, 2]), S:from_list([2, 3]))) || S <- [sets, ordsets]] end),
    t(fun() -> [sorted(S:subtract(S:from_list([1, 2]), S:from_list([2, 3]))) || S <- [sets, ordsets]] end),
    t(fun() -> [S:is_element(1, S:from_list([1])) || S <- [sets, ordsets]] end),
    t(fun() -> [S:is_subset(S:from_list([1]), S:from_list([1, 2])) || S <- [sets, ordsets]] end),
    t(fun() -> [S:is_disjoint(S:from_list([1]), S:from_list([2])) || S <- [sets, ordsets]] end),
    t(fun() -> [S:size(S:from_list([a, b, a])) || S <- [sets, ordsets]] end),
    t(fun() -> [S:is_empty(S:new()) || S <- [sets, ordsets]] end),
    t(fun() -> [sorted(S:add_element(5, S:from_list([1]))) || S <- [sets, ordsets]] end),
    t(fun() -> [sorted(S:del_element(1, S:from_list([1, 2]))) || S <- [sets, ordsets]] end),
    t(fun() -> [S:fold(fun(X, A) -> X + A end, 0, S:from_list([1, 2, 3])) || S <- [sets, ordsets]] end),
    t(fun() -> [sorted(S:filter(fun(X) -> X > 1 end, S:from_list([1, 2, 3]))) || S <- [sets, ordsets]] end),
    t(fun() -> [sorted(S:union([S:from_list([1]), S:from_list([2]), S:new()])) || S <- [sets, ordsets]] end),
    t(fun() -> [S:is_set(S:new()) || S <- [sets, ordsets]] end),
    t(fun() ->
              A = sets:from_list([1, 2, 3], [{version, 2}]),
              {is_map(A), sorted(sets:union(A, sets:from_list([4], [{version, 2}]))), sets:is_element(2, A)}
      end),
    t(fun() ->
              A = sets:from_list(lists:seq(1, 1000)),
              B = sets:from_list(lists:seq(500, 1500)),
              [sets:size(X) || X <- [sets:union(A, B), sets:intersection(A, B), sets:subtract(A, B)]]
      end),
    t(fun() -> ordsets:from_list([c, "s", 1, {t}]) end),
    t(fun() -> [ordsets:is_element(1.0, [1]), sets:is_element(1.0, sets:from_list([1]))] end),
    ok.

sorted(S) when is_list(S) -> S;
sorted(S) -> lists:sort(sets:to_list(S)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
