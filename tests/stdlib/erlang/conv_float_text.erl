%% Floats to and from text: every option, edge values, errors.
-module(conv_float_text).
-export([main/0]).

main() ->
    t(fun() -> float_to_list(1.0) end),
    t(fun() -> float_to_list(-0.1) end),
    t(fun() -> float_to_list(1.0e100) end),
    t(fun() -> float_to_list(3.14159, [{decimals, 2}]) end),
    t(fun() -> float_to_list(3.14159, [{decimals, 0}]) end),
    t(fun() -> float_to_list(3.1, [{decimals, 6}]) end),
    t(fun() -> float_to_list(3.1, [{decimals, 6}, compact]) end),
    t(fun() -> float_to_list(3.0, [{decimals, 3}, compact]) end),
    t(fun() -> float_to_list(1234.5678, [{scientific, 3}]) end),
    t(fun() -> float_to_list(1234.5678, [{scientific, 0}]) end),
    t(fun() -> float_to_list(0.000123, [{scientific, 10}]) end),
    t(fun() -> float_to_list(0.1, [short]) end),
    t(fun() -> float_to_list(1.0e22, [short]) end),
    t(fun() -> float_to_list(123456789.125, [short]) end),
    t(fun() -> float_to_list(1.0e21, [{decimals, 2}]) end),
    t(fun() -> float_to_list(0.5, [{decimals, 0}]) end),
    t(fun() -> float_to_list(1.5, [{decimals, 0}]) end),
    t(fun() -> float_to_list(2.5, [{decimals, 0}]) end),
    t(fun() -> float_to_list(-2.675, [{decimals, 2}]) end),
    t(fun() -> float_to_list(1.005, [{decimals, 2}]) end),
    t(fun() -> float_to_list(1.0, [{decimals, 300}]) =:= x end),
    t(fun() -> float_to_list(1.0, [{decimals, -1}]) end),
    t(fun() -> float_to_list(1.0, [bogus]) end),
    t(fun() -> float_to_list(1) end),
    t(fun() -> float_to_binary(2.5) end),
    t(fun() -> float_to_binary(2.5, [{decimals, 4}]) end),
    t(fun() -> float_to_binary(2.5, [short]) end),
    t(fun() -> float_to_binary(a) end),
    t(fun() -> list_to_float("1.5") end),
    t(fun() -> list_to_float("-1.5e10") end),
    t(fun() -> list_to_float("1.5E-3") end),
    t(fun() -> list_to_float("+0.25") end),
    t(fun() -> list_to_float("1") end),
    t(fun() -> list_to_float("1.") end),
    t(fun() -> list_to_float(".5") end),
    t(fun() -> list_to_float("1e5") end),
    t(fun() -> list_to_float("1.0e400") end),
    t(fun() -> list_to_float("1.0e-400") end),
    t(fun() -> list_to_float("abc") end),
    t(fun() -> list_to_float(" 1.0") end),
    t(fun() -> list_to_float("1.0 ") end),
    t(fun() -> list_to_float("1.7976931348623157e308") end),
    t(fun() -> list_to_float("4.9e-324") end),
    t(fun() -> binary_to_float(<<"2.75">>) end),
    t(fun() -> binary_to_float(<<"x">>) end),
    t(fun() -> binary_to_float(<<>>) end),
    t(fun() -> [list_to_float(float_to_list(X)) =:= X || X <- [0.1, 1 / 3, 1.0e-300, 123456.789]] end),
    t(fun() ->
              [list_to_float(float_to_list(X, [short])) =:= X || X <- [0.1, 1 / 3, 1.0e-300, 123456.789, 5.0e-324]]
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
