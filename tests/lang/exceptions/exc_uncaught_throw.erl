%% main ends with an uncaught throw.
%% exit: 1
%% stderr-contains: {some,value}
-module(exc_uncaught_throw).
-export([main/0]).

main() ->
    io:format("before~n"),
    throw({some, value}).
