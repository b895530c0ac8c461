%% main ends with a match that fails, after output that has to appear.
%% exit: 1
%% stderr-contains: no match of right hand side value {error,enoent}
-module(exc_uncaught_badmatch).
-export([main/0]).

main() ->
    [io:format("line ~p~n", [I]) || I <- lists:seq(1, 50)],
    {ok, X} = id({error, enoent}),
    io:format("~p~n", [X]).

%% Hides a value from the compiler.
id(X) -> X.
