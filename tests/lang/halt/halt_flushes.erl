%% Output written just before halt appears, all of it.
%% exit: 2
-module(halt_flushes).
-export([main/0]).

main() ->
    [io:format("~p~n", [lists:seq(I, I + 20)]) || I <- lists:seq(1, 300)],
    halt(2).
