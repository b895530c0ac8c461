%% erlang:phash2 over a grid of integers, strings, binaries and bitstrings of every length.
-module(phash2_matrix).
-export([main/0]).

main() ->
    t(fun() -> [erlang:phash2(lists:seq(1, N)) || N <- lists:seq(0, 40)] end),
    t(fun() -> [erlang:phash2(list_to_binary(lists:seq(1, N))) || N <- lists:seq(0, 40)] end),
    t(fun() -> [erlang:phash2(<<16#ABCDEF:N>>) || N <- lists:seq(0, 40)] end),
    t(fun() -> [erlang:phash2(1 bsl N) || N <- lists:seq(0, 130, 3)] end),
    t(fun() -> [erlang:phash2(-(1 bsl N)) || N <- lists:seq(0, 130, 3)] end),
    t(fun() -> [erlang:phash2(list_to_tuple(lists:seq(1, N))) || N <- lists:seq(0, 20)] end),
    t(fun() -> [erlang:phash2(maps:from_list([{I, x} || I <- lists:seq(1, N)])) || N <- lists:seq(0, 40, 4)] end),
    t(fun() -> [erlang:phash2(N / 7) || N <- lists:seq(1, 20)] end),
    t(fun() -> [erlang:phash2(list_to_atom(lists:duplicate(N, $q))) || N <- lists:seq(0, 20)] end),
    t(fun() -> [erlang:phash2(lists:duplicate(N, a)) || N <- lists:seq(0, 20)] end),
    t(fun() -> [erlang:phash2([N | x]) || N <- lists:seq(0, 20)] end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
