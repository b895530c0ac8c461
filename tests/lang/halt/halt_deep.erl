%% halt/2 from within nested calls, try and after: nothing else runs.
%% exit: 9
-module(halt_deep).
-export([main/0]).

main() ->
    io:format("before~n"),
    try nested(10)
    after io:format("not reached~n")
    end.

nested(0) -> halt(9, [{flush, true}]);
nested(N) -> {N, nested(N - 1)}.
