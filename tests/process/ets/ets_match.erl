%% ets: match, match_object, match_delete, with patterns.
-module(ets_match).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{1, a, x}, {2, b, y}, {3, a, y}, {4, c, {a, [1, 2]}}, {5, a}]),
    t(fun() -> ets:match(T, {'$1', a, '_'}) end),
    t(fun() -> ets:match(T, {'$1', '$2', y}) end),
    t(fun() -> ets:match(T, {'$2', '$1', y}) end),
    t(fun() -> ets:match(T, {'$1', '$1', '_'}) end),
    t(fun() -> ets:match(T, {'_', a, '$0'}) end),
    t(fun() -> ets:match(T, '$1') end),
    t(fun() -> ets:match(T, {4, c, {'$1', ['$2' | '$3']}}) end),
    t(fun() -> ets:match(T, {4, '_', '$100'}) end),
    t(fun() -> ets:match(T, {nope, '_', '_'}) end),
    t(fun() -> ets:match(T, {2, b, y}) end),
    t(fun() -> ets:match_object(T, {'_', a, '_'}) end),
    t(fun() -> ets:match_object(T, {'_', '_'}) end),
    t(fun() -> ets:match_object(T, '_') end),
    t(fun() -> ets:match_object(T, {'$1', '$2', {'$2', '_'}}) end),
    t(fun() -> ets:match_delete(T, {'_', '_', y}) end),
    t(fun() -> ets:tab2list(T) end),
    t(fun() -> begin {L, C} = ets:match(T, {'$1', '_', '_'}, 1), {L, more(ets:match(C))} end end),
    t(fun() -> ets:match(T, {'$1', '_', '_'}, 10) =/= x end),
    t(fun() -> begin {L, _} = ets:match_object(T, '_', 2), L end end),
    t(fun() -> ets:match(T, {nope, '$1'}, 5) end),
    t(fun() -> ets:match_delete(T, '_') end),
    t(fun() -> ets:tab2list(T) end),
    ok.

more('$end_of_table') -> [];
more({L, C}) -> L ++ more(ets:match(C)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
