%% Commas, semicolons, andalso, orelse, and, or, not, xor in guards; failures make a guard false.
-module(guard_sequences).
-export([main/0]).

main() ->
    t(fun() -> [f(A, B) || A <- [1, 5, a], B <- [1, 5, a]] end),
    t(fun() -> [g(X) || X <- [0, 1, 2, 3, a, []]] end),
    t(fun() -> [h(X) || X <- [true, false, 1, a]] end),
    t(fun() -> [i(X) || X <- [1, 2.0, a, {}, []]] end),
    t(fun() -> [j(X) || X <- [[1], [], a, {1}]] end),
    t(fun() -> [k(X, Y) || X <- [true, false, x], Y <- [true, false, x]] end),
    t(fun() -> [l(X) || X <- [0, 1, a]] end),
    ok.

f(A, B) when A > 3, B > 3 -> both;
f(A, B) when is_atom(A); is_atom(B) -> atom;
f(A, _) when A > 3 andalso A < 10 -> first;
f(A, B) when A > 3 orelse B > 3 -> one;
f(_, _) -> none.

g(X) when X + 1 > 2, X =/= 3; X =:= 0 -> {yes, X};
g(X) when X rem 2 =:= 1 -> odd;
g(X) when hd(X) =:= 1; X =:= [] -> nil_after_failure;
g(_) -> other.

h(X) when X -> is_true;
h(X) when not X -> is_false;
h(_) -> neither.

i(X) when is_integer(X) or is_float(X) -> number;
i(X) when is_atom(X) xor is_tuple(X) -> atom_or_tuple;
i(_) -> other.

j(X) when length(X) > 0 orelse is_atom(X) -> list_or_atom_if_no_failure;
j(X) when length(X) > 0; is_atom(X) -> atom;
j(X) when is_tuple(X) andalso element(1, X) =:= 1 -> tuple;
j(_) -> other.

k(X, Y) when X, Y -> tt;
k(X, Y) when X and not Y -> tf;
k(X, Y) when X or Y -> ft;
k(X, Y) when (X =:= x) and (Y =:= x) -> xx;
k(_, _) -> other.

l(X) when 1 / X > 0 -> inverse;
l(X) when X == 0 -> zero;
l(_) -> other.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
