%% main/1 without arguments on the command line.
-module(main_no_args).
-export([main/1]).

main(Args) ->
    io:format("~p~n", [Args]).
