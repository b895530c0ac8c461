%% An error a thousand calls below main, through funs and library functions.
%% exit: 1
-module(exc_uncaught_deep).
-export([main/0]).

main() ->
    io:format("before~n"),
    lists:foreach(fun(X) -> lists:map(fun(Y) -> down(1000, Y) end, [X]) end, [1]),
    io:format("not reached~n").

down(0, X) -> X + not_a_number();
down(N, X) -> 1 + down(N - 1, X).

not_a_number() -> id(nan).

%% Hides a value from the compiler.
id(X) -> X.
