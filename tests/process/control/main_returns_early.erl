%% main returns while other processes still run: the program ends with status 0.
-module(main_returns_early).
-export([main/0]).

main() ->
    spawn(fun() -> receive after 100000 -> io:format("never printed~n") end end),
    spawn(fun Loop() -> Loop() end),
    io:format("main is done~n").
