%% The builtins allowed in guards, succeeding and failing there.
-module(guard_bifs).
-export([main/0]).

main() ->
    t(fun() -> [a(X) || X <- [-5, 5, -2.5, a, "x"]] end),
    t(fun() -> [b(X) || X <- [[1, 2], [], [1 | 2], a, [5]]] end),
    t(fun() -> [c(X) || X <- [{1, 2}, {}, {a}, a, [1]]] end),
    t(fun() -> [d(X) || X <- [<<1, 2>>, <<>>, <<1:9>>, a, "ab"]] end),
    t(fun() -> [e(X) || X <- [#{a => 1}, #{}, #{b => 2}, a]] end),
    t(fun() -> [f(X) || X <- [1.5, 2, -1.5, a]] end),
    t(fun() -> g(self()) end),
    t(fun() -> g(x) end),
    t(fun() -> h(<<1, 2, 3, 4>>) end),
    t(fun() -> h(<<1>>) end),
    t(fun() -> node() =:= node(self()) end),
    ok.

a(X) when abs(X) =:= 5 -> five;
a(X) when abs(X) > 1 -> more;
a(_) -> no.

b(L) when length(L) =:= 2 -> two;
b(L) when hd(L) =:= 5 -> five;
b(L) when tl(L) =:= 2 -> improper;
b(L) when length(L) =:= 0 -> none;
b(_) -> no.

c(T) when tuple_size(T) =:= 2, element(1, T) < element(2, T) -> pair;
c(T) when size(T) =:= 0 -> empty;
c(T) when element(1, T) =:= a -> a;
c(_) -> no.

d(B) when byte_size(B) =:= 2, bit_size(B) =:= 16 -> two;
d(B) when bit_size(B) rem 8 =/= 0 -> bits;
d(B) when size(B) =:= 0 -> empty;
d(_) -> no.

e(M) when map_size(M) =:= 0 -> empty;
e(M) when is_map_key(a, M), map_get(a, M) =:= 1 -> a1;
e(M) when map_get(b, M) =:= 2 -> b2;
e(_) -> no.

f(X) when round(X) =:= 2, trunc(X) =:= 1 -> {floor(X), ceil(X), float(X)};
f(X) when floor(X) =:= -2; ceil(X) =:= 2 -> other;
f(_) -> no.

g(P) when P =:= self(), node(P) =:= node() -> me;
g(_) -> no.

h(B) when binary_part(B, 1, 2) =:= <<2, 3>>, binary_part(B, {3, 1}) =:= <<4>> -> part;
h(_) -> no.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
