%% A red-black tree (Okasaki): insertion, balance, order.
-module(prog_redblack).
-export([main/0]).

main() ->
    T = lists:foldl(fun insert/2, leaf, [(I * 7919) rem 1009 || I <- lists:seq(1, 1000)]),
    io:format("~p~n", [{size(T, 0), depth(T), valid(T)}]),
    io:format("~p~n", [to_list(T, []) =:= lists:usort([(I * 7919) rem 1009 || I <- lists:seq(1, 1000)])]),
    io:format("~p~n", [lists:foldl(fun insert/2, leaf, lists:seq(1, 10))]),
    io:format("~p~n", [[member(X, T) || X <- [0, 1, 500, 1008, 1009]]]).

insert(X, T) ->
    {_, L, V, R} = ins(X, T),
    {black, L, V, R}.

ins(X, leaf) -> {red, leaf, X, leaf};
ins(X, {C, L, V, R}) when X < V -> balance(C, ins(X, L), V, R);
ins(X, {C, L, V, R}) when X > V -> balance(C, L, V, ins(X, R));
ins(_, T) -> T.

balance(black, {red, {red, A, X, B}, Y, C}, Z, D) -> {red, {black, A, X, B}, Y, {black, C, Z, D}};
balance(black, {red, A, X, {red, B, Y, C}}, Z, D) -> {red, {black, A, X, B}, Y, {black, C, Z, D}};
balance(black, A, X, {red, {red, B, Y, C}, Z, D}) -> {red, {black, A, X, B}, Y, {black, C, Z, D}};
balance(black, A, X, {red, B, Y, {red, C, Z, D}}) -> {red, {black, A, X, B}, Y, {black, C, Z, D}};
balance(C, L, V, R) -> {C, L, V, R}.

member(_, leaf) -> false;
member(X, {_, L, V, _}) when X < V -> member(X, L);
member(X, {_, _, V, R}) when X > V -> member(X, R);
member(_, _) -> true.

size(leaf, N) -> N;
size({_, L, _, R}, N) -> size(L, size(R, N + 1)).

depth(leaf) -> 0;
depth({_, L, _, R}) -> 1 + max(depth(L), depth(R)).

valid(leaf) -> true;
valid({red, {red, _, _, _}, _, _}) -> false;
valid({red, _, _, {red, _, _, _}}) -> false;
valid({_, L, _, R}) -> valid(L) andalso valid(R).

to_list(leaf, Acc) -> Acc;
to_list({_, L, V, R}, Acc) -> to_list(L, [V | to_list(R, Acc)]).
