%% after blocks run on the way out of an uncaught exception.
%% exit: 1
-module(exc_after_uncaught).
-export([main/0]).

main() ->
    try
        try
            io:format("body~n"),
            error(oops)
        after
            io:format("inner after~n")
        end
    after
        io:format("outer after~n")
    end.
