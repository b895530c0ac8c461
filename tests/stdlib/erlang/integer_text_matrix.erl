%% Text to integers: every malformed form and every base digit.
-module(integer_text_matrix).
-export([main/0]).

main() ->
    t(fun() ->
              [try list_to_integer(S) catch error:R -> R end || S <- ["", "+", "-", "+-1", "--1", "1-", "1+1", "0x10", "1e3", " 1", "1 ", "1\n", "١", "+0", "-0", "00", "1,000", "1_000"]]
      end),
    t(fun() ->
              [try list_to_integer(S, 16) catch error:R -> R end || S <- ["", "g", "ff", "FF", "fF", "-a", "+A", "0x1", "1.0"]]
      end),
    t(fun() -> [try list_to_integer(S, 2) catch error:R -> R end || S <- ["0", "1", "2", "101", "-110"]] end),
    t(fun() -> [try list_to_integer([D], 36) catch error:R -> R end || D <- "09azAZ!"] end),
    t(fun() -> [try list_to_integer("1", B) catch error:R -> R end || B <- [0, 1, 2, 36, 37, -2, a]] end),
    t(fun() ->
              [try binary_to_integer(S) catch error:R -> R end || S <- [<<>>, <<"1">>, <<"-">>, <<"1 ">>, <<"12345678901234567890123">>, <<1:3>>, "1"]]
      end),
    t(fun() ->
              [try list_to_float(S) catch error:R -> R end || S <- ["1.0", "1", "1.", ".1", "1.0e", "1.0e+5", "1.0e-5", "1.0E5", "-1.0", "+1.0", "1.0.0", "nan", "inf", "1e5", "0.0e0"]]
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
