%% Order and equality of bit strings of every length.
-module(bin_compare).
-export([main/0]).

main() ->
    Bs = [<<>>, <<0:1>>, <<1:1>>, <<0:7>>, <<0>>, <<0:9>>, <<1>>, <<1:7>>, <<127:7>>, <<255>>, <<1, 0>>, <<1, 0:1>>, <<1, 1:1>>, <<1, 2:2>>, <<"a">>, <<"ab">>],
    t(fun() -> lists:sort(Bs) end),
    t(fun() -> [[A < B || B <- Bs] || A <- Bs] end),
    t(fun() -> [A =:= B || A <- Bs, B <- Bs, A == B] =:= [true || _ <- Bs] end),
    t(fun() -> [begin <<_:3, X/bits>> = <<5:3, B/bits>>, X =:= B end || B <- Bs] end),
    t(fun() -> [maps:get(B, maps:from_list([{X, X} || X <- Bs])) =:= B || B <- Bs] end),
    t(fun() -> length(lists:usort([erlang:phash2(B) || B <- Bs])) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
