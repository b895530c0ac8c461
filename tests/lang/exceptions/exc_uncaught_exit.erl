%% main ends with an uncaught exit.
%% exit: 1
-module(exc_uncaught_exit).
-export([main/0]).

main() ->
    io:format("before~n"),
    exit(because).
