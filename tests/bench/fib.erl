%% Recursion: calls, integer arithmetic and comparison, nothing else.
-module(fib).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(40)]).

run(N) -> fib(N).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
