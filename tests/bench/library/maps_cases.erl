%% maps: folds and updates of a small map and of one of 1,000 keys.
-module(maps_cases).
-export([cases/0]).

cases() ->
    Pairs = [{I, integer_to_list(I)} || I <- lists:seq(1, 1000)],
    Large = maps:from_list(Pairs),
    Small = maps:from_list(lists:sublist(Pairs, 12)),
    Keys = maps:keys(Large),
    [{"fold/3", 300, fun() -> maps:fold(fun(K, _, Sum) -> K + Sum end, 0, Large) end},
     {"fold/3 small", 20000, fun() -> maps:fold(fun(K, _, Sum) -> K + Sum end, 0, Small) end},
     {"map/2", 200, fun() -> maps:map(fun(K, _) -> K end, Large) end},
     {"filter/2", 200, fun() -> maps:filter(fun(K, _) -> K > 500 end, Large) end},
     {"from_list/1", 300, fun() -> maps:from_list(Pairs) end},
     {"to_list/1", 500, fun() -> maps:to_list(Large) end},
     {"keys/1", 500, fun() -> maps:keys(Large) end},
     {"get/2", 300, fun() -> [maps:get(K, Large) || K <- Keys] end},
     {"put/3", 300, fun() -> lists:foldl(fun(K, M) -> maps:put(K, K, M) end, Small, Keys) end},
     {"update_with/3", 100, fun() -> lists:foldl(fun(K, M) -> maps:update_with(K, fun(V) -> V end, M) end, Large, Keys) end},
     {"remove/2", 100, fun() -> lists:foldl(fun maps:remove/2, Large, Keys) end},
     {"merge/2", 500, fun() -> maps:merge(Large, Small) end},
     {"with/2", 3000, fun() -> maps:with([1, 2, 3, 4, 5], Large) end},
     {"without/2", 3000, fun() -> maps:without([1, 2, 3, 4, 5], Large) end},
     {"iterator/1", 300, fun() -> walk(maps:next(maps:iterator(Large)), 0) end},
     {"groups_from_list/2", 200, fun() -> group(fun({K, _}) -> K rem 10 end, Pairs) end}].

walk(none, Sum) -> Sum;
walk({K, _, Next}, Sum) -> walk(maps:next(Next), K + Sum).

group(Key, Pairs) ->
    try maps:groups_from_list(Key, Pairs)
    catch error:undef -> done
    end.
