%% Every size from 1 to 72 bits, both byte orders, signed and unsigned, round trip.
-module(bin_sizes_matrix).
-export([main/0]).

main() ->
    [io:format("~p ~p~n", [N, row(N)]) || N <- lists:seq(1, 72)],
    ok.

row(N) ->
    V = 16#F123456789ABCDEF87 band ((1 bsl N) - 1),
    Big = <<V:N/big>>,
    Little = <<V:N/little>>,
    <<A:N/big-unsigned>> = Big,
    <<B:N/little-unsigned>> = Little,
    <<C:N/big-signed>> = Big,
    <<D:N/little-signed>> = Little,
    <<E:N/little>> = Big,
    true = A =:= V andalso B =:= V,
    true = C =:= D andalso (C - V) rem (1 bsl N) =:= 0,
    {Little, C, E, <<0:3, V:N, 0:2>> =:= <<0:3, Big/bits, 0:2>>}.
