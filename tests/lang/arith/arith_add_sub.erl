%% Addition and subtraction of small integers, big integers and floats.
-module(arith_add_sub).
-export([main/0]).

main() ->
    t(fun() -> id(1) + id(2) end),
    t(fun() -> id(1) - id(2) end),
    t(fun() -> id(-5) + id(5) end),
    t(fun() -> id(1) + id(2.5) end),
    t(fun() -> id(1.5) + id(2) end),
    t(fun() -> id(0.1) + id(0.2) end),
    t(fun() -> id(1.5) - id(1.5) end),
    t(fun() -> id(576460752303423487) + id(1) end),
    t(fun() -> id(-576460752303423488) - id(1) end),
    t(fun() -> id(1152921504606846975) + id(1) end),
    t(fun() -> id(2305843009213693951) + id(1) end),
    t(fun() -> id(-2305843009213693952) - id(1) end),
    t(fun() -> id(9223372036854775807) + id(1) end),
    t(fun() -> id(-9223372036854775808) - id(1) end),
    t(fun() -> id(18446744073709551615) + id(1) end),
    t(fun() -> id(18446744073709551616) - id(1) end),
    t(fun() -> id(100000000000000000000) - id(99999999999999999999) end),
    t(fun() -> id(100000000000000000000) + id(-100000000000000000000) end),
    t(fun() -> id(100000000000000000000) + id(1.0) end),
    t(fun() -> id(1 bsl 200) - id(1) end),
    t(fun() -> +id(7) end),
    t(fun() -> -id(7) end),
    t(fun() -> -id(-7.5) end),
    t(fun() -> -id(0) end),
    t(fun() -> -id(576460752303423488) end),
    t(fun() -> -id(-576460752303423488) end),
    t(fun() -> -id(-9223372036854775808) end),
    t(fun() -> -id(2305843009213693952) end),
    t(fun() -> 1 + 2 * 3 - 4 end),
    t(fun() -> id(a) + id(1) end),
    t(fun() -> id(1) + id(a) end),
    t(fun() -> id([]) - id(1) end),
    t(fun() -> id(1) - id("x") end),
    t(fun() -> -id(foo) end),
    t(fun() -> +id(foo) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
