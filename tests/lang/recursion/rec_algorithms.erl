%% Classic recursive functions.
-module(rec_algorithms).
-export([main/0]).

main() ->
    t(fun() -> [fib(N) || N <- lists:seq(0, 20)] end),
    t(fun() -> ack(2, 9) end),
    t(fun() -> hanoi(3, a, b, c) end),
    t(fun() -> gcd(1071, 462) end),
    t(fun() -> pow(2, 100) end),
    t(fun() -> pow(3, 7) end),
    t(fun() -> collatz(27) end),
    t(fun() -> tak(12, 8, 4) end),
    t(fun() -> flatten([1, [2, [3, [4]], 5], [[[]]], 6]) end),
    t(fun() -> reverse([1, 2, 3, 4]) end),
    t(fun() -> msort([5, 3, 9, 1, 7, 7, 2]) end),
    t(fun() -> lookup(5, lists:foldl(fun insert/2, nil, [5, 2, 8, 1, 9, 3])) end),
    t(fun() -> inorder(lists:foldl(fun insert/2, nil, [5, 2, 8, 1, 9, 3, 5])) end),
    t(fun() -> binsearch(37, list_to_tuple(lists:seq(1, 100, 2)), 1, 50) end),
    t(fun() -> binsearch(38, list_to_tuple(lists:seq(1, 100, 2)), 1, 50) end),
    t(fun() -> digits(9876543210) end),
    t(fun() -> primes(50) end),
    ok.

fib(0) -> 0;
fib(1) -> 1;
fib(N) -> fib(N - 1) + fib(N - 2).

ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).

hanoi(0, _, _, _) -> [];
hanoi(N, A, B, C) -> hanoi(N - 1, A, C, B) ++ [{A, B}] ++ hanoi(N - 1, C, B, A).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

pow(_, 0) -> 1;
pow(B, N) when N rem 2 =:= 0 -> pow(B * B, N div 2);
pow(B, N) -> B * pow(B, N - 1).

collatz(1) -> 0;
collatz(N) when N rem 2 =:= 0 -> 1 + collatz(N div 2);
collatz(N) -> 1 + collatz(3 * N + 1).

tak(X, Y, Z) when Y >= X -> Z;
tak(X, Y, Z) -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y)).

flatten([]) -> [];
flatten([H | T]) -> flatten(H) ++ flatten(T);
flatten(X) -> [X].

reverse(L) -> reverse(L, []).

reverse([], A) -> A;
reverse([H | T], A) -> reverse(T, [H | A]).

msort([]) -> [];
msort([X]) -> [X];
msort(L) ->
    {A, B} = lists:split(length(L) div 2, L),
    merge(msort(A), msort(B)).

merge([], B) -> B;
merge(A, []) -> A;
merge([A | As], [B | _] = Bs) when A =< B -> [A | merge(As, Bs)];
merge(As, [B | Bs]) -> [B | merge(As, Bs)].

insert(K, nil) -> {K, nil, nil};
insert(K, {K, _, _} = T) -> T;
insert(K, {N, L, R}) when K < N -> {N, insert(K, L), R};
insert(K, {N, L, R}) -> {N, L, insert(K, R)}.

lookup(_, nil) -> none;
lookup(K, {K, _, _}) -> found;
lookup(K, {N, L, _}) when K < N -> lookup(K, L);
lookup(K, {_, _, R}) -> lookup(K, R).

inorder(nil) -> [];
inorder({K, L, R}) -> inorder(L) ++ [K | inorder(R)].

binsearch(_, _, Lo, Hi) when Lo > Hi -> not_found;
binsearch(X, T, Lo, Hi) ->
    Mid = (Lo + Hi) div 2,
    case element(Mid, T) of
        X -> {at, Mid};
        Y when Y < X -> binsearch(X, T, Mid + 1, Hi);
        _ -> binsearch(X, T, Lo, Mid - 1)
    end.

digits(N) when N < 10 -> [N];
digits(N) -> digits(N div 10) ++ [N rem 10].

primes(N) -> [P || P <- lists:seq(2, N), [] =:= [D || D <- lists:seq(2, P - 1), P rem D =:= 0]].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
