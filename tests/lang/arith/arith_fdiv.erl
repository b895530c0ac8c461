%% The / operator: always a float, or badarith.
-module(arith_fdiv).
-export([main/0]).

main() ->
    t(fun() -> id(4) / id(2) end),
    t(fun() -> id(1) / id(3) end),
    t(fun() -> id(-1) / id(4) end),
    t(fun() -> id(1.5) / id(0.5) end),
    t(fun() -> id(0) / id(5) end),
    t(fun() -> id(0.0) / id(5) end),
    t(fun() -> id(1) / id(0) end),
    t(fun() -> id(1) / id(0.0) end),
    t(fun() -> id(1.0) / id(0) end),
    t(fun() -> id(10000000000000000000000) / id(10000000000000000000) end),
    t(fun() -> id(1 bsl 1000) / id(1 bsl 999) end),
    t(fun() -> id(1 bsl 1020) / id(3) end),
    t(fun() -> id(1 bsl 1024) / id(1) end),
    t(fun() -> id(1) / id(1 bsl 1024) end),
    t(fun() -> id(1.0e300) / id(1.0e-300) end),
    t(fun() -> id(a) / id(1) end),
    t(fun() -> id(1) / id(a) end),
    t(fun() -> id(9007199254740993) / id(1) end),
    t(fun() -> id(7) / id(2) end),
    t(fun() -> id(2) / id(7) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
