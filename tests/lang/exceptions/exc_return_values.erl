%% The value of try with every combination of of, catch and after.
-module(exc_return_values).
-export([main/0]).

main() ->
    t(fun() -> [{K, t1(K)} || K <- [value, throw, error, exit]] end),
    t(fun() -> [{K, t2(K)} || K <- [value, throw, error, exit]] end),
    t(fun() -> [{K, t3(K)} || K <- [value, throw, error, exit]] end),
    t(fun() -> [{K, try t4(K) catch C:R -> {escaped, C, R} end} || K <- [value, throw, error, exit]] end),
    t(fun() -> [{K, try t5(K) catch C:R -> {escaped, C, R} end} || K <- [value, throw, error, exit]] end),
    ok.

do(value) -> value;
do(throw) -> throw(t);
do(error) -> error(e);
do(exit) -> exit(x).

t1(K) ->
    try do(K)
    catch
        throw:t -> caught_t;
        error:e -> caught_e;
        exit:x -> caught_x
    end.

t2(K) ->
    try do(K) of
        value -> of_value
    catch
        C:R -> {C, R}
    after
        ignored
    end.

t3(K) ->
    try
        try do(K)
        after put(after_ran, K)
        end
    catch
        _:_ -> {caught, get(after_ran)}
    end.

t4(K) ->
    try do(K) of
        V -> throw({from_of, V})
    catch
        throw:t -> t;
        error:R -> error({again, R})
    end.

t5(K) ->
    X = try do(K)
        catch throw:T -> {T}
        end,
    {ok, X}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
