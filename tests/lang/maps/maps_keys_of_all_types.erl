%% Map keys of every type, in small and large maps.
-module(maps_keys_of_all_types).
-export([main/0]).

main() ->
    Keys = [0, 1, -1, 1 bsl 70, -(1 bsl 70), 1.0, -0.5, a, 'A b', true, [], [1], "str", [a | b], {}, {1}, {1, {2}}, #{},
            #{a => 1}, <<>>, <<"bin">>, <<1:3>>, 1000000, {a, "b", <<"c">>}, [[]], [{}], "long string used as a key", 2.5e100],
    M = maps:from_list(lists:zip(Keys, lists:seq(1, length(Keys)))),
    Big = maps:merge(M, maps:from_list([{{pad, I}, I} || I <- lists:seq(1, 100)])),
    t(fun() -> map_size(M) end),
    t(fun() -> map_size(Big) end),
    t(fun() -> [maps:get(K, M) || K <- Keys] =:= lists:seq(1, length(Keys)) end),
    t(fun() -> [maps:get(K, Big) || K <- Keys] =:= lists:seq(1, length(Keys)) end),
    t(fun() -> [maps:get(binary_to_term(term_to_binary(K)), Big) || K <- Keys] =:= lists:seq(1, length(Keys)) end),
    t(fun() -> maps:find(1.5, M) end),
    t(fun() -> maps:find(0.0, M) end),
    t(fun() -> maps:find(-1.0, Big) end),
    t(fun() -> map_size(lists:foldl(fun maps:remove/2, Big, Keys)) end),
    t(fun() -> lists:all(fun(K) -> maps:get(K, Big#{K := new}) =:= new end, Keys) end),
    t(fun() -> lists:sort(maps:keys(M)) =:= lists:sort(Keys) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
