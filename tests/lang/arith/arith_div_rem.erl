%% Integer division and remainder, signs and errors.
-module(arith_div_rem).
-export([main/0]).

main() ->
    t(fun() -> id(7) div id(2) end),
    t(fun() -> id(-7) div id(2) end),
    t(fun() -> id(7) div id(-2) end),
    t(fun() -> id(-7) div id(-2) end),
    t(fun() -> id(7) rem id(2) end),
    t(fun() -> id(-7) rem id(2) end),
    t(fun() -> id(7) rem id(-2) end),
    t(fun() -> id(-7) rem id(-2) end),
    t(fun() -> id(0) div id(5) end),
    t(fun() -> id(0) rem id(5) end),
    t(fun() -> id(-9223372036854775808) div id(-1) end),
    t(fun() -> id(-9223372036854775808) rem id(-1) end),
    t(fun() -> id(-2305843009213693952) div id(-1) end),
    t(fun() -> id(-576460752303423488) div id(-1) end),
    t(fun() -> id(-576460752303423488) rem id(-1) end),
    t(fun() -> id(100000000000000000000000) div id(3) end),
    t(fun() -> id(100000000000000000000000) rem id(7) end),
    t(fun() -> id(-100000000000000000000000) div id(7) end),
    t(fun() -> id(-100000000000000000000000) rem id(7) end),
    t(fun() -> id(100000000000000000000000) div id(-33333333333333333333) end),
    t(fun() -> id(100000000000000000000000) rem id(-33333333333333333333) end),
    t(fun() -> id(5) div id(100000000000000000000000) end),
    t(fun() -> id(5) rem id(100000000000000000000000) end),
    t(fun() -> id(-5) rem id(100000000000000000000000) end),
    t(fun() -> id(1) div id(0) end),
    t(fun() -> id(1) rem id(0) end),
    t(fun() -> id(100000000000000000000000) div id(0) end),
    t(fun() -> id(100000000000000000000000) rem id(0) end),
    t(fun() -> id(1.0) div id(2) end),
    t(fun() -> id(7) rem id(2.0) end),
    t(fun() -> id(a) div id(2) end),
    t(fun() -> id(2) rem id(a) end),
    t(fun() -> [X rem 3 || X <- lists:seq(-5, 5)] end),
    t(fun() -> [X div 3 || X <- lists:seq(-5, 5)] end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
