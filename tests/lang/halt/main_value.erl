%% What main returns does not matter: the status is 0.
-module(main_value).
-export([main/0]).

main() ->
    io:format("returns an error tuple~n"),
    {error, not_an_error_for_the_shell}.
