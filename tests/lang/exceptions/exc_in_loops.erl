%% try and catch inside loops of a million rounds, in constant space.
-module(exc_in_loops).
-export([main/0]).

main() ->
    t(fun() -> with_try(1000000, 0) end),
    t(fun() -> with_catch(500000, 0) end),
    t(fun() -> with_after(500000, 0) end),
    t(fun() -> failing(200000, 0) end),
    ok.

with_try(0, S) -> S;
with_try(N, S) ->
    X = try id(N) catch _:_ -> 0 end,
    with_try(N - 1, S + X).

with_catch(0, S) -> S;
with_catch(N, S) ->
    X = (catch throw(N)),
    with_catch(N - 1, S + X).

with_after(0, S) -> S;
with_after(N, S) ->
    X = try N of V -> V after put(n, N) end,
    with_after(N - 1, S + X).

failing(0, S) -> S;
failing(N, S) ->
    X = try N div (N rem 2) catch error:badarith -> 1 end,
    failing(N - 1, S + X).

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
