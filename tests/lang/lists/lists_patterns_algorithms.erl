%% List algorithms written with patterns: zip, unzip, rotate, group, dedupe, subsequences, flatten, merge.
-module(lists_patterns_algorithms).
-export([main/0]).

main() ->
    t(fun() -> zip([1, 2, 3], [a, b, c]) end),
    t(fun() -> rotate([1, 2, 3, 4, 5], 2) end),
    t(fun() -> group([1, 1, 2, 3, 3, 3, 1]) end),
    t(fun() -> dedupe([1, 1, 2, 3, 3, 3, 1]) end),
    t(fun() -> subsequences([1, 2, 3]) end),
    t(fun() -> permutations([a, b, c]) end),
    t(fun() -> combinations(2, [a, b, c, d]) end),
    t(fun() -> primes(30) end),
    t(fun() -> bubble([5, 1, 4, 2, 8]) end),
    t(fun() -> insertion([5, 1, 4, 2, 8]) end),
    t(fun() -> flatten([1, [2, [3, [4, []]]], [[5]]]) end),
    t(fun() -> split_at(3, "abcdef") end),
    t(fun() -> every(2, [a, b, c, d, e]) end),
    t(fun() -> balance([1, 2, 3, 4, 5]) end),
    t(fun() -> max_subarray([-2, 1, -3, 4, -1, 2, 1, -5, 4]) end),
    ok.

zip([A | As], [B | Bs]) -> [{A, B} | zip(As, Bs)];
zip(_, _) -> [].

rotate(L, 0) -> L;
rotate([H | T], N) -> rotate(T ++ [H], N - 1).

group([]) -> [];
group([X | T]) -> {A, B} = lists:splitwith(fun(Y) -> Y =:= X end, T), [[X | A] | group(B)].

dedupe([X, X | T]) -> dedupe([X | T]);
dedupe([X | T]) -> [X | dedupe(T)];
dedupe([]) -> [].

subsequences([]) -> [[]];
subsequences([H | T]) -> S = subsequences(T), S ++ [[H | X] || X <- S].

permutations([]) -> [[]];
permutations(L) -> [[X | P] || X <- L, P <- permutations(L -- [X])].

combinations(0, _) -> [[]];
combinations(_, []) -> [];
combinations(N, [H | T]) -> [[H | C] || C <- combinations(N - 1, T)] ++ combinations(N, T).

primes(N) -> sieve(lists:seq(2, N)).

sieve([P | T]) -> [P | sieve([X || X <- T, X rem P =/= 0])];
sieve([]) -> [].

bubble(L) -> bubble(L, length(L)).

bubble(L, 0) -> L;
bubble(L, N) -> bubble(pass(L), N - 1).

pass([A, B | T]) when A > B -> [B | pass([A | T])];
pass([A | T]) -> [A | pass(T)];
pass([]) -> [].

insertion(L) -> lists:foldl(fun insert/2, [], L).

insert(X, [H | T]) when X > H -> [H | insert(X, T)];
insert(X, L) -> [X | L].

flatten([]) -> [];
flatten([[] | T]) -> flatten(T);
flatten([[_ | _] = H | T]) -> flatten(H) ++ flatten(T);
flatten([H | T]) -> [H | flatten(T)].

split_at(0, L) -> {[], L};
split_at(N, [H | T]) -> {A, B} = split_at(N - 1, T), {[H | A], B}.

every(N, L) -> every(N, N, L).

every(_, _, []) -> [];
every(N, 1, [H | T]) -> [H | every(N, N, T)];
every(N, K, [_ | T]) -> every(N, K - 1, T).

balance([]) -> nil;
balance(L) -> {A, [X | B]} = lists:split(length(L) div 2, L), {balance(A), X, balance(B)}.

max_subarray(L) -> {_, Best} = lists:foldl(fun(X, {Cur, Best}) -> C = max(X, Cur + X), {C, max(Best, C)} end, {0, hd(L)}, L), Best.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
