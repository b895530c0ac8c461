%% main ends with a case that has no clause for the value.
%% exit: 1
%% stderr-contains: no case clause matching 3
-module(exc_uncaught_case).
-export([main/0]).

main() ->
    io:format("before~n"),
    case id(3) of
        1 -> one;
        2 -> two
    end.

%% Hides a value from the compiler.
id(X) -> X.
