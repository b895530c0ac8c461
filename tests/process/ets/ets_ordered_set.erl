%% ets: ordered_set: order of keys, first, last, next, prev, equality of 1 and 1.0.
-module(ets_ordered_set).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    t(fun() -> ets:insert(T, [{K, x} || K <- [c, 3, "s", {t}, 1.5, <<"b">>, [], #{}, a, 2]]) end),
    t(fun() -> ets:tab2list(T) end),
    t(fun() -> ets:first(T) end),
    t(fun() -> ets:last(T) end),
    t(fun() -> ets:next(T, a) end),
    t(fun() -> ets:next(T, b) end),
    t(fun() -> ets:prev(T, a) end),
    t(fun() -> ets:prev(T, 0) end),
    t(fun() -> ets:next(T, <<"b">>) end),
    t(fun() -> ets:prev(T, 1.5) end),
    t(fun() -> ets:insert(T, {2.0, float}) end),
    t(fun() -> ets:lookup(T, 2) end),
    t(fun() -> ets:lookup(T, 3.0) end),
    t(fun() -> ets:delete(T, "s") end),
    t(fun() -> walk(T, ets:first(T)) end),
    t(fun() -> walk_back(T, ets:last(T)) end),
    t(fun() -> ets:select(T, [{{'$1', '_'}, [{is_integer, '$1'}], ['$1']}]) end),
    t(fun() -> ets:select_reverse(T, [{{'$1', '_'}, [{is_atom, '$1'}], ['$1']}]) end),
    t(fun() -> ets:foldl(fun({K, _}, A) -> [K | A] end, [], T) end),
    t(fun() -> ets:foldr(fun({K, _}, A) -> [K | A] end, [], T) end),
    t(fun() -> ets:match(T, {'$1', x}) end),
    t(fun() -> ets:first(ets:new(e, [ordered_set])) end),
    t(fun() -> ets:last(ets:new(e, [ordered_set])) end),
    t(fun() ->
              B = ets:new(b, [ordered_set]),
              [ets:insert(B, {(I * 7919) rem 10007}) || I <- lists:seq(1, 5000)],
              L = ets:tab2list(B),
              {length(L), L =:= lists:sort(L), hd(L)}
      end),
    ok.

walk(_, '$end_of_table') -> [];
walk(T, K) -> [K | walk(T, ets:next(T, K))].

walk_back(_, '$end_of_table') -> [];
walk_back(T, K) -> [K | walk_back(T, ets:prev(T, K))].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
