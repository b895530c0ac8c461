%% halt/1 gives the exit status.
%% exit: 7
-module(halt_seven).
-export([main/0]).

main() ->
    io:format("before~n"),
    halt(7).
