%% Large and nested literals: tables, lookups, equality with what is built at run time.
-module(eval_literals).
-export([main/0]).

main() ->
    t(fun() -> [month(N) || N <- [1, 6, 12, 13]] end),
    t(fun() -> [element(N, powers()) || N <- [1, 10, 20]] end),
    t(fun() -> length(words()) end),
    t(fun() -> lists:nth(7, words()) end),
    t(fun() -> maps:get(http, services()), maps:get(ssh, services()) end),
    t(fun() -> services() =:= maps:from_list([{ssh, 22}, {http, 80}, {https, 443}, {dns, 53}]) end),
    t(fun() -> big_map_literal() =:= maps:from_list([{I, I * I} || I <- lists:seq(1, 40)]) end),
    t(fun() -> maps:get(35, big_map_literal()) end),
    t(fun() -> deep() =:= {a, [b, {c, [d, {e, [f, {g, #{h => [i]}}]}]}]} end),
    t(fun() -> bin() =:= list_to_binary(lists:seq(0, 19)) end),
    ok.

month(N) ->
    case lists:keyfind(N, 1, [{1, january}, {2, february}, {3, march}, {4, april}, {5, may}, {6, june}, {7, july},
                              {8, august}, {9, september}, {10, october}, {11, november}, {12, december}]) of
        {N, Name} -> Name;
        false -> none
    end.

powers() -> {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288}.

words() -> ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog"].

services() -> #{http => 80, https => 443, ssh => 22, dns => 53}.

big_map_literal() ->
    #{1 => 1, 2 => 4, 3 => 9, 4 => 16, 5 => 25, 6 => 36, 7 => 49, 8 => 64, 9 => 81, 10 => 100,
      11 => 121, 12 => 144, 13 => 169, 14 => 196, 15 => 225, 16 => 256, 17 => 289, 18 => 324, 19 => 361, 20 => 400,
      21 => 441, 22 => 484, 23 => 529, 24 => 576, 25 => 625, 26 => 676, 27 => 729, 28 => 784, 29 => 841, 30 => 900,
      31 => 961, 32 => 1024, 33 => 1089, 34 => 1156, 35 => 1225, 36 => 1296, 37 => 1369, 38 => 1444, 39 => 1521, 40 => 1600}.

deep() -> {a, [b, {c, [d, {e, [f, {g, #{h => [i]}}]}]}]}.

bin() -> <<0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19>>.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
