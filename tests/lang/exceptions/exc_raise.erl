%% erlang:raise: class, reason and stack are kept.
-module(exc_raise).
-export([main/0]).

main() ->
    t(fun() -> try erlang:raise(error, r, []) catch C:R:S -> {C, R, S} end end),
    t(fun() -> try erlang:raise(exit, {a, b}, []) catch C:R -> {C, R} end end),
    t(fun() -> try erlang:raise(throw, v, []) catch V -> V end end),
    t(fun() -> erlang:raise(bogus, r, []) end),
    t(fun() -> erlang:raise(error, r, not_a_stack) end),
    t(fun() -> try erlang:raise(error, r, [{m, f, 2, []}]) catch _:_:S -> S end end),
    t(fun() -> try erlang:raise(error, r, [{m, f, [a, b], [{file, "x.erl"}, {line, 7}]}]) catch _:_:S -> S end end),
    t(fun() -> try try error(first) catch C:R:S -> erlang:raise(C, {again, R}, S) end catch _:R2 -> R2 end end),
    t(fun() -> begin {S1, S2} = reraised(), S1 =:= S2 end end),
    t(fun() -> try try throw(x) catch throw:X:S -> erlang:raise(exit, X, S) end catch C:R -> {C, R} end end),
    t(fun() -> begin {'EXIT', {R, S}} = (catch erlang:raise(error, r, [{m, f, 1, []}])), {R, S} end end),
    t(fun() -> begin {'EXIT', R} = (catch erlang:raise(exit, r, [{m, f, 1, []}])), R end end),
    ok.

reraised() ->
    try
        try hd(id([]))
        catch C:R:S1 -> put(first, S1), erlang:raise(C, R, S1)
        end
    catch
        _:_:S2 -> {get(first), S2}
    end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
