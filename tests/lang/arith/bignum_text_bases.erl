%% Printing and parsing big integers in every base.
-module(bignum_text_bases).
-export([main/0]).

main() ->
    t(fun() -> [integer_to_list(12345678901234567890123456789, B) || B <- lists:seq(2, 36)] end),
    t(fun() ->
              [list_to_integer(integer_to_list(-98765432109876543210987654321, B), B) =:= -98765432109876543210987654321 || B <- lists:seq(2, 36)]
      end),
    t(fun() -> [binary_to_integer(integer_to_binary(1 bsl 300, B), B) =:= 1 bsl 300 || B <- [2, 8, 10, 16, 36]] end),
    t(fun() -> length(integer_to_list(1 bsl 100000)) end),
    t(fun() ->
              list_to_integer(lists:duplicate(1000, $9)) - list_to_integer(lists:duplicate(1000, $8)) =:= list_to_integer(lists:duplicate(1000, $1))
      end),
    t(fun() -> list_to_integer(integer_to_list((1 bsl 20000) - 1)) =:= (1 bsl 20000) - 1 end),
    t(fun() -> 16#123456789ABCDEF0123456789ABCDEF end),
    t(fun() -> 36#HELLOWORLDTHISISALONGNUMBER end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
