%% Functions on an ordered set: order, neighbours, 1 and 1.0.
-module(ets_ordered_all).
-export([main/0]).

main() ->
    t(fun() -> T = new(), ets:tab2list(T) end),
    t(fun() -> T = new(), [ets:first(T), ets:last(T)] end),
    t(fun() -> T = new(), [ets:next(T, K) || K <- [1, 2, 3, 7, z, "x"]] end),
    t(fun() -> T = new(), [ets:prev(T, K) || K <- [1, 2, 3, 7, z, 0]] end),
    t(fun() -> T = new(), {ets:lookup(T, 1), ets:lookup(T, 1.0), ets:member(T, 5.0)} end),
    t(fun() -> T = new(), ets:insert(T, {1.0, float}), {ets:lookup(T, 1), ets:info(T, size)} end),
    t(fun() -> T = new(), ets:select(T, [{{'$1', '_'}, [{'>', '$1', 3}], ['$1']}]) end),
    t(fun() -> T = new(), ets:select_reverse(T, [{{'$1', '_'}, [], ['$1']}]) end),
    t(fun() -> T = new(), {L, C} = ets:select(T, [{{'$1', '_'}, [], ['$1']}], 2), {L, element(1, ets:select(C))} end),
    t(fun() -> T = new(), {L, C} = ets:select_reverse(T, [{{'$1', '_'}, [], ['$1']}], 3), {L, element(1, ets:select_reverse(C))} end),
    t(fun() -> T = new(), ets:foldl(fun({K, _}, A) -> [K | A] end, [], T) end),
    t(fun() -> T = new(), ets:foldr(fun({K, _}, A) -> [K | A] end, [], T) end),
    t(fun() -> T = new(), ets:delete(T, 3.0), ets:tab2list(T) end),
    t(fun() -> T = new(), ets:slot(T, 0) end),
    t(fun() -> ets:next(ets:new(e, [ordered_set]), x) end),
    t(fun() -> [ets:first(ets:new(e, [ordered_set])), ets:last(ets:new(e, [ordered_set]))] end),
    ok.

new() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{K, v} || K <- [5, 1, 3, atom, {tuple}, "list", 2.5, <<"bin">>]]),
    T.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
