%% Maps of more than 32 keys: building, lookup, update, removal, comparison, matching.
-module(maps_large).
-export([main/0]).

main() ->
    M = maps:from_list([{I, I * I} || I <- lists:seq(1, 1000)]),
    t(fun() -> map_size(M) end),
    t(fun() -> maps:get(500, M) end),
    t(fun() -> maps:find(1001, M) end),
    t(fun() -> begin #{7 := X, 999 := Y} = M, {X, Y} end end),
    t(fun() -> try #{0 := X} = M, X catch error:{badmatch, N} -> N =:= M end end),
    t(fun() -> M =:= maps:from_list([{I, I * I} || I <- lists:seq(1000, 1, -1)]) end),
    t(fun() -> M =:= maps:put(1001, x, M) end),
    t(fun() -> maps:remove(1001, maps:put(1001, x, M)) =:= M end),
    t(fun() -> map_size(lists:foldl(fun maps:remove/2, M, lists:seq(1, 990))) end),
    t(fun() -> lists:sort(maps:to_list(lists:foldl(fun maps:remove/2, M, lists:seq(1, 995)))) end),
    t(fun() -> lists:foldl(fun maps:remove/2, M, lists:seq(11, 1000)) end),
    t(fun() -> lists:sum(maps:keys(M)) end),
    t(fun() -> lists:sum(maps:values(M)) end),
    t(fun() -> maps:fold(fun(K, V, A) -> K + V + A end, 0, M) end),
    t(fun() -> M#{500 := changed} =/= M end),
    t(fun() -> maps:get(500, M#{500 := changed}) end),
    t(fun() -> M#{1001 := x} end),
    t(fun() -> map_size(M#{1001 => x, 1002 => y, 1 => z}) end),
    t(fun() -> map_size(maps:merge(M, #{a => 1, 1 => 1})) end),
    t(fun() -> map_size(maps:merge(#{a => 1, 1 => 1}, M)) end),
    t(fun() -> maps:get(1, maps:merge(#{1 => small}, M)) end),
    t(fun() -> maps:get(1, maps:merge(M, #{1 => small})) end),
    t(fun() -> lists:sort(maps:keys(maps:filter(fun(K, _) -> K rem 100 =:= 0 end, M))) end),
    t(fun() -> map_size(maps:map(fun(_, _) -> 0 end, M)) end),
    t(fun() -> M < M#{1 := 2} end),
    t(fun() -> M > maps:remove(1, M) end),
    t(fun() -> [map_size(sized(N)) || N <- [31, 32, 33, 34, 64, 65]] end),
    t(fun() -> [sized(N) =:= maps:remove(x, (sized(N))#{x => 1}) || N <- [31, 32, 33]] end),
    t(fun() -> [sized(N) =:= (maps:remove(N, sized(N)))#{N => N} || N <- [31, 32, 33, 34]] end),
    t(fun() -> sized(32) end),
    t(fun() -> lists:flatten(io_lib:format("~w", [sized(3)])) end),
    ok.

sized(N) -> maps:from_list([{I, I} || I <- lists:seq(1, N)]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
