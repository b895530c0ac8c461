%% bsl and bsr with positive, negative, huge and wrong operands.
-module(arith_shift).
-export([main/0]).

main() ->
    t(fun() -> id(1) bsl id(3) end),
    t(fun() -> id(1) bsl id(58) end),
    t(fun() -> id(1) bsl id(59) end),
    t(fun() -> id(1) bsl id(60) end),
    t(fun() -> id(1) bsl id(61) end),
    t(fun() -> id(1) bsl id(62) end),
    t(fun() -> id(1) bsl id(63) end),
    t(fun() -> id(1) bsl id(64) end),
    t(fun() -> id(1) bsl id(100) end),
    t(fun() -> id(-1) bsl id(59) end),
    t(fun() -> id(-1) bsl id(61) end),
    t(fun() -> id(-1) bsl id(63) end),
    t(fun() -> id(-1) bsl id(64) end),
    t(fun() -> id(-3) bsl id(70) end),
    t(fun() -> id(0) bsl id(1000000) end),
    t(fun() -> id(5) bsl id(-1) end),
    t(fun() -> id(5) bsl id(-100) end),
    t(fun() -> id(-5) bsl id(-1) end),
    t(fun() -> id(-5) bsl id(-100) end),
    t(fun() -> id(1024) bsr id(3) end),
    t(fun() -> id(1024) bsr id(11) end),
    t(fun() -> id(1024) bsr id(64) end),
    t(fun() -> id(-1024) bsr id(3) end),
    t(fun() -> id(-1024) bsr id(11) end),
    t(fun() -> id(-1) bsr id(1000) end),
    t(fun() -> id(1) bsr id(-70) end),
    t(fun() -> id(1 bsl 100) bsr id(98) end),
    t(fun() -> id(1 bsl 100) bsr id(101) end),
    t(fun() -> id(-(1 bsl 100)) bsr id(98) end),
    t(fun() -> id(-(1 bsl 100)) bsr id(101) end),
    t(fun() -> id(-(1 bsl 100) - 1) bsr id(1) end),
    t(fun() -> id(-(1 bsl 64)) bsr id(64) end),
    t(fun() -> id(-(1 bsl 64) - 1) bsr id(64) end),
    t(fun() -> id(12345678901234567890123) bsl id(13) end),
    t(fun() -> id(12345678901234567890123) bsr id(13) end),
    t(fun() -> id(0) bsr id(100000000000000000000) end),
    t(fun() -> id(1) bsr id(100000000000000000000) end),
    t(fun() -> id(-1) bsr id(100000000000000000000) end),
    t(fun() -> id(1) bsl id(-100000000000000000000) end),
    t(fun() -> id(1.0) bsl id(1) end),
    t(fun() -> id(1) bsr id(1.0) end),
    t(fun() -> id(a) bsl id(1) end),
    t(fun() -> id(1) bsr id(a) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
