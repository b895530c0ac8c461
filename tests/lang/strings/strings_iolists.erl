%% iolists: deep, improper, mixed; sizes, conversion, and what is refused.
-module(strings_iolists).
-export([main/0]).

main() ->
    t(fun() -> iolist_size(["abc", [<<"de">>, $f | <<"g">>], []]) end),
    t(fun() -> iolist_to_binary(["abc", [<<"de">>, $f | <<"g">>], []]) end),
    t(fun() ->
              [try iolist_to_binary(X) catch error:R -> R end || X <- [[256], [-1], [a], ["a" | b], [1.0], [[[<<1>>]]], <<1:1>>, [<<1:1>>], 5]]
      end),
    t(fun() ->
              [try iolist_size(X) catch error:R -> R end || X <- [[256], [-1], [a], ["a" | b], [[[<<1>>]]], <<1:1>>, 5]]
      end),
    t(fun() -> iolist_size(lists:duplicate(100000, [<<"xy">>, "z"])) end),
    t(fun() ->
              byte_size(iolist_to_binary(lists:foldl(fun(I, A) -> [A, integer_to_list(I)] end, [], lists:seq(1, 50000))))
      end),
    t(fun() ->
              byte_size(iolist_to_binary(lists:foldl(fun(I, A) -> [integer_to_list(I) | A] end, [], lists:seq(1, 50000))))
      end),
    t(fun() -> list_to_binary([[], [[]], <<>>]) end),
    t(fun() -> erlang:crc32(["ab", [<<"c">>]]) =:= erlang:crc32("abc") end),
    t(fun() -> lists:flatten(["a", ["b", ["c"]], $d]) end),
    t(fun() -> iolist_to_binary([$a, $b | <<"c">>]) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
