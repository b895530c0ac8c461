%% abs, trunc, round, floor, ceil and float on every kind of number.
-module(arith_round).
-export([main/0]).

main() ->
    t(fun() -> [abs(X) || X <- [0, 5, -5, -1.5, 0.0, -(1 bsl 80), -(1 bsl 59), -(1 bsl 63)]] end),
    t(fun() -> [trunc(X) || X <- [1.9, -1.9, 0.5, -0.5, 5, 1.0e20, -1.0e20, 1.0e15 + 0.5]] end),
    t(fun() ->
              [round(X) || X <- [1.5, 2.5, -1.5, -2.5, 0.49, 0.5, -0.5, 7, 1.0e20, 4503599627370497.5, 0.49999999999999994]]
      end),
    t(fun() -> [floor(X) || X <- [1.5, -1.5, 2.0, -2.0, 7, -7, 1.0e20, -0.1]] end),
    t(fun() -> [ceil(X) || X <- [1.5, -1.5, 2.0, -2.0, 7, -7, 1.0e20, 0.1]] end),
    t(fun() -> [float(X) || X <- [0, 1, -1, 1.5, 1 bsl 53, 1 bsl 64, -(1 bsl 100)]] end),
    t(fun() -> round(id(1.0e300)) rem 1000 end),
    t(fun() -> trunc(id(9.3e18)) end),
    t(fun() -> trunc(id(-9.3e18)) end),
    t(fun() -> abs(id(a)) end),
    t(fun() -> trunc(id(a)) end),
    t(fun() -> round(id("1")) end),
    t(fun() -> floor(id(a)) end),
    t(fun() -> ceil(id([])) end),
    t(fun() -> float(id(a)) end),
    t(fun() -> float(1 bsl 2000) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
