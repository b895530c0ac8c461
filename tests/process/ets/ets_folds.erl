%% foldl, foldr, tab2list, slot and first/next see the same objects.
-module(ets_folds).
-export([main/0]).

main() ->
    t(fun() -> [same(T, N) || T <- [set, ordered_set, bag, duplicate_bag], N <- [0, 1, 10, 1000]] -- lists:duplicate(16, true) end),
    t(fun() -> T = ets:new(t, [ordered_set]), ets:insert(T, [{I} || I <- lists:seq(1, 10)]), {ets:foldl(fun({I}, A) -> A * 2 + I end, 0, T), ets:foldr(fun({I}, A) -> A * 2 + I end, 0, T)} end),
    t(fun() -> T = ets:new(t, []), try ets:foldl(fun(_, _) -> x end, 0, none) catch error:E -> {E, ets:info(T, size)} end end),
    ok.

same(Type, N) ->
    T = ets:new(t, [Type]),
    ets:insert(T, [{I, I} || I <- lists:seq(1, N)]),
    A = lists:sort(ets:tab2list(T)),
    B = lists:sort(ets:foldl(fun(O, L) -> [O | L] end, [], T)),
    C = lists:sort(ets:foldr(fun(O, L) -> [O | L] end, [], T)),
    D = lists:sort([O || K <- keys(T, ets:first(T)), O <- ets:lookup(T, K)]),
    E = lists:sort(ets:match_object(T, '_')),
    lists:usort([A, B, C, D, E]) =:= [[{I, I} || I <- lists:seq(1, N)]].

keys(_, '$end_of_table') -> [];
keys(T, K) -> [K | keys(T, ets:next(T, K))].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
