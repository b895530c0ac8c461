%% select, match and match_object in parts, with continuations.
-module(ets_chunks).
-export([main/0]).

main() ->
    t(fun() -> [chunks(T, 7) || T <- [set, ordered_set, bag, duplicate_bag]] end),
    t(fun() -> [chunks(T, 1000) || T <- [set, ordered_set]] end),
    t(fun() -> T = filled(ordered_set), {L, C} = ets:match(T, {'$1', '_'}, 3), {L, element(1, ets:match(C))} end),
    t(fun() -> T = filled(ordered_set), {L, C} = ets:match_object(T, {'_', '_'}, 2), {L, element(1, ets:match_object(C))} end),
    t(fun() -> ets:select(ets:new(e, []), [{'_', [], ['$_']}], 5) end),
    t(fun() -> ets:select('$end_of_table') end),
    t(fun() -> ets:match(ets:new(e, []), '_', 1) end),
    t(fun() -> T = filled(set), try ets:select(T, [{'_', [], ['$_']}], 0) catch error:E -> E end end),
    t(fun() -> T = filled(ordered_set), {_, C} = ets:select(T, [{{'$1', '_'}, [], ['$1']}], 10), ets:delete(T, 11), {L, _} = ets:select(C), hd(L) end),
    t(fun() -> ets:repair_continuation('$end_of_table', [{'_', [], ['$_']}]) end),
    ok.

filled(Type) -> T = ets:new(t, [Type]), ets:insert(T, [{I, I * I} || I <- lists:seq(1, 100)]), T.

chunks(Type, N) ->
    T = filled(Type),
    L = all(ets:select(T, [{{'$1', '_'}, [{'=/=', '$1', 50}], ['$1']}], N)),
    {Type, length(L), lists:sort(L) =:= lists:delete(50, lists:seq(1, 100))}.

all('$end_of_table') -> [];
all({L, C}) -> L ++ all(ets:select(C)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
