%% Sixteen processes compute; nothing is shared.
-module(parallel_compute).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(16)]).

run(N) ->
    Rs = [element(2, spawn_monitor(fun() -> exit({fib(31), lists:sum(lists:sort(numbers(5000, I, [])))}) end)) || I <- lists:seq(1, N)],
    lists:sum([receive {'DOWN', R, _, _, {F, S}} -> F + S rem 1000 end || R <- Rs]).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

numbers(0, _, L) -> L;
numbers(N, X, L) -> numbers(N - 1, (X * 1103515245 + 12345) rem 2147483648, [X | L]).
