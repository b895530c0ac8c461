%% Multiplication, with overflow into big integers at every size.
-module(arith_mul).
-export([main/0]).

main() ->
    t(fun() -> id(6) * id(7) end),
    t(fun() -> id(-6) * id(7) end),
    t(fun() -> id(-6) * id(-7) end),
    t(fun() -> id(0) * id(12345678901234567890) end),
    t(fun() -> id(4294967296) * id(4294967296) end),
    t(fun() -> id(1073741824) * id(1073741824) end),
    t(fun() -> id(1518500250) * id(1518500250) end),
    t(fun() -> id(-1518500250) * id(1518500250) end),
    t(fun() -> id(3037000500) * id(3037000500) end),
    t(fun() -> id(-9223372036854775808) * id(-1) end),
    t(fun() -> id(-2305843009213693952) * id(-1) end),
    t(fun() -> id(-576460752303423488) * id(-1) end),
    t(fun() -> id(12345678901234567890) * id(98765432109876543210) end),
    t(fun() -> id(-12345678901234567890) * id(98765432109876543210) end),
    t(fun() -> id(2.5) * id(4) end),
    t(fun() -> id(4) * id(2.5) end),
    t(fun() -> id(1.0e200) * id(1.0e100) end),
    t(fun() -> id(1.0e200) * id(1.0e200) end),
    t(fun() -> id(1.0e-200) * id(1.0e-200) end),
    t(fun() -> id(0) * id(1.5) end),
    t(fun() -> id(a) * id(2) end),
    t(fun() -> id(2) * id({}) end),
    t(fun() -> square(111111111) end),
    t(fun() -> square(111111111111111111) end),
    t(fun() -> lists:foldl(fun(X, Acc) -> X * Acc end, 1, lists:seq(1, 30)) end),
    ok.

square(X) -> X * X.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
