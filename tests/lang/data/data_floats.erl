%% Float literals and their shortest printed form.
-module(data_floats).
-export([main/0]).

main() ->
    t(fun() -> 1.0 end),
    t(fun() -> -1.0 end),
    t(fun() -> 0.1 end),
    t(fun() -> 1.0e10 end),
    t(fun() -> 1.0e21 end),
    t(fun() -> 1.0e22 end),
    t(fun() -> 1.0e23 end),
    t(fun() -> 123456789.0 end),
    t(fun() -> 1234567890123456.0 end),
    t(fun() -> 12345678901234567.0 end),
    t(fun() -> 1.0e15 end),
    t(fun() -> 1.0e16 end),
    t(fun() -> 1.0e17 end),
    t(fun() -> 0.001 end),
    t(fun() -> 0.0001 end),
    t(fun() -> 0.00001 end),
    t(fun() -> 1.0e-5 end),
    t(fun() -> 1.23e-4 end),
    t(fun() -> 1.5E3 end),
    t(fun() -> 3.141592653589793 end),
    t(fun() -> 2.2250738585072014e-308 end),
    t(fun() -> 5.0e-324 end),
    t(fun() -> 1.7976931348623157e308 end),
    t(fun() -> 0.1 + 0.2 end),
    t(fun() -> 1 / 3 end),
    t(fun() -> 100.0 end),
    t(fun() -> 1.0e2 end),
    t(fun() -> 9007199254740992.0 end),
    t(fun() -> 9007199254740993.0 end),
    t(fun() -> 123.456 end),
    t(fun() -> 1.0e100 end),
    t(fun() -> 4.35 end),
    t(fun() -> 2.5e-7 end),
    t(fun() -> -0.1 end),
    t(fun() -> float(1 bsl 53) end),
    t(fun() -> float(1 bsl 70) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
