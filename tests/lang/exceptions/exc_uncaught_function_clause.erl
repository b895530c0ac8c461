%% main calls a function none of whose clauses match.
%% exit: 1
%% stderr-contains: no function clause matching
-module(exc_uncaught_function_clause).
-export([main/0]).

main() ->
    io:format("before~n"),
    f(id(c)).

f(a) -> 1;
f(b) -> 2.

%% Hides a value from the compiler.
id(X) -> X.
