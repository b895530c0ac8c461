%% main/1 gets the command line's arguments.
%% args: alpha 42 --flag x=y
-module(main_args).
-export([main/1]).

main(Args) ->
    io:format("~p~n", [Args]),
    [io:format("~s~n", [A]) || A <- Args],
    io:format("~p~n", [[list_to_integer(A) || A <- Args, A =:= "42"]]).
