%% Exceptions through a million frames.
-module(exc_deep).
-export([main/0]).

main() ->
    t(fun() -> try deep(1000000) catch throw:T -> T end end),
    t(fun() -> try deep_error(1000000) catch error:{E, N} -> {E, N} end end),
    t(fun() -> begin {'EXIT', X} = (catch deep_exit(100000)), X end end),
    t(fun() -> try nested_try(20000) catch throw:N -> N end end),
    t(fun() -> begin try deep(100000) catch throw:_:S -> length(S) =< 10 end end end),
    ok.

deep(0) -> throw(bottom);
deep(N) -> 1 + deep(N - 1).

deep_error(0) -> error({bottom, 0});
deep_error(N) -> [N | deep_error(N - 1)].

deep_exit(0) -> exit(bottom);
deep_exit(N) -> {N, deep_exit(N - 1)}.

%% Every level catches and throws again, one more.
nested_try(0) -> throw(0);
nested_try(N) ->
    try nested_try(N - 1)
    catch throw:M -> throw(M + 1)
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
