%% Integer literals in all notations, and printing.
-module(data_integers).
-export([main/0]).

main() ->
    t(fun() -> 16#ff end),
    t(fun() -> 16#FF end),
    t(fun() -> 2#1011 end),
    t(fun() -> 36#Zz end),
    t(fun() -> 8#777 end),
    t(fun() -> 1_000_000 end),
    t(fun() -> 16#dead_beef end),
    t(fun() -> -16#80 end),
    t(fun() -> 123456789012345678901234567890 end),
    t(fun() -> -123456789012345678901234567890 end),
    t(fun() -> 16#ffffffffffffffffffffffff end),
    t(fun() -> $a end),
    t(fun() -> $\n end),
    t(fun() -> 0 end),
    t(fun() -> -0 end),
    t(fun() -> 007 end),
    t(fun() -> 1 bsl 59 end),
    t(fun() -> 1 bsl 60 end),
    t(fun() -> 1 bsl 61 end),
    t(fun() -> 1 bsl 62 end),
    t(fun() -> 1 bsl 63 end),
    t(fun() -> 1 bsl 64 end),
    t(fun() -> -(1 bsl 59) end),
    t(fun() -> -(1 bsl 60) end),
    t(fun() -> -(1 bsl 63) end),
    t(fun() -> -(1 bsl 64) end),
    t(fun() -> 10#99 end),
    t(fun() -> 3#2101 end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
