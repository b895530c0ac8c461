%% main calls a function that does not exist.
%% exit: 1
%% stderr-contains: undefined function
-module(exc_uncaught_undef).
-export([main/0]).

main() ->
    io:format("before~n"),
    no_such_module:no_such_function(1).
