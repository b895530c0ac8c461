%% Comparison operators in guards with all kinds of operands.
-module(guard_compare).
-export([main/0]).

main() ->
    Vs = [1, 1.0, 2, a, "a", {a}, <<"a">>, #{a => 1}, 1 bsl 70, []],
    [io:format("~p: ~w~n", [A, [cmp(A, B) || B <- Vs]]) || A <- Vs],
    t(fun() -> [small(X) || X <- [-1, 0, 5, 10, 11, 5.5, a, 1 bsl 70, -(1 bsl 70)]] end),
    t(fun() -> [letter(X) || X <- "aZ5 é"] end),
    t(fun() -> [exact(X) || X <- [0, 0.0, 1, 1.0, "abc", 'abc', <<"abc">>, {}]] end),
    ok.

cmp(A, B) when A =:= B -> same;
cmp(A, B) when A == B -> equal;
cmp(A, B) when A < B -> less;
cmp(A, B) when A > B -> greater.

small(X) when X >= 0, X =< 10 -> in;
small(X) when X < 0 -> below;
small(X) when X > 10 -> above.

letter(C) when C >= $a, C =< $z -> lower;
letter(C) when C >= $A, C =< $Z -> upper;
letter(C) when C >= $0 andalso C =< $9 -> digit;
letter(_) -> other.

exact(X) when X =:= 0 -> zero_int;
exact(X) when X == 0 -> zero;
exact(X) when X =:= 1.0 -> one_float;
exact(X) when X =/= 1, X == 1 -> never;
exact(X) when X =:= "abc" -> string;
exact(X) when X =:= <<"abc">> -> binary;
exact(X) when X /= 'abc' -> not_abc;
exact(_) -> rest.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
