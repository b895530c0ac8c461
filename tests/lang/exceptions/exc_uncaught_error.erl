%% main ends with an uncaught error.
%% exit: 1
%% stderr-contains: arithmetic expression
-module(exc_uncaught_error).
-export([main/0]).

main() ->
    io:format("before~n"),
    io:format("~p~n", [1 div id(0)]),
    io:format("not reached~n").

%% Hides a value from the compiler.
id(X) -> X.
