%% Bitwise operators on integers of every size and sign.
-module(arith_bits).
-export([main/0]).

main() ->
    t(fun() -> id(12) band id(10) end),
    t(fun() -> id(12) bor id(10) end),
    t(fun() -> id(12) bxor id(10) end),
    t(fun() -> bnot id(12) end),
    t(fun() -> bnot id(-1) end),
    t(fun() -> bnot id(0) end),
    t(fun() -> id(-12) band id(10) end),
    t(fun() -> id(-12) bor id(10) end),
    t(fun() -> id(-12) bxor id(10) end),
    t(fun() -> id(-12) band id(-10) end),
    t(fun() -> id(-12) bor id(-10) end),
    t(fun() -> id(-12) bxor id(-10) end),
    t(fun() -> id(16#FFFFFFFFFFFFFFFFFFFF) band id(16#F0F0F0F0F0F0F0F0F0F0) end),
    t(fun() -> id(16#FFFFFFFFFFFFFFFFFFFF) band id(-16) end),
    t(fun() -> id(16#FFFFFFFFFFFFFFFFFFFF) bor id(-16#10000000000000000) end),
    t(fun() -> id(16#FFFFFFFFFFFFFFFFFFFF) bxor id(-1) end),
    t(fun() -> id(-16#FFFFFFFFFFFFFFFFFFFF) band id(-16#F0F0F0F0F0F0F0F0F0F0) end),
    t(fun() -> id(-16#FFFFFFFFFFFFFFFFFFFF) bor id(-16#F0F0F0F0F0F0F0F0F0F0) end),
    t(fun() -> id(-16#FFFFFFFFFFFFFFFFFFFF) bxor id(-16#F0F0F0F0F0F0F0F0F0F0) end),
    t(fun() -> id(-16#FFFFFFFFFFFFFFFFFFFF) band id(16#F0F0F0F0F0F0F0F0F0F0) end),
    t(fun() -> id(16#FFFFFFFFFFFFFFFFFFFF) bxor id(16#FFFFFFFFFFFFFFFFFFFF) end),
    t(fun() -> bnot id(16#FFFFFFFFFFFFFFFFFFFF) end),
    t(fun() -> bnot id(-16#10000000000000000) end),
    t(fun() -> id(16#10000000000000000) band id(-1) end),
    t(fun() -> id(-16#10000000000000000) band id(16#FFFFFFFFFFFFFFFF) end),
    t(fun() -> id(1.0) band id(1) end),
    t(fun() -> id(1) bor id(a) end),
    t(fun() -> id("1") bxor id(1) end),
    t(fun() -> bnot id(1.0) end),
    t(fun() -> bnot id(a) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
