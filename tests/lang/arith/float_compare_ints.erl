%% Floats and integers compared where floats have no exact form for the integer.
-module(float_compare_ints).
-export([main/0]).

main() ->
    t(fun() ->
              [{I == F, I < F, I > F} || I <- [9007199254740991, 9007199254740992, 9007199254740993, 9007199254740994], F <- [9007199254740992.0]]
      end),
    t(fun() -> [{I == F, I < F} || I <- [(1 bsl 64) - 1, 1 bsl 64, (1 bsl 64) + 1], F <- [18446744073709551616.0]] end),
    t(fun() -> [I < 1.0e308 || I <- [1, 1 bsl 1000, 1 bsl 1023, 1 bsl 1024, 1 bsl 2000]] end),
    t(fun() -> [I > -1.0e308 || I <- [-1, -(1 bsl 1000), -(1 bsl 1024)]] end),
    t(fun() -> lists:sort([1 bsl 1024, 1.0e308, 1, 0.5, -1.0e308, -(1 bsl 1024)]) end),
    t(fun() -> [X == 0 || X <- [0.0, 0, 1.0e-320, -1.0e-320]] end),
    t(fun() -> [X =:= 1 || X <- [1, 1.0]] end),
    t(fun() -> [trunc(X) == X || X <- [1.0, 1.5, 1.0e20, -3.0]] end),
    t(fun() -> lists:usort([1, 1.0, 1, 2.0, 2]) end),
    t(fun() -> maps:get(1.0, #{1 => a, 1.0 => b}) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
