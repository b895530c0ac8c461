%% List reversal the slow way: naive reverse of 400 elements, again and again.
-module(nrev).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(5000)]).

run(N) -> loop(N, lists:seq(1, 400), 0).

loop(0, _, Sum) -> Sum;
loop(N, L, Sum) -> loop(N - 1, L, Sum + hd(nrev(L))).

nrev([]) -> [];
nrev([H | T]) -> append(nrev(T), [H]).

append([], L) -> L;
append([H | T], L) -> [H | append(T, L)].
