%% Map iterators.
-module(maps_iterators).
-export([main/0]).

main() ->
    t(fun() -> all(maps:iterator(#{})) end),
    t(fun() -> lists:sort(all(maps:iterator(#{a => 1, b => 2, c => 3}))) end),
    t(fun() -> length(all(maps:iterator(maps:from_list([{I, I} || I <- lists:seq(1, 1000)])))) end),
    t(fun() -> maps:map(fun(_, V) -> V + 1 end, maps:iterator(#{a => 1, b => 2})) end),
    t(fun() -> maps:filter(fun(K, _) -> K =:= a end, maps:iterator(#{a => 1, b => 2})) end),
    t(fun() -> maps:fold(fun(K, V, A) -> A + K * V end, 0, maps:iterator(#{1 => 10, 2 => 20})) end),
    t(fun() -> maps:next(maps:iterator(#{})) end),
    t(fun() -> begin {K, V, I} = maps:next(maps:iterator(#{only => one})), {K, V, maps:next(I)} end end),
    t(fun() -> maps:iterator(x) end),
    t(fun() -> maps:next(x) end),
    ok.

all(I) ->
    case maps:next(I) of
        {K, V, Next} -> [{K, V} | all(Next)];
        none -> []
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
