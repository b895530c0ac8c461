%% A caught error raised again with its stack ends the program.
%% exit: 1
%% stderr-contains: first_reason
-module(exc_uncaught_rethrown).
-export([main/0]).

main() ->
    try error(first_reason)
    catch
        C:R:S ->
            io:format("caught ~p~n", [{C, R}]),
            erlang:raise(C, R, S)
    end.
