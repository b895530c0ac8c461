%% A merge sort written in the language, on 100,000 pseudo-random integers.
-module(msort).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(24)]).

run(N) ->
    L = random(100000, 42),
    loop(N, L, 0).

loop(0, _, Sum) -> Sum;
loop(N, L, Sum) -> loop(N - 1, L, Sum + lists:nth(1000, sort(L, 100000))).

random(0, _) -> [];
random(N, S) -> [S | random(N - 1, (S * 1103515245 + 12345) band 16#7FFFFFFF)].

sort([], 0) -> [];
sort([X | _], 1) -> [X];
sort(L, N) ->
    Half = N div 2,
    merge(sort(L, Half), sort(drop(Half, L), N - Half)).

drop(0, L) -> L;
drop(N, [_ | T]) -> drop(N - 1, T).

merge([], B) -> B;
merge(A, []) -> A;
merge([A | As], [B | _] = Bs) when A =< B -> [A | merge(As, Bs)];
merge(As, [B | Bs]) -> [B | merge(As, Bs)].
