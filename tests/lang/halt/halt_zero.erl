%% halt/0 ends the program at once, with status 0.
-module(halt_zero).
-export([main/0]).

main() ->
    io:format("before~n"),
    halt(),
    io:format("not reached~n").
