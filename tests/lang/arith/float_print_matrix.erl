%% The shortest printed form of many floats.
-module(float_print_matrix).
-export([main/0]).

main() ->
    t(fun() -> [math:pow(10, E) || E <- lists:seq(-10, 25)] end),
    t(fun() -> [1 / N || N <- lists:seq(1, 30)] end),
    t(fun() -> [N / 8 || N <- lists:seq(1, 16)] end),
    t(fun() -> [1.1 * N || N <- lists:seq(1, 20)] end),
    t(fun() -> [float(1 bsl N) || N <- lists:seq(48, 72)] end),
    t(fun() -> [math:pow(2, -N) || N <- [1, 10, 52, 53, 100, 1000, 1022, 1074]] end),
    t(fun() -> [1.0e15 + N / 10 || N <- lists:seq(0, 9)] end),
    t(fun() -> [123456.789 * math:pow(10, E) || E <- lists:seq(-12, 18, 3)] end),
    t(fun() ->
              [9.999999999999999e22, 1.0e23, 5.0e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 4.35, 0.3, 2.5e-5]
      end),
    t(fun() -> [-X || X <- [1.0e21, 1.0e22, 0.001, 0.0001, 123.0]] end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
