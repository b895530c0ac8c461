%% Maps of all sizes compared, sorted, hashed; the order in which they were built does not matter.
-module(maps_equal_and_order).
-export([main/0]).

main() ->
    Sizes = [0, 1, 2, 5, 31, 32, 33, 40, 100, 1000],
    t(fun() -> [up(N) =:= down(N) || N <- Sizes] end),
    t(fun() -> [erlang:phash2(up(N)) =:= erlang:phash2(down(N)) || N <- Sizes] end),
    t(fun() -> [up(N) =:= (down(N))#{N + 1 => x} || N <- Sizes] end),
    t(fun() -> [up(N) < up(N + 1) || N <- Sizes] end),
    t(fun() -> [up(N) == maps:map(fun(_, V) -> float(V) end, up(N)) || N <- Sizes] end),
    t(fun() -> [up(N) =:= maps:map(fun(_, V) -> float(V) end, up(N)) || N <- Sizes, N > 0] end),
    t(fun() -> [up(N) =:= binary_to_term(term_to_binary(up(N))) || N <- Sizes] end),
    t(fun() -> [up(N) =:= maps:filter(fun(_, V) -> V > 0 end, (up(N))#{extra => 0}) || N <- Sizes] end),
    t(fun() -> [lists:sum(maps:keys(up(N))) || N <- Sizes] end),
    t(fun() ->
              lists:sort([up(3), up(1), up(2), #{a => 1}, #{1 => 2}, #{1.0 => 1}]) =:= lists:sort([#{1.0 => 1}, #{1 => 2}, #{a => 1}, up(2), up(1), up(3)])
      end),
    t(fun() -> [maps:size(maps:merge(up(N), maps:from_list([{{k, I}, I} || I <- lists:seq(1, N)]))) || N <- Sizes] end),
    t(fun() -> [map_size(maps:with(lists:seq(1, N div 2), up(N))) || N <- Sizes] end),
    t(fun() -> [map_size(maps:without(lists:seq(1, N div 2), up(N))) || N <- Sizes] end),
    ok.

up(N) -> lists:foldl(fun(I, M) -> M#{I => I} end, #{}, lists:seq(1, N)).

down(N) -> lists:foldl(fun(I, M) -> M#{I => I} end, #{}, lists:seq(N, 1, -1)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
