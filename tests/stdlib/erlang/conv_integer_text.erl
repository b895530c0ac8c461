%% Integers to and from text: bases, signs, errors.
-module(conv_integer_text).
-export([main/0]).

main() ->
    t(fun() -> integer_to_list(0) end),
    t(fun() -> integer_to_list(-42) end),
    t(fun() -> integer_to_list(1 bsl 100) end),
    t(fun() -> integer_to_list(255, 16) end),
    t(fun() -> integer_to_list(-255, 2) end),
    t(fun() -> integer_to_list(35, 36) end),
    t(fun() -> integer_to_list((1 bsl 90) - 1, 36) end),
    t(fun() -> integer_to_list(1, 1) end),
    t(fun() -> integer_to_list(1, 37) end),
    t(fun() -> integer_to_list(a) end),
    t(fun() -> integer_to_list(1.0) end),
    t(fun() -> integer_to_binary(42) end),
    t(fun() -> integer_to_binary(-(1 bsl 70)) end),
    t(fun() -> integer_to_binary(255, 16) end),
    t(fun() -> integer_to_binary(a) end),
    t(fun() -> integer_to_binary(10, 99) end),
    t(fun() -> list_to_integer("42") end),
    t(fun() -> list_to_integer("-42") end),
    t(fun() -> list_to_integer("+42") end),
    t(fun() -> list_to_integer("0042") end),
    t(fun() -> list_to_integer("-0") end),
    t(fun() -> list_to_integer("") end),
    t(fun() -> list_to_integer("-") end),
    t(fun() -> list_to_integer("4 2") end),
    t(fun() -> list_to_integer(" 42") end),
    t(fun() -> list_to_integer("42.0") end),
    t(fun() -> list_to_integer("1_000") end),
    t(fun() -> list_to_integer(42) end),
    t(fun() -> list_to_integer([$1 | $2]) end),
    t(fun() -> list_to_integer("123456789012345678901234567890") end),
    t(fun() -> list_to_integer("ff", 16) end),
    t(fun() -> list_to_integer("FF", 16) end),
    t(fun() -> list_to_integer("-zz", 36) end),
    t(fun() -> list_to_integer("12", 2) end),
    t(fun() -> list_to_integer("1", 37) end),
    t(fun() -> list_to_integer("80000000000000000000", 16) end),
    t(fun() -> binary_to_integer(<<"42">>) end),
    t(fun() -> binary_to_integer(<<"-ff">>, 16) end),
    t(fun() -> binary_to_integer(<<>>) end),
    t(fun() -> binary_to_integer(<<"4a">>) end),
    t(fun() -> binary_to_integer("42") end),
    t(fun() ->
              binary_to_integer(<<"11111111111111111111111111111111111111111111111111111111111111111111111111">>, 2)
      end),
    t(fun() ->
              [list_to_integer(integer_to_list(N * 31, B), B) =:= N * 31 || {N, B} <- [{1, 2}, {-77, 3}, {12345678901234567890, 7}, {-(1 bsl 99), 36}]]
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
