%% Boolean operators: strict and, or, xor, not; lazy andalso and orelse.
-module(arith_bool).
-export([main/0]).

main() ->
    t(fun() -> [{A, B, A and B, A or B, A xor B} || A <- [true, false], B <- [true, false]] end),
    t(fun() -> not id(true) end),
    t(fun() -> not id(false) end),
    t(fun() -> not id(1) end),
    t(fun() -> id(true) and id(1) end),
    t(fun() -> id(1) and id(true) end),
    t(fun() -> id(false) and id(1) end),
    t(fun() -> id(true) or id(x) end),
    t(fun() -> id(x) or id(true) end),
    t(fun() -> id(a) xor id(true) end),
    t(fun() -> id(true) andalso id(yes) end),
    t(fun() -> id(false) andalso id(yes) end),
    t(fun() -> id(true) orelse id(yes) end),
    t(fun() -> id(false) orelse id(yes) end),
    t(fun() -> id(1) andalso id(true) end),
    t(fun() -> id(1) orelse id(true) end),
    t(fun() -> id(false) andalso exit(not_reached) end),
    t(fun() -> id(true) orelse exit(not_reached) end),
    t(fun() -> id(true) andalso exit(reached) end),
    t(fun() -> id(true) andalso id(true) andalso id(3) end),
    t(fun() -> id(false) orelse id(false) orelse id(3) end),
    t(fun() -> id(true) andalso id(false) orelse id(last) end),
    t(fun() -> not (id(1) =:= id(2)) end),
    t(fun() -> id(false) and exit(strict) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
